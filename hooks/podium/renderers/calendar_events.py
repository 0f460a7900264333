"""An occasion as calendars know it (RFC 5545, VEVENT)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from icalendar import Event, vDDDTypes

from podium.dates import Moment, Precision, When, add, zone_info
from podium.renderers.context import Context
from podium.renderers.lives import takes_place
from podium.renderers.occasions import occasion_id
from podium.renderers.qr import public_address
from podium.structure.catalogue import Entry
from podium.structure.occasions import Status
from podium.structure.talks import Talk
from podium.text import clean, one_line
from podium.urls import host_name, is_absolute

_DAY = timedelta(days=1)
# What stands for itself in an address; the rest is percent-encoded.
_ADDRESS = ":/?#[]@!$&'()*+,;=%~"
# A postponed talk stays in people's calendars and says so: many calendars delete what is cancelled, and some never
# show it again when the new date comes under the same UID. It no longer takes anybody's time.
_STATUSES = {
    Status.CONFIRMED: ("CONFIRMED", ""),
    Status.TENTATIVE: ("TENTATIVE", ""),
    Status.CANCELLED: ("CANCELLED", "Cancelled: "),
    Status.POSTPONED: ("TENTATIVE", "Postponed: "),
}
_NOTES = {
    Status.TENTATIVE: "This is still to be confirmed.",
    Status.CANCELLED: "This is cancelled.",
    Status.POSTPONED: "This is postponed; the new date is not known yet.",
}
_UNSURE = {Precision.YEAR: "Only the year is known yet.", Precision.MONTH: "Only the month is known yet."}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """A VEVENT, ready for every calendar that it belongs to."""

    text: str
    """Its lines, each ending with CR and LF."""
    years: tuple[tuple[str, int], ...]
    """The IANA zones that it names, with the years in which it does."""


def render_event(entry: Entry, context: Context) -> CalendarEvent | None:
    """The VEVENT of an occasion; None without a date, for which calendars have no place."""
    talk, occasion = entry.talk, entry.occasion
    if occasion.when is None:
        return None
    event = Event()
    _add_identity(event, entry, context)
    _add_times(event, occasion.when, context.catalogue.duration)
    status, prefix = _STATUSES[occasion.status]
    event.add("summary", prefix + (line(talk.title) or talk.slug))
    event.add("status", status)
    free = occasion.when.start.precision is not Precision.MINUTE or not takes_place(occasion)
    event.add("transp", "TRANSPARENT" if free else "OPAQUE")
    _add_text(event, "description", _description(entry, context))
    if page := page_of(talk, context):
        event.add("url", page)
    if topics := [line(topic) for topic in talk.topics if line(topic)]:
        event.add("categories", topics)
    if place := occasion.place:
        _add_text(event, "location", line(place.text))
        if place.latitude is not None and place.longitude is not None:
            event.add("geo", (place.latitude, place.longitude))
    return CalendarEvent(text=event.to_ical().decode(), years=_years(event))


def page_of(talk: Talk, context: Context) -> str:
    """The public address of a talk's page; empty when the page may not be linked or the site has no address."""
    return web_address(talk.address, context) if talk.ready else ""


def web_address(address: str, context: Context) -> str:
    """An address as a calendar may give it: http or https, in ASCII (RFC 3986), else empty."""
    full = address if is_absolute(address) else public_address(address, context.settings)
    return quote(clean(full), safe=_ADDRESS) if full.lower().startswith(("http://", "https://")) else ""


def line(text: str) -> str:
    """Text of one line, without control characters."""
    return one_line(clean(text))


def _add_text(event: Event, name: str, text: str) -> None:
    if text:
        event.add(name, text)


def _add_identity(event: Event, entry: Entry, context: Context) -> None:
    """What tells whether two entries are one, and which is the newer.

    SEQUENCE counts the minutes from 1970 to the last change, which only grow and fit into the 31 bits that
    calendars have until the year 6000.
    """
    talk = entry.talk
    known = [moment.starts for moment in (talk.created, talk.updated) if moment]
    changed = max(known, default=None)
    event.add("uid", line(occasion_id(talk, entry.occasion, context.settings)))
    event.add("dtstamp", _seconds(changed or context.now))
    event.add("sequence", max(0, int(changed.timestamp()) // 60) if changed else 0)
    if talk.created:
        event.add("created", _seconds(talk.created.starts))
    if changed:
        event.add("last-modified", _seconds(changed))


def _seconds(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)


def _add_times(event: Event, when: When, duration: timedelta) -> None:
    """Start and end: wall clocks of a real zone, instants in UTC, or days; the end is the first moment after."""
    if when.start.precision is not Precision.MINUTE:
        first, after = days_of(when)
        event.add("dtstart", first)
        event.add("dtend", after)
        return
    begins, ends = _wall_clock(when.start), _end(when, duration)
    event.add("dtstart", begins)
    if ends.astimezone(UTC) > begins.astimezone(UTC):
        event.add("dtend", ends)


def days_of(when: When) -> tuple[date, date]:
    """The first day of what has no time of day, and the day after the last."""
    first = _local(when.start.starts, when.zone).date()
    return first, max(_day_after(when.end or when.start), first + _DAY)


def _day_after(moment: Moment) -> date:
    if moment.precision is Precision.MINUTE:
        return moment.value.date() + _DAY
    return _local(moment.until, moment.zone).date()


def _end(when: When, duration: timedelta) -> datetime:
    if when.end is None:
        return _wall_clock(add(when.start, duration))
    if when.end.precision is Precision.MINUTE:
        return _wall_clock(when.end)
    return _in_calendar(_local(when.end.until, when.end.zone))


def _wall_clock(moment: Moment) -> datetime:
    return _in_calendar(moment.value.replace(tzinfo=zone_info(moment.zone)))


def _in_calendar(value: datetime) -> datetime:
    """A time as a calendar says it: in its zone when that has a name.

    In UTC when it has an offset only, and when the clock shows it for the second time that night: a calendar
    takes such a time for the first.
    """
    value = value.replace(microsecond=0)
    return value if hasattr(value.tzinfo, "key") and not value.fold else value.astimezone(UTC)


def _local(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(zone_info(zone))


def _years(event: Event) -> tuple[tuple[str, int], ...]:
    times = (event[name] for name in ("DTSTART", "DTEND") if name in event)
    return tuple(
        (str(time.params["TZID"]), time.dt.year)
        for time in times
        if isinstance(time, vDDDTypes) and isinstance(time.dt, datetime) and "TZID" in time.params
    )


def _description(entry: Entry, context: Context) -> str:
    """What people read when they open the entry; the first paragraph of a page that is not ready stays out."""
    talk, occasion = entry.talk, entry.occasion
    start = occasion.when.start.precision if occasion.when else Precision.DAY
    note = " ".join(filter(None, (_NOTES.get(occasion.status, ""), _UNSURE.get(start, ""))))
    summary = talk.summary or (talk.lead if talk.ready else "")
    facts = (
        ("Speakers" if len(talk.speakers) > 1 else "Speaker", ", ".join(line(each.name) for each in talk.speakers)),
        ("Event", line(occasion.event)),
        *_links(entry, context),
    )
    said = "\n".join(f"{name}: {value}" for name, value in facts if value)
    paragraphs = (note, line(talk.subtitle), "\n".join(map(str.rstrip, clean(summary).splitlines())), said)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _links(entry: Entry, context: Context) -> tuple[tuple[str, str], ...]:
    """Where to go: each address once, and none to register for what does not take place."""
    talk, occasion = entry.talk, entry.occasion
    register = web_address(occasion.register, context) if occasion.register and takes_place(occasion) else ""
    event = web_address(occasion.event_url, context) if occasion.event_url else ""
    host = host_name(register)
    return (
        (f"Register on {host}" if host else "Register", register),
        ("Event page", event if event != register else ""),
        ("Talk", page_of(talk, context)),
    )
