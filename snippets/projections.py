# title: A menu that is a little late

from functools import reduce

initial = {}


def evolve(shelf, event):
    """What lies on the bakery's shelf."""
    match event:
        case {"type": "Baked", "bread": bread, "loaves": loaves}:
            return {**shelf, bread: shelf.get(bread, 0) + loaves}
        case {"type": "Sold", "bread": bread, "loaves": loaves}:
            return {**shelf, bread: shelf.get(bread, 0) - loaves}
    return shelf


def count(sold, event):
    """A read model that keeps up: how many loaves were sold."""
    return sold + event["loaves"] if event["type"] == "Sold" else sold


def late(read, event):
    """A read model that is one event behind: the newest has to wait."""
    shown, waiting = read["shown"], read["waiting"]
    shown = evolve(shown, waiting) if waiting else shown
    return {"shown": shown, "waiting": event}


behind = {"shown": initial, "waiting": None}
projections = {"sold": [0, count], "menu": [behind, late]}

events = [
    {"type": "Baked", "bread": "rye", "loaves": 3},
    {"type": "Sold", "bread": "rye", "loaves": 1},
    {"type": "Baked", "bread": "spelt", "loaves": 4},
    {"type": "Sold", "bread": "spelt", "loaves": 1},
    {"type": "Sold", "bread": "rye", "loaves": 2},
]

menu = reduce(late, events, behind)
print("sold:", reduce(count, events, 0))
print("rye on the shelf:", reduce(evolve, events, initial)["rye"])
print("rye on the menu:", menu["shown"]["rye"])
print("one event later:", evolve(menu["shown"], menu["waiting"])["rye"])
