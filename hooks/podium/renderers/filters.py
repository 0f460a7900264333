"""The filter over all talks: its fields, and the ways in that stand there without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from podium.renderers.context import Context
from podium.renderers.parts import overview_address
from podium.renderers.rows import filter_key
from podium.resolvers.listings import FOLDERS
from podium.structure.catalogue import Entry
from podium.structure.listings import Group, Listing

KINDS: dict[Group, tuple[str, str]] = {
    Group.TOPIC: ("Topic", "Topics"),
    Group.SPEAKER: ("Speaker", "Speakers"),
    Group.EVENT: ("Event", "Events"),
    Group.SERIES: ("Series", "Series"),
    Group.YEAR: ("Year", "Years"),
}
"""What people call one listing of a kind, and all of them."""
_CHOICES = (Group.TOPIC, Group.SPEAKER, Group.EVENT, Group.YEAR)
_MOST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing by which talks can be chosen."""

    name: str
    """Its name in the address: `topic`."""
    label: str
    """What it says while nothing is chosen: `All topics`."""
    choices: tuple[tuple[str, str], ...]
    """Values with their words."""


def filter_fields(context: Context, entries: Sequence[Entry]) -> list[Field]:
    """The fields that have something to choose from among some occasions.

    Of a kind with more than 300 listings those with most talks are offered; text finds the others.
    """
    found = []
    here = {id(entry) for entry in entries}
    for group in _CHOICES:
        among = tuple(each for each in context.listings.of(group) if any(id(entry) in here for entry in each.entries))
        listings = _offered(among, newest=group is Group.YEAR)
        if len(listings) > 1:
            choices = tuple((filter_key(listing), listing.name) for listing in listings)
            found.append(Field(name=group.value, label=f"All {KINDS[group][1].lower()}", choices=choices))
    return found


def _offered(listings: tuple[Listing, ...], *, newest: bool) -> list[Listing]:
    if newest:
        return list(reversed(listings))
    if len(listings) <= _MOST:
        return list(listings)
    most = nlargest(_MOST, enumerate(listings), key=lambda pair: (len(pair[1].entries), -pair[0]))
    return [listing for _, listing in sorted(most, key=lambda pair: pair[0])]


def overviews(context: Context) -> list[tuple[str, str]]:
    """The pages that list all topics, speakers, events and series: names and links."""
    groups = [group for group in FOLDERS if group is not Group.YEAR and context.listings.of(group)]
    return [(KINDS[group][1], context.href(overview_address(group, context.settings))) for group in groups]


def years(context: Context) -> list[tuple[str, str]]:
    """The pages of the years, the latest first: names and links."""
    return [(listing.name, context.href(listing.address)) for listing in reversed(context.listings.of(Group.YEAR))]
