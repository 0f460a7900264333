"""Times from one to another of which one alone says its half of the day: `6:30 – 8:00 PM`, `11:30 AM – 1`.

It is how CLDR writes such times where clocks have twelve hours, and how people write them there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from podium.dates.clocks import HALF, half_of, hour_of
from podium.dates.partials import LONGEST, read_iso
from podium.dates.ranges import WORDS
from podium.dates.words import tidy

_HOURS = 12
_APART = " - "
_RANGE = re.compile(
    rf"""
    (?<![\w./:+-]) (?P<hour>\d{{1,2}}) (?P<rest>[:.h]\d\d(?::\d\d)?)? (?:\s?(?P<half>{HALF}))?
    (?P<zone>\ (?-i:[A-Z]{{2,5}}))?
    (?P<between> \s?[-~]+\s? | \s(?:{WORDS})\s )
    (?P<hour2>\d{{1,2}}) (?P<rest2>[:.h]\d\d(?::\d\d)?)? (?:\s?(?P<half2>{HALF}))? (?![\w./:-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What may stand behind an hour that says neither its minutes nor its half; a month makes it a day.
_AFTER_HOUR = re.compile(r"\s*(?:$|[,;)]|on\b|(?-i:[A-Z]{2,5})\b)", re.IGNORECASE)
_TOLD = re.compile(rf"\d\s?{HALF}", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_OTHER = {"a": "p", "p": "a"}


def name_halves(text: str) -> str:
    """A tidy text in which both times of a range say their half of the day, where one of them did.

    A time takes the half of the other, unless the first would then not come before the second.
    """
    match = next(_ranges(text), None)
    if match is None:
        return text
    told = half_of(match["half"] or match["half2"])
    free = told if _minutes(match, "", told) < _minutes(match, "2", told) else _OTHER[told]
    first, second = (told, free) if match["half"] else (free, told)
    times = f"{_time(match, '')} {first}m{match['zone'] or ''} - {_time(match, '2')} {second}m"
    return text[: match.start()] + times + text[match.end() :]


def share_halves(start: str, end: str) -> tuple[str, str]:
    """The same for a start and an end that stand apart: a text that ends with a time, and one that begins with one.

    Times of ISO 8601 have 24 hours.
    """
    text = f"{tidy(start)}{_APART}{tidy(end)}"
    named = name_halves(text)
    if named == text or text.count(_APART) > 1 or read_iso(start):
        return start, end
    first, _, second = named.partition(_APART)
    return first, second


def _ranges(text: str) -> Iterator[re.Match[str]]:
    """Every range of times of which one alone says its half."""
    if len(text) > LONGEST or _TOLD.search(text) is None:
        return
    for start in range(len(text)):
        match = _RANGE.match(text, start)
        if match and bool(match["half"]) != bool(match["half2"]) and _is_range(match, text):
            yield match


def _is_range(match: re.Match[str], text: str) -> bool:
    """Whether both are times: hours of a clock, and the day stands elsewhere when one of them could be it."""
    if not all(1 <= int(match[hour]) <= _HOURS for hour in ("hour", "hour2")):
        return False
    first, second = (bool(match[f"rest{which}"] or match[f"half{which}"]) for which in ("", "2"))
    if first and second:
        return True
    around = f"{text[: match.start()]} {text[match.end() :]}"
    alone = not around.strip() or _DAY.search(around) is not None
    return alone and (second or _AFTER_HOUR.match(text, match.end()) is not None)


def _time(match: re.Match[str], which: str) -> str:
    return match[f"hour{which}"] + (match[f"rest{which}"] or "")


def _minutes(match: re.Match[str], which: str, half: str) -> tuple[int, str]:
    """Sorts a time of the day, were it in that half."""
    return hour_of(int(match[f"hour{which}"]), half), (match[f"rest{which}"] or "")[1:]
