"""Lists of links in a talk's Markdown, understood as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from podium.problems import Finding
from podium.readers.markdown_lines import masked
from podium.readers.markdown_text import plain
from podium.readers.resource_field import read_resource_field
from podium.readers.resource_items import Item, read_definitions, read_item
from podium.readers.resource_leads import WORDS, ends_resources, leads, may_lead, names_resources
from podium.structure.links import ResourceList

__all__ = ["read_resource_field", "read_resources"]

_MARKS = frozenset("-*+0123456789")
_MARKER = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+|$)")
_LIST = re.compile(r"^[ ]{0,3}(?:[-*+]|[0-9]{1,9}[.)])[ \t]", re.MULTILINE)
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_BREAKS = frozenset("#>[")
_BREAK = re.compile(r" {0,3}(?:#|>|\[[^\[\]]+\]:)")
_HASHES = re.compile(r" {0,3}(#{1,6})")
_ANCHOR = re.compile(r"\s*\{[:#.][^{}]*\}$")
_LINKED = re.compile(r"\]\(|\]\[|\[\[|\[\^|https?://|<\w|!\[")
_EDGE = 4
_NESTED = 2

Findings = tuple[tuple[int, Finding], ...]


class _Row(NamedTuple):
    """A line; a named tuple because every line of every talk becomes one."""

    text: str
    """The line as written."""
    mask: str
    """The same with code blanked."""
    sign: str
    """Its first visible character outside code, or empty."""

    @property
    def blank(self) -> bool:
        return not self.sign and not self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" \t")) + 3 * self.text[:_EDGE].count("\t")

    @property
    def marker(self) -> re.Match[str] | None:
        """The mark of a list item that begins here, at any depth."""
        if self.sign not in _MARKS or not _MARKER.match(self.mask) or _RULE.match(self.mask):
            return None
        return _MARKER.match(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lead:
    """A heading or a paragraph that may introduce a list."""

    title: str
    first: int
    level: int | None = None
    whole: bool = True
    """Whether the title says all of it."""
    line: bool = True
    """Whether it is a heading or a paragraph of one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """A list with what leads into it."""

    lead: _Lead
    first: int
    last: int


def read_resources(body: str, first_line: int = 1) -> tuple[tuple[ResourceList, ...], Findings]:
    """Every list of a Markdown text that a heading or a line above it says to hold resources.

    Lines are counted by line feeds alone; `first_line` is the line of the file at which the body begins. A
    list that says more than data can carry comes without `first` and `last`: it is to stay as it is. Returns
    the lists, and what is wrong with their addresses by the line of the body, from 0.
    """
    if not _may_have(body):
        return (), ()
    rows = [
        _Row(text, mask, mask.lstrip()[:1])
        for text, mask in zip(body.split("\n"), masked(body, html=True).split("\n"), strict=True)
    ]
    definitions = read_definitions(body)
    lists: list[ResourceList] = []
    findings: list[tuple[int, Finding]] = []
    for block in _find_blocks(rows):
        found, wrong = _read_block(block, rows, definitions, first_line)
        if found:
            lists.append(found)
            findings += wrong
    return tuple(lists), tuple(findings)


def _may_have(body: str) -> bool:
    if "](" not in body and "://" not in body and "][" not in body and "]:" not in body:
        return False
    folded = body.casefold()
    return any(word in folded for word in WORDS) and _LIST.search(body) is not None


def _find_blocks(rows: Sequence[_Row]) -> Iterator[_Block]:
    sections: list[_Lead] = []
    above: _Lead | range | None = None
    place = 0
    while place < len(rows):
        row = rows[place]
        if not row.sign:
            above = above if row.blank else None
            place += 1
        elif row.marker and row.indent < _EDGE:
            last = _end_of_list(rows, place)
            above = _paragraph(rows, above) if isinstance(above, range) else above
            if lead := _lead_of_list(above, sections):
                yield _Block(lead=lead, first=place, last=last)
            above, place = None, last
        elif heading := _heading(rows, place):
            sections = [section for section in sections if (section.level or 0) < (heading.level or 0)]
            sections.append(heading)
            above, place = heading, place + (1 if row.sign == "#" else 2)
        else:
            above = range(place, _end_of_paragraph(rows, place))
            place = above.stop


def _heading(rows: Sequence[_Row], place: int) -> _Lead | None:
    row, text = rows[place], rows[place].text.strip()
    below = rows[place + 1] if place + 1 < len(rows) else None
    if row.sign == "#" and (hashes := _HASHES.match(row.mask)):
        level, text = len(hashes[1]), text.lstrip("#").strip().rstrip("#")
    elif below and below.sign in ("=", "-") and _UNDERLINE.match(below.mask) and row.indent < _EDGE:
        level = 1 if below.sign == "=" else 2
    else:
        return None
    title = _ANCHOR.sub("", text.rstrip())
    whole = title == text.rstrip() and not _LINKED.search(title)
    return _Lead(title=_title(title), first=place, level=level, whole=whole)


def _end_of_paragraph(rows: Sequence[_Row], first: int) -> int:
    last = first + 1
    while last < len(rows) and rows[last].sign and not rows[last].marker and not _is_break(rows[last]):
        last += 1
    return last


def _is_break(row: _Row) -> bool:
    return row.sign in _BREAKS and _BREAK.match(row.mask) is not None


def _paragraph(rows: Sequence[_Row], lines: range) -> _Lead | None:
    """The paragraph on these lines, when it may lead into a list."""
    text = rows[lines.start].text.strip()
    if rows[lines.start].indent >= _EDGE or not may_lead(text) or _RULE.match(text):
        return None
    whole = not _LINKED.search(text)
    return _Lead(title=_title(text), first=lines.start, whole=whole, line=len(lines) == 1)


def _title(text: str) -> str:
    return plain(text).rstrip(" :\N{FULLWIDTH COLON}")


def _lead_of_list(above: _Lead | None, sections: Sequence[_Lead]) -> _Lead | None:
    """What names the resources of a list: what stands right above it, else a heading further up."""
    among = any(names_resources(section.title) for section in sections)
    among = among and not any(ends_resources(section.title) for section in sections)
    if above and above.level:
        return above if among else None
    if above and above.line and names_resources(above.title):
        return above
    if not among or (above and above.line and ends_resources(above.title)):
        return None
    if above and above.line and leads(above.title):
        return above
    return _Lead(title=sections[-1].title, first=0, whole=False)


def _end_of_list(rows: Sequence[_Row], first: int) -> int:
    """The line after the last item: blank lines part items, a line at the edge after one ends the list."""
    last = first + 1
    loose = False
    for place in range(first + 1, len(rows)):
        row = rows[place]
        if row.blank:
            loose = True
            continue
        item = row.marker and row.indent < _EDGE
        if not item and row.indent < _NESTED and (loose or not row.sign or _ends_list(row)):
            break
        loose, last = False, place + 1
    return last


def _ends_list(row: _Row) -> bool:
    return _is_break(row) or _RULE.match(row.mask) is not None


def _read_block(
    block: _Block, rows: Sequence[_Row], definitions: Mapping[str, str], first_line: int
) -> tuple[ResourceList | None, list[tuple[int, Finding]]]:
    items, simple = _items(rows, block)
    readings = [read_item(item, definitions, first_line + item.line) for item in items]
    resources = tuple(reading.resource for reading in readings if reading.resource)
    findings = [(item.line, reading.finding) for item, reading in zip(items, readings, strict=True) if reading.finding]
    if 2 * (len(resources) + len(findings)) < len(items) or not (resources or findings):
        return None, []
    # A fence that nothing in the list closes is a slip, or code that goes on below: both stay where they are.
    text = "\n".join(row.text for row in rows[block.lead.first : block.last])
    slip = "```" in text and "```" in masked(text)
    whole = simple and not slip and block.lead.whole and all(reading.whole for reading in readings)
    return (
        ResourceList(
            title=block.lead.title,
            resources=resources,
            first=block.lead.first if whole else None,
            last=block.last if whole else None,
            level=block.lead.level,
        ),
        findings,
    )


def _items(rows: Sequence[_Row], block: _Block) -> tuple[list[Item], bool]:
    """The items at every depth, and whether each is one paragraph of a flat list."""
    groups: list[tuple[int, list[str], list[str]]] = []
    simple = True
    edge = rows[block.first].indent
    for place in range(block.first, block.last):
        row = rows[place]
        if marker := row.marker:
            simple = simple and row.indent < edge + _NESTED
            groups.append((place, [row.text[marker.end() :]], [row.mask[marker.end() :]]))
        elif not row.blank:
            simple = simple and row.sign != "" and not rows[place - 1].blank
            groups[-1][1].append(row.text)
            groups[-1][2].append(row.mask)
    items = [Item(line=line, text=" ".join(texts), mask=" ".join(masks)) for line, texts, masks in groups]
    return items, simple
