"""Reads the language of a talk or a deck."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from podium.placeholders import is_placeholder
from podium.problems import Finding
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.scalars import read_text
from podium.text import quoted

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_THREE = 3
# What languages call themselves; what English calls them is known to CLDR.
_OWN = {
    "deutsch": "de", "français": "fr", "español": "es", "castellano": "es", "italiano": "it",
    "português": "pt", "nederlands": "nl", "polski": "pl", "čeština": "cs", "slovenčina": "sk",
    "русский": "ru", "日本語": "ja", "中文": "zh", "한국어": "ko", "svenska": "sv", "dansk": "da",
    "norsk": "no", "suomi": "fi", "türkçe": "tr", "українська": "uk", "català": "ca", "euskara": "eu",
    "magyar": "hu", "română": "ro", "ελληνικά": "el", "lietuvių": "lt",
}  # fmt: skip
# Where CLDR prefers another language to the two letters of ISO 639-1.
_TWO = {"tgl": "tl", "twi": "tw"}


def read_language(given: Given | None, report: Report) -> str:
    """The tag of a language (BCP 47), also from its English or its own name; empty when there is none."""
    text = read_text(given, report)
    if not given or not text:
        return ""
    tag, finding = read_tag(text)
    report.say(given, *filter(None, [finding]))
    return tag


def read_tag(text: str) -> tuple[str, Finding | None]:
    """The same from a text alone, and what is wrong with it.

    Three letters of ISO 639-2 or 639-3, as PyVideo writes them, become the two that BCP 47 wants where there are any:
    `slk` and `slo` are `sk`.
    """
    tag = text.replace("_", "-").partition(".")[0]
    tag = tag if len(tag) <= _THREE else _named().get(text.casefold(), tag)
    if _LANGUAGE.fullmatch(tag):
        language, dash, rest = tag.partition("-")
        return _short(language) + dash + rest, None
    return "", None if is_placeholder(text) else Finding(
        message=f"{quoted(text)} is not the tag of a language; it was left out",
        hint="Write a tag such as en or pt-BR.",
    )


def _short(language: str) -> str:
    if len(language) < _THREE:
        return language
    from babel.core import get_global  # noqa: PLC0415 - most sites never need it

    code = language.casefold()
    two = _TWO.get(code, get_global("language_aliases").get(code, ""))
    return two if len(two) < _THREE and two else language


@cache
def _named() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415 - the same

    english = {name.casefold(): tag for tag, name in Locale("en").languages.items() if "_" not in tag}
    return english | _OWN
