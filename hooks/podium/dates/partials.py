"""One side of a date as it was written: perhaps a day, perhaps a time, perhaps less."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from podium.dates.clocks import OFFSET, Clock, milliseconds, take_clock
from podium.dates.words import ENGLISH_MONTHS, meanings
from podium.problems import Finding
from podium.text import did_you_mean, quoted

_ISO = re.compile(
    rf"""
    (\d{{4}}) (?: ([-/]) (\d{{1,2}}) (?: \2 (\d{{1,2}})
    (?: [Tt\s] (\d{{1,2}}):(\d{{2}}) (?: :(\d{{2}}) (?: [.,](\d{{1,9}}) )? )?
    \s? ( [Zz] | {OFFSET} )? )? )? )?
    """,
    re.VERBOSE,
)
_NUMBERS = re.compile(r"(\d{1,4})([-/.])(\d{1,4})(?:\2(\d{1,4}))?")
_TOKEN = re.compile(r"\d+(?:[-/.]\d+)*|[^\W\d_]+")
_BETWEEN = re.compile(r"[\s,.()'\u2019]*")
_LONG_NUMBER = re.compile(r"\d{5,}")
# 1st, 2nd, 3rd, 4th; French 1er; Dutch 3e; Spanish 1º, whose sign becomes an `o`.
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|[eo])\b", re.IGNORECASE)
_DOTTED = re.compile(r"\b(\d{1,2})\. ?(\d{1,2})\. ?(\d{2,4})\b")
_TIME_MARK = re.compile(r"(?<=\d)T(?=\d)", re.IGNORECASE)
_EAST_ASIAN = re.compile(r"(\d{4})年 ?(\d{1,2})月(?: ?(\d{1,2})日)?")
_YEAR_DIGITS, _DAY_DIGITS, _MONTHS = 4, 2, 12
LONGEST = 100
"""Characters of the longest text that can be a date."""
_HINT = "Write a date such as 2026-03-18, 2026-03-18 12:00 or 18 March 2026."


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """The parts of a date that were written, not yet known to exist."""

    year: int | None = None
    """The year."""
    month: int | None = None
    """The month."""
    day: int | None = None
    """The day of the month."""
    clock: Clock | None = None
    """The time of day."""
    weekdays: frozenset[int] = frozenset()
    """The days of the week that a word can mean, from 0 for Monday; empty when none was written."""

    @property
    def dated(self) -> bool:
        """Whether any part of a date was written."""
        return not (self.year is None and self.month is None and self.day is None)


def read_iso(text: str) -> Partial | None:
    """ISO 8601 and RFC 3339, also unpadded or with slashes; None when the text is anything else."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, _, month, day, hour, minute, second, fraction, zone = match.groups()
    return Partial(
        year=int(year),
        month=int(month) if month else None,
        day=int(day) if day else None,
        clock=_clock(hour, minute, second, fraction, zone) if hour else None,
    )


def read_partial(text: str, written: str) -> Partial | Finding:
    """What a tidy text says; `written` is what the message quotes."""
    if len(text) > LONGEST:
        return no_date(written)
    if iso := read_iso(text):
        return iso
    if _LONG_NUMBER.fullmatch(text):
        return _plain_number(text, written)
    text = _EAST_ASIAN.sub(lambda match: "-".join(filter(None, match.groups())), text)
    text = _ORDINAL.sub("", _DOTTED.sub(r"\1.\2.\3", _TIME_MARK.sub(" ", text)))
    clock, rest = take_clock(text)
    if clock:
        rest = rest.replace(" - ", " ").strip(" -")  # 18 March 2016 - 12:00
    rest = rest.replace("-feira", "")  # quinta-feira
    if _BETWEEN.fullmatch(_TOKEN.sub("", rest)) is None:
        return no_date(written)
    partial = _read_tokens(_TOKEN.findall(rest), written)
    if isinstance(partial, Finding):
        return partial
    return replace(partial, clock=clock) if clock or partial.dated else no_date(written)


def _clock(hour: str, minute: str, second: str | None, fraction: str | None, zone: str | None) -> Clock:
    return Clock(
        hour=int(hour),
        minute=int(minute),
        second=int(second or 0),
        microsecond=milliseconds(fraction),
        zone=zone or "",
    )


def no_date(written: str, hint: str = "") -> Finding:
    """The finding for a text that is no date."""
    return Finding(message=f"{quoted(written)} is no date; not used", hint=hint or _HINT)


def _plain_number(text: str, written: str) -> Finding:
    digits = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text)
    hint = f"Write {'-'.join(digits.groups())}." if digits else _HINT
    return Finding(message=f"{quoted(written)} is a plain number, not a date; not used", hint=hint)


def _read_tokens(tokens: list[str], written: str) -> Partial | Finding:
    named = _read_words([token for token in tokens if token[0].isalpha()], written)
    if isinstance(named, Finding):
        return named
    return _read_numbers([token for token in tokens if not token[0].isalpha()], named, written)


def _read_words(words: list[str], written: str) -> Partial | Finding:
    """The month and the weekday."""
    known, unknown = meanings(words)
    if unknown:
        return no_date(written, did_you_mean(unknown, ENGLISH_MONTHS) if known or len(words) == 1 else "")
    sure = [meaning for meaning in known.values() if meaning.months and not meaning.weekdays]
    either = [meaning for meaning in known.values() if meaning.months and meaning.weekdays]
    telling = sure or either
    months = {month for meaning in telling for month in meaning.months}
    if len(telling) == 1 and len(months) > 1:
        word = next(word for word, meaning in known.items() if meaning == telling[0])
        names = " or ".join(ENGLISH_MONTHS[month - 1] for month in sorted(months))
        return Finding(
            message=f"'{word}' is {names}, depending on the language; {quoted(written)} is not used",
            hint="Write the month as a number, as in 2026-03-18.",
        )
    if len(months) > 1:
        return no_date(written)
    weekdays = [m.weekdays for m in known.values() if m.weekdays and (sure or not m.months)]
    return Partial(
        month=next(iter(months), None),
        weekdays=weekdays[0] if len(weekdays) == 1 else frozenset(),
    )


def _read_numbers(numbers: list[str], named: Partial, written: str) -> Partial | Finding:
    """The numbers beside a month's name, or a date in numbers alone."""
    if named.month is None and len(numbers) == 1 and not numbers[0].isdigit():
        return _read_numeric(numbers[0], named, written)
    years = [int(number) for number in numbers if len(number) == _YEAR_DIGITS and number.isdigit()]
    days = [int(number) for number in numbers if len(number) <= _DAY_DIGITS and number.isdigit()]
    if len(years) + len(days) != len(numbers) or len(years) > 1:
        return no_date(written)
    if named.month and not years and len(days) == len(("day", "year")):
        return _short_year(written)
    if len(days) > 1:
        return no_date(written)
    return replace(named, year=next(iter(years), None), day=next(iter(days), None))


def _read_numeric(number: str, named: Partial, written: str) -> Partial | Finding:
    """`2016-03-18`, `18/03/2016`, `3/18/2016`, `18.03.2016`, `2016-03`, `03/2016`."""
    match = _NUMBERS.fullmatch(number)
    if match is None:
        return no_date(written)
    first, _, second, third = match.groups()
    if third is None:
        return _read_pair(first, second, named, written)
    if len(first) == _YEAR_DIGITS and len(third) <= _DAY_DIGITS:
        return replace(named, year=int(first), month=int(second), day=int(third))
    if len(third) != _YEAR_DIGITS:
        return _short_year(written)
    one, two, year = int(first), int(second), int(third)
    if one != two and max(one, two) <= _MONTHS:
        return Finding(
            message=f"{quoted(written)} does not tell day and month apart; not used",
            hint=f"Write {year}-{two:02}-{one:02} or {year}-{one:02}-{two:02}.",
        )
    day, month = (two, one) if two > _MONTHS else (one, two)
    return replace(named, year=year, month=month, day=day)


def _read_pair(first: str, second: str, named: Partial, written: str) -> Partial | Finding:
    if len(first) == _YEAR_DIGITS and len(second) <= _DAY_DIGITS:
        return replace(named, year=int(first), month=int(second))
    if len(second) == _YEAR_DIGITS and len(first) <= _DAY_DIGITS:
        return replace(named, year=int(second), month=int(first))
    return no_date(written)


def _short_year(written: str) -> Finding:
    return Finding(
        message=f"{quoted(written)} has a year of two digits; not used",
        hint="Write all four, with the year first: 2026-03-18.",
    )
