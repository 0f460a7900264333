"""Times of day as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from podium.dates.abbreviations import is_abbreviation
from podium.dates.words import is_english

_NOON = 12
# The hour of a time that no clock shows, such as 13 PM.
_NO_HOUR = 24

# No place is more than 12 hours behind UTC or 14 ahead.
OFFSET = r"(?:[+-](?:0\d|1[0-2]|\d)|\+1[34])(?::?[0-5]\d)?(?![\d:])"
_ZONE = rf"""
    \s*[\[(]?
    (?P<zone> Z\b | (?:UTC|GMT)?\s?{OFFSET} | [A-Z]+(?:/[A-Z][A-Z_-]+)+ | [A-Z]{{1,5}}\b(?![/.']) )
    [\])]?
    (?:\s*[\[(][^\])]*[\])])?  # JavaScript's (CST), or the [America/Chicago] of RFC 9557
"""
HALF = r"(?:[ap]\.?\s?m|[\u03c0\u03bc]\.?\s?\u03bc)\b\.?"
"""A half of the day: `pm`, `P.M.`, Spanish `p. m.`, Greek `μ.μ.`."""
_CLOCK = re.compile(
    rf"""
    (?<![\w:./+-]) (?P<hour>\d{{1,2}})
    (?: \s?[:.h]\s?(?P<minute>\d{{2}}) (?: :(?P<second>\d{{2}}) (?:[.,](?P<fraction>\d{{1,9}}))? )?
        (?: \s?(?P<half>{HALF}) | \s?(?:h|hrs|uhr)\b )?
      | \s?(?P<bare_half>{HALF})
      | \s?(?:h|hrs|uhr)\b
    )
    (?![\d:.])
    (?:{_ZONE})?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day as it was written, not yet known to exist."""

    hour: int
    """The hour of 24; 24 or more when no clock shows it."""
    minute: int = 0
    """The minute."""
    second: int = 0
    """The second."""
    microsecond: int = 0
    """The fraction of a second, cut to milliseconds, in microseconds."""
    half: str = ""
    """The half of the day that was named, `a` or `p`, or empty."""
    zone: str = ""
    """The zone, offset or abbreviation as written, or empty."""


def take_clock(text: str) -> tuple[Clock | None, str]:
    """The time of day in a tidy text, and the text without it."""
    match = _CLOCK.search(text)
    if match is None:
        return None, text
    zone, end = match["zone"] or "", match.end()
    if zone and not _is_zone(zone):
        zone, end = "", match.start("zone")
    half = match["half"] or match["bare_half"]
    clock = Clock(
        hour=hour_of(int(match["hour"]), half),
        minute=int(match["minute"] or 0),
        second=int(match["second"] or 0),
        microsecond=milliseconds(match["fraction"]),
        half=half_of(half) if half else "",
        zone=zone,
    )
    return clock, f"{text[: match.start()]} {text[end:]}"


def milliseconds(fraction: str | None) -> int:
    """The digits after a second's decimal point, cut to milliseconds, in microseconds."""
    return int(fraction[:3].ljust(3, "0")) * 1000 if fraction else 0


def hour_of(hour: int, half: str | None) -> int:
    """The hour of 24 from one of 12 with its half of the day, or of 24 without."""
    if half is None:
        return hour
    if not 1 <= hour <= _NOON:
        return _NO_HOUR
    return hour % _NOON + (_NOON if half_of(half) == "p" else 0)


def half_of(half: str) -> str:
    """`a` before noon and `p` after it, from a half of the day as it was written."""
    return "p" if half[0] in "pP\u03bc\u039c" else "a"


def _is_zone(word: str) -> bool:
    """Whether the word after a time is a zone: capitals such as `CST`, but no month and no day."""
    if not word.isalpha() or is_abbreviation(word):
        return True
    return word.isupper() and len(word) > 1 and not is_english(word)
