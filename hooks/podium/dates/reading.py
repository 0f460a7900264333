"""The text of a `date` and an `end` field, read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from podium.dates import ranges, slips
from podium.dates.clocks import Clock
from podium.dates.halves import name_halves
from podium.dates.moments import Moment, Precision, When, floor
from podium.dates.partials import LONGEST, Partial, no_date, read_iso, read_partial
from podium.dates.wallclocks import settle
from podium.dates.words import ENGLISH_DAYS, tidy
from podium.dates.zones import zone_info
from podium.problems import Finding, Level
from podium.text import quoted

_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_NOON = 12
_SOME_DAY = "2000-01-01"
_LONGEST = timedelta(days=14)
_TWO_TIMES = re.compile(r".* (\d\d:\d\d)-(\d\d:\d\d)")


def read_when(value: str, *, zone: str) -> tuple[When | None, tuple[Finding, ...]]:
    """When something takes place, from the text of a `date` field as it stands in the file.

    In: ISO 8601 and RFC 3339 (also unpadded, with blanks or slashes), English prose, what JavaScript prints,
    ranges, months in other languages; `zone` is the zone of times without one, as `read_zone` gave it.
    Out: the time, or None when there is none that is sure, and what is wrong. A month stays a month.
    """
    return _read_when(value, zone)


def read_end(value: str, start: Moment) -> tuple[Moment | None, tuple[Finding, ...]]:
    """When something ends, from the text of an `end` field: a date, or a time on the start's day.

    Out: the end in the start's zone; None when it says no more than the start or cannot be used.
    """
    text = tidy(value)
    partial = read_partial(text, value)
    if isinstance(partial, Finding):
        slip, findings = read_when(value, zone=start.zone) if slips.find(text)[0] else (None, (partial,))
        end, more = _check(start, slip.start, value) if slip else (None, ())
        return end, findings + more
    if partial.day and not partial.month:
        return None, (no_date(value),)
    filled = ranges.fill(partial, _parts(start))
    end, findings = _fix(filled if partial.dated else _next_day(filled, start), start.zone, value)
    if end is None:
        return None, findings
    end, more = _check(start, end, value)
    return end, findings + more


def is_time(value: str) -> bool:
    """Whether a text is a time of day, or a range of them, without a day: `18:30`, `6 - 8 PM`."""
    if len(value) > LONGEST or read_when(value, zone="UTC")[0]:
        return False
    when, _ = read_when(f"{_SOME_DAY} {value}", zone="UTC")
    return when is not None and when.start.precision is Precision.MINUTE


@lru_cache(maxsize=4096)
def _read_when(value: str, zone: str) -> tuple[When | None, tuple[Finding, ...]]:
    if partial := read_iso(value):
        start, findings = _fix(partial, zone, value)
        return (When(start=start) if start else None), findings + _maybe_range(value, start)
    text = name_halves(tidy(value))
    when, findings = _read_text(text, zone, value)
    meant, hint = slips.find(text) if when is None else ("", "")
    understood, _ = _read_text(meant, zone, value) if meant else (None, ())
    if understood is None:
        return when, findings
    day = _as_days(understood)
    slip = Finding(message=f"{findings[0].message.rpartition(';')[0]}; read as {day.start.iso}", hint=hint)
    return day, (slip,)


def _read_text(text: str, zone: str, value: str) -> tuple[When | None, tuple[Finding, ...]]:
    left, right = ranges.cut(text)
    first = read_partial(left, value)
    if isinstance(first, Finding):
        return None, (first,)
    if not right:
        start, findings = _fix(first, zone, value)
        return (When(start=start) if start else None), findings
    second = ranges.read_iso_rest(right) or read_partial(right, value)
    if isinstance(second, Finding):
        return None, (second,)
    return _read_range(first, second, zone, value)


def _as_days(when: When) -> When:
    """What is sure of a date with a slip in it: its days, or less."""
    start, end = floor(when.start), when.end and floor(when.end)
    return When(start=start, end=end if end != start else None)


def _read_range(first: Partial, second: Partial, zone: str, value: str) -> tuple[When | None, tuple[Finding, ...]]:
    if whole := ranges.join(first, second):
        start, findings = _fix(whole, zone, value)
        return (When(start=start) if start else None), findings
    if not first.dated and second.clock is None:  # 13.04 - 15.04.2016
        return None, (no_date(value),)
    undated = not second.dated
    first, second = ranges.share_zone(ranges.fill(first, second), ranges.fill(second, first))
    start, findings = _fix(first, zone, value)
    if start is None:
        return None, findings
    end, more = _fix(_next_day(second, start) if undated else second, start.zone, value)
    findings += more
    if end:
        end, more = _check(start, end, value)
        findings += more
    return When(start=start, end=end), findings


def _next_day(end: Partial, start: Moment) -> Partial:
    """An end that has the start's day, a day later where it is `1 AM` and the start after noon."""
    value = _value(end)
    later = start.precision is Precision.MINUTE and start.value.hour >= _NOON
    if value is None or end.clock is None or end.clock.half != "a" or not later:
        return end
    value += timedelta(days=1)
    return replace(end, year=value.year, month=value.month, day=value.day)


def _fix(partial: Partial, zone: str, written: str) -> tuple[Moment | None, tuple[Finding, ...]]:
    """The moment that the parts name, if there is such a moment."""
    clock = partial.clock
    if missing := _missing(partial):
        return None, (
            Finding(
                message=f"{quoted(written)} has no {missing}; not used",
                hint="Write the whole date, as in 2026-03-18 12:00.",
            ),
        )
    if partial.year is None or not _FIRST_YEAR <= partial.year <= _LAST_YEAR:
        return None, (
            Finding(
                message=f"the year {partial.year} is not between {_FIRST_YEAR} and {_LAST_YEAR};"
                f" {quoted(written)} is not used"
            ),
        )
    value = _value(partial)
    if value is None:
        return None, (
            Finding(
                message=f"{quoted(written)} does not exist; not used",
                hint="Write a day of the calendar and a time between 00:00 and 23:59.",
            ),
        )
    findings = _wrong_weekday(partial, value)
    if clock is None:
        return Moment(value=value, precision=_precision(partial), zone=zone), findings
    settled = settle(value, clock.zone, zone)
    moment = Moment(value=settled.value, precision=Precision.MINUTE, zone=settled.zone)
    return moment, findings + settled.findings


def _missing(partial: Partial) -> str:
    """The part of the date without which the others say nothing, or empty."""
    if partial.clock and partial.day is None:
        return "day"
    if partial.day is not None and partial.month is None:
        return "month"
    return "year" if partial.year is None else ""


def _value(partial: Partial) -> datetime | None:
    clock = partial.clock or Clock(hour=0)
    try:
        return datetime(  # noqa: DTZ001 - a wall clock, whose zone comes later
            partial.year or 0,
            1 if partial.month is None else partial.month,
            1 if partial.day is None else partial.day,
            clock.hour,
            clock.minute,
            clock.second,
            clock.microsecond,
        )
    except ValueError:
        return None


def _precision(partial: Partial) -> Precision:
    if partial.day is not None:
        return Precision.DAY
    return Precision.YEAR if partial.month is None else Precision.MONTH


def _wrong_weekday(partial: Partial, value: datetime) -> tuple[Finding, ...]:
    if partial.day is None or not partial.weekdays or value.weekday() in partial.weekdays:
        return ()
    named = " or ".join(ENGLISH_DAYS[day] for day in sorted(partial.weekdays))
    date, actual = f"{value:%Y-%m-%d}", ENGLISH_DAYS[value.weekday()]
    return (
        Finding(
            message=f"{date} is a {actual}, not a {named}; read as {date}",
            level=Level.NOTICE,
        ),
    )


def _check(start: Moment, end: Moment, written: str) -> tuple[Moment | None, tuple[Finding, ...]]:
    """The end if it can be one of that start; None without a finding when it adds nothing."""
    if end.zone != start.zone:
        return None, (
            Finding(
                message=f"{quoted(written)} ends in {end.zone} but starts in {start.zone}; no end is used",
                hint="Write both with the same offset, or with none.",
            ),
        )
    if end.precision is Precision.MINUTE and start.precision is not Precision.MINUTE:
        day = replace(end, value=datetime.combine(end.value, datetime.min.time()), precision=Precision.DAY)
        less = Finding(
            message=f"{quoted(written)} gives a time to the end and none to the start; only its day is used",
            hint="Write the time of the start as well.",
        )
        known, more = _check(start, day, written)
        return known, (less, *more)
    if end.precision is not Precision.MINUTE and start.iso.startswith(end.iso):
        return None, ()
    if end.until <= start.starts:
        return None, (Finding(message=f"{quoted(written)} does not end after the start; the end is not used"),)
    on_wall = _on_wall(end.until, start.zone) - _on_wall(start.starts, start.zone)
    if min(on_wall, end.until - start.starts) > _LONGEST:  # clocks that change make one of them longer
        return None, (Finding(message=f"{quoted(written)} is longer than {_LONGEST.days} days; the end is not used"),)
    return end, ()


def _on_wall(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(zone_info(zone)).replace(tzinfo=None)


def _parts(moment: Moment) -> Partial:
    """The parts of a start that its end may leave out."""
    value, precision = moment.value, moment.precision
    return Partial(
        year=value.year,
        month=None if precision is Precision.YEAR else value.month,
        day=value.day if precision in {Precision.DAY, Precision.MINUTE} else None,
    )


def _maybe_range(value: str, start: Moment | None) -> tuple[Finding, ...]:
    """A warning for `2026-03-01 09:00-10:30`, whose second half is an offset to ISO 8601."""
    if start is None or start.zone[0] != "-":
        return ()
    times = _TWO_TIMES.fullmatch(value)
    if times is None or start.zone != f"-{times[2]}" or times[2] <= times[1]:
        return ()
    return (
        Finding(
            message=f"{quoted(value)} can be a start and an end; '-{times[2]}' is read as an offset",
            hint=f"Write {times[1]} - {times[2]} with blanks if they are two times.",
        ),
    )
