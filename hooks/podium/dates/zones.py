"""Time zones by the names of the IANA time zone database, and fixed offsets from UTC."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"(?:UTC)?\s?([+-])(0?\d|1[0-2]|(?<=\+)1[34])(?::?([0-5]\d))?", re.IGNORECASE)


@lru_cache(maxsize=1024)
def zone_info(zone: str) -> tzinfo:
    """The rules of a zone: an IANA name that `read_zone` gave, `UTC`, or an offset such as `-06:00`."""
    if zone == "UTC":
        return UTC
    minutes = read_offset(zone)
    return ZoneInfo(zone) if minutes is None else timezone(timedelta(minutes=minutes))


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
