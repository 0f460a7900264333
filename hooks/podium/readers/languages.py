"""Reads the language of a talk or a deck."""

from __future__ import annotations

import re

from podium.problems import Finding
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.scalars import read_text
from podium.text import quoted

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl",
    "polish": "pl", "polski": "pl", "czech": "cs", "čeština": "cs", "russian": "ru", "japanese": "ja", "chinese": "zh",
    "korean": "ko", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "turkish": "tr",
    "ukrainian": "uk",
    # PyVideo writes the three letters of ISO 639-2 where BCP 47 wants the two of ISO 639-1.
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl",
    "dut": "nl", "pol": "pl", "ces": "cs", "cze": "cs", "rus": "ru", "jpn": "ja", "zho": "zh", "chi": "zh", "kor": "ko",
    "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "tur": "tr", "ukr": "uk",
}  # fmt: skip


def read_language(given: Given | None, report: Report) -> str:
    """The tag of a language (BCP 47), also from its English or its own name; empty when there is none."""
    text = read_text(given, report)
    if not given or not text:
        return ""
    tag, finding = read_tag(text)
    report.say(given, *filter(None, [finding]))
    return tag


def read_tag(text: str) -> tuple[str, Finding | None]:
    """The same from a text alone, and what is wrong with it."""
    tag = _LANGUAGES.get(text.casefold(), text.replace("_", "-").partition(".")[0])
    if _LANGUAGE.fullmatch(tag):
        return tag, None
    return "", Finding(
        message=f"{quoted(text)} is not the tag of a language; it was left out",
        hint="Write a tag such as en or pt-BR.",
    )
