// title: A snapshot, and the rest of the match

export const initial = { red: 0, blue: 0 }

export function evolve(score, { type, team }) {
  switch (type) {
    case 'Scored':
      return { ...score, [team]: score[team] + 1 }
    case 'Disallowed':
      return { ...score, [team]: score[team] - 1 }
    default:
      return score
  }
}

export const events = [
  { type: 'Scored', team: 'red' },
  { type: 'Scored', team: 'blue' },
  { type: 'Scored', team: 'blue' },
  { type: 'Disallowed', team: 'blue' },
  { type: 'Scored', team: 'red' },
  { type: 'Scored', team: 'blue' },
]

// Written down after event 4, with the evolve of that day.
const snapshot = { version: 4, score: { red: 1, blue: 1 } }
const rest = events.slice(snapshot.version)

const text = ({ red, blue }) => `red ${red}, blue ${blue}`
const long = text(events.reduce(evolve, initial))
const short = text(rest.reduce(evolve, snapshot.score))
console.log(`all ${events.length} events: ${long}`)
console.log(`snapshot and ${rest.length} events: ${short}`)
console.log(long === short ? 'equal' : 'not equal: delete the snapshot')
