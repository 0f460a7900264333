"""Tells which lines of a deck are code, comments or raw HTML, so that a rule in them parts no slides."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from podium.problems import Finding

FENCE = re.compile(r"(?P<indent>[ \t>]*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
"""A line that opens or closes a fenced block."""
BREAK = re.compile(r"-{2,3}[ \t]*$")
"""A line that may part two slides."""
CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
"""Code within a line."""
_RAW = re.compile(r" {0,3}<(?P<name>pre|script|style|textarea|svg|math)\b", re.IGNORECASE)

Findings = list[tuple[int, Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of a deck, with what is known of them."""

    texts: tuple[str, ...]
    """The lines; a comment that is never closed has been made text."""
    hidden: frozenset[int]
    """The places of lines inside code, comments and raw elements, their first and last lines included."""
    code: frozenset[int]
    """The places of those inside code."""
    ends: Mapping[int, str]
    """What closes a block that was left open, by the place of the line before which it has to stand."""


def read_lines(texts: Sequence[str]) -> tuple[Lines, Findings]:
    """The lines of a text, and what is never closed, with its place from 0.

    A block of code that is not closed on its slide ends there, so that it costs that slide and not all others.
    """
    texts = list(texts)
    hidden: set[int] = set()
    code: set[int] = set()
    ends: dict[int, str] = {}
    findings: Findings = []
    closers = _Closers(texts)
    place = 0
    while place < len(texts):
        end = place
        fence = FENCE.match(texts[place])
        if fence:
            end = closers.fence(place, fence)
            if end < 0:
                end = _next_break(texts, place)
                ends[end] = fence["indent"] + fence["mark"]
                findings.append((place, _say_fence(fence["mark"])))
                end -= 1
        elif "<" in texts[place]:
            end = closers.html(place)
            if end < 0:
                texts[place] = texts[place].replace("<!--", "&lt;!--")
                findings.append((place, _say_comment()))
                end = place
        if fence or end > place:
            hidden.update(range(place, end + 1))
        if fence:
            code.update(range(place, end + 1))
        place = end + 1
    known = Lines(texts=tuple(texts), hidden=frozenset(hidden), code=frozenset(code), ends=ends)
    return known, findings


def _next_break(texts: Sequence[str], place: int) -> int:
    return next((after for after in range(place + 1, len(texts)) if BREAK.match(texts[after])), len(texts))


def _say_fence(mark: str) -> Finding:
    return Finding(
        message="the block of code that begins here is not closed on its slide; it was taken to end with the slide",
        hint=f"Add a line '{mark}' after the code.",
    )


def _say_comment() -> Finding:
    return Finding(
        message="the comment that begins here is never closed; it is shown as text",
        hint="Add '-->' where it ends.",
    )


class _Closers:
    """Where fences, comments and raw elements end, found once for all of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._fences: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._openers: dict[str, list[int]] = defaultdict(list)
        self._breaks = [place for place, text in enumerate(texts) if BREAK.match(text)]
        self._html: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            if fence := FENCE.match(text):
                mark = fence["mark"]
                if fence["info"].strip():
                    self._openers[mark[0]].append(place)
                else:
                    self._fences[mark[0], len(mark)].append(place)
            if "<!--" in text:
                self._openers["<!--"].append(place)
            if ">" in text:
                for found in re.finditer(r"-->|</(pre|script|style|textarea|svg|math)\s*>", text, re.IGNORECASE):
                    self._html[(found[1] or "-->").casefold()].append(place)

    def fence(self, place: int, fence: re.Match[str]) -> int:
        """The line that closes a fence; -1 when none does before another slide's code begins."""
        sign, length = fence["mark"][0], len(fence["mark"])
        ends = [
            _after(places, place) for (mark, size), places in self._fences.items() if mark == sign and size >= length
        ]
        end = min((other for other in ends if other >= 0), default=-1)
        opener = self._runs_into(place, end, sign)
        return -1 if opener >= 0 and len(_mark(self._texts[opener])) >= length else end

    def _runs_into(self, place: int, end: int, kind: str) -> int:
        """The first line of the same kind's next opener, where it stands on another slide before the end; else -1."""
        new_slide = _after(self._breaks, place)
        opener = _after(self._openers[kind], new_slide) if 0 <= new_slide < end else -1
        return opener if opener <= end else -1

    def html(self, place: int) -> int:
        """The line that closes what opens on this one, itself when nothing stays open; -1 for an open comment."""
        text = CODE_SPAN.sub("", self._texts[place])
        if "<!--" in text and "-->" not in text.rpartition("<!--")[2]:
            end = _after(self._html["-->"], place)
            return -1 if self._runs_into(place, end, "<!--") >= 0 else end
        raw = _RAW.match(text)
        if raw and f"</{raw['name']}".casefold() not in text.casefold():
            end = _after(self._html[raw["name"].casefold()], place)
            return end if end >= 0 else place
        return place


def _mark(text: str) -> str:
    fence = FENCE.match(text)
    return fence["mark"] if fence else ""


def _after(places: Sequence[int], place: int) -> int:
    index = bisect_right(places, place)
    return places[index] if index < len(places) else -1


def shown_lines(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines of a slide that are Markdown, with their places."""
    known, _ = read_lines(lines)
    return ((place, text) for place, text in enumerate(known.texts) if place not in known.hidden)
