"""Reads what a snippet says of itself: comments at its top, and marks around lines that are not shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from podium.problems import Finding
from podium.structure.snippets import LIMIT
from podium.text import did_you_mean, nearest, quoted

Findings = list[tuple[int, Finding]]
"""What is wrong, each with its line from 0."""
_PAIR = re.compile(r"\s*(?://|#)\s*(?P<key>[A-Za-z]+)\s*:\s*(?P<value>.*?)\s*$")
_MARK = re.compile(r"\s*(?://|#)\s*(?P<end>end\s+)?setup\s*$", re.IGNORECASE)
_SECONDS = re.compile(r"(?P<number>\d{1,3}(?:\.\d+)?)\s*(?P<unit>m?s)?", re.IGNORECASE)
_LONGEST = 30.0
KEYS = ("title", "limit", "expect")
"""What such a comment can name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a snippet says of itself."""

    title: str = ""
    """What it is called on the page."""
    limit: float = LIMIT
    """Seconds after which it is stopped."""
    fails: bool = False
    """Whether it is meant to end with an error."""
    hidden: frozenset[int] = frozenset()
    """Lines that are not shown, from 1: these comments, and those between `setup` and `end setup`."""


def read_head(text: str) -> tuple[Head, Findings]:
    """What the first comments of a snippet say, and which of its lines are hidden.

    A comment at the top is `// key: value` or `# key: value`; the first line that is none ends them.
    """
    lines = text.split("\n")
    findings: Findings = []
    values: dict[str, tuple[int, str]] = {}
    count = 0
    for place, line in enumerate(lines):
        pair = _PAIR.match(line)
        key = pair["key"].casefold() if pair else ""
        if not pair or (key not in KEYS and not nearest(key, KEYS)):
            break
        if key in KEYS:
            values[key] = (place, pair["value"])
        else:
            findings.append((place, _say_unknown(pair["key"])))
        count = place + 1
    limit = _limit(*values.get("limit", (0, "")), findings)
    hidden = {*range(1, count + 1), *_setup(lines, findings)}
    return Head(
        title=values.get("title", (0, ""))[1],
        limit=limit,
        fails=_fails(*values.get("expect", (0, "")), findings),
        hidden=frozenset(hidden | _blank_around(lines, hidden)),
    ), findings


def _say_unknown(key: str) -> Finding:
    return Finding(message=f"snippets know no {quoted(key)}; the line was left out", hint=did_you_mean(key, KEYS))


def _limit(place: int, text: str, findings: Findings) -> float:
    found = _SECONDS.fullmatch(text)
    if not text:
        return LIMIT
    seconds = float(found["number"]) / (1000 if (found["unit"] or "").casefold() == "ms" else 1) if found else 0
    if 0 < seconds <= _LONGEST:
        return seconds
    findings.append((place, _say_limit(text)))
    return LIMIT


def _say_limit(text: str) -> Finding:
    return Finding(
        message=f"{quoted(text)} is no time limit from a moment to 30 seconds; 3 seconds were taken",
        hint="Write 'limit: 5s'.",
    )


def _fails(place: int, text: str, findings: Findings) -> bool:
    if text.casefold() not in ("", "error"):
        findings.append((place, _say_expect(text)))
    return text.casefold() == "error"


def _say_expect(text: str) -> Finding:
    return Finding(message=f"{quoted(text)} cannot be expected; the line was left out", hint="Write 'expect: error'.")


def _setup(lines: Sequence[str], findings: Findings) -> set[int]:
    """The lines between the marks of a set-up, marks included."""
    hidden: set[int] = set()
    begins: int | None = None
    for number, line in enumerate(lines, start=1):
        mark = _MARK.match(line)
        if mark and mark["end"] and begins:
            hidden.update(range(begins, number + 1))
            begins = None
        elif mark and not mark["end"]:
            begins = begins or number
    if begins:
        findings.append((begins - 1, _say_open()))
    return hidden


def _say_open() -> Finding:
    return Finding(
        message="the set-up that begins here has no end; all lines are shown", hint="Write 'end setup' after it."
    )


def _blank_around(lines: Sequence[str], hidden: set[int]) -> set[int]:
    """Blank lines after what is hidden, which would leave gaps."""
    blank: set[int] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip() and (number - 1 in hidden or number - 1 in blank):
            blank.add(number)
    return blank
