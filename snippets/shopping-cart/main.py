# title: A cart that can say no

from functools import reduce

from events import Added, Ordered, Removed, evolve, initial

LIMIT = 5


class Rejected(Exception):
    pass


def decide(command, cart):
    item, count = command.get("item"), command.get("count")
    inside = sum(cart.items.values())
    if not cart.open:
        raise Rejected("this cart is ordered")
    match command["type"]:
        case "Add" if inside + count > LIMIT:
            raise Rejected(f"at most {LIMIT} things")
        case "Add":
            return [Added(item, count)]
        case "Remove" if item not in cart.items:
            raise Rejected(f"there is no {item}")
        case "Remove":
            return [Removed(item)]
        case "Order" if not inside:
            raise Rejected("there is nothing to order")
        case "Order":
            return [Ordered()]


commands = [
    {"type": "Add", "item": "tea", "count": 2},
    {"type": "Add", "item": "cup", "count": 4},
    {"type": "Add", "item": "cup", "count": 3},
    {"type": "Remove", "item": "jam"},
    {"type": "Remove", "item": "tea"},
    {"type": "Order"},
    {"type": "Add", "item": "spoon", "count": 1},
]

cart = initial
for command in commands:
    try:
        cart = reduce(evolve, decide(command, cart), cart)
    except Rejected as no:
        print(f"{command['type']} {command['item']}: {no}")
print(f"ordered: {cart.items['cup']} cups")
