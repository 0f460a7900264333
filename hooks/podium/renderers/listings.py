"""Lists of talks: what comes next, what was, and one talk as a card."""

from __future__ import annotations

from datetime import UTC, datetime

from podium.dates import Precision, When
from podium.renderers.clock import Span
from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.renderers.lives import leads, say_now, shown, states, takes_place
from podium.renderers.pages import index_address
from podium.structure.catalogue import Entry, by_year
from podium.structure.decks import Kind
from podium.structure.talks import Talk

_AFTER_ALL = datetime.max.replace(tzinfo=UTC)


def render_upcoming(context: Context) -> str:
    """The agenda, Topic / Where / When / Register, and what stands in its place when no talk is ahead.

    A row leaves when its talk is over by the visitor's clock; the empty state follows the last one.
    """
    entries = context.catalogue.upcoming(context.now)
    ends = [context.catalogue.ends(entry) for entry in entries]
    last = max((end for end in ends if end), default=context.now)
    endless = None in ends
    return render_for(
        context,
        "upcoming",
        rows=[_row(entry, context) for entry in entries],
        agenda=Span(until=None if endless else last),
        empty=None if endless else Span(since=last),
        index=context.href(index_address(context.settings)) if context.catalogue.talks else "",
    )


def render_past(context: Context, *, level: int = 3) -> str:
    """Talks that are over, by year, the latest first; `level` is that of the years' headings.

    Talks still ahead are in it too, hidden until they are over by the visitor's clock.
    """
    entries = context.catalogue.past(_AFTER_ALL)
    years = [
        {"year": year, "span": _earliest(run, context), "items": [_item(entry, context) for entry in run]}
        for year, run in by_year(entries)
    ]
    return render_for(context, "past", years=years, level=level)


def render_talks(context: Context) -> str:
    """Every talk: the agenda, then the past by year."""
    past = context.catalogue.past(_AFTER_ALL)
    return render_for(
        context,
        "talks",
        upcoming=render_upcoming(context),
        past=render_past(context),
        span=_earliest(past, context) if past else None,
    )


def render_card(talk: Talk, context: Context) -> str:
    """A talk as a card within another page: its title, when and where, and its state."""
    parts = leads(talk, context)
    return render_for(
        context,
        "card",
        talk=talk,
        leads=parts,
        lives=[(state, lead.entry.starts) for lead in parts for state in states(lead, context)],
    )


def _row(entry: Entry, context: Context) -> dict[str, object]:
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
        "slides": bool(shown(occasion, talk, Kind.DECK, context)),
    }


def _on_a_day(when: When) -> bool:
    return when.start.precision in {Precision.MINUTE, Precision.DAY}


def _item(entry: Entry, context: Context) -> dict[str, object]:
    talk, occasion = entry.talk, entry.occasion
    return {
        "talk": talk,
        "occasion": occasion,
        "span": Span(since=context.catalogue.ends(entry)),
        "slides": bool(shown(occasion, talk, Kind.DECK, context)),
        "video": bool(shown(occasion, talk, Kind.VIDEO, context)),
    }


def _earliest(entries: list[Entry] | tuple[Entry, ...], context: Context) -> Span:
    """From when on at least one of the entries is over."""
    ends = [context.catalogue.ends(entry) for entry in entries]
    return Span() if None in ends else Span(since=min(end for end in ends if end))
