"""One occasion as a row: of the agenda while it is ahead, of the timeline when it is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias

from podium.dates import Precision, When
from podium.renderers.clock import Span
from podium.renderers.context import Context
from podium.renderers.lives import say_now, shown_at, takes_place
from podium.resolvers.references import find_references
from podium.structure.catalogue import Entry, year_of
from podium.structure.decks import Kind
from podium.structure.listings import Group, Listing, name_key
from podium.structure.talks import Talk
from podium.text import fold

Held: TypeAlias = frozenset[tuple[str, datetime]]
"""Occasions that the agenda of a page shows: its timeline holds them back until they are over."""
HOLDS_NONE: Held = frozenset()
"""What a page without an agenda holds back."""


def agenda_row(entry: Entry, context: Context) -> dict[str, object]:
    """A row of the agenda, which leaves when its talk is over."""
    talk, occasion, when = entry.talk, entry.occasion, entry.occasion.when
    ends = context.catalogue.ends(entry)
    lasts = Span(since=when.starts, until=ends) if when and _on_a_day(when) else None
    return {
        "talk": talk,
        "occasion": occasion,
        "span": Span(until=ends),
        "now": lasts if takes_place(occasion) else None,
        "now_words": say_now(when).lower() if when else "",
        "register": occasion.register if takes_place(occasion) else "",
        "slides": bool(shown_at(occasion, talk, Kind.DECK, context)),
    }


def _on_a_day(when: When) -> bool:
    return when.start.precision in {Precision.MINUTE, Precision.DAY}


def timeline_row(
    entry: Entry, context: Context, held: Held, *, filtered: bool = False, of: str = ""
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
        "span": comes(entry, held, context),
        "ahead": None if context.catalogue.is_past(entry, context.now) else Span(until=ends),
        "over": Span(since=ends),
        "has": [word for word, known in here.items() if known],
        "speakers": _named(talk, context, of),
        "data": _data(entry, context) if filtered else {},
    }


def _named(talk: Talk, context: Context, of: str) -> list[str]:
    names = [speaker.name for speaker in talk.speakers]
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
    if mark(entry) not in held:
        return Span()
    ends = context.catalogue.ends(entry)
    return Span(since=ends) if ends else Span(until=context.now)


def spread(entries: Iterable[Entry], held: Held, context: Context) -> Span:
    """When the timeline shows at least one of the entries."""
    spans = [comes(entry, held, context) for entry in entries]
    if Span() in spans:
        return Span()
    since = min((span.since for span in spans if span.since), default=None)
    return Span(since=since) if since else Span(until=context.now)


def lasting(entries: Iterable[Entry], context: Context) -> Span:
    """Until when at least one of the entries is not over; it never ends while one has no date."""
    ends = [context.catalogue.ends(entry) for entry in entries]
    return Span() if None in ends else Span(until=max((end for end in ends if end), default=context.now))
