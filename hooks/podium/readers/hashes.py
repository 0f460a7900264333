"""Keeps `#` in a text where its writer meant it and YAML takes it for the beginning of a comment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from podium.problems import Finding, Level
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.values import Value
from podium.text import quoted

NAMES = frozenset({"title", "subtitle", "summary", "event", "series"})
"""Fields in which `#` after a single blank is a part of the text, as in `Hash # in title`."""
# In these only `#42` and `#rust` are: who writes `# confirmed` behind a city notes it for themselves.
_WORDS = frozenset(
    "location venue address city country speakers affiliation bio tags category level alt resources".split()
)
_SIGN = re.compile(r"#\w")


def keep_hashes(given: Given, report: Report) -> Given:
    """A field whose texts have what a single blank and `#` cut off; a comment stands after two blanks, or is said."""
    name = given.field.name
    return replace(given, value=_keep(given.value, given, report)) if name in NAMES | _WORDS else given


def _keep(value: Value, given: Given, report: Report) -> Value:
    if isinstance(value.data, Mapping):
        return replace(value, data={name: _keep(other, given, report) for name, other in value.data.items()})
    if isinstance(value.data, tuple):
        return replace(value, data=tuple(_keep(other, given, report) for other in value.data))
    kept, finding = keep_hash(value, whole=given.field.name in NAMES)
    report.add(finding, value.line, given.name)
    return kept


def keep_hash(value: Value, *, whole: bool) -> tuple[Value, Finding | None]:
    """A text with what was cut off, and what to say of it; unless `whole`, only a word or a number that `#` begins."""
    if not value.comment or (not value.data and not _SIGN.match(value.comment)):
        return value, None
    if not whole and not _SIGN.match(value.comment):
        return value, _say_comment(value.comment)
    text = f"{value.data} {value.comment}".strip()
    return replace(value, data=text, quoted=True, comment=""), _say_kept(value.comment)


def _say_kept(comment: str) -> Finding:
    return Finding(
        message=f"YAML takes {quoted(comment)} for a comment; it was read as a part of the text",
        hint="Put quotes around the text, or two blanks before a comment.",
    )


def _say_comment(comment: str) -> Finding:
    return Finding(
        message=f"{quoted(comment)} is a comment in YAML; it was left out",
        hint="Put quotes around the text if it belongs to it.",
        level=Level.NOTICE,
    )
