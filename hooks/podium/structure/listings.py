"""Groups of talks that have a page, a feed and a calendar of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from podium.structure.catalogue import Entry
from podium.structure.talks import Speaker
from podium.text import name_key


class Group(StrEnum):
    """What the talks of a listing have in common."""

    ALL = "talks"
    TOPIC = "topic"
    SPEAKER = "speaker"
    EVENT = "event"
    SERIES = "series"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Talks that belong together."""

    group: Group
    """What they have in common."""
    name: str
    """The topic, the speaker, the event, the series or the year, as plain text; `Talks` for all of them."""
    folder: str
    """Where its files lie, relative to the site, not percent-encoded: `speakers/ann-example/`."""
    address: str
    """The address of its page, relative to the site, percent-encoded: `speakers/ann-example/`."""
    entries: tuple[Entry, ...]
    """Its occasions, the earliest first, then by slug."""
    speaker: Speaker | None = None
    """The speaker, with all that their talks say of them."""


@dataclass(frozen=True, kw_only=True)
class Listings:
    """Every listing of a site."""

    all: tuple[Listing, ...] = ()
    """The listing of all talks, then topics, speakers, events, series and years, each by name."""

    def find(self, group: Group, name: str) -> Listing | None:
        """The listing of a topic, speaker, event or series, however its name is written; None when it has none."""
        return self._names.get((group, name_key(name)))

    def of(self, group: Group) -> tuple[Listing, ...]:
        """The listings of one kind, by name."""
        return self._groups.get(group, ())

    @cached_property
    def _groups(self) -> Mapping[Group, tuple[Listing, ...]]:
        return {group: tuple(listing for listing in self.all if listing.group is group) for group in Group}

    @cached_property
    def _names(self) -> Mapping[tuple[Group, str], Listing]:
        return {(listing.group, name_key(listing.name)): listing for listing in self.all}
