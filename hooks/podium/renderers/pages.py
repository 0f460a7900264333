"""The header and the footer of a talk page, and its description."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from podium.dates import show_when
from podium.renderers.clock import Span
from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.renderers.invitations import invitations
from podium.renderers.lives import (
    Lead,
    Phase,
    State,
    actions,
    facts,
    leads,
    say_undated,
    shown,
    states,
    takes_place,
    zone_of,
)
from podium.renderers.places import show_place
from podium.renderers.qr import public_address, render_qr, short
from podium.renderers.related import related_talks
from podium.structure.catalogue import Entry, year_of
from podium.structure.decks import Kind
from podium.structure.occasions import Occasion, Place
from podium.structure.settings import Settings
from podium.structure.talks import Talk
from podium.text import shorten
from podium.urls import page_address

_DESCRIPTION = 200
_OTHERS = 2
# Of the page's code, which only prints: every talk has one.
_MASK = 2


def render_header(talk: Talk, context: Context) -> str:
    """The header of a talk's page: what, when, where and who, and the one thing to do now.

    Each occasion that leads for a time, and each state of its life still to come, is in the HTML; those
    not true at `context.now` are hidden, and `<podium-clock>` shows them when their time comes.
    """
    parts = leads(talk, context)
    year = year_of(parts[0].entry)
    return render_for(
        context,
        "header",
        talk=talk,
        leads=parts,
        lives=[(state, _card(lead, state, context)) for lead in parts for state in states(lead, context)],
        index=context.href(index_address(context.settings)),
        year=year,
        map_link=lambda place: map_link(place, context.settings),
        say_undated=say_undated,
    )


def render_footer(talk: Talk, context: Context) -> str:
    """What follows the writer's text: resources of front matter, several occasions, neighbours; on paper a QR code."""
    before, after = context.catalogue.neighbours(talk)
    address = public_address(talk.address, context.settings)
    return render_for(
        context,
        "footer",
        talk=talk,
        resources=[resources for resources in talk.resources if not resources.in_body],
        occasions=_occasions(talk, context) if len(talk.occasions) > 1 else [],
        map_link=lambda place: map_link(place, context.settings),
        related=related_talks(talk, context),
        before=before,
        after=after,
        earlier="Earlier" if _follow(before, talk) else "Previous",
        later="Later" if _follow(talk, after) else "Next",
        address=short(address),
        code=render_qr(address, mask=_MASK) if address else "",
    )


def _follow(*talks: Talk | None) -> bool:
    """Whether neighbours follow one another in time; of one without a date nobody knows."""
    return all(talk is not None and any(occasion.when for occasion in talk.occasions) for talk in talks)


def render_words(talk: Talk) -> str:
    """What the header and the footer say of the talk, in the one element that a search needs."""
    resources = [entry for found in talk.resources if not found.in_body for entry in found.resources]
    words = (
        talk.subtitle,
        talk.summary,
        *map(_given, talk.occasions),
        *(_join(speaker.name, speaker.bio) for speaker in talk.speakers),
        *(_join(resource.title, resource.by) for resource in resources),
    )
    return Markup("<p>{}</p>").format(" · ".join(filter(None, words)))


def describe(talk: Talk) -> str:
    """The page in at most 200 characters: its summary, its first paragraph, or the bare facts."""
    return shorten(talk.summary or talk.lead or _facts(talk), _DESCRIPTION)


def index_address(settings: Settings) -> str:
    """Where all talks are listed, relative to the site."""
    return "talks/" if settings.directory_urls else page_address("talks/index", directories=False)


def map_link(place: Place, settings: Settings) -> str:
    """A link to a place on the site's map service; empty where there is none to go to, or when the site wants none."""
    where = place.text
    if place.latitude is not None and place.longitude is not None:
        where = f"{place.latitude},{place.longitude}"
    return settings.map.replace("{place}", quote(where, safe="")) if where and place.onsite else ""


def _card(lead: Lead, state: State, context: Context) -> dict[str, object]:
    occasion = lead.entry.occasion
    others = [other for other in lead.entry.talk.occasions if other is not occasion and takes_place(other)]
    page = occasion.register or occasion.event_url
    pages = {Phase.AFTER: page, Phase.UNKNOWN: page, Phase.OFF: occasion.event_url}
    return {
        "starts": lead.entry.starts,
        "zone": zone_of(lead.entry),
        "invitations": invitations(lead.entry, context) if state.phase is Phase.BEFORE else [],
        "actions": actions(lead, state, context),
        "facts": facts(lead, state, context),
        "event_page": pages.get(state.phase, ""),
        "others": others[:_OTHERS],
        "more": len(others[_OTHERS:]),
    }


def _occasions(talk: Talk, context: Context) -> list[dict[str, object]]:
    """Every occasion, the earliest first."""
    entries = [Entry(talk=talk, occasion=occasion) for occasion in talk.occasions]
    return [_occasion(entry, context) for entry in sorted(entries, key=lambda entry: entry.starts)]


def _occasion(entry: Entry, context: Context) -> dict[str, object]:
    """An occasion with its own links; the one to register shows only as long as it is of use."""
    occasion = entry.occasion
    ahead, ends = context.catalogue.is_ahead(entry, context.now), context.catalogue.ends(entry)
    return {
        "occasion": occasion,
        "undated": say_undated(entry),
        "before": Span(until=ends or (None if ahead else context.now)),
        "after": Span(since=ends),
        "register": occasion.register if ahead and takes_place(occasion) else "",
        "video": shown(occasion, entry.talk, Kind.VIDEO, context) if occasion.videos else "",
        "slides": shown(occasion, entry.talk, Kind.DECK, context) if occasion.slides else "",
    }


def _facts(talk: Talk) -> str:
    """`A talk by Ann at PyCon, Basel, 3 June 2026`."""
    speakers = " and ".join(speaker.name for speaker in talk.speakers)
    given = _given(talk.occasions[0])
    return f"{talk.title}: a talk{' by ' * bool(speakers)}{speakers}{' at ' * bool(given)}{given}"


def _given(occasion: Occasion) -> str:
    """`PyCon, Basel, 3 June 2026`."""
    place = show_place(occasion.place) if occasion.place else ""
    return _join(occasion.event, place, show_when(occasion.when) if occasion.when else "")


def _join(*words: str) -> str:
    return ", ".join(filter(None, words))
