"""Time zones as calendars carry them (RFC 5545, VTIMEZONE): the rules of a zone for the years that are used."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vDDDTypes

from podium.dates import zone_info

# No two changes since 1970 are closer than six days and 22 hours: Recife tried summer time from 8 to 15 October 2000.
_STEP = timedelta(days=3)
_SECOND = timedelta(seconds=1)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DECADE = 10
_SOME_YEAR = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """What the clocks change from and to."""

    before: timedelta
    """East of UTC until then."""
    after: timedelta
    """East of UTC from then on."""
    name: str
    """What the time is called from then on."""
    summer: bool
    """Whether it is summer time from then on."""


def zone_name(time: datetime) -> str:
    """What calendars call the zone of a time; empty for UTC, and for zones that never differ from it."""
    return _zone_name(time.tzinfo)


@lru_cache(maxsize=1024)
def _zone_name(zone: tzinfo | None) -> str:
    return str(vDDDTypes(datetime(_SOME_YEAR, 1, 1, tzinfo=zone)).params.get("TZID", ""))


def render_zone(zone: str, first: int, last: int) -> str:
    """The VTIMEZONE of an IANA zone for all events from a year to another.

    Whole decades are described, so that a new talk seldom changes the calendars of the others.
    """
    return _render_zone(zone, first - first % _DECADE - 1, last - last % _DECADE + _DECADE)


@lru_cache(maxsize=1024)
def _render_zone(zone: str, first: int, last: int) -> str:
    component = Timezone()
    component.add("tzid", zone)
    for rule, runs in _rules(zone, first, last).items():
        for run in runs:
            component.add_component(_observance(rule, run, last))
    text: str = component.to_ical().decode()
    return text


def _rules(zone: str, first: int, last: int) -> dict[_Rule, list[list[datetime]]]:
    """The changes of a zone with the wall clocks that show them, in runs that one yearly rule describes."""
    rules: dict[_Rule, list[list[datetime]]] = {}
    for onset, rule in _changes(zone, first, last):
        wall = onset.replace(tzinfo=None) + rule.before
        runs = rules.setdefault(rule, [])
        if runs and wall.year == runs[-1][-1].year + 1 and _patterns([*runs[-1], wall]):
            runs[-1].append(wall)
        else:
            runs.append([wall])
    return rules


def _changes(zone: str, first: int, last: int) -> Iterator[tuple[datetime, _Rule]]:
    """Every change of the clocks with its instant; the first stands for how things are at the beginning."""
    now, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    clock = offset, name, summer = _clock(zone, now)
    yield now, _Rule(before=offset, after=offset, name=name, summer=summer)
    while now < end:
        before, after = clock, now + _STEP
        clock = _clock(zone, after)
        if clock != before:
            after = _first_of(zone, now, after)
            clock = offset, name, summer = _clock(zone, after)
            yield after, _Rule(before=before[0], after=offset, name=name, summer=summer)
        now = after


def _first_of(zone: str, low: datetime, high: datetime) -> datetime:
    """The first second of the clock at `high`, which is not that at `low`."""
    before = _clock(zone, low)
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
        low, high = (middle, high) if _clock(zone, middle) == before else (low, middle)
    return high


def _clock(zone: str, instant: datetime) -> tuple[timedelta, str, bool]:
    there = instant.astimezone(zone_info(zone))
    return there.utcoffset() or timedelta(), there.tzname() or zone, (there.dst() or timedelta()) > timedelta()


def _patterns(walls: list[datetime]) -> list[tuple[int, int, int]]:
    """Month, weekday and its number in the month, from the end when negative, that all of these share."""
    if len({wall.time() for wall in walls}) > 1:
        return []
    return sorted(set.intersection(*(_places(wall.date()) for wall in walls)))


def _places(day: date) -> set[tuple[int, int, int]]:
    length = calendar.monthrange(day.year, day.month)[1]
    numbers = {(day.day - 1) // 7 + 1} | ({-1} if day.day + 7 > length else set())
    return {(day.month, day.weekday(), number) for number in numbers}


def _observance(rule: _Rule, run: list[datetime], last: int) -> TimezoneDaylight | TimezoneStandard:
    """One rule for a run of years; without an end when it still holds in the last year."""
    part = TimezoneDaylight() if rule.summer else TimezoneStandard()
    part.add("dtstart", run[0])
    part.add("tzoffsetfrom", rule.before)
    part.add("tzoffsetto", rule.after)
    part.add("tzname", rule.name)
    if len(run) > 1:
        month, weekday, number = _patterns(run)[0]
        repeat: dict[str, object] = {"freq": "YEARLY", "bymonth": month, "byday": f"{number}{_DAYS[weekday]}"}
        if run[-1].year < last:
            # A day later, since some readers take this instant for a wall clock and would lose the last change.
            repeat["until"] = (run[-1] - rule.before + timedelta(days=1)).replace(tzinfo=UTC)
        part.add("rrule", repeat)
    return part
