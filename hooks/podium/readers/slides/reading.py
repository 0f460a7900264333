"""Reads the slides of a deck that is written in Markdown, whichever tool it was written for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from podium.problems import Finding, Level
from podium.readers.fields import key
from podium.readers.front_matter import FrontMatter
from podium.readers.report import Report
from podium.readers.slides.code import MOST_STEPS, count_steps, read_heads
from podium.readers.slides.columns import read_columns
from podium.readers.slides.draft import Draft
from podium.readers.slides.idioms import tidy
from podium.readers.slides.lines import FENCE, read_lines, shown_lines
from podium.readers.slides.looks import read_fields
from podium.readers.slides.marp import from_marp
from podium.readers.slides.notes import take_notes
from podium.readers.slides.options import make_slide, option_name, read_options, read_slide_comments
from podium.readers.slides.slidev import FIELDS as SLIDEV_FIELDS
from podium.readers.slides.slidev import from_slidev
from podium.readers.slides.splitting import MARP, PODIUM, SLIDEV, split_slides
from podium.readers.values import Value
from podium.structure.decks import Deck
from podium.structure.slides import Slide, Stack

_DEFINITION = re.compile(r" {0,3}\[(?P<label>[^\]^][^\]]*)\]:[ \t]+\S")
_DIAGRAM = re.compile(r"\{?\.?(?P<name>mermaid|plantuml)\b")
_FIRST = ("layout", "class", "background", "image", "id")


def is_marp(fields: Mapping[str, Value]) -> bool:
    """Whether a file says that it is a deck for Marp."""
    return any(key(name) == "marp" and str(value.data).strip().casefold() == "true" for name, value in fields.items())


def read_slides(deck: Deck, matter: FrontMatter, report: Report) -> Deck:
    """The deck with its slides and its looks; what is wrong goes to the report."""
    said = read_fields(matter.fields, report)
    incremental = said.pop("incremental")
    drafts = _read_drafts(deck, matter, report)
    definitions = _definitions(drafts)
    stacks: list[Stack] = []
    for draft in drafts:
        slide = _slide(draft, definitions, report, incremental=incremental)
        if slide and draft.below and stacks:
            stacks[-1] = (*stacks[-1], slide)
        elif slide:
            stacks.append((slide,))
    if not stacks:
        report.add(_say_nothing(), deck.body_line)
    return replace(deck, written=True, stacks=tuple(_with_own_ids(stacks, report)), **said)


def _read_drafts(deck: Deck, matter: FrontMatter, report: Report) -> list[Draft]:
    """The slides of the file as their tool parts them, in Podium's own dialect."""
    kind = deck.type.casefold()
    marp = kind == "marp" or is_marp(matter.fields)
    slidev = not marp and (kind == "slidev" or any(key(name) in SLIDEV_FIELDS for name in matter.fields))
    rules = MARP if marp else SLIDEV if slidev else PODIUM
    drafts, findings = split_slides(matter.body, matter.body_line, rules)
    for line, finding in findings:
        report.add(finding, line)
    if marp:
        return from_marp(drafts, matter.fields, report)
    drafts = _with_first(drafts, matter.fields)
    return [from_slidev(draft, report) for draft in drafts] if slidev else list(drafts)


def _with_first(drafts: Sequence[Draft], fields: Mapping[str, Value]) -> tuple[Draft, ...]:
    """The slides, the first with what the front matter says of it alone."""
    own = {name: value for name, value in fields.items() if option_name(name) in _FIRST and key(name) != "background"}
    if not drafts or not own:
        return tuple(drafts)
    return (replace(drafts[0], options={**own, **drafts[0].options}), *drafts[1:])


def _slide(draft: Draft, definitions: Mapping[str, str], report: Report, *, incremental: bool) -> Slide | None:
    draft = take_notes(read_slide_comments(draft, report), report)
    draft = replace(draft, notes=read_columns(draft.notes)[0])
    said = read_options(draft, report)
    if said.get("hidden"):
        return None
    said.setdefault("incremental", incremental)
    _check_code(draft, report)
    lines, findings = read_columns(draft.lines)
    for place, finding in findings:
        report.add(finding, draft.line + place)
    text = "\n".join(tidy(read_heads(lines))).strip("\n")
    if not text.strip() and not _shows(said):
        return None
    return make_slide(draft, said, _with_definitions(text, definitions))


def _shows(said: Mapping[str, Any]) -> bool:
    """Whether a slide without a word has something to see."""
    return bool(said.get("image") or said.get("background") or any("background" in each for each in said["attributes"]))


def _definitions(drafts: Iterable[Draft]) -> dict[str, str]:
    """Addresses that are named once for all slides, as Markdown has them: `[label]: https://…`."""
    return {
        found["label"].casefold(): text.strip()
        for draft in drafts
        if "]:" in draft.text
        for _, text in shown_lines(draft.lines)
        if (found := _DEFINITION.match(text))
    }


def _with_definitions(text: str, definitions: Mapping[str, str]) -> str:
    folded = text.casefold()
    needed = [line for label, line in definitions.items() if f"[{label}]" in folded and line not in text]
    return "\n".join([text, "", *needed]) if needed else text


def _check_code(draft: Draft, report: Report) -> None:
    known, _ = read_lines(draft.lines)
    for place, text in enumerate(draft.lines):
        fence = FENCE.match(text) if place in known.code else None
        info = fence["info"].strip() if fence else ""
        if found := _DIAGRAM.match(info):
            report.add(_say_diagram(found["name"]), draft.line + place)
        if (steps := count_steps(info)) > MOST_STEPS:
            report.add(_say_steps(steps), draft.line + place)


def _say_steps(steps: int) -> Finding:
    return Finding(
        message=f"the code has {steps} steps, and {MOST_STEPS} can be shown; those after them were left out",
        hint="Make two slides of it.",
    )


def _say_diagram(name: str) -> Finding:
    return Finding(
        message=f"a {name} diagram needs a program in the visitor's browser; its text is shown as code",
        hint="Draw it as SVG, or write it for Graphviz, as 'dot'.",
        level=Level.NOTICE,
    )


def _say_nothing() -> Finding:
    return Finding(
        message="the deck has no slides; nothing can be shown",
        hint="Write a slide below the front matter, and a line '---' before the next.",
        level=Level.ERROR,
    )


def _with_own_ids(stacks: Iterable[Stack], report: Report) -> Iterator[Stack]:
    """The stacks, of which no two slides have the same id."""
    owners: dict[str, int] = {}
    for stack in stacks:
        slides = []
        for slide in stack:
            name = slide.attributes.get("id", "")
            owner = owners.setdefault(name, slide.line) if name else slide.line
            if owner != slide.line:
                report.add(_say_id(name, owner), slide.line)
                others = {key: value for key, value in slide.attributes.items() if key != "id"}
                slides.append(replace(slide, attributes=others))
            else:
                slides.append(slide)
        yield tuple(slides)


def _say_id(name: str, line: int) -> Finding:
    return Finding(
        message=f"the id '{name}' belongs to the slide at line {line} already; links lead to that one",
        hint="Give each slide an id of its own.",
    )
