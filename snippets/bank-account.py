# title: A bank account

from dataclasses import dataclass, replace
from functools import reduce


@dataclass(frozen=True)
class Opened:
    pass


@dataclass(frozen=True)
class Deposited:
    amount: int


@dataclass(frozen=True)
class Withdrawn:
    amount: int


@dataclass(frozen=True)
class Account:
    open: bool = False
    balance: int = 0


def evolve(account, event):
    """An account is the sum of what happened to it."""
    match event:
        case Opened():
            return replace(account, open=True)
        case Deposited(amount):
            return replace(account, balance=account.balance + amount)
        case Withdrawn(amount):
            return replace(account, balance=account.balance - amount)
    return account


initial = Account()
events = [Opened(), Deposited(500), Withdrawn(230), Deposited(50)]

print("balance:", reduce(evolve, events, initial).balance)
print("at version 2:", reduce(evolve, events[:2], initial).balance)
