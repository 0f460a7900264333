"""Reads when something takes place: a date and an end, each whole or with its time of day apart, and how long it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from podium.dates import (
    Moment,
    Precision,
    When,
    add,
    floor,
    is_time,
    read_duration,
    read_end,
    read_when,
    read_zone,
    share_halves,
)
from podium.placeholders import is_to_come
from podium.problems import Finding, Level
from podium.readers.announcements import cut_aside
from podium.readers.fields import FIELDS
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.scalars import read_flag, read_text
from podium.readers.values import Value
from podium.structure.settings import Settings
from podium.text import quoted

_MIDNIGHT = datetime.min.time()
# A field with a day, and the one with its time of day.
_CLOCKS = {"date": "time", "end": "end_time"}
_TIMES = (*_CLOCKS, *_CLOCKS.values())
_FIELDS = {field.name: field for field in FIELDS}
# The link of a note to the note of a day.
_WIKI_LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")

Group = Mapping[str, Given]


def split_times(given: Iterable[Given]) -> Iterator[Given]:
    """Fields with each time of day under a name of its own: `date: 2027-03-19` and `start: 18:30` are two fields."""
    fields = [(one, _is_clock(one)) for one in given]
    has_day = any(one.field.name == "date" and not one.value.empty and not clock for one, clock in fields)
    for one, clock in fields:
        apart = clock and (has_day or one.field.name == "end")
        yield replace(one, field=_FIELDS[_CLOCKS[one.field.name]]) if apart else one


def _is_clock(given: Given) -> bool:
    """Whether a field that is for a day holds a time of day alone."""
    return given.field.name in _CLOCKS and isinstance(given.value.data, str) and is_time(given.value.data)


def precise(given: Given, other: Given) -> bool:
    """Whether a field says what another of its kind says, or a date more of it: `2027-03-19T18:30` for `2027-03-19`."""
    more, less = given.value.data, other.value.data
    if given.field.name not in _CLOCKS or not (isinstance(more, str) and isinstance(less, str)):
        return more == less
    return more == less or (more.startswith(less) and not more[len(less)].isdigit())


def bracketed(value: Value) -> Value:
    """A time in brackets as a text: `[[18:30, 20:00]]`, from one to the other; a link to a note, `[[2027-03-19]]`."""
    texts = list(_texts(value))
    numbers = all(any(letter.isdigit() for letter in text) for text in texts)
    if not numbers or not 1 <= len(texts) <= len(("start", "end")):
        return value
    return replace(value, data=" - ".join(_WIKI_LINK.sub(r"\1", text) for text in texts))


def _texts(value: Value) -> Iterator[str]:
    """The texts of a list, however deep, or the one text."""
    if isinstance(value.data, str) and not value.empty:
        yield value.data
    for inner in value.data if isinstance(value.data, tuple) else ():
        yield from _texts(inner)


def read_time(one: Group, report: Report, settings: Settings) -> When | None:
    """When, from `date`, `time`, `end`, `end_time`, `duration` and `timezone`; None when there is no date to use."""
    one = _tidied(one)
    zone = _zone(one.get("timezone"), report) or settings.timezone
    when = _start(one, report, zone)
    if when is None:
        _say_no_start(one, report)
        return None
    end = _end(one, when, report) or _end_by_duration(one, when.start, report) or when.end
    when = When(start=when.start, end=end)
    whole = one.get("all_day")
    return _whole_days(when, whole, report) if whole and read_flag(whole, report, default=False) else when


def _say_no_start(one: Group, report: Report) -> None:
    ends = [one[name] for name in ("end", "end_time") if name in one and not one[name].value.empty]
    for given in ends[:1] if "date" not in one else ():
        report.say(given, Finding(message="there is no date to go with this end; it was not used", level=Level.NOTICE))


def _tidied(one: Group) -> Group:
    """The same, each time as one text, and with its half of the day: `6:30` that ends at `8 PM` begins at 6:30 PM."""
    times = {name: replace(one[name], value=bracketed(one[name].value)) for name in _TIMES if name in one}
    start, end = times.get("time") or times.get("date"), times.get("end_time") or times.get("end")
    if start and end and isinstance(start.value.data, str) and isinstance(end.value.data, str):
        texts = share_halves(start.value.data, end.value.data)
        for given, text in zip((start, end), texts, strict=True):
            times[given.field.name] = replace(given, value=replace(given.value, data=text))
    return {**one, **times}


def _whole_days(when: When, given: Given, report: Report) -> When:
    start = floor(when.start)
    end, findings = read_end(floor(when.end).iso, start) if when.end else (None, ())
    report.say(given, *findings)
    return When(start=start, end=end)


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


def _end(one: Group, when: When, report: Report) -> Moment | None:
    """The end that is written: a day, a time of day, or both of them apart."""
    given, clock = one.get("end"), one.get("end_time")
    text, time = _known(given, report), _known(clock, report)
    if clock and time and (text or when.end):
        day = _last_day(given, text, when, report)
        last = _timed(When(start=day) if day else None, time, clock, report, when.zone)
        text, given = _written(last.start, when.zone) if last else "", clock
    elif clock and time:
        text, given = time, clock
    end, findings = read_end(text, when.start) if text else (None, ())
    if given:
        report.say(given, *findings)
    return end


def _written(moment: Moment, zone: str) -> str:
    return moment.iso if moment.zone == zone else moment.machine


def _last_day(given: Given | None, text: str, when: When, report: Report) -> Moment | None:
    """The day that the end's time of day belongs to: that of `end`, else the last of the date."""
    if given is None or not text:
        return floor(when.end) if when.end else None
    last, findings = read_when(text, zone=when.zone)
    end = last.start if last else None
    if end is None:  # 20 March, the start's year
        end, findings = read_end(text, when.start)
    report.say(given, *findings)
    return end


def _end_by_duration(one: Group, start: Moment, report: Report) -> Moment | None:
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
