# title: Old events in new words

from functools import reduce

# Each lifts an event by one schema. What is stored stays as it is.
lifts = {
    1: lambda old: {
        "type": "Paid",
        "schema": 2,
        "cents": old["dollars"] * 100,
    },
    2: lambda old: {**old, "schema": 3, "currency": "USD"},
}


def upcast(event):
    lift = lifts.get(event.get("schema", 1))
    return upcast(lift(event)) if lift else event


def add(paid, event):
    """This knows the newest schema, and no other."""
    cents, currency = event["cents"], event["currency"]
    return {**paid, currency: paid.get(currency, 0) + cents}


def evolve(paid, event):
    return add(paid, upcast(event)) if event["type"] == "Paid" else paid


initial = {}
events = [
    {"type": "Paid", "dollars": 12},
    {"type": "Paid", "dollars": 30},
    {"type": "Paid", "schema": 2, "cents": 1950},
    {"type": "Paid", "schema": 3, "cents": 700, "currency": "EUR"},
    {"type": "Paid", "schema": 3, "cents": 50, "currency": "USD"},
]

stored = events[0]
lifted = upcast(stored)
print(f"stored, long ago: {stored['dollars']} dollars")
print(f"read today: {lifted['cents']} cents, {lifted['currency']}")

paid = reduce(evolve, events, initial)
print(f"paid: {paid['USD']} cents in USD, {paid['EUR']} in EUR")
