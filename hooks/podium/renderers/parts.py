"""A long list of talks is split, so that no page grows without end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from podium.structure.catalogue import Entry
from podium.structure.listings import Group, Listing
from podium.structure.settings import Settings
from podium.urls import page_address

SIZE = 500
"""How many occasions one page lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page of a listing."""

    number: int
    """Which one, from 1."""
    uri: str
    """The page as seen from the docs folder: `speakers/ann/2.md`."""
    address: str
    """Its address, relative to the site."""
    entries: tuple[Entry, ...]
    """Its occasions, the latest first."""


def chronicle(entries: Iterable[Entry]) -> list[Entry]:
    """Occasions as a timeline has them: those that are or will be over, the latest first, the undated last.

    `entries` are in order, the undated last.
    """
    dated, undated = [], []
    for entry in entries:
        if entry.occasion.when:
            dated.append(entry)
        elif entry.talk.past:
            undated.append(entry)
    return [*reversed(dated), *reversed(undated)]


def parts_of(listing: Listing, settings: Settings) -> list[Part]:
    """The pages of a listing, at least one."""
    entries = chronicle(listing.entries)
    starts = range(0, max(1, len(entries)), SIZE)
    return [
        _part(listing, number, tuple(entries[first : first + SIZE]), settings)
        for number, first in enumerate(starts, start=1)
    ]


def _part(listing: Listing, number: int, entries: tuple[Entry, ...], settings: Settings) -> Part:
    everything = listing.group is Group.ALL
    own = "talks/index" if everything else listing.folder.rstrip("/")
    path = own if number == 1 else f"{'talks/parts/' if everything else listing.folder}{number}"
    return Part(
        number=number,
        uri=f"{path}.md",
        address=listing.address if number == 1 else page_address(path, directories=settings.directory_urls),
        entries=entries,
    )
