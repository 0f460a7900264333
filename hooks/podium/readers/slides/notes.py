"""Finds what the speaker says, in each way in which slide tools write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from podium.problems import Finding
from podium.readers.report import Report
from podium.readers.slides.draft import Draft
from podium.readers.slides.lines import CODE_SPAN, FENCE, read_lines, shown_lines

_NAME = r"(?:speaker|presenter)?[ _-]?notes?"
# reveal.js and its family have `Note:`, remark and xaringan `???`; both take the rest of the slide.
_REST = re.compile(r" {0,3}(?:(?:(?:speaker|presenter)[ _-]?)?notes?:[ \t]*(?P<rest>.*)|\?{3,}[ \t]*)$", re.IGNORECASE)
# Deckset.
_LINE = re.compile(r"\^[ \t]+(?P<notes>\S.*)$")
# Pandoc and Quarto: `::: notes`, `::: {.notes}`.
_COLONS = re.compile(r"[ \t]*:{3,}[ \t]*(?P<name>[^\s:][^:]*?)?[ \t]*:*[ \t]*$")
_NOTES = re.compile(rf"{_NAME}\Z|\{{[^{{}}]*\.{_NAME}(?=[\s.#}}])[^{{}}]*\}}\Z", re.IGNORECASE)
_INFO = re.compile(rf"\s*\{{?\s*\.?{_NAME}\s*\}}?\s*$", re.IGNORECASE)
# reveal.js, pandoc's HTML and the decks that are React components.
_ELEMENT = re.compile(r"<(?P<name>aside|div|section|notes)\b(?P<rest>[^<>]*)>", re.IGNORECASE)
_CLASSED = re.compile(rf"\bclass(?:Name)?\s*=\s*[\"']?[^\"'<>]*(?<![\w-]){_NAME}(?![\w-])", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?!\s*\.(?:slide|element):)(?P<notes>.*?)-->", re.DOTALL)
# presenterm and others name what is in the comment.
_NAMED_COMMENT = re.compile(rf"<!--\s*_?{_NAME}\b\s*:?[ \t]*(?P<notes>.*?)\s*-->", re.DOTALL | re.IGNORECASE)


Found = tuple[int, int, str]
"""Where something that holds notes begins and ends in the text of a slide, and the notes."""


def take_notes(draft: Draft, report: Report) -> Draft:
    """The slide without its notes, which stand apart."""
    for step in (_take_blocks, _take_fences, _take_elements, _take_lines, _take_rest):
        draft = step(draft, report)
    return draft


def take_comments(draft: Draft, *, last: bool) -> Draft:
    """The slide without its comments, which are notes; with `last` only one that ends the slide is (Slidev)."""
    text = draft.text
    found = list(_COMMENT.finditer(text))
    if last:
        found = [each for each in found[-1:] if not text[each.end() :].strip()]
    return _without(draft, map(_span, found))


def _span(found: re.Match[str]) -> Found:
    return found.start(), found.end(), found["notes"]


def _take_blocks(draft: Draft, report: Report) -> Draft:
    """Blocks that three colons open and close; what is never closed ends with the slide."""
    if ":::" not in draft.text:
        return draft
    marks = [(place, found["name"]) for place, text in shown_lines(draft.lines) if (found := _COLONS.match(text))]
    taken: list[range] = []
    opened = depth = 0
    for place, name in marks:
        if depth:
            depth += 1 if name else -1
            if not depth:
                taken.append(range(opened, place + 1))
        elif name and _NOTES.match(name):
            opened, depth = place, 1
    if depth:
        report.add(_say_open(), draft.line + opened)
        taken.append(range(opened, len(draft.lines) + 1))
    return _without_lines(draft, taken)


def _take_fences(draft: Draft, _: Report) -> Draft:
    """Blocks of code that are called `notes`."""
    if "```" not in draft.text and "~~~" not in draft.text:
        return draft
    code = read_lines(draft.lines)[0].code
    taken: list[range] = []
    opened, mark = -1, ""
    for place in sorted(code):
        fence = FENCE.match(draft.lines[place])
        if fence and not mark:
            opened, mark = place if _INFO.match(fence["info"]) else -1, fence["mark"]
        elif fence and fence["mark"].startswith(mark) and not fence["info"].strip():
            taken += [range(opened, place + 1)] if opened >= 0 else []
            mark = ""
    return _without_lines(draft, taken)


def _take_elements(draft: Draft, _: Report) -> Draft:
    """Elements of the class `notes`, and comments that say that they are some."""
    if "<" not in draft.text:
        return draft
    draft = _without(draft, _elements(draft.text))
    return _without(draft, map(_span, _NAMED_COMMENT.finditer(draft.text)))


def _elements(text: str) -> Iterator[Found]:
    end = 0
    for found in _ELEMENT.finditer(text):
        named = found["name"].casefold() == "notes" or _CLASSED.search(found["rest"])
        if named and found.start() >= end:
            last, end = _closed(text, found)
            yield found.start(), end, text[found.end() : last]


def _closed(text: str, opened: re.Match[str]) -> tuple[int, int]:
    """Where the tag that closes an element begins and ends; the end of the text when there is none."""
    depth = 1
    for tag in re.compile(rf"<(/?){opened['name']}\b[^<>]*>", re.IGNORECASE).finditer(text, opened.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start(), tag.end()
    return len(text), len(text)


def _take_lines(draft: Draft, _: Report) -> Draft:
    found = {place: match["notes"] for place, text in shown_lines(draft.lines) if (match := _LINE.match(text))}
    lines = tuple("" if place in found else text for place, text in enumerate(draft.lines))
    return replace(draft, lines=lines, notes=(*draft.notes, *_spaced(found.values()))) if found else draft


def _take_rest(draft: Draft, _: Report) -> Draft:
    """All that stands below a line that begins the notes."""
    for place, text in shown_lines(draft.lines):
        if found := _REST.match(text):
            notes = (found["rest"] or "", *draft.lines[place + 1 :])
            return replace(draft, lines=draft.lines[:place], notes=(*draft.notes, *notes))
    return draft


def _without_lines(draft: Draft, taken: Iterable[range]) -> Draft:
    """The slide without some lines, whose first and last only mark the notes between them."""
    notes = ["\n".join(draft.lines[each.start + 1 : each.stop - 1]) for each in taken]
    gone = {place for each in taken for place in each}
    lines = tuple("" if place in gone else text for place, text in enumerate(draft.lines))
    return replace(draft, lines=lines, notes=(*draft.notes, *_spaced(notes))) if gone else draft


def _without(draft: Draft, found: Iterable[Found]) -> Draft:
    """The slide without what was found in it outside code; lines keep their numbers."""
    text = draft.text
    kept = [each for each in found if not _is_code(draft, each[0])]
    for begin, end, _ in reversed(kept):
        text = text[:begin] + "\n" * text.count("\n", begin, end) + text[end:]
    notes = _spaced(notes.strip("\n") for _, _, notes in kept)
    return replace(draft, lines=tuple(text.split("\n")), notes=(*draft.notes, *notes)) if kept else draft


def _is_code(draft: Draft, place: int) -> bool:
    begin = draft.text.rfind("\n", 0, place) + 1
    spans = [span.span() for span in CODE_SPAN.finditer(draft.text[begin:].partition("\n")[0])]
    within = any(first <= place - begin < last for first, last in spans)
    return within or draft.text.count("\n", 0, begin) in read_lines(draft.lines)[0].code


def _spaced(notes: Iterable[str]) -> list[str]:
    return [line for note in notes for line in ("", *note.split("\n"))]


def _say_open() -> Finding:
    return Finding(
        message="the notes that three colons open here are not closed; they were taken to end with the slide",
        hint="Add a line ':::' below them.",
    )
