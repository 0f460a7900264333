// title: Old events in new words

// Each lifts an event by one schema. What is stored stays as it is.
const lifts = {
  1: ({ type, dollars }) => ({ type, schema: 2, cents: dollars * 100 }),
  2: (event) => ({ ...event, schema: 3, currency: 'USD' }),
}

export function upcast(event) {
  const lift = lifts[event.schema ?? 1]
  return lift ? upcast(lift(event)) : event
}

export const initial = {}

// This knows the newest schema, and no other.
function add(paid, { cents, currency }) {
  return { ...paid, [currency]: (paid[currency] ?? 0) + cents }
}

export function evolve(paid, event) {
  return event.type === 'Paid' ? add(paid, upcast(event)) : paid
}

export const events = [
  { type: 'Paid', dollars: 12 },
  { type: 'Paid', dollars: 30 },
  { type: 'Paid', schema: 2, cents: 1950 },
  { type: 'Paid', schema: 3, cents: 700, currency: 'EUR' },
  { type: 'Paid', schema: 3, cents: 50, currency: 'USD' },
]

const [stored] = events
const { cents, currency } = upcast(stored)
console.log(`stored, long ago: ${stored.dollars} dollars`)
console.log(`read today: ${cents} cents, ${currency}`)

const paid = events.reduce(evolve, initial)
console.log(`paid: ${paid.USD} cents in USD, ${paid.EUR} in EUR`)
