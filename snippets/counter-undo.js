// title: A counter with undo and redo

// A reducer as Redux knows it: a number and an action give a number.
const count = (number, action) =>
  action.type === 'Added' ? number + action.by : number

export const initial = { past: [], present: 0, future: [] }

// The same reducer with a memory. Undo is one more thing that happened.
export function evolve(state, action) {
  const { past, present, future } = state
  if (action.type === 'Undone' && past.length)
    return {
      past: past.slice(0, -1),
      present: past.at(-1),
      future: [present, ...future],
    }
  if (action.type === 'Redone' && future.length)
    return {
      past: [...past, present],
      present: future[0],
      future: future.slice(1),
    }
  const next = count(present, action)
  if (next === present) return state
  return { past: [...past, present], present: next, future: [] }
}

export const view = ({ past, present, future }) =>
  [...past, `[${present}]`, ...future].join(' ')

export const events = [
  { type: 'Added', by: 1 },
  { type: 'Added', by: 5 },
  { type: 'Added', by: -2 },
  { type: 'Undone' },
  { type: 'Undone' },
  { type: 'Redone' },
  { type: 'Added', by: 10 },
]

const counter = events.reduce(evolve, initial)
console.log(`present: ${counter.present}`)
console.log(`line of time: ${view(counter)}`)
console.log(`kept in the stream: ${events.length} events`)
