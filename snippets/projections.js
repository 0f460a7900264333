// title: A menu that is a little late

export const initial = {}

// What lies on the bakery's shelf.
export function evolve(shelf, { type, bread, loaves }) {
  const there = shelf[bread] ?? 0
  switch (type) {
    case 'Baked':
      return { ...shelf, [bread]: there + loaves }
    case 'Sold':
      return { ...shelf, [bread]: there - loaves }
    default:
      return shelf
  }
}

// A read model that keeps up: how many loaves were sold.
const count = (sold, { type, loaves }) =>
  type === 'Sold' ? sold + loaves : sold

// A read model that is one event behind: the newest one has to wait.
const late = ({ shown, waiting }, event) => ({
  shown: waiting ? evolve(shown, waiting) : shown,
  waiting: event,
})

export const projections = {
  sold: [0, count],
  menu: [{ shown: initial, waiting: null }, late],
}

export const events = [
  { type: 'Baked', bread: 'rye', loaves: 3 },
  { type: 'Sold', bread: 'rye', loaves: 1 },
  { type: 'Baked', bread: 'spelt', loaves: 4 },
  { type: 'Sold', bread: 'spelt', loaves: 1 },
  { type: 'Sold', bread: 'rye', loaves: 2 },
]

const shelf = events.reduce(evolve, initial)
const menu = events.reduce(late, projections.menu[0])
console.log(`sold: ${events.reduce(count, 0)}`)
console.log(`rye on the shelf: ${shelf.rye}`)
console.log(`rye on the menu: ${menu.shown.rye}`)
console.log(`one event later: ${evolve(menu.shown, menu.waiting).rye}`)
