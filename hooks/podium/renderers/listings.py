"""Lists of talks: what comes next, what was, and one talk as a card."""

from __future__ import annotations

from collections.abc import Sequence

from podium.renderers.clock import Span
from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.renderers.filters import filter_fields, overviews, years
from podium.renderers.lives import leads, states, zone_of
from podium.renderers.pages import index_address
from podium.renderers.parts import Part, agenda_of, latest, parts_of
from podium.renderers.rows import HOLDS_NONE, Held, agenda_row, hold, lasting, mark, spread, timeline_row
from podium.renderers.subscribing import subscribe_links
from podium.structure.catalogue import Entry, by_year
from podium.structure.listings import Group, Listing
from podium.structure.talks import Talk


def render_upcoming(context: Context) -> str:
    """The agenda, Topic / Where / When / Register, and what stands in its place when no talk is ahead.

    A row leaves when its talk is over by the visitor's clock; the empty state follows the last one. Of many talks
    ahead the next ones are shown, with a link to the list that has them all.
    """
    entries = context.catalogue.upcoming(context.now)
    until = lasting(entries, context).until
    everything = everything_of(context)
    return _render_agenda(
        entries,
        context,
        empty=Span(since=until) if until else None,
        calendar=context.href(f"{everything.folder}calendar.ics"),
        index=context.href(everything.address) if everything.entries else "",
    )


def render_agenda(entries: Sequence[Entry], context: Context) -> str:
    """The agenda of a listing; nothing when none of its talks is ahead."""
    return _render_agenda(entries, context, empty=None, calendar="", index="")


def _render_agenda(entries: Sequence[Entry], context: Context, **others: object) -> str:
    shown = agenda_of(entries)
    return render_for(
        context,
        "upcoming",
        rows=[agenda_row(entry, context) for entry in shown],
        agenda=lasting(shown, context),
        more=len(entries) - len(shown),
        all=lasting(entries, context),
        **others,
    )


def render_past(context: Context) -> str:
    """Talks that are over, by year, the latest first, with a link to the rest of a long list.

    The next talks ahead are in it too, hidden until they are over by the visitor's clock.
    """
    everything = everything_of(context)
    ahead = context.catalogue.upcoming(context.now)
    held = hold(agenda_of(ahead))
    later = hold(ahead) - held
    entries, more = latest(everything, context.settings, lambda entry: mark(entry) in later)
    return render_years(entries, context, held, more=context.href(more) if more else "")


def render_years(  # noqa: PLR0913 - each a choice of the page it is on
    entries: Sequence[Entry], context: Context, held: Held, *, more: str = "", filtered: bool = False, of: str = ""
) -> str:
    """A timeline of talks, on the page `of` a speaker or elsewhere; what is `held` comes when it is over."""
    runs = [
        {
            "year": year,
            "span": spread(run, held, context),
            "items": [timeline_row(entry, context, held, filtered=filtered, of=of) for entry in run],
        }
        for year, run in by_year(entries)
    ]
    return render_for(context, "past", years=runs, more=more)


def render_talks(context: Context) -> str:
    """Every talk: the agenda, then all talks by year with a filter over them."""
    everything = everything_of(context)
    parts = parts_of(everything, context.settings)
    return render_for(
        context,
        "talks",
        upcoming=render_upcoming(context),
        subscribe=subscribe_links(everything, context),
        filter=render_filter(parts, 1, context) if everything.entries else "",
    )


def render_filter(parts: list[Part], number: int, context: Context) -> str:
    """One part of the timeline of all talks, with the filter over it and the ways in that need no script.

    The agenda stands above the first part, which therefore holds back what that shows.
    """
    held = hold(agenda_of(context.catalogue.upcoming(context.now))) if number == 1 else HOLDS_NONE
    begins = spread(parts[number - 1].entries, held, context)
    return render_for(
        context,
        "filter",
        fields=filter_fields(context),
        overviews=overviews(context),
        years=years(context),
        past=render_years(parts[number - 1].entries, context, held, filtered=True),
        nothing=None if begins.holds(context.now) else Span(until=begins.since),
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
