"""Small values that people write beside a deck: a start, a ratio, a count."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})(?:\.\d{1,9})?s?)?", re.ASCII | re.IGNORECASE)
_COLONS = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})", re.ASCII)
_FRACTION = re.compile(r"(\d{1,5}(?:\.\d{1,9})?)\s*[:/x×]\s*(\d{1,5}(?:\.\d{1,9})?)", re.ASCII | re.IGNORECASE)
_DECIMAL = re.compile(r"\d{1,4}(?:[.,]\d{1,20})?", re.ASCII)
_NARROWEST, _WIDEST = 0.2, 5.0
_MINUTES = 60
_MOST_SLIDES = 10_000


def read_seconds(text: str) -> int | None:
    """Seconds from `90`, `90s`, `1h2m3s` or `1:02:03`, or None."""
    text = text.strip()
    found = _COLONS.fullmatch(text) or _CLOCK.fullmatch(text)
    if not text or not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def read_ratio(text: str) -> float | None:
    """Width divided by height from `16:9`, `4/3`, `16x9` or `1.7777`; None beyond 1:5 and 5:1."""
    text = text.strip()
    if fraction := _FRACTION.fullmatch(text):
        width, height = float(fraction[1]), float(fraction[2])
    elif _DECIMAL.fullmatch(text):
        width, height = float(text.replace(",", ".")), 1.0
        # YAML 1.1 reads an unquoted 16:9 as sixteen minutes and nine seconds: 969.
        if width > _MINUTES:
            width, height = divmod(width, _MINUTES)
    else:
        return None
    ratio = width / height if height else 0.0
    return ratio if _NARROWEST <= ratio <= _WIDEST else None


def read_count(text: str) -> int | None:
    """A count of slides, from 1 to 10,000, or None."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_SLIDES))):
        return None
    return int(text) if 1 <= int(text) <= _MOST_SLIDES else None
