"""An occasion as calendars know it (RFC 5545, VEVENT)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from podium.dates import Moment, Precision, When, add, zone_info
from podium.renderers.calendar_lines import escape, write_lines
from podium.renderers.calendar_zones import zone_name
from podium.renderers.context import Context
from podium.renderers.lives import takes_place
from podium.renderers.occasions import occasion_id
from podium.renderers.places import show_place
from podium.renderers.qr import public_address
from podium.structure.catalogue import Entry
from podium.structure.occasions import Status
from podium.structure.talks import MOST_TOLD, Talk
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
    event = {"BEGIN": "VEVENT"}
    _add_identity(event, entry, context)
    times = _add_times(event, occasion.when, context.catalogue.duration)
    status, prefix = _STATUSES[occasion.status]
    free = occasion.when.start.precision is not Precision.MINUTE or not takes_place(occasion)
    event |= {"STATUS": status, "TRANSP": "TRANSPARENT" if free else "OPAQUE"}
    event["SUMMARY"] = escape(prefix + (line(talk.title) or talk.slug))
    event["CATEGORIES"] = ",".join(escape(topic) for each in talk.topics[:MOST_TOLD] if (topic := line(each)))
    event["DESCRIPTION"] = escape(_description(entry, context))
    event["URL"] = page_of(talk, context)
    if place := occasion.place:
        event["LOCATION"] = escape(line(show_place(place)))
        if place.latitude is not None and place.longitude is not None:
            event["GEO"] = f"{place.latitude};{place.longitude}"
    said = {name: value for name, value in event.items() if value}
    years = tuple((zone, time.year) for time in times if (zone := zone_name(time)))
    return CalendarEvent(text=write_lines(said) + "END:VEVENT\r\n", years=years)


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


def _add_identity(event: dict[str, str], entry: Entry, context: Context) -> None:
    """What tells whether two entries are one, and which is the newer.

    SEQUENCE counts the minutes from 1970 to the last change, which only grow and fit into the 31 bits that
    calendars have until the year 6000.
    """
    talk = entry.talk
    known = [moment.starts for moment in (talk.created, talk.updated) if moment]
    changed = max(known, default=None)
    event["UID"] = escape(line(occasion_id(talk, entry.occasion, context.settings)))
    event["DTSTAMP"] = _stamp(changed or context.now)
    event["SEQUENCE"] = str(max(0, int(changed.timestamp()) // 60) if changed else 0)
    if talk.created:
        event["CREATED"] = _stamp(talk.created.starts)
    if changed:
        event["LAST-MODIFIED"] = _stamp(changed)


def _stamp(instant: datetime) -> str:
    """An instant in UTC: `20260318T170000Z`."""
    return f"{_digits(instant.astimezone(UTC))}Z"


def _digits(value: date) -> str:
    """`20260318`, and of a time `20260318T120000`."""
    said = value.replace(tzinfo=None, microsecond=0) if isinstance(value, datetime) else value
    return said.isoformat().replace("-", "").replace(":", "")


def _add_times(event: dict[str, str], when: When, duration: timedelta) -> tuple[datetime, ...]:
    """Start and end: wall clocks of a real zone, instants in UTC, or days; the end is the first moment after.

    Gives those that have a time of day.
    """
    if when.start.precision is not Precision.MINUTE:
        for name, day in zip(("DTSTART", "DTEND"), days_of(when), strict=True):
            event[f"{name};VALUE=DATE"] = _digits(day)
        return ()
    begins, ends = _wall_clock(when.start), _end(when, duration)
    times = (begins, ends) if ends.astimezone(UTC) > begins.astimezone(UTC) else (begins,)
    for name, time in zip(("DTSTART", "DTEND"), times, strict=False):
        zone = zone_name(time)
        event[f"{name};TZID={zone}" if zone else name] = _digits(time) if zone else _stamp(time)
    return times


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


def _description(entry: Entry, context: Context) -> str:
    """What people read when they open the entry; the first paragraph of a page that is not ready stays out."""
    talk, occasion = entry.talk, entry.occasion
    start = occasion.when.start.precision if occasion.when else Precision.DAY
    note = " ".join(filter(None, (_NOTES.get(occasion.status, ""), _UNSURE.get(start, ""))))
    summary = talk.summary or (talk.lead if talk.ready else "")
    speakers = talk.speakers[:MOST_TOLD]
    facts = (
        ("Speakers" if len(speakers) > 1 else "Speaker", ", ".join(line(each.name) for each in speakers)),
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
