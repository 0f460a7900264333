// What can happen to a cart, and what each event makes of it.

export const initial = { items: {}, open: true }

export function evolve(cart, event) {
  const { items } = cart
  const { type, item, count } = event
  switch (type) {
    case 'Added': {
      const before = items[item] ?? 0
      return { ...cart, items: { ...items, [item]: before + count } }
    }
    case 'Removed': {
      const { [item]: gone, ...others } = items
      return { ...cart, items: others }
    }
    case 'Ordered':
      return { ...cart, open: false }
    default:
      return cart
  }
}
