"""What can happen to a cart, and what each event makes of it."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Added:
    item: str
    count: int


@dataclass(frozen=True)
class Removed:
    item: str


@dataclass(frozen=True)
class Ordered:
    pass


@dataclass(frozen=True)
class Cart:
    items: dict = field(default_factory=dict)
    open: bool = True


initial = Cart()


def evolve(cart, event):
    items = cart.items
    match event:
        case Added(item, count):
            count += items.get(item, 0)
            return replace(cart, items={**items, item: count})
        case Removed(item):
            others = {name: items[name] for name in items if name != item}
            return replace(cart, items=others)
        case Ordered():
            return replace(cart, open=False)
    return cart
