"""Names of months and days of the week, in English and in the languages that Babel knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63]")
_LETTERS = re.compile(r"[^\W\d_]+")

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_SHORT_DAYS = ("Tues", "Weds", "Thur", "Thurs")

# Languages whose months are words of one alphabet-like script, so that one word is one month.
_LANGUAGES = (
    "af be bg bs ca cs cy da de el es es_PE et eu fi fr ga gl hr hu id is it lb lt lv mk mt nb nl nn pl pt rm ro ru"
    " sk sl sq sr sr_Latn sv tr uk"
).split()

FILLERS = frozenset(
    (
        "a al alle am an as at au az da dal de dei del dels dem den der di die dien dne do du dydd e el em en et"
        " feira fra from g il in is it kl klo kello l la las le les lo m o ob od og om on or ora ore os of the"
        " u um uhr v vom von w y kell pukul"
        # Greek's `at`, and in Cyrillic `v`, `g`, `o`, `ob`, `r`, `u` and `ch`: at, of the year, and o'clock.
        " \u03c3\u03c4\u03b9\u03c3 \u0432 \u0433 \u043e \u043e\u0431 \u0440 \u0443 \u0447"
    ).split()
)
"""Words that stand in a date and say nothing: `the 3rd of May`, `le 3 mai`, `den 3. Mai`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a word can say in a date."""

    months: frozenset[int] = frozenset()
    """The months it can name, from 1."""
    weekdays: frozenset[int] = frozenset()
    """The days of the week it can name, from 0 for Monday."""


def tidy(text: str) -> str:
    """Text on one line with plain digits, hyphens and letters without accents."""
    if not text.isascii():
        text = _DASHES.sub("-", unicodedata.normalize("NFKD", text))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(text.split())


def meanings(words: Iterable[str]) -> tuple[dict[str, Meaning], str | None]:
    """What each word of one date says, and the first word that says nothing.

    English wins when it explains every word; else every language has its say.
    """
    names = [key for word in words if (key := word.casefold()) not in FILLERS]
    table = _english() if all(name in _english() for name in names) else _world()
    unknown = next((name for name in names if name not in table), None)
    return {name: table[name] for name in names if name in table}, unknown


def is_english(word: str) -> bool:
    """Whether the word is an English month or day of the week, as in `12:00 MON`."""
    return word.casefold() in _english()


@cache
def _english() -> Mapping[str, Meaning]:
    table: dict[str, Meaning] = {}
    for number, name in enumerate(ENGLISH_MONTHS, 1):
        meaning = Meaning(months=frozenset({number}))
        table |= dict.fromkeys((name.casefold(), name[:3].casefold()), meaning)
    table["sept"] = table["september"]
    for name in (*ENGLISH_DAYS, *_ENGLISH_SHORT_DAYS):
        number = [day[:3] for day in ENGLISH_DAYS].index(name[:3])
        meaning = Meaning(weekdays=frozenset({number}))
        table |= dict.fromkeys((name.casefold(), name[:3].casefold()), meaning)
    return table


@cache
def _world() -> Mapping[str, Meaning]:
    """Every name of every language; built from Babel's data when English fails for the first time."""
    months: dict[str, set[int]] = {}
    weekdays: dict[str, set[int]] = {}
    for key, meaning in _english().items():
        months.setdefault(key, set()).update(meaning.months)
        weekdays.setdefault(key, set()).update(meaning.weekdays)
    for kind, number, name in _babel_names():
        (months if kind == "months" else weekdays).setdefault(name, set()).add(number)
    return {
        name: Meaning(
            months=frozenset(months.get(name, ())),
            weekdays=frozenset(weekdays.get(name, ())),
        )
        for name in months.keys() | weekdays.keys()
    }


def _babel_names() -> Iterator[tuple[str, int, str]]:
    """Kind, number and folded name of each month and weekday that is told by a single word."""
    from babel import Locale  # noqa: PLC0415 - most sites never need it

    for language in _LANGUAGES:
        locale = Locale.parse(language)
        for kind, names in (("months", locale.months), ("days", locale.days)):
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    for number, name in names[context][width].items():
                        words = [w.casefold() for w in _LETTERS.findall(tidy(name))]
                        telling = [word for word in words if word not in FILLERS]
                        if len(telling) == 1 and len(telling[0]) > len("so"):
                            yield kind, number, telling[0]
