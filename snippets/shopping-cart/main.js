// title: A cart that can say no

import { evolve, initial } from './events.js'
export { evolve, initial }

const LIMIT = 5

export function decide(command, cart) {
  const { type, item, count } = command
  const inside = Object.values(cart.items).reduce((a, b) => a + b, 0)
  if (!cart.open) throw new Error('this cart is ordered')
  switch (type) {
    case 'Add':
      if (inside + count > LIMIT) throw new Error(`at most ${LIMIT} things`)
      return [{ type: 'Added', item, count }]
    case 'Remove':
      if (!cart.items[item]) throw new Error(`there is no ${item}`)
      return [{ type: 'Removed', item }]
    case 'Order':
      if (!inside) throw new Error('there is nothing to order')
      return [{ type: 'Ordered' }]
  }
}

export const commands = [
  { type: 'Add', item: 'tea', count: 2 },
  { type: 'Add', item: 'cup', count: 4 },
  { type: 'Add', item: 'cup', count: 3 },
  { type: 'Remove', item: 'jam' },
  { type: 'Remove', item: 'tea' },
  { type: 'Order' },
  { type: 'Add', item: 'spoon', count: 1 },
]

let cart = initial
for (const command of commands) {
  try {
    cart = decide(command, cart).reduce(evolve, cart)
  } catch (no) {
    console.log(`${command.type} ${command.item}: ${no.message}`)
  }
}
console.log(`ordered: ${cart.items.cup} cups`)
