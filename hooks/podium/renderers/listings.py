"""Lists of talks: what comes next, what was, and one talk as a card."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote

from podium.renderers.choices import Choice, choose_all
from podium.renderers.clock import Span
from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.renderers.filters import filter_fields, overviews, years
from podium.renderers.lives import leads, states, zone_of
from podium.renderers.parts import Part, agenda_of, chronicle, latest, only_part, parts_of
from podium.renderers.rows import (
    HOLDS_NONE,
    Held,
    agenda_row,
    comes,
    cover,
    hold,
    last_rows,
    lasting,
    mark,
    next_rows,
    timeline_row,
)
from podium.renderers.subscribing import subscribe_links
from podium.structure.catalogue import Entry, year_of
from podium.structure.talks import Talk


def render_upcoming(context: Context, choice: Choice | None = None) -> str:
    """The agenda, Topic / Where / When / Register, and what stands in its place when no talk is ahead.

    A row leaves when its talk is over by the visitor's clock; the next one takes its place where a limit was set, and
    the empty state follows the last one. Of many talks ahead the next ones are shown, with a link to the list that has
    them all.
    """
    choice = choice or choose_all(context)
    entries = [entry for entry in choice.entries if context.catalogue.is_ahead(entry, context.now)]
    until = lasting(entries, context).until
    listing = choice.listing
    return _render_agenda(
        entries,
        context,
        limit=choice.limit,
        empty=Span(since=until) if until else None,
        some=not choice.whole,
        calendar=context.href(quote(f"{listing.folder}calendar.ics")) if choice.exact else "",
        index=context.href(listing.address) if listing.entries else "",
    )


def render_agenda(entries: Sequence[Entry], context: Context) -> str:
    """The agenda of a listing; nothing when none of its talks is ahead."""
    return _render_agenda(entries, context, empty=None, calendar="", index="")


def _render_agenda(entries: Sequence[Entry], context: Context, *, limit: int = 0, **others: object) -> str:
    shown = agenda_of(entries, limit)
    return render_for(
        context,
        "upcoming",
        rows=[agenda_row(entry, context, since) for entry, since in next_rows(shown, limit or len(shown), context)],
        agenda=lasting(shown, context),
        more=0 if limit else len(entries) - len(shown),
        all=lasting(entries, context),
        **others,
    )


def render_past(context: Context, choice: Choice | None = None) -> str:
    """Talks that are over, by year, the latest first, with a link to the rest of a long list.

    The next talks ahead are in it too, hidden until they are over by the visitor's clock.
    """
    choice = choice or choose_all(context)
    ahead = [entry for entry in choice.entries if context.catalogue.is_ahead(entry, context.now)]
    held = hold(agenda_of(ahead))
    later = hold(ahead) - held
    if choice.limit:
        known = [entry for entry in chronicle(choice.entries) if mark(entry) not in later]
        rows = list(last_rows(known, choice.limit, context))
        return _render_rows(rows, context, named=choice.whole, nothing=_NOTHING)
    entries, more = latest(choice, context.settings, lambda entry: mark(entry) in later)
    rows = [(entry, comes(entry, held, context)) for entry in entries]
    return _render_rows(rows, context, more=context.href(more) if more else "", named=choice.whole, nothing=_NOTHING)


_NOTHING = "No talk is listed here yet."


def render_years(  # noqa: PLR0913 - each a choice of the page it is on
    entries: Sequence[Entry], context: Context, held: Held, *, more: str = "", filtered: bool = False, of: str = ""
) -> str:
    """A timeline of talks, on the page `of` a speaker or elsewhere; what is `held` comes when it is over."""
    rows = [(entry, comes(entry, held, context)) for entry in entries]
    return _render_rows(rows, context, more=more, filtered=filtered, of=of)


def _render_rows(  # noqa: PLR0913 - each a choice of the page it is on
    rows: Sequence[tuple[Entry, Span]],
    context: Context,
    *,
    more: str = "",
    filtered: bool = False,
    of: str = "",
    named: bool = True,
    nothing: str = "",
) -> str:
    """A timeline of talks, each in its time; its years have names in the address where it is the only one of a page."""
    runs = [
        {
            "year": year,
            "span": cover([span for _, span in run], context),
            "items": [timeline_row(entry, context, span, filtered=filtered, of=of) for entry, span in run],
        }
        for year, group in groupby(rows, key=lambda row: year_of(row[0]))
        for run in [list(group)]
    ]
    begins = cover([span for _, span in rows], context)
    empty = None if begins.holds(context.now) or not nothing else Span(until=begins.since)
    return render_for(context, "past", years=runs, more=more, named=named, nothing=nothing, empty=empty)


def render_talks(context: Context, choice: Choice | None = None) -> str:
    """Every talk: the agenda, then all talks by year with a filter over them.

    A list that was cut short has no filter, which would find only some, but a link to all of them.
    """
    choice = choice or choose_all(context)
    return render_for(
        context,
        "talks",
        upcoming=render_upcoming(context, choice),
        subscribe=subscribe_links(choice.listing, context) if choice.exact else [],
        named=choice.whole,
        filter=_render_filtered(choice, context) if choice.entries and not choice.limit else "",
        past=render_past(context, choice) if choice.entries and choice.limit else "",
        all=context.href(choice.listing.address),
    )


def _render_filtered(choice: Choice, context: Context) -> str:
    """The timeline of the talks that were chosen, with the filter over them."""
    if choice.whole:
        return render_filter(parts_of(choice.listing, context.settings), 1, context)
    part = only_part(choice.entries, context.page)
    more = context.href(choice.listing.address) if len(choice.entries) > len(part.entries) else ""
    return _render_filter([part], part, context, choice, more=more)


def render_filter(parts: list[Part], number: int, context: Context) -> str:
    """One part of the timeline of all talks, with the filter over it and the ways in that need no script.

    The agenda stands above the first part, which therefore holds back what that shows.
    """
    return _render_filter(parts, parts[number - 1], context, choose_all(context))


def _render_filter(parts: list[Part], part: Part, context: Context, choice: Choice, *, more: str = "") -> str:
    ahead = [entry for entry in choice.entries if context.catalogue.is_ahead(entry, context.now)]
    held = hold(agenda_of(ahead)) if part.number == 1 else HOLDS_NONE
    rows = [(entry, comes(entry, held, context)) for entry in part.entries]
    begins = cover([span for _, span in rows], context)
    return render_for(
        context,
        "filter",
        fields=filter_fields(context, choice.entries),
        overviews=overviews(context) if choice.whole else [],
        years=years(context) if choice.whole else [],
        named=choice.whole,
        past=_render_rows(rows, context, filtered=True, named=choice.whole, more=more),
        nothing=None if begins.holds(context.now) else Span(until=begins.since),
        parts=parts,
        number=part.number,
    )


def render_card(talk: Talk, context: Context) -> str:
    """A talk as a card within another page: its title, when and where, and its state."""
    parts = leads(talk, context)
    return render_for(
        context,
        "card",
        talk=talk,
        leads=parts,
        lives=[(state, lead.entry.starts, zone_of(lead.entry)) for lead in parts for state in states(lead, context)],
    )
