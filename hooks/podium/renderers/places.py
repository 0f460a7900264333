"""A place as pages, lists and calendars name it."""

from __future__ import annotations

from podium.readers.online import says_online
from podium.structure.occasions import Place


def show_place(place: Place) -> str:
    """The place in one line, and `online` where its words do not say so: `Iron Yard, Little Rock, online`."""
    unsaid = place.online and (place.onsite or not says_online(place.text))
    return f"{place.text}, online" if unsaid else place.text
