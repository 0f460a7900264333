"""One item of a list of links, as a resource."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from podium.problems import Finding
from podium.readers.credits import Credits, read_credits, read_date
from podium.readers.kinds import kind_named, kind_of
from podium.readers.markdown_text import plain
from podium.structure.links import Resource
from podium.text import fold
from podium.urls import host_of, looks_like_address, read_url

_LINK = re.compile(
    r"(?P<image>!)?\[(?P<title>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]"
    r"(?:\(\s*+(?:<(?P<angled>[^<>]*)>|(?P<target>(?:[^\s()<>]|\([^\s()]*\))*))"
    r"""(?:\s++(?P<hint>"[^"]*"|'[^']*'))?\s*+\)|\[(?P<label>[^\[\]]*)\])?"""
    r"|<(?P<auto>https?://[^\s<>]+)>"
    r"|(?P<bare>\bhttps?://[^\s<>\[\]\"]+|\bwww\.[\w-]+\.[^\s<>\[\]\"]+)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]]+)\]:[ \t]*<?([^\s<>]+)>?", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?((?:\s*(?:target|rel)=[\"']?\w+[\"']?)+)\s*\}")
# What plain text cannot carry: HTML, images, references, footnotes, attributes, templates, deletions, icons,
# boxes to tick.
_RICH = re.compile(
    r"<(?!https?:)[/!]?[a-z-][^<>]*>|!\[|\[\[|\[\^|\{[{%:#.]|~~|(?<![\w:]):[a-z][\w+-]+:(?![\w:])"
    r"|^\[[ x]\]\s",
    re.IGNORECASE,
)
_WEB = re.compile(r"(?!mailto:|tel:)(?:[a-z][a-z0-9+.-]*:|//|www\.)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTES = ('""', "“”", "„“", "''", "«»")
_INTRODUCES = re.compile(r"(?:[.:,;|)\]–—]|\s-)$")
_CONTINUES = re.compile(r"[\w'’]")
_TITLE_ENDS = re.compile(r"\s[-–—|]\s|\s?[(\[]|—")
_EDGES = " \t,;:|–—-"
_BARE_ENDS = ".,;:!?'*_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list, as written."""

    line: int
    """Its line."""
    text: str
    """Its Markdown, without the marker, on one line."""
    mask: str
    """The same with code and comments blanked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an item says."""

    resource: Resource | None = None
    """The resource, when it names one that may be shown."""
    finding: Finding | None = None
    """What is wrong with its address."""
    whole: bool = False
    """Whether the resource says all that the item says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    title: str
    address: str
    hint: str
    span: tuple[int, int]


def read_definitions(text: str) -> dict[str, str]:
    """The addresses that lines such as `[label]: address` give, by label in lower case."""
    found = _DEFINITION.findall(text) if "]:" in text else ()
    return {label.casefold(): address for label, address in found}


def read_item(item: Item, definitions: Mapping[str, str], line: int | None = None) -> Reading:
    """The resource of a list item, which stands on that line of its file.

    The first link is the resource; what stands around it becomes author, date, kind and note. Links within
    the site are none, as only the page that they stand on can follow them.
    """
    item = _without_attributes(item)
    links = _find_links(item, definitions)
    link = next((link for link in links if _WEB.match(link.address)), None)
    if not link:
        return Reading()
    url, finding = read_url(link.address)
    if not url:
        return Reading(finding=finding, whole=True)
    before, after = _around(item.text, link, links)
    title, before, clear = _read_title(link, before)
    known = read_credits(before) if clear else Credits()
    found = read_credits(after.removeprefix(". "), known)
    follows = not _CONTINUES.match(item.text, link.span[1])
    alone = all(other.address == link.address for other in links)
    return Reading(
        resource=_resource(title or host_of(url), url, _with_hint(found, link, title), line),
        whole=clear and follows and alone and _is_plain(item, link),
    )


def _resource(title: str, url: str, found: Credits, line: int | None) -> Resource:
    return Resource(
        title=title,
        url=url,
        by=found.by,
        date=found.date,
        note=found.note,
        kind=found.kind or kind_of(url, title),
        line=line,
    )


def _with_hint(found: Credits, link: _Link, title: str) -> Credits:
    hint = plain(link.hint)
    if not hint or fold(hint) == fold(title):
        return found
    return replace(found, notes=(*found.notes, hint))


def _is_plain(item: Item, link: _Link) -> bool:
    """Whether nothing in the item needs Markdown to be shown."""
    first, last = link.span
    title = item.mask[first : first + len(link.title) + 2] if link.title else ""
    return not _RICH.search(item.mask[:first] + title + item.mask[last:]) and "<!--" not in item.text


def _without_attributes(item: Item) -> Item:
    """The item without `{target=_blank}`, which says nothing of the link."""
    if "{" not in item.mask:
        return item
    text, mask = list(item.text), list(item.mask)
    for found in _ATTRIBUTES.finditer(item.mask):
        first, last = found.span()
        text[first:last] = mask[first:last] = " " * (last - first)
    return replace(item, text="".join(text), mask="".join(mask))


def _find_links(item: Item, definitions: Mapping[str, str]) -> list[_Link]:
    links = []
    for found in _LINK.finditer(item.mask):
        link = _read_link(found, item.text, definitions)
        if link:
            links.append(link)
    return links


def _read_link(found: re.Match[str], text: str, definitions: Mapping[str, str]) -> _Link | None:
    first, last = found.span()
    if bare := found["bare"]:
        address = bare.rstrip(_BARE_ENDS)
        while address.endswith(")") and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(_BARE_ENDS)
        return _Link(title="", address=address, hint="", span=(first, first + len(address)))
    if auto := found["auto"]:
        return _Link(title="", address=auto, hint="", span=(first, last))
    if found["image"]:
        return None
    address = found["angled"] or found["target"]
    if address is None:
        address = definitions.get((found["label"] or found["title"]).casefold())
    if address is None:
        return None
    title = text[slice(*found.span("title"))]
    hint = (found["hint"] or "")[1:-1]
    return _Link(title=title, address=_literal(address), hint=hint, span=(first, last))


def _literal(address: str) -> str:
    return _ESCAPED.sub(r"\1", address).replace("&amp;", "&")


def _around(text: str, link: _Link, links: list[_Link]) -> tuple[str, str]:
    """The plain text before and after a link, without the emphasis or the quotes that enclose it."""
    before, after = text[: link.span[0]], text[link.span[1] :]
    for other in reversed(links):
        if not other.title and other.address == link.address and other.span[0] >= link.span[1]:
            first, last = (place - link.span[1] for place in other.span)
            after = after[:first] + after[last:]
    before, after = (plain(part).strip("*_ ") for part in (before, after))
    around = before[-1:] + after[:1]
    if around == "()":
        return before[:-1].strip() + ":", after[1:].strip()
    if around in _QUOTES:
        return before[:-1].strip(), after[1:].strip()
    return before, after


def _read_title(link: _Link, before: str) -> tuple[str, str, bool]:
    """The title, what else stands before the link, and whether that is set apart from it.

    `Polyglot Data: [video](…)` and `Polyglot Data: https://…` have their title before the link.
    """
    title = plain(link.title)
    if looks_like_address(title):
        title = ""
    apart = _INTRODUCES.search(before) is not None
    if title and not (apart and kind_named(title) and _is_title(before.strip(_EDGES))):
        return title, before, apart or not before
    if before.endswith("."):  # a whole citation is its own title
        return before, title, True
    if not apart:
        return title, "", not before
    end = _TITLE_ENDS.search(before.rstrip(_EDGES))
    place = end.start() if end else len(before)
    return before[:place].strip(_EDGES), f"{before[place:]} | {title}".strip(" |"), True


def _is_title(text: str) -> bool:
    return not (kind_named(text) or read_date(text))
