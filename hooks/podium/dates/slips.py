"""Slips in a date that leave no doubt what was meant: a hyphen too many before the time, a month misspelt."""

from __future__ import annotations

import re

from podium.dates.partials import LONGEST
from podium.dates.words import ENGLISH_MONTHS, meanings
from podium.text import nearest

_TIME_MARK = re.compile(r"(?<=\d) ?[-_]? ?[Tt]+[- ]?(?=\d\d:)")
_WORD = re.compile(r"[^\W\d_]+")


def find(text: str) -> tuple[str, str]:
    """A tidy text without its slip, and the hint that says so; empty when there is none, or more than one way out."""
    if len(text) > LONGEST:
        return "", ""
    marked = _TIME_MARK.sub("T", text)
    if marked != text:
        return marked, f"Did you mean '{marked}'?"
    _, unknown = meanings(_WORD.findall(text))
    month = nearest(unknown, ENGLISH_MONTHS) if unknown else None
    if not month or nearest(unknown or "", (other for other in ENGLISH_MONTHS if other != month)):
        return "", ""
    return re.sub(rf"\b{unknown}\b", month, text, flags=re.IGNORECASE), f"Did you mean '{month}'?"
