"""All talks and decks of a site, and the orders people look them up in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from podium.dates import Precision
from podium.structure.decks import Deck, Kind
from podium.structure.occasions import Occasion, Recording, Status
from podium.structure.snippets import Ran
from podium.structure.talks import Talk
from podium.text import fold

_NEVER = datetime.max.replace(tzinfo=UTC)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
# Zones reach 14 hours from UTC, so a day at the ends of time still fits.
_MARGIN = timedelta(days=1)
_RECORDED = (Recording.PUBLISHED, Recording.NOT_PUBLISHED)
_COMING = (Status.TENTATIVE, Status.POSTPONED)
_COARSE = (Precision.MONTH, Precision.YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One occasion of one talk: a line of the agenda or of a list."""

    talk: Talk
    """The talk."""
    occasion: Occasion
    """The time it is given."""

    @property
    def starts(self) -> datetime:
        """The instant it begins, for sorting; undated entries come last of the upcoming."""
        return self.occasion.when.starts if self.occasion.when else _NEVER - _MARGIN

    @property
    def recorded(self) -> bool:
        """Whether there is a recording of it; one that all occasions of a talk share says nothing of each."""
        talk, occasion = self.talk, self.occasion
        if occasion.recording in _RECORDED:
            return True
        if len(talk.occasions) == 1:
            return bool(occasion.videos) or any(show.embed.kind is Kind.VIDEO for show in talk.shows)
        return any(any(video not in other.videos for other in talk.occasions) for video in occasion.videos)

    @property
    def awaited(self) -> bool | None:
        """What is known without a date: that it is still to come, or that it is over; None when nothing tells.

        What was recorded is over. Then the writer's words count, then the category, then what is only said of things
        to come.
        """
        if self.recorded:
            return False
        if self.occasion.ahead is not None:
            return self.occasion.ahead
        if self.talk.past is not None:
            return not self.talk.past
        coming = self.occasion.status in _COMING or self.occasion.recording is Recording.SCHEDULED
        return True if coming else None


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Every talk and deck of a site."""

    talks: tuple[Talk, ...] = ()
    """All talks that are built, by slug."""
    decks: tuple[Deck, ...] = ()
    """All decks, by slug."""
    snippets: tuple[Ran, ...] = ()
    """All snippets with what they did, by name and language."""
    duration: timedelta = timedelta(hours=1)
    """How long a talk without an end is taken to last."""

    def ends(self, entry: Entry) -> datetime | None:
        """The instant at which the entry is over: what moves it from upcoming to past.

        None when it has no date and so never ends by itself. A month or a year that has a recording already is waited
        for no longer.
        """
        when = entry.occasion.when
        if when and when.start.precision in _COARSE and entry.recorded:
            return when.starts
        return when.ends(self.duration) if when else None

    def is_past(self, entry: Entry, now: datetime) -> bool:
        """Whether the entry is over at `now`."""
        ends = self.ends(entry)
        return entry.awaited is False if ends is None else ends <= now

    def is_ahead(self, entry: Entry, now: datetime) -> bool:
        """Whether the entry is still to come, or not over, at `now`; without a date it may be neither."""
        ends = self.ends(entry)
        return entry.awaited is True if ends is None else ends > now

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every occasion of every talk, earliest first, then by slug."""
        entries = [Entry(talk=talk, occasion=occasion) for talk in self.talks for occasion in talk.occasions]
        return tuple(sorted(entries, key=lambda entry: (entry.starts, entry.talk.slug)))

    def upcoming(self, now: datetime) -> tuple[Entry, ...]:
        """Entries not yet over, the next one first."""
        return tuple(entry for entry in self.entries if self.is_ahead(entry, now))

    def past(self, now: datetime) -> tuple[Entry, ...]:
        """Entries that are over, the latest first; those without a date at the end."""
        over = [entry for entry in self.entries if self.is_past(entry, now)]
        return tuple(sorted(over, key=_past_order, reverse=True))

    @cached_property
    def undated(self) -> tuple[Entry, ...]:
        """Entries without a date of which nothing tells whether they are ahead or over, by slug."""
        return tuple(entry for entry in self.entries if not entry.occasion.when and entry.awaited is None)

    def leading(self, talk: Talk, now: datetime) -> Entry:
        """The occasion a talk page is about at `now`: the next one that takes place, else the latest with a date."""
        entries = sorted(
            (Entry(talk=talk, occasion=occasion) for occasion in talk.occasions),
            key=lambda entry: entry.starts,
        )
        ahead = [entry for entry in entries if self.is_ahead(entry, now)]
        takes_place = [e for e in ahead if e.occasion.status is not Status.CANCELLED]
        dated = [entry for entry in entries if entry.occasion.when]
        return (takes_place or ahead or dated[-1:] or entries)[0]

    def neighbours(self, talk: Talk) -> tuple[Talk | None, Talk | None]:
        """The talks before and after this one, by the first occasion of each."""
        place = self._order.get(talk.slug)
        if place is None:
            return None, None
        order = self._chronicle
        before = order[place - 1] if place else None
        return before, order[place + 1] if place + 1 < len(order) else None

    def deck(self, slug: str) -> Deck | None:
        """The deck of a slug."""
        return self._slugs.get(slug)

    def snippet(self, name: str) -> tuple[Ran, ...]:
        """The snippet of a name, in each language it is written in, JavaScript first."""
        return tuple(ran for ran in self.snippets if ran.snippet.name == name)

    def deck_at(self, address: str) -> Deck | None:
        """The deck whose slides are at an address of the site."""
        return self._addresses.get(address)

    def showing(self, deck: Deck) -> Talk | None:
        """The talk that shows a deck: of several the one given last."""
        return self._showing.get(deck.address)

    @cached_property
    def snippet_names(self) -> frozenset[str]:
        """The names of all snippets, folded."""
        return frozenset(fold(ran.snippet.name) for ran in self.snippets)

    @cached_property
    def snippet_paths(self) -> frozenset[str]:
        """The files that snippets are written in."""
        return frozenset(ran.snippet.path for ran in self.snippets)

    @cached_property
    def _slugs(self) -> dict[str, Deck]:
        return {deck.slug: deck for deck in self.decks}

    @cached_property
    def _addresses(self) -> dict[str, Deck]:
        return {deck.address: deck for deck in self.decks if deck.address}

    @cached_property
    def _showing(self) -> dict[str, Talk]:
        ready = (entry.talk for entry in self.entries if entry.talk.ready)
        return {show.embed.link: talk for talk in ready for show in talk.shows if show.embed.link in self._addresses}

    @cached_property
    def _chronicle(self) -> tuple[Talk, ...]:
        """Talks that have a page, by their first occasion; those without a date that are not ahead come first."""
        first = {entry.talk.slug: entry for entry in reversed(self.entries) if entry.talk.ready}
        entries = list(reversed(first.values()))
        entries.sort(key=lambda entry: bool(entry.occasion.when or entry.awaited))
        return tuple(entry.talk for entry in entries)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {talk.slug: place for place, talk in enumerate(self._chronicle)}


def year_of(entry: Entry) -> int | None:
    """The year of an entry at its place, or None."""
    return entry.occasion.when.start.year if entry.occasion.when else None


def _past_order(entry: Entry) -> tuple[datetime, str]:
    starts = entry.starts if entry.occasion.when else _LONG_AGO
    return (starts, entry.talk.slug)
