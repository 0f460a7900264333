"""Finds what the speaker says: below a line `Note:`, in an aside, or in the comments of Slidev and Marp."""

from __future__ import annotations

import re
from dataclasses import replace

from podium.readers.slides.draft import Draft
from podium.readers.slides.lines import read_lines

_NOTE = re.compile(r"notes?:[ \t]*(?P<rest>.*)$", re.IGNORECASE)
_ASIDE = re.compile(
    r"^[ \t]*<aside\b[^<>]*\bclass\s*=\s*[\"']?[^\"'<>]*\bnotes\b[^<>]*>(?P<notes>.*?)</aside>[ \t]*$",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--(?!\s*\.(?:slide|element):)(?P<notes>.*?)-->", re.DOTALL)


def take_notes(draft: Draft) -> Draft:
    """The slide without its notes, which stand apart."""
    return _take_asides(_take_note(draft))


def _take_note(draft: Draft) -> Draft:
    known, _ = read_lines(draft.lines)
    for place, text in enumerate(known.texts):
        found = _NOTE.match(text) if place not in known.hidden else None
        if found:
            notes = (found["rest"], *draft.lines[place + 1 :])
            return replace(draft, lines=draft.lines[:place], notes=(*draft.notes, *notes))
    return draft


def _take_asides(draft: Draft) -> Draft:
    asides = [found["notes"] for found in _ASIDE.finditer(draft.text)]
    return _without(draft, _ASIDE, asides) if asides else draft


def take_comments(draft: Draft, *, last: bool) -> Draft:
    """The slide without its comments, which are notes; with `last` only one that ends the slide is (Slidev)."""
    text = draft.text
    found = list(_COMMENT.finditer(text))
    if last:
        found = [each for each in found[-1:] if not text[each.end() :].strip()]
    code = read_lines(draft.lines)[0].code
    comments = [each for each in found if text.count("\n", 0, each.start()) not in code]
    notes = [each["notes"].strip("\n") for each in comments]
    for each in reversed(comments):
        text = text[: each.start()] + "\n" * each[0].count("\n") + text[each.end() :]
    return replace(draft, lines=tuple(text.split("\n")), notes=(*draft.notes, *_spaced(notes)))


def _without(draft: Draft, pattern: re.Pattern[str], notes: list[str]) -> Draft:
    text = pattern.sub(lambda found: "\n" * found[0].count("\n"), draft.text)
    return replace(draft, lines=tuple(text.split("\n")), notes=(*draft.notes, *_spaced(notes)))


def _spaced(notes: list[str]) -> list[str]:
    return [line for note in notes for line in ("", *note.split("\n"))]
