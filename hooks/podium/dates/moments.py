"""Moments as precise as their writer was, and the spans between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from podium.dates.zones import zone_info


class Precision(StrEnum):
    """The smallest part of a date that its writer gave."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


_ISO_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A year, a month, a day or a minute somewhere; every property is total for the years 1970–2100."""

    value: datetime
    """The wall clock there, without a zone; only the parts within the precision count."""
    precision: Precision
    """How much of the value its writer gave."""
    zone: str
    """The zone: an IANA name, `UTC`, or a fixed offset such as `-06:00`."""

    @property
    def year(self) -> int:
        """The year."""
        return self.value.year

    @property
    def iso(self) -> str:
        """ISO 8601 without an offset: `2016`, `2016-03`, `2016-03-18` or `2016-03-18T12:00`.

        Seconds and milliseconds appear only when they are not zero.
        """
        if self.precision is not Precision.MINUTE:
            return self.value.isoformat()[: _ISO_LENGTHS[self.precision]]
        return self.value.isoformat(timespec=_timespec(self.value))

    @property
    def machine(self) -> str:
        """A valid value of HTML's `<time datetime>`, with the offset when there is a time."""
        if self.precision is not Precision.MINUTE:
            return self.iso
        value = self.value.replace(tzinfo=zone_info(self.zone))
        offset = value.utcoffset()
        if offset and offset.seconds % 60:  # as Monrovia had, and HTML does not know
            value = value.astimezone(UTC)
        return value.isoformat(timespec=_timespec(value))

    @property
    def starts(self) -> datetime:
        """Its first instant, in UTC."""
        return _instant(_floor(self.value, self.precision), self.zone)

    @property
    def until(self) -> datetime:
        """The first instant after it, in UTC; a minute has no length and gives `starts`."""
        if self.precision is Precision.MINUTE:
            return self.starts
        return _instant(_next(self.value, self.precision), self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The time something takes, from a start to an end that may be unknown."""

    start: Moment
    """When it begins."""
    end: Moment | None = None
    """When it ends: the last day, month or year of it, or the very time; None when nobody said."""

    @property
    def zone(self) -> str:
        """The zone of the start, in which it is shown."""
        return self.start.zone

    @property
    def starts(self) -> datetime:
        """The instant it begins, in UTC."""
        return self.start.starts

    def ends(self, duration: timedelta) -> datetime:
        """The instant it is over, in UTC; `duration` counts when only the time of the start is known."""
        if self.end is not None:
            return self.end.until
        if self.start.precision is Precision.MINUTE:
            return self.start.starts + duration
        return self.start.until


def add(start: Moment, duration: timedelta) -> Moment:
    """The moment a `duration` after the start, in the start's zone and precision.

    Hours are real hours, so the wall clock follows a change to summer time. Without a time, the result is the
    last day, month or year that the duration touches: three days from 1 June end on 3 June.
    """
    if start.precision is Precision.MINUTE:
        value = (start.starts + duration).astimezone(zone_info(start.zone)).replace(tzinfo=None)
    else:
        last = duration - timedelta.resolution if duration > timedelta(0) else duration
        value = _floor(_floor(start.value, start.precision) + last, start.precision)
    return Moment(value=value, precision=start.precision, zone=start.zone)


def floor(moment: Moment) -> Moment:
    """The day of a moment that has a time; any other as it is."""
    if moment.precision is not Precision.MINUTE:
        return moment
    return replace(moment, value=_floor(moment.value, Precision.DAY), precision=Precision.DAY)


def _timespec(value: datetime) -> str:
    if value.microsecond:
        return "milliseconds"
    return "seconds" if value.second else "minutes"


def _instant(value: datetime, zone: str) -> datetime:
    return value.replace(tzinfo=zone_info(zone)).astimezone(UTC)


def _floor(value: datetime, precision: Precision) -> datetime:
    if precision is Precision.MINUTE:
        return value
    month = 1 if precision is Precision.YEAR else value.month
    day = value.day if precision is Precision.DAY else 1
    return datetime(value.year, month, day)  # noqa: DTZ001 - a wall clock


def _next(value: datetime, precision: Precision) -> datetime:
    """The wall clock at which the day, month or year after this one begins."""
    start = _floor(value, precision)
    if precision is Precision.DAY:
        return start + timedelta(days=1)
    if precision is Precision.MONTH:
        return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return start.replace(year=start.year + 1)
