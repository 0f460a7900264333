"""Calendars (RFC 5545): of each talk and occasion, and of each listing, to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from urllib.parse import quote

from podium.renderers.calendar_events import CalendarEvent, line, page_of, render_event, web_address
from podium.renderers.calendar_lines import escape, write_lines
from podium.renderers.calendar_zones import render_zone
from podium.renderers.context import Context
from podium.renderers.occasions import calendar_file, occasion_key
from podium.renderers.qr import public_address
from podium.structure.catalogue import Entry
from podium.structure.listings import Group, Listing
from podium.structure.outputs import Output
from podium.structure.settings import Settings

_NAME = "calendar.ics"
_PRODUCT = "-//Podium//Talks//EN"
# How often a subscriber asks for changes.
_REFRESH = "P1D"
_END = "END:VCALENDAR\r\n"
# UTC is the same in every year, so an empty calendar need not change with the year of the build.
_ALWAYS = 1970
Years = Mapping[str, tuple[int, int]]


def render_calendars(context: Context, _texts: Mapping[str, str]) -> Iterator[Output]:
    """The calendars of a site; each event and each zone is rendered once.

    There is one for each talk, for each occasion of a talk that has several, and for each listing, even when
    nothing in it has a date: somebody may have subscribed.
    """
    events = {
        (entry.talk.slug, occasion_key(entry.talk, entry.occasion)): event
        for entry in context.catalogue.entries
        if (event := render_event(entry, context))
    }
    years = _years(events.values())

    def calendar(address: str, name: str, page: str, entries: Iterable[Entry]) -> Output:
        keys = ((entry.talk.slug, occasion_key(entry.talk, entry.occasion)) for entry in entries)
        held = [events[key] for key in keys if key in events]
        return Output(address=address, text=_calendar(_head(address, name, page, context), held, years))

    for talk in context.catalogue.talks:
        entries = sorted((Entry(talk=talk, occasion=each) for each in talk.occasions), key=lambda entry: entry.starts)
        page = page_of(talk, context)
        yield calendar(calendar_file(talk), talk.title, page, entries)
        for entry in entries if len(entries) > 1 else ():
            yield calendar(calendar_file(talk, entry.occasion), talk.title, page, (entry,))
    for listing in context.listings.all:
        page = web_address(listing.address, context)
        yield calendar(listing.folder + _NAME, _listing_name(listing, context.settings), page, listing.entries)


def subscribe_address(listing: Listing, settings: Settings) -> str:
    """Where a calendar program subscribes to a listing: `webcal://example.org/talks/calendar.ics`.

    Empty when the site does not know its public address; the relative address of the file remains to link to.
    """
    address = public_address(quote(listing.folder + _NAME), settings)
    return "webcal://" + address.partition("://")[2] if address else ""


def _listing_name(listing: Listing, settings: Settings) -> str:
    if listing.group is Group.ALL:
        return settings.site_name or listing.name
    return f"{listing.name} · {settings.site_name}" if settings.site_name else listing.name


def _years(events: Iterable[CalendarEvent]) -> dict[str, tuple[int, int]]:
    """The first and the last year in which a zone is used anywhere."""
    years: dict[str, tuple[int, int]] = {}
    for zone, year in chain.from_iterable(event.years for event in events):
        first, last = years.get(zone, (year, year))
        years[zone] = (min(first, year), max(last, year))
    return years


def _calendar(head: str, events: list[CalendarEvent], years: Years) -> str:
    """The whole file; one without events holds UTC, since a calendar is made of one component at least."""
    zones = sorted({zone for event in events for zone, _ in event.years})
    parts = [*(render_zone(zone, *years[zone]) for zone in zones), *(event.text for event in events)]
    if not parts:
        parts = [render_zone("UTC", _ALWAYS, _ALWAYS)]
    return "".join((head, *parts, _END))


def _head(address: str, name: str, page: str, context: Context) -> str:
    """What a calendar says of itself (RFC 7986, and the older names of the same that programs still read)."""
    title = escape(line(name) or "Talks")
    source = web_address(quote(address), context)
    said = {
        "BEGIN": "VCALENDAR",
        "VERSION": "2.0",
        "PRODID": _PRODUCT,
        "CALSCALE": "GREGORIAN",
        "NAME": title,
        "X-WR-CALNAME": title,
        "X-WR-TIMEZONE": context.settings.timezone,
        "REFRESH-INTERVAL;VALUE=DURATION": _REFRESH,
        "X-PUBLISHED-TTL": _REFRESH,
        "URL": page,
        "SOURCE;VALUE=URI": source,
    }
    return write_lines({name: value for name, value in said.items() if value})
