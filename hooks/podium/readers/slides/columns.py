"""Reads blocks that three colons open and close: `::: columns`, `::: column`, `::: box`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from podium.problems import Finding
from podium.readers.slides.lines import Findings, shown_lines

_MARK = re.compile(r" {0,3}:{3,}[ \t]*(?P<name>\{?[\w.#= \"'%-]*\}?)[ \t]*:*[ \t]*$")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_DRESS = re.compile(r"\w+\s*=\s*(?:\"[^\"]*\"|'[^']*'|\S+)")


@dataclass(slots=True)
class _Blocks:
    """The blocks that are open, and the lines made so far."""

    lines: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    explicit: bool = False

    def begin(self, kind: str, classes: str) -> None:
        self.open.append(kind)
        self.lines += ["", f'<div class="{classes}" markdown="1">', ""]

    def end(self) -> None:
        self.open.pop()
        self.lines += ["", "</div>", ""]


def read_columns(lines: Sequence[str]) -> tuple[tuple[str, ...], Findings]:
    """The lines with every block as an element that holds Markdown, and what is wrong, with its place from 0."""
    marks = {place: found for place, text in shown_lines(lines) if (found := _MARK.match(text))}
    if not marks:
        return tuple(lines), []
    blocks = _Blocks()
    findings: Findings = []
    for place, text in enumerate(lines):
        if place not in marks:
            blocks.lines.append(text)
        elif finding := _read(blocks, marks[place]["name"], _next_is_column(place, marks, lines)):
            findings.append((place, finding))
    if blocks.open:
        findings.append((max(marks), _say_open()))
    while blocks.open:
        blocks.end()
    return tuple(blocks.lines), findings


def _next_is_column(place: int, marks: dict[int, re.Match[str]], lines: Sequence[str]) -> bool:
    below = next((other for other in range(place + 1, len(lines)) if lines[other].strip()), -1)
    return below in marks and _words(marks[below]["name"])[:1] == ["column"]


def _words(name: str) -> list[str]:
    return _WORD.findall(_DRESS.sub("", name))


def _read(blocks: _Blocks, name: str, next_is_column: bool) -> Finding | None:  # noqa: FBT001 (a fact of the place)
    words = _words(name)
    if not words:
        return _close(blocks)
    if words[0] in ("columns", "cols"):
        blocks.explicit = next_is_column
        blocks.begin("columns", " ".join(["podium-columns", *(f"podium-columns--{word}" for word in words[1:])]))
        if not blocks.explicit:
            blocks.begin("column", "podium-column")
    elif words[0] in ("column", "col") and "columns" in blocks.open:
        if blocks.open[-1] == "column":
            blocks.end()
        blocks.begin("column", "podium-column")
    else:
        blocks.begin("block", " ".join(words))
    return None


def _close(blocks: _Blocks) -> Finding | None:
    if not blocks.open:
        return Finding(message="these three colons close nothing; they were left out")
    if blocks.open[-1] == "column" and not blocks.explicit:
        blocks.end()
    blocks.end()
    return None


def _say_open() -> Finding:
    return Finding(
        message="the block that three colons open here is not closed; it was taken to end with the slide",
        hint="Add a line ':::' below it.",
    )
