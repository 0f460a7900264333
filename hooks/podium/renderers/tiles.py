"""Dates for the eye: the little calendar leaf, and a date when its month is enough."""

from __future__ import annotations

from dataclasses import dataclass, replace

from podium.dates import Moment, Precision, When, show_moment

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A calendar leaf; it repeats what the date beside it says, so it is for the eye only."""

    top: str
    """The month, or nothing."""
    main: str
    """The day, the days, or the year."""
    bottom: str = ""
    """The day of the week, or nothing."""


def tile(when: When) -> Tile:
    """The leaf of a date: as much of it as is known."""
    start = when.start
    if start.precision is Precision.YEAR:
        return Tile(top="", main=str(start.year))
    month = _MONTHS[start.value.month - 1]
    if start.precision is Precision.MONTH:
        return Tile(top=month, main=str(start.year))
    last = _last_day(when)
    if last:
        return Tile(top=month, main=f"{start.value.day}–{last}")
    return Tile(top=month, main=str(start.value.day), bottom=_DAYS[start.value.weekday()])


def show_month(moment: Moment) -> str:
    """The date no finer than its month: `March 2016`, or `2016`."""
    known = moment.precision
    return show_moment(moment if known is Precision.YEAR else replace(moment, precision=Precision.MONTH))


def _last_day(when: When) -> int | None:
    """The day of the month on which it ends, when that is a later day of the same month."""
    start, end = when.start.value, when.end
    if end is None or end.precision in {Precision.YEAR, Precision.MONTH}:
        return None
    same_month = (end.value.year, end.value.month) == (start.year, start.month)
    return end.value.day if same_month and end.value.day > start.day else None
