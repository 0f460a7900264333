# title: Three guests, three seats

from dataclasses import dataclass
from functools import reduce


@dataclass(frozen=True)
class Book:
    seat: str
    guest: str
    expected: int  # the version that the sender has seen


@dataclass(frozen=True)
class Booked:
    seat: str
    guest: str


def evolve(state, event):
    version, seats = state.values()
    if isinstance(event, Booked):
        seats = {**seats, event.seat: event.guest}
    return {"version": version + 1, "seats": seats}


def decide(command, state):
    version, seats = state.values()
    if command.expected != version:
        raise ValueError(
            f"expected version {command.expected}, found {version}"
        )
    if seats.get(command.seat) != "":
        raise ValueError(f"seat {command.seat} is not free")
    return [Booked(command.seat, command.guest)]


initial = {"version": 0, "seats": {"A": "", "B": "", "C": ""}}
commands = [
    Book("B", "Ann", expected=0),
    Book("B", "Bo", expected=0),
    Book("C", "Bo", expected=1),
    Book("C", "Cy", expected=2),
    Book("A", "Cy", expected=2),
]


# setup
def draw(place, seat, guest):
    ground, ink = ("#2f6f9f", "#fff") if guest else ("#e4e4e4", "#333")
    x = 2 + 84 * place
    return (
        f'<rect x="{x}" y="2" width="76" height="52" rx="8" '
        f'fill="{ground}" stroke="#767676"/>'
        f'<text x="{x + 38}" y="34" fill="{ink}">{seat} {guest}</text>'
    )


def view(state):
    seats = state["seats"]
    taken = len([guest for guest in seats.values() if guest])
    boxes = [draw(place, *seat) for place, seat in enumerate(seats.items())]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 248 56" '
        'width="248" height="56" font-family="sans-serif" font-size="18" '
        f'text-anchor="middle"><title>{taken} of 3 seats are taken</title>'
        f"{''.join(boxes)}</svg>"
    )


# end setup
state = initial
for command in commands:
    try:
        state = reduce(evolve, decide(command, state), state)
        print(f"{command.guest} has seat {command.seat}")
    except ValueError as no:
        print(f"{command.guest}: {no}")
