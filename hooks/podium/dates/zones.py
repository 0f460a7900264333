"""Time zones by the names of the IANA time zone database, and fixed offsets from UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from podium.dates.rules import load_zone

_OFFSET = re.compile(r"(?:UTC)?\s?([+-])(0?\d|1[0-2]|(?<=\+)1[34])(?::?([0-5]\d))?", re.IGNORECASE)


@lru_cache(maxsize=1024)
def zone_info(zone: str) -> tzinfo:
    """The rules of a zone: an IANA name that `read_zone` gave, `UTC`, or an offset such as `-06:00`."""
    if zone == "UTC":
        return UTC
    minutes = read_offset(zone)
    return load_zone(zone) if minutes is None else timezone(timedelta(minutes=minutes))


@lru_cache(maxsize=1024)
def common_name(zone: str) -> str:
    """What people call a zone all year, as CLDR knows it in English: `Central Time`; empty for UTC and offsets."""
    if zone == "UTC" or read_offset(zone) is not None:
        return ""
    from babel.dates import get_timezone_name  # noqa: PLC0415 - loads its data on first use

    return get_timezone_name(zone_info(zone), width="long", locale="en")


def minutes_east(time: datetime) -> int:
    """Minutes east of UTC at a time that has a zone; seconds, which a few zones had until 1972, are rounded."""
    return round((time.utcoffset() or timedelta(0)) / timedelta(minutes=1))


def read_offset(text: str) -> int | None:
    """Minutes east of UTC, from `+01:00`, `-0600`, `+5` or `UTC+2`; None when it is something else."""
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    size = int(hours) * 60 + int(minutes or 0)
    return -size if sign == "-" else size


def show_offset(minutes: int, minus: str = "-") -> str:
    """`-06:00` from -360, with the minus sign that is wanted."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{minus if minutes < 0 else '+'}{hours:02}:{rest:02}"


def fixed_zone(minutes: int) -> str:
    """The zone that is always so many minutes east of UTC: `UTC` or `-06:00`."""
    return show_offset(minutes) if minutes else "UTC"
