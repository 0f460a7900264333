"""One occasion as a row: of the agenda while it is ahead, of the timeline when it is over."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from podium.dates import Precision, When
from podium.renderers.clock import Span
from podium.renderers.context import Context
from podium.renderers.lives import say_now, shown_at, takes_place
from podium.resolvers.references import find_references
from podium.structure.catalogue import Entry, year_of
from podium.structure.decks import Kind
from podium.structure.listings import Group, Listing
from podium.structure.talks import MOST_TOLD, Talk
from podium.text import fold, name_key

Held: TypeAlias = frozenset[tuple[str, datetime]]
"""Occasions that the agenda of a page shows: its timeline holds them back until they are over."""
HOLDS_NONE: Held = frozenset()
"""What a page without an agenda holds back."""


def agenda_row(entry: Entry, context: Context, since: datetime | None = None) -> dict[str, object]:
    """A row of the agenda, which leaves when its talk is over, and comes when there is room for it."""
    talk, occasion, when = entry.talk, entry.occasion, entry.occasion.when
    ends = context.catalogue.ends(entry)
    lasts = Span(since=when.starts, until=ends) if when and _on_a_day(when) else None
    return {
        "talk": talk,
        "occasion": occasion,
        "span": Span(since=since, until=ends),
        "now": lasts if takes_place(occasion) else None,
        "now_words": say_now(when).lower() if when else "",
        "register": occasion.register if takes_place(occasion) else "",
        "slides": bool(shown_at(occasion, talk, Kind.DECK, context)),
    }


def _on_a_day(when: When) -> bool:
    return when.start.precision in {Precision.MINUTE, Precision.DAY}


def timeline_row(
    entry: Entry, context: Context, span: Span, *, filtered: bool = False, of: str = ""
) -> dict[str, object]:
    """A row of the timeline; with what a filter asks for if one is there.

    The speakers are named where there is a choice of them; on the page `of` one speaker only when there are others.
    """
    talk, occasion = entry.talk, entry.occasion
    ends = context.catalogue.ends(entry)
    here = {
        "slides": bool(shown_at(occasion, talk, Kind.DECK, context)),
        "video": bool(shown_at(occasion, talk, Kind.VIDEO, context)),
        "runs": runs(talk, context),
    }
    return {
        "talk": talk,
        "occasion": occasion,
        "span": span,
        "ahead": Span(until=ends) if context.catalogue.is_ahead(entry, context.now) else None,
        "over": Span(since=ends),
        "has": [word for word, known in here.items() if known],
        "speakers": _named(talk, context, of),
        "data": _data(entry, context) if filtered else {},
    }


def _named(talk: Talk, context: Context, of: str) -> list[str]:
    names = [speaker.name for speaker in talk.speakers[:MOST_TOLD]]
    alone = len(context.listings.of(Group.SPEAKER)) < 2 or list(map(name_key, names)) == [of]  # noqa: PLR2004
    return [] if alone else names


def runs(talk: Talk, context: Context) -> bool:
    """Whether a talk's page has code that a visitor can run."""
    catalogue = context.catalogue
    if talk.path in catalogue.snippet_paths:
        return True
    if "[[[" not in talk.body or not catalogue.snippet_names:
        return False
    embeds = (reference.name for reference, _ in find_references(talk.body) if reference.embed)
    return any(fold(name) in catalogue.snippet_names for name in embeds)


def _data(entry: Entry, context: Context) -> dict[str, str]:
    """What a filter compares: keys of the listings it is in, and words that the row does not show."""
    talk, occasion = entry.talk, entry.occasion
    speakers = [speaker.name for speaker in talk.speakers]
    place = occasion.place.text if occasion.place else ""
    return {
        "year": str(year_of(entry) or ""),
        "event": _keys(Group.EVENT, [occasion.event], context),
        "speaker": _keys(Group.SPEAKER, speakers, context),
        "topic": _keys(Group.TOPIC, talk.topics, context),
        "words": " ".join(filter(None, [talk.subtitle, place, talk.series, *speakers, *talk.topics])),
    }


def _keys(group: Group, names: Iterable[str], context: Context) -> str:
    found = (context.listings.find(group, name) for name in names if name)
    return " ".join(filter_key(listing) for listing in found if listing)


def filter_key(listing: Listing) -> str:
    """What names a listing in the address of a filter: `event-sourcing`."""
    return listing.folder.rstrip("/").rpartition("/")[2]


def hold(agenda: Iterable[Entry]) -> Held:
    """What a timeline on the same page holds back."""
    return frozenset(map(mark, agenda))


def mark(entry: Entry) -> tuple[str, datetime]:
    """What tells an occasion from every other."""
    return entry.talk.slug, entry.starts


def comes(entry: Entry, held: Held, context: Context) -> Span:
    """When the timeline shows an occasion: always, or once it is over; one without a date is never over by itself."""
    if mark(entry) not in held or not (entry.occasion.when or entry.awaited):
        return Span()
    ends = context.catalogue.ends(entry)
    return Span(since=ends) if ends else Span(until=context.now)


def spread(entries: Iterable[Entry], held: Held, context: Context) -> Span:
    """When the timeline shows at least one of the entries."""
    return cover([comes(entry, held, context) for entry in entries], context)


def cover(spans: Iterable[Span], context: Context) -> Span:
    """From the beginning of the first to the end of the last of some spans that follow one another."""
    spans = [span for span in spans if not span.over(context.now)]
    if not spans:
        return Span(until=context.now)
    begins, ends = [span.since for span in spans], [span.until for span in spans]
    return Span(
        since=None if None in begins else min(filter(None, begins)),
        until=None if None in ends else max(filter(None, ends)),
    )


def next_rows(ahead: Sequence[Entry], limit: int, context: Context) -> Iterator[tuple[Entry, datetime | None]]:
    """The entries that an agenda of some rows shows, now or later, each with the instant at which it comes.

    It comes when so many before it are over that there is room; `ahead` has the next one first.
    """
    ends: list[datetime] = []
    for place, entry in enumerate(ahead):
        end = context.catalogue.ends(entry)
        if place < limit or place - limit < len(ends):
            since = ends[place - limit] if place >= limit else None
            if since is None or end is None or since < end:
                yield entry, since
        if end:
            insort(ends, end)


def last_rows(entries: Iterable[Entry], limit: int, context: Context) -> Iterator[tuple[Entry, Span]]:
    """The entries that a timeline of some rows shows, now or later, each with the time in which it does.

    It comes when it is over, and leaves when so many after it are; `entries` are the latest first.
    """
    ends: list[datetime] = []
    for entry in entries:
        end = context.catalogue.ends(entry)
        if end is None and entry.awaited:
            continue
        span = Span(
            since=end if end and end > context.now else None,
            until=ends[limit - 1] if limit <= len(ends) else None,
        )
        if span.until and span.until <= context.now:
            return
        if not span.empty:
            yield entry, span
        insort(ends, end or context.now)


def lasting(entries: Iterable[Entry], context: Context) -> Span:
    """Until when at least one of the entries is not over; it never ends while one has no date."""
    ends = [context.catalogue.ends(entry) for entry in entries]
    return Span() if None in ends else Span(until=max((end for end in ends if end), default=context.now))
