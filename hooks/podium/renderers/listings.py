"""Lists of talks: what comes next, what was, and one talk as a card."""

from __future__ import annotations

from collections.abc import Sequence

from podium.renderers.clock import Span
from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.renderers.filters import filter_fields, overviews, years
from podium.renderers.lives import leads, states, zone_of
from podium.renderers.pages import index_address
from podium.renderers.parts import Part, chronicle, parts_of
from podium.renderers.rows import agenda_row, lasting, spread, timeline_row
from podium.renderers.subscribing import subscribe_links
from podium.structure.catalogue import Entry, by_year
from podium.structure.listings import Group, Listing
from podium.structure.talks import Talk


def render_upcoming(context: Context) -> str:
    """The agenda, Topic / Where / When / Register, and what stands in its place when no talk is ahead.

    A row leaves when its talk is over by the visitor's clock; the empty state follows the last one.
    """
    entries = context.catalogue.upcoming(context.now)
    ahead = lasting(entries, context)
    everything = everything_of(context)
    return render_for(
        context,
        "upcoming",
        rows=[agenda_row(entry, context) for entry in entries],
        agenda=ahead,
        empty=Span(since=ahead.until) if ahead.until else None,
        calendar=context.href(f"{everything.folder}calendar.ics"),
        index=context.href(everything.address) if everything.entries else "",
    )


def render_agenda(entries: Sequence[Entry], context: Context) -> str:
    """The agenda of a listing; nothing when none of its talks is ahead."""
    rows = [agenda_row(entry, context) for entry in entries]
    agenda = lasting(entries, context)
    return render_for(context, "upcoming", rows=rows, agenda=agenda, empty=None, calendar="", index="")


def render_past(context: Context) -> str:
    """Talks that are over, by year, the latest first, with a link to the rest of a long list.

    Talks still ahead are in it too, hidden until they are over by the visitor's clock.
    """
    parts = parts_of(everything_of(context), context.settings)
    more = context.href(parts[1].address) if len(parts) > 1 else ""
    return render_years(parts[0].entries, context, more=more)


def render_years(
    entries: Sequence[Entry], context: Context, *, more: str = "", filtered: bool = False, of: str = ""
) -> str:
    """A timeline of talks that are or will be over, on the page `of` a speaker or elsewhere."""
    runs = [
        {
            "year": year,
            "span": spread(run, context),
            "items": [timeline_row(entry, context, filtered=filtered, of=of) for entry in run],
        }
        for year, run in by_year(entries)
    ]
    return render_for(context, "past", years=runs, more=more)


def render_talks(context: Context) -> str:
    """Every talk: the agenda, then the past by year with a filter over it."""
    everything = everything_of(context)
    parts = parts_of(everything, context.settings)
    past = chronicle(everything.entries)
    return render_for(
        context,
        "talks",
        upcoming=render_upcoming(context),
        subscribe=subscribe_links(everything, context),
        filter=render_filter(parts, 1, context),
        span=spread(past, context) if past else None,
    )


def render_filter(parts: list[Part], number: int, context: Context) -> str:
    """One part of the timeline of all talks, with the filter over it and the ways in that need no script."""
    return render_for(
        context,
        "filter",
        fields=filter_fields(context),
        overviews=overviews(context),
        years=years(context),
        past=render_years(parts[number - 1].entries, context, filtered=True),
        parts=parts,
        number=number,
    )


def everything_of(context: Context) -> Listing:
    """The listing of all talks."""
    found = context.listings.of(Group.ALL)
    if found:
        return found[0]
    address = index_address(context.settings)
    return Listing(group=Group.ALL, name="Talks", folder="talks/", address=address, entries=context.catalogue.entries)


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
