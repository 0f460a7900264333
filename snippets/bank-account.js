// title: A bank account

export const initial = { open: false, balance: 0 }

// An account is the sum of what happened to it.
export function evolve(account, event) {
  switch (event.type) {
    case 'Opened':
      return { ...account, open: true }
    case 'Deposited':
      return { ...account, balance: account.balance + event.amount }
    case 'Withdrawn':
      return { ...account, balance: account.balance - event.amount }
    default:
      return account
  }
}

export const events = [
  { type: 'Opened' },
  { type: 'Deposited', amount: 500 },
  { type: 'Withdrawn', amount: 230 },
  { type: 'Deposited', amount: 50 },
]

const account = events.reduce(evolve, initial)
console.log(`balance: ${account.balance}`)

const before = events.slice(0, 2).reduce(evolve, initial)
console.log(`at version 2: ${before.balance}`)
