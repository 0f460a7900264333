"""Parts the Markdown of a deck into slides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from podium.problems import Finding, Level
from podium.readers.slides.draft import Draft
from podium.readers.slides.lines import Findings, Lines, read_lines
from podium.readers.slides.options import looks_like_option
from podium.readers.values import Value
from podium.readers.yaml_values import UnreadableError, read_yaml

_RULE = re.compile(r"---[ \t]*$")
_BELOW = re.compile(r"--[ \t]*$")
_ANY_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FIELD = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)")
_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a dialect parts slides."""

    beside: re.Pattern[str] = _RULE
    """A line between two slides."""
    below: re.Pattern[str] | None = _BELOW
    """A line between a slide and the one under it; None when there are no such slides."""
    options: bool = True
    """Whether a block of YAML may follow a rule."""


PODIUM = Rules()
"""As reveal.js has it: `---` and `--`, and options below a rule."""
SLIDEV = Rules(below=None)
"""As Slidev has it: no slides below others."""
MARP = Rules(beside=_ANY_RULE, below=None, options=False)
"""As Marp has it: every rule parts slides, and options are comments."""


def split_slides(body: str, first: int, rules: Rules) -> tuple[tuple[Draft, ...], Findings]:
    """The slides of a deck's Markdown, which begins at the line `first` of its file; findings carry their lines."""
    lines, findings = read_lines(body.split("\n"))
    drafts: list[Draft] = []
    begin, below = 0, False
    options: Mapping[str, Value] = {}
    for place, mark in [*_marks(lines, rules), (len(lines.texts), "")]:
        if place < begin:  # the rule that closes a block of options
            continue
        draft = _draft(lines, range(begin, place), first, options)
        if draft:
            drafts.append(replace(draft, below=below))
        elif drafts and mark:
            findings.append((place, _say_empty()))
        below = mark == "below"
        options, begin = _options(lines, place, first) if rules.options and not below else ({}, place + 1)
    return tuple(drafts), [(first + place, finding) for place, finding in findings]


def _marks(lines: Lines, rules: Rules) -> list[tuple[int, str]]:
    """The lines between slides."""
    return [
        (place, "below" if rules.below and rules.below.match(text) else "beside")
        for place, text in enumerate(lines.texts)
        if place not in lines.hidden and (rules.beside.match(text) or (rules.below and rules.below.match(text)))
    ]


def _draft(lines: Lines, span: range, first: int, options: Mapping[str, Value]) -> Draft | None:
    """The slide of some lines, without blank ones at its top; None when there is nothing on it."""
    texts = [*lines.texts[span.start : span.stop]]
    if not options and not any(text.strip() for text in texts):
        return None
    if span.stop in lines.ends:
        texts.append(lines.ends[span.stop])
    blank = next((count for count, text in enumerate(texts) if text.strip()), 0)
    kept = tuple(texts[blank:])
    return Draft(lines=kept, line=first + span.start + blank, source="\n".join(kept), options=options)


def _options(lines: Lines, place: int, first: int) -> tuple[Mapping[str, Value], int]:
    """The options in the block below a rule, and the place at which the slide's text begins."""
    texts = lines.texts
    end = next((other for other in range(place + 1, min(place + _MOST, len(texts))) if _RULE.match(texts[other])), 0)
    if not end or not _FIELD.match(texts[place + 1]):
        return {}, place + 1
    block = texts[place + 1 : end]
    if not all(text.strip() for text in block):
        return {}, place + 1
    try:
        value, _ = read_yaml("\n".join(block), first + place + 1)
    except UnreadableError:
        return {}, place + 1
    if isinstance(value.data, Mapping) and any(map(looks_like_option, value.data)):
        return value.data, end + 1
    return {}, place + 1


def _say_empty() -> Finding:
    return Finding(
        message="there is nothing between this rule and the next; no slide was made of it",
        hint="Remove one of the two.",
        level=Level.NOTICE,
    )
