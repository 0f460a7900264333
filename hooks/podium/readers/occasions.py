"""Reads when and where a talk is given: once by the fields at the top, or many times by `occasions`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from podium.dates import Moment, Precision, When, add, read_duration, read_end, read_when, read_zone
from podium.problems import Finding, Level
from podium.readers.announcements import cut_aside, is_to_come, names_to_come, read_status
from podium.readers.fields import FIELDS, key
from podium.readers.matching import Given, match_fields
from podium.readers.media import read_slides, read_videos
from podium.readers.meetings import hide_given
from podium.readers.places import read_place
from podium.readers.report import Report
from podium.readers.scalars import read_address, read_flag, read_named, read_text
from podium.readers.values import Value
from podium.structure.occasions import Occasion, Status
from podium.structure.settings import Settings
from podium.text import quoted

_FIELDS = tuple(field for field in FIELDS if field.occasion)
_MANY = ("video", "slides", "tags", "resources", "aliases")
_MIDNIGHT = datetime.min.time()
_OWN_TOP = ("date", "event", "location", "venue", "city")

Group = Mapping[str, Given]
Many = Mapping[str, list[Given]]


def read_occasions(one: Group, many: Many, report: Report, settings: Settings) -> tuple[Occasion, ...]:
    """At least one occasion.

    The fields at the top are one entry, or, beside a list of `occasions`, what its entries have in common.
    """
    listed = one.get("occasions")
    entries = list(_entries(listed, report)) if listed else []
    dates = one.get("date")
    dated = _dated(dates, report) if dates and isinstance(dates.value.data, tuple) else []
    one = {name: given for name, given in one.items() if name != "date" or not dated}
    if not entries and not dated:
        return (_read_occasion(one, many, report, settings),)
    common = {name: given for name, given in one.items() if name not in _OWN_TOP}
    occasions = [_read_entry(entry, common, many, report, settings) for entry in entries]
    occasions += [_read_entry(entry, one, many, report, settings) for entry in dated]
    if "date" in one or ("event" in one and not dated):
        occasions.insert(0, _read_occasion(one, many, report, settings))
    return tuple(dict.fromkeys(occasions))


def _entries(given: Given, report: Report) -> Iterable[Mapping[str, Value]]:
    values = given.value.data if isinstance(given.value.data, tuple) else (given.value,)
    for value in values:
        if isinstance(value.data, Mapping):
            yield value.data
        elif isinstance(value.data, str) and not value.empty:
            yield {"event": value}
        elif not value.empty:
            report.add(
                Finding(
                    message="an occasion is a list; it was left out",
                    hint="Write '- event: …' with its fields below.",
                    level=Level.ERROR,
                ),
                value.line,
                given.name,
            )


def _dated(given: Given, report: Report) -> list[Mapping[str, Value]]:
    """`presented_at` as a list: of mappings, or of dates."""
    assert isinstance(given.value.data, tuple)
    values = [
        Value(data={"date": value}, line=value.line) if isinstance(value.data, str) and not value.empty else value
        for value in given.value.data
    ]
    return list(_entries(replace(given, value=replace(given.value, data=tuple(values))), report))


def _read_entry(
    entry: Mapping[str, Value], common: Group, shared: Many, report: Report, settings: Settings
) -> Occasion:
    names = {"name": "event", "title": "event", "url": "event_url", "link": "event_url"}
    renamed = {
        names.get(key(name), name) if names.get(key(name)) not in entry else name: value
        for name, value in entry.items()
    }
    given, _, findings = match_fields(renamed, settings.fields, among=_FIELDS)
    for name, value, finding in findings:
        report.add(finding, value.line, name)
    one, many = group(given, report)
    both = {name: [*many.get(name, []), *shared.get(name, [])] for name in ("video", "slides")}
    return _read_occasion({**common, **one}, both, report, settings)


def group(given: Iterable[Given], report: Report) -> tuple[dict[str, Given], dict[str, list[Given]]]:
    """Fields by name, one each; and, apart, all of those that may be given under several names.

    No address of a meeting is in them.
    """
    all_of: dict[str, list[Given]] = {}
    for one in given:
        all_of.setdefault(one.field.name, []).append(hide_given(one, report))
    chosen = {name: _choose(rivals, report) for name, rivals in all_of.items()}
    return chosen, {name: rivals for name, rivals in all_of.items() if name in _MANY}


def _choose(rivals: list[Given], report: Report) -> Given:
    """The one whose name comes first in the table, among those that say something."""
    if len(rivals) == 1:
        return rivals[0]
    field = rivals[0].field
    order = {key(name): place for place, name in enumerate((field.name, *field.aliases))}
    spoken = [given for given in rivals if not given.value.empty] or rivals[:1]
    best = min(spoken, key=lambda given: order.get(key(given.name), len(order)))
    for other in spoken:
        if other is not best and field.name not in _MANY and other.value.data != best.value.data:
            report.say(
                other,
                Finding(
                    message=f"'{best.name}' on line {best.value.line} means the same and was used instead",
                    level=Level.NOTICE,
                ),
            )
    return best


def _read_occasion(one: Group, many: Many, report: Report, settings: Settings) -> Occasion:
    videos, recording = read_videos(many.get("video", []), report)
    event, link = read_named(one.get("event"), report)
    when = read_time(one, report, settings)
    status, ahead = read_status(one.get("status"), report)
    if status is Status.CONFIRMED and when and _is_unsure(one.get("date"), when):
        status = Status.TENTATIVE
    return Occasion(
        event=event,
        event_url=read_address(one.get("event_url"), report) or link,
        place=read_place(one, report),
        when=when,
        register=read_address(one.get("register"), report),
        videos=videos,
        slides=read_slides(many.get("slides", []), report),
        status=status,
        recording=recording,
        ahead=None if when or status is not Status.CONFIRMED else _says_so(one.get("date")) or ahead,
    )


def _is_unsure(given: Given | None, when: When) -> bool:
    """Whether a date says of its day that it is to be confirmed; of a month it is only the day that is to come."""
    text = given.value.data if given and isinstance(given.value.data, str) else ""
    return when.start.precision in (Precision.DAY, Precision.MINUTE) and cut_aside(text)[1] == "date"


def _says_so(given: Given | None) -> bool | None:
    """Whether a date that is none says that the day is to be announced; None when it does not."""
    return (given and isinstance(given.value.data, str) and names_to_come(given.value.data)) or None


def read_time(one: Group, report: Report, settings: Settings) -> When | None:
    """When, from `date`, `time`, `end`, `duration` and `timezone`; None when there is no date to use."""
    zone = _zone(one.get("timezone"), report) or settings.timezone
    when = _start(one, report, zone)
    if when is None:
        return None
    end = _end(one, when.start, report) or when.end
    when = When(start=when.start, end=end)
    whole = one.get("all_day")
    return _whole_days(when, whole, report) if whole and read_flag(whole, report, default=False) else when


def _whole_days(when: When, given: Given, report: Report) -> When:
    start = _day(when.start)
    end, findings = read_end(_day(when.end).iso, start) if when.end else (None, ())
    report.say(given, *findings)
    return When(start=start, end=end)


def _day(moment: Moment) -> Moment:
    if moment.precision is not Precision.MINUTE:
        return moment
    return replace(moment, value=datetime.combine(moment.value, _MIDNIGHT), precision=Precision.DAY)


def _zone(given: Given | None, report: Report) -> str:
    text = read_text(given, report)
    if not given or not text:
        return ""
    zone, findings = read_zone(text)
    report.say(given, *findings)
    return zone or ""


def _start(one: Group, report: Report, zone: str) -> When | None:
    given, clock = one.get("date"), one.get("time")
    text, time = cut_aside(_known(given, report))[0], _known(clock, report)
    when, findings = read_when(text, zone=zone) if text else (None, ())
    if given:
        report.say(given, *findings)
    if clock is None or not time or (text and not when):
        return when
    return _timed(when, time, clock, report, zone)


def _timed(when: When | None, time: str, clock: Given, report: Report, zone: str) -> When | None:
    """The date with the time of day that stands apart from it; what is more than that is not used."""
    whole, _ = read_when(time, zone=zone)
    if whole and whole.start.precision is Precision.MINUTE:  # HugoBlox once put all of it into `time_start`
        return whole
    if when is None or when.start.precision not in (Precision.DAY, Precision.MINUTE):
        report.say(clock, Finding(message="there is no day to go with this time; it was not used", level=Level.NOTICE))
        return when
    timed, findings = read_when(f"{when.start.iso[:10]} {time}", zone=when.zone)
    if timed is None:
        report.say(
            clock,
            Finding(
                message=f"{quoted(time)} is not a time of day; it was not used", hint="Write a time such as 18:30."
            ),
        )
        return when
    # Jekyll wants a time in every date, so that midnight often means none.
    if when.start.precision is Precision.MINUTE and when.start.value.time() not in (
        _MIDNIGHT,
        timed.start.value.time(),
    ):
        report.say(
            clock,
            Finding(message="the date has another time of day; this one was not used", hint="Remove one of the two."),
        )
        return when
    report.say(clock, *findings)
    return When(start=timed.start, end=timed.end or when.end)


def _known(given: Given | None, report: Report) -> str:
    """The text of a date or a time; empty when it only says that it is still to come."""
    text = read_text(given, report)
    return "" if is_to_come(text) else text


def _end(one: Group, start: Moment, report: Report) -> Moment | None:
    given = one.get("end")
    text = _known(given, report)
    if given and text:
        end, findings = read_end(text, start)
        report.say(given, *findings)
        if end:
            return end
    given = one.get("duration")
    text = _known(given, report)
    if not given or not text:
        return None
    duration, findings = read_duration(text)
    report.say(given, *findings)
    # Minutes say nothing about a day; days do.
    if duration is None or (start.precision is not Precision.MINUTE and duration % timedelta(days=1)):
        return None
    end = add(start, duration)
    return end if start.precision is Precision.MINUTE or end != start else None
