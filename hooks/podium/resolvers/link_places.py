"""Where talks lead to other sites: every address with the places that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from podium.readers.markdown_lines import masked
from podium.structure.catalogue import Catalogue, Entry
from podium.structure.talks import Talk

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\]|\\]+", re.IGNORECASE)
_TAIL = ".,;:!?*_~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One mention of an address."""

    path: str
    """The file, relative to the project."""
    line: int | None
    """The line, or None when nobody knows."""
    field: str
    """The front matter field, or `text`."""
    day: str
    """The day of the talk as eight digits, or empty: of what day an archived copy is wanted."""
    archived: str = ""
    """The copy that stands there already."""

    @property
    def text(self) -> str:
        """`talks/es-intro.md:20`."""
        return self.path if self.line is None else f"{self.path}:{self.line}"


def find_links(catalogue: Catalogue) -> Mapping[str, tuple[Place, ...]]:
    """Every outside address of the talks, without its fragment, in order, with the places that name it.

    Mail and addresses within the site are left out; of a place only its first mention of an address counts.
    """
    found: dict[str, dict[tuple[str, int | None], Place]] = {}
    for talk in catalogue.talks:
        for address, place in _places(talk):
            url = address.partition("#")[0]
            if url.casefold().startswith(("http://", "https://")):
                found.setdefault(url, {}).setdefault((place.path, place.line), place)
    return {url: tuple(places.values()) for url, places in sorted(found.items())}


def _places(talk: Talk) -> Iterator[tuple[str, Place]]:
    day = _day(talk)
    for found in talk.resources:
        for each in found.resources:
            field = "text" if found.in_body else "resources"
            yield each.url, Place(path=talk.path, line=each.line, field=field, day=day, archived=each.archived)
    for name, address in (*_fields(talk), *_shows(talk)):
        field = name.partition(":")[0]
        line = talk.lines.get(name) or talk.lines.get(field) or talk.lines.get("occasions")
        yield address, Place(path=talk.path, line=line, field=field, day=day)
    for address, line in addresses_in(talk.body):
        yield address, Place(path=talk.path, line=talk.body_line + line, field="text", day=day)


def _fields(talk: Talk) -> Iterator[tuple[str, str]]:
    for occasion in talk.occasions:
        yield "register", occasion.register
        yield "event_url", occasion.event_url
        if occasion.place:
            yield "location", occasion.place.url
        yield from (("video", url) for url in occasion.videos)
        yield from (("slides", url) for url in occasion.slides)
    for speaker in talk.speakers:
        yield "speakers", speaker.url
        yield from (("speakers", url) for _, url in speaker.links)


def _shows(talk: Talk) -> Iterator[tuple[str, str]]:
    for show in talk.shows:
        if not show.in_body:
            kind = "video" if show.embed.kind.value == "video" else "slides"
            yield f"{kind}:{show.name}", show.embed.link


def _day(talk: Talk) -> str:
    """The first day on which the talk is given, as the archive wants it: `20160318`."""
    entries = sorted((Entry(talk=talk, occasion=each) for each in talk.occasions), key=lambda entry: entry.starts)
    when = entries[0].occasion.when
    return when.starts.strftime("%Y%m%d").zfill(8) if when else ""


def addresses_in(body: str) -> Iterator[tuple[str, int]]:
    """The web addresses of a Markdown text with their lines, from 0; those in code are no links."""
    if "://" not in body:
        return
    for number, line in enumerate(masked(body).split("\n")):
        if "://" in line:
            yield from ((_trimmed(match[0]), number) for match in _ADDRESS.finditer(line))


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it, and without the end of its own brackets."""
    depth = 0
    for place, mark in enumerate(address):
        depth += (mark == "(") - (mark == ")")
        if depth < 0:
            address = address[:place]
            break
    return address.rstrip(_TAIL)
