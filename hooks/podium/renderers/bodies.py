"""The Markdown of pages, as the host gets it."""

from __future__ import annotations

import re

from podium.readers.prose import first_heading
from podium.structure.links import ResourceList
from podium.structure.outputs import Page
from podium.structure.talks import Talk

_HEADING = re.compile(r"^(#{1,6})\s")
INDEX = "talks/index.md"
"""The page of all talks."""
_TEXT = """\
---
title: Talks
description: "All talks: those to come, and those that were."
search:
  exclude: true
---

[[[talks]]]
"""


def render_index() -> Page:
    """The page of all talks, for a site whose owner wrote none."""
    return Page(uri=INDEX, text=_TEXT)


def render_body(talk: Talk) -> str:
    """A talk's Markdown with its resource lists turned into embeds and its own title left to the header."""
    lines = talk.body.split("\n")
    # From the last to the first, so that the places of those before stay right.
    for number, found in reversed(list(enumerate(talk.resources))):
        if found.first is not None and found.last is not None:
            lines[found.first : found.last] = _place(found, number, lines)
    return "\n".join(_without_title(lines, talk))


def _place(found: ResourceList, number: int, lines: list[str]) -> list[str]:
    level = found.level or _level_at(lines, found.first or 0)
    return ["", f"{'#' * level} {_as_markdown(found.title)}", "", f"[[[resources list={number}]]]", ""]


def _level_at(lines: list[str], place: int) -> int:
    """The level of a heading under the last one before a line; a talk's first level is its title."""
    above = (match for line in reversed(lines[:place]) if (match := _HEADING.match(line)))
    heading = next(above, None)
    return min(max(len(heading[1]) + 1 if heading else 2, 2), 6)


def _as_markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<#{}])", r"\\\1", text)


def _without_title(lines: list[str], talk: Talk) -> list[str]:
    """The lines without a first-level heading at their top: the header shows the title already."""
    if not first_heading(talk.body):
        return lines
    place = next(number for number, line in enumerate(lines) if line.strip())
    underlined = not lines[place].startswith("#")
    return lines[:place] + lines[place + 1 + underlined :]
