"""Dates as English readers see them."""

from __future__ import annotations

from podium.dates.abbreviations import home_of
from podium.dates.moments import Moment, Precision, When
from podium.dates.words import ENGLISH_DAYS, ENGLISH_MONTHS
from podium.dates.zones import common_name, minutes_east, show_offset, zone_info

_DASH, _MINUS = "\u2013", "\u2212"


def show_when(when: When) -> str:
    """The whole time: `Friday 18 March 2016, 12:00`, `1–4 June 2026`, `December 2023` or `2023`.

    The zone is not part of it: see `show_zone`.
    """
    start, end = when.start, when.end
    if end is None or end == start:
        return _show_alone(start)
    if Precision.MINUTE not in {start.precision, end.precision}:
        return _show_span(start, end, years=True)
    if _same_day(start, end):
        return f"{_show_alone(start)}{_DASH}{end.value:%H:%M}"
    return f"{_show_timed(start)} {_DASH} {_show_timed(end)}"


def show_day(when: When) -> str:
    """The day in a list under its year: `18 March`, `1–4 June`, `March`, and nothing for a bare year."""
    start, end = when.start, when.end
    if end is None or (start.precision is not Precision.YEAR and _same_day(start, end)):
        return _show_date(start, years=False)
    return _show_span(start, end, years=start.year != end.year)


def show_moment(moment: Moment) -> str:
    """The date alone: `9 June 2026`, `August 2014` or `2014`; a time needs its zone and so is left out."""
    return _show_date(moment, years=True)


def show_zone(moment: Moment) -> str:
    """What people call the zone all year: `Central Time`; `UTC`, or an offset from it.

    The offset as well where the clocks that people know by that name show another time just then: Winnipeg keeps
    summer time all year, and its Central Time is no longer Chicago's.
    """
    if moment.zone == "UTC":
        return moment.zone
    name = common_name(moment.zone)
    zones = moment.zone, home_of(name) or moment.zone
    here, there = (minutes_east(moment.starts.astimezone(zone_info(zone))) for zone in zones)
    return name if name and here == there else f"UTC{show_offset(here, _MINUS)}"


def _show_alone(moment: Moment) -> str:
    if moment.precision in {Precision.YEAR, Precision.MONTH}:
        return show_moment(moment)
    return f"{ENGLISH_DAYS[moment.value.weekday()]} {_show_timed(moment)}"


def _show_timed(moment: Moment) -> str:
    time = f", {moment.value:%H:%M}" if moment.precision is Precision.MINUTE else ""
    return f"{show_moment(moment)}{time}"


def _show_span(start: Moment, end: Moment, *, years: bool) -> str:
    """Two dates, the first without what it shares with the second."""
    last = _show_date(end, years=years)
    if start.year != end.year:
        return f"{_show_date(start, years=True)} {_DASH} {last}"
    if Precision.YEAR in {start.precision, end.precision}:
        return f"{_show_date(start, years=False)} {_DASH} {last}".lstrip(f" {_DASH}")
    if start.precision is not Precision.MONTH and start.value.month == end.value.month:
        return f"{start.value.day}{_DASH}{last}"
    return f"{_show_date(start, years=False)} {_DASH} {last}"


def _show_date(moment: Moment, *, years: bool) -> str:
    year = str(moment.year) if years else ""
    if moment.precision is Precision.YEAR:
        return year
    month = ENGLISH_MONTHS[moment.value.month - 1]
    day = "" if moment.precision is Precision.MONTH else str(moment.value.day)
    return " ".join(filter(None, (day, month, year)))


def _same_day(start: Moment, end: Moment) -> bool:
    return start.value.date() == end.value.date()
