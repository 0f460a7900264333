// title: Three guests, three seats

export const initial = { version: 0, seats: { A: '', B: '', C: '' } }

export function evolve({ version, seats }, event) {
  if (event.type === 'Booked')
    seats = { ...seats, [event.seat]: event.guest }
  return { version: version + 1, seats }
}

// A command says which version its sender has seen.
export function decide({ seat, guest, expected }, { version, seats }) {
  if (expected !== version)
    throw new Error(`expected version ${expected}, found ${version}`)
  if (seats[seat] !== '') throw new Error(`seat ${seat} is not free`)
  return [{ type: 'Booked', seat, guest }]
}

export const commands = [
  { type: 'Book', seat: 'B', guest: 'Ann', expected: 0 },
  { type: 'Book', seat: 'B', guest: 'Bo', expected: 0 },
  { type: 'Book', seat: 'C', guest: 'Bo', expected: 1 },
  { type: 'Book', seat: 'C', guest: 'Cy', expected: 2 },
  { type: 'Book', seat: 'A', guest: 'Cy', expected: 2 },
]

// setup
function draw([seat, guest], place) {
  const [ground, ink] = guest ? ['#2f6f9f', '#fff'] : ['#e4e4e4', '#333']
  const x = 2 + 84 * place
  return (
    `<rect x="${x}" y="2" width="76" height="52" rx="8" ` +
    `fill="${ground}" stroke="#767676"/>` +
    `<text x="${x + 38}" y="34" fill="${ink}">${seat} ${guest}</text>`
  )
}

export function view({ seats }) {
  const taken = Object.values(seats).filter(Boolean).length
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 248 56" ' +
    'width="248" height="56" font-family="sans-serif" font-size="18" ' +
    `text-anchor="middle"><title>${taken} of 3 seats are taken</title>` +
    `${Object.entries(seats).map(draw).join('')}</svg>`
  )
}
// end setup

let state = initial
for (const command of commands) {
  try {
    state = decide(command, state).reduce(evolve, state)
    console.log(`${command.guest} has seat ${command.seat}`)
  } catch (no) {
    console.log(`${command.guest}: ${no.message}`)
  }
}
