"""How long a talk lasts, as people write it."""

from __future__ import annotations

import re
from datetime import timedelta

from podium.problems import Finding
from podium.text import quoted

_NUMBER = r"(\d{1,6}(?:[.,]\d{1,3})?)"
_DAYS = r"d|days?|tage?|jours?|d[ií]as?"
_HOURS = r"h|hrs?|hours?|stunden?|std|heures?|horas?|ore|ora"
_MINUTES = r"m|mn|mins?|minutes?|minuten|minutos?|minuti|[\u2032']"
_SECONDS = r"s|secs?|seconds?"
_CLOCK = re.compile(r"(\d{1,2})[:h]([0-5]\d)(?::([0-5]\d))?(?:m|min)?", re.IGNORECASE)
_ISO = re.compile(rf"P(?:{_NUMBER}D)?(?:T(?=\d)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?", re.IGNORECASE)
_PROSE = re.compile(
    rf"(?:{_NUMBER}\s?(?:{_DAYS})\b)?\W*"
    rf"(?:{_NUMBER}\s?-?(?:{_HOURS})\b\.?)?\W*(?:and|und|et|y|e)?\W*"
    rf"(?:{_NUMBER}\s?-?(?:{_MINUTES})(?!\w)\.?)?\W*"
    rf"(?:{_NUMBER}\s?(?:{_SECONDS})\b\.?)?",
    re.IGNORECASE,
)
_MINUTES_ALONE = re.compile(r"(\d{1,6})")
_LONGEST = timedelta(days=14)


def read_duration(value: str) -> tuple[timedelta | None, tuple[Finding, ...]]:
    """The length in a `duration` field, from its text as it stands in the file.

    In: `45m`, `1h30`, `1:30`, `2 h 15 min`, `1.5 hours`, ISO 8601's `PT45M`, or a whole number of minutes.
    Out: a length of more than nothing and at most 14 days, or None and what is wrong.
    """
    length = _length(" ".join(value.split()))
    if length is None:
        return None, (
            Finding(
                message=f"{quoted(value)} is no length of time; not used",
                hint="Write 45m, 1h30 or 90 minutes.",
            ),
        )
    if length <= timedelta(0):
        return None, (Finding(message=f"{quoted(value)} lasts no time at all; not used"),)
    if length > _LONGEST:
        return None, (Finding(message=f"{quoted(value)} is longer than {_LONGEST.days} days; not used"),)
    return length, ()


def _length(text: str) -> timedelta | None:
    if match := _MINUTES_ALONE.fullmatch(text):
        return timedelta(minutes=int(match[1]))
    if match := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    match = _ISO.fullmatch(text) or _PROSE.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    days, hours_, minutes_, seconds_ = (float((part or "0").replace(",", ".")) for part in match.groups())
    return timedelta(days=days, hours=hours_, minutes=minutes_, seconds=seconds_)
