"""A long list is split, so that no page grows without end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from podium.renderers.choices import Choice
from podium.resolvers.listings import FOLDERS
from podium.structure.catalogue import Entry
from podium.structure.listings import Group, Listing
from podium.structure.settings import Settings
from podium.urls import page_address

SIZE = 500
"""How many occasions, or names, one page lists."""
AGENDA = 100
"""How many of those ahead an agenda shows; the others stand among all talks."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of a list of listings."""

    number: int
    """Which one, from 1."""
    uri: str
    """The page as seen from the docs folder: `speakers/parts/2.md`."""
    address: str
    """Its address, relative to the site."""
    listings: tuple[Listing, ...]
    """What it lists."""


def sheets_of(group: Group, listings: Sequence[Listing], settings: Settings) -> list[Sheet]:
    """The pages that list all listings of a kind, the years backwards; none when there is nothing to list."""
    ordered = tuple(reversed(listings) if group is Group.YEAR else listings)
    starts = range(0, len(ordered), SIZE)
    return [
        _sheet(group, number, ordered[first : first + SIZE], settings) for number, first in enumerate(starts, start=1)
    ]


def _sheet(group: Group, number: int, listings: tuple[Listing, ...], settings: Settings) -> Sheet:
    path = f"{FOLDERS[group]}{'index' if number == 1 else f'parts/{number}'}"
    later = page_address(path, directories=settings.directory_urls)
    address = overview_address(group, settings) if number == 1 else later
    return Sheet(number=number, uri=f"{path}.md", address=address, listings=listings)


def overview_address(group: Group, settings: Settings) -> str:
    """Where all listings of a kind are listed: `speakers/`."""
    return FOLDERS[group] if settings.directory_urls else page_address(f"{FOLDERS[group]}index", directories=False)


def chronicle(entries: Iterable[Entry]) -> list[Entry]:
    """Occasions as a timeline has them, the latest first, the undated last; `entries` are the earliest first."""
    backwards = list(entries)[::-1]
    return sorted(backwards, key=lambda entry: entry.occasion.when is None)


def agenda_of(ahead: Sequence[Entry], limit: int = 0) -> Sequence[Entry]:
    """What an agenda shows of the occasions ahead, the next one first; with a limit also what comes later."""
    return ahead[: limit + AGENDA]


def only_part(entries: Iterable[Entry], address: str) -> Part:
    """As many occasions as a page lists, as the one part of a list on the page at an address."""
    return Part(number=1, uri="", address=address, entries=tuple(chronicle(entries)[:SIZE]))


def latest(choice: Choice, settings: Settings, leave_out: Callable[[Entry], bool]) -> tuple[Sequence[Entry], str]:
    """As many of the occasions chosen as a page lists, and the address of the page that has the next, or nothing."""
    if not choice.exact:
        rest = [entry for entry in chronicle(choice.entries) if not leave_out(entry)]
        return rest[:SIZE], choice.listing.address if len(rest) > SIZE else ""
    parts = parts_of(choice.listing, settings)
    found = [(entry, part) for part in parts for entry in part.entries if not leave_out(entry)]
    more = found[SIZE][1].address if len(found) > SIZE else ""
    return [entry for entry, _ in found[:SIZE]], more


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
