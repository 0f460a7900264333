// An account is the sum of what happened to it.

export const initial = { open: false, balance: 0 }

export function evolve(account, event) {
  switch (event.type) {
    case "Opened":
      return { ...account, open: true }
    case "Deposited":
      return { ...account, balance: account.balance + event.amount }
    case "Withdrawn":
      return { ...account, balance: account.balance - event.amount }
    default:
      return account
  }
}

const events = [
  { type: "Opened" },
  { type: "Deposited", amount: 500 },
  { type: "Withdrawn", amount: 230 },
]

console.log(events.reduce(evolve, initial)) // { open: true, balance: 270 }
