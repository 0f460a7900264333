"""Writes what people type on slides the way Python-Markdown reads it.

Other slide tools follow CommonMark, where a list may begin right below a line of text, is indented by two blanks, and
counts with `1)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.readers.slides.lines import read_lines

_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap> +)(?=\S)")
# As in CommonMark: a year at the front of a line begins no list.
_BEGINS = re.compile(r" *(?:[-*+]|1[.)]) +\S")
_DRESSED = re.compile(r"(?P<text>.*\S)[ \t]+\{:?[ \t]*(?P<classes>\.[\w-]+(?:[ \t]+[.\w=\"'-]+)*)[ \t]*\}[ \t]*$")
_HEADING = re.compile(r" {0,3}#{1,6}\s")
_BLOCK_TAG = re.compile(
    r"(?P<indent> {0,3})<(?P<name>div|section|article|aside|figure|blockquote|details|center)\b"
    r"(?P<rest>[^<>]*)>[ \t]*$",
    re.IGNORECASE,
)
_TAB = 4


def tidy(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of a slide with lists, classes and elements as Python-Markdown wants them; code stays as it is."""
    for step in (_open_elements, _nest, _part, _dress):
        lines = step(lines, read_lines(lines)[0].hidden)
    return tuple(lines)


def _open_elements(lines: Sequence[str], hidden: frozenset[int]) -> list[str]:
    """An element whose first line is followed by a blank one holds Markdown, as in CommonMark."""
    return [
        _opened(text) if place not in hidden and _is_blank(lines, place + 1) else text
        for place, text in enumerate(lines)
    ]


def _opened(text: str) -> str:
    found = _BLOCK_TAG.match(text)
    if not found or "markdown" in found["rest"].casefold():
        return text
    return f'{found["indent"]}<{found["name"]}{found["rest"]} markdown="1">'


def _is_blank(lines: Sequence[str], place: int) -> bool:
    return place < len(lines) and not lines[place].strip()


def _nest(lines: Sequence[str], hidden: frozenset[int]) -> list[str]:
    """Lists within lists are indented by four blanks a level, whatever was typed."""
    result: list[str] = []
    indents: list[int] = []
    for place, text in enumerate(lines):
        item = _ITEM.match(text) if place not in hidden and (indents or not text.startswith("    ")) else None
        if item:
            own = len(item["indent"])
            while indents and own < indents[-1]:
                indents.pop()
            if not indents or own >= indents[-1] + 2:
                indents.append(own)
            result.append(" " * (_TAB * (len(indents) - 1)) + _counted(item) + text[item.end() :])
        elif indents and text.strip() and not text.startswith((" ", "\t")):
            indents = []
            result.append(text)
        else:
            result.append(_shifted(text, indents))
    return result


def _counted(item: re.Match[str]) -> str:
    return item["mark"].replace(")", ".") + (item["gap"] if len(item["gap"]) < _TAB else " ")


def _shifted(text: str, indents: Sequence[int]) -> str:
    """What belongs to an item stands four blanks further in than its mark, code included."""
    own = len(text) - len(text.lstrip(" "))
    if not indents or not text.strip() or text.startswith("\t") or own <= indents[-1]:
        return text
    return " " * max(own, _TAB * len(indents)) + text[own:]


def _part(lines: Sequence[str], hidden: frozenset[int]) -> list[str]:
    """A list below a line of text begins a block of its own."""
    result: list[str] = []
    within = False
    for place, text in enumerate(lines):
        item = place not in hidden and bool(_ITEM.match(text))
        begins = item and bool(_BEGINS.match(text))
        before = result[-1] if result else ""
        if begins and not within and before.strip() and not before.startswith((" ", "\t", ">", "<!--")):
            result.append("")
        within = (item and (begins or within or not before.strip())) or (
            within and bool(text.strip()) and text.startswith((" ", "\t"))
        )
        result.append(text)
    return result


def _dress(lines: Sequence[str], hidden: frozenset[int]) -> list[str]:
    """Classes at the end of an item or a paragraph go to a line of their own."""
    result: list[str] = []
    for place, text in enumerate(lines):
        found = _DRESSED.match(text) if "{" in text and place not in hidden else None
        if found and not _HEADING.match(text) and not text.lstrip().startswith("|") and not text.endswith("`}"):
            indent = " " * (len(text) - len(text.lstrip(" ")))
            result += [found["text"], f"{indent}{{: {found['classes']} }}"]
        else:
            result.append(text)
    return result
