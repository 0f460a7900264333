"""A date from one side to another, cut in two."""

from __future__ import annotations

import re
from dataclasses import replace

from podium.dates.partials import LONGEST, Partial

WORDS = "to|until|till|til|through|thru|au|a|al|hasta|ate|bis|tot|do|az|pana"
"""Words between the two sides, as a pattern."""
_TIME = r"\d{1,2}(?:[:.h]\d\d(?:\s?[ap]\.?m\.?)?|\s?[ap]\.?m\.?)"
_CUTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(\d{4}-\d[^/]*)/(\d.*)",  # 2025-04-16/2025-04-18, as in ISO 8601
        rf"(.*\S)\s+(?:-+|{WORDS})\s+(\S.*)",  # 31 janvier au 2 février 2024
        r"((?:.*[^\d./-])?\d{1,2}\.?)\s?-\s?(\d{1,2}\b(?![./:-]?\d).*)",  # 1-4 June 2026, June 1-4, 2026
        # Jan 31-Feb 2, 2024
        r"(.*[^\W\d_]\.?(?: \d{1,2})?)-(\d{1,2}\.? [^\W\d_].*|[^\W\d_]{3,} \d{1,2}\b.*)",
        rf"(.*\b{_TIME})-({_TIME}(?![\d:]).*)",  # 18 March 2016, 12:00-13:00
    )
)
_HYPHENED = re.compile(r"\b(\d{1,2})-([^\W\d_]{3,})-(\d{4})\b")
_ISO_REST = re.compile(r"(?:(\d\d)-)?(\d\d)")


def cut(text: str) -> tuple[str, str]:
    """The two sides of a range in a tidy text; the second is empty when there is one date only."""
    if len(text) > LONGEST:
        return text, ""
    text = _HYPHENED.sub(r"\1 \2 \3", text)  # 28-Nov-2025
    for pattern in _CUTS:
        if match := pattern.fullmatch(text):
            return match[1], match[2]
    return text, ""


def read_iso_rest(text: str) -> Partial | None:
    """What ISO 8601 leaves of a range's end: `18` or `04-18`."""
    match = _ISO_REST.fullmatch(text)
    if match is None:
        return None
    return Partial(month=int(match[1]) if match[1] else None, day=int(match[2]))


def join(first: Partial, second: Partial) -> Partial | None:
    """The one date that two sides make, `18 March 2016 - 12:00`; None when they are two."""
    if first.clock is None and second.clock and first.dated and not second.dated:
        return replace(first, clock=second.clock)
    return None


def fill(partial: Partial, other: Partial) -> Partial:
    """One side with what only the other side says: the year of `1 May` in `1 May - 3 June 2026`."""
    if not partial.dated:
        return replace(partial, year=other.year, month=other.month, day=other.day)
    month = other.month if partial.month is None and partial.day is not None else partial.month
    return replace(partial, year=other.year if partial.year is None else partial.year, month=month)


def share_zone(first: Partial, second: Partial) -> tuple[Partial, Partial]:
    """Both sides with a zone written once moved to the first: `12:00-13:00 CET`."""
    if first.clock is None or second.clock is None:
        return first, second
    zone = first.clock.zone or second.clock.zone
    same = second.clock.zone in {"", zone}
    first = replace(first, clock=replace(first.clock, zone=zone))
    return first, replace(second, clock=replace(second.clock, zone="")) if same else second
