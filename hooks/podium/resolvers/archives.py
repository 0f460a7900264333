"""Copies of pages that are gone: where the archive keeps one, and how it gets into front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import urlencode

from podium.resolvers.links import Asker, Unreachable
from podium.urls import read_url

WAYBACK = "https://archive.org/wayback/available"
"""The availability API of the Internet Archive."""
_MOST = 64 * 1024
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_ADDRESS = re.compile(r"(?P<lead>[ \t]*(?:-[ \t]+)?)(?:url|link|href|address)[ \t]*:[ \t]+(?P<value>.*)", re.IGNORECASE)
_FIELD = re.compile(r"resources[ \t]*:[ \t]*(?:#.*)?", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]+#.*$")
_ARCHIVED = re.compile(r"[ \t]*(?:-[ \t]+)?archived[ \t]*:", re.IGNORECASE)


def find_copy(url: str, day: str, asker: Asker, endpoint: str = WAYBACK) -> str:
    """The copy of a page nearest to a day (`20160318`, or empty for the latest); empty when there is none.

    An archive that does not answer has none: the next run asks again.
    """
    query = {"url": url} | ({"timestamp": day} if day else {})
    try:
        answer = json.loads(asker.fetch(f"{endpoint}?{urlencode(query)}", _MOST))
    except (Unreachable, ValueError, RecursionError):
        return ""
    closest = _inside(_inside(answer, "archived_snapshots"), "closest")
    copy = closest.get("url")
    if not closest.get("available") or not isinstance(copy, str):
        return ""
    address = read_url(copy)[0] or ""
    return address if address.startswith(("https://", "http://")) else ""


def _inside(value: object, name: str) -> Mapping[str, object]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def add_archived(text: str, copies: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A talk file with `archived:` below the address of each resource that has a copy, and the addresses it was for.

    Only a resource that is a mapping on lines of its own, in the field `resources` of YAML front matter, can take it;
    everything else in the file stays as it is, line ends and comments too.
    """
    lines = _LINE.findall(text)
    done = []
    for place in reversed(_field_lines(lines)):
        found = _ADDRESS.fullmatch(lines[place].rstrip("\r\n"))
        url = _value(found["value"]) if found else ""
        if found and url in copies and not _has_copy(lines, place, len(found["lead"])):
            lead = found["lead"].replace("-", " ")
            ending = lines[place][len(lines[place].rstrip("\r\n")) :]
            # A JSON string is a double-quoted YAML scalar (YAML 1.2, section 1.3).
            lines.insert(place + 1, f"{lead}archived: {json.dumps(copies[url], ensure_ascii=False)}{ending}")
            done.append(url)
    return "".join(lines), tuple(reversed(done))


def _field_lines(lines: list[str]) -> range:
    """The lines below `resources:` in the front matter."""
    bare = [line.rstrip("\r\n").removeprefix("\ufeff").rstrip() for line in lines]
    if bare[:1] != ["---"]:
        return range(0)
    end = next((place for place in range(1, len(bare)) if bare[place] in {"---", "..."}), 0)
    first = next((place + 1 for place in range(1, end) if _FIELD.fullmatch(bare[place])), end)
    last = next((place for place in range(first, end) if _leaves(bare[place])), end)
    return range(first, last)


def _leaves(line: str) -> bool:
    """Whether a line of front matter begins another field."""
    return bool(line) and line[0] not in " \t-#"


def _value(text: str) -> str:
    text = text.strip()
    if text[:1] in {'"', "'"}:
        end = text.find(text[0], 1)
        return text[1:end] if end > 0 else ""
    return _COMMENT.sub("", text).strip()


def _has_copy(lines: list[str], place: int, indent: int) -> bool:
    """Whether the mapping around a line has `archived` already; its fields begin at the column `indent`."""
    return any(_ARCHIVED.match(line) for line in _mapping(lines, place, indent))


def _mapping(lines: list[str], place: int, indent: int) -> list[str]:
    first = place
    while first > 0 and "-" not in lines[first][:indent] and _belongs(lines[first - 1], indent):
        first -= 1
    last = place + 1
    while last < len(lines) and "-" not in lines[last][:indent] and _belongs(lines[last], indent):
        last += 1
    return lines[first:last]


def _belongs(line: str, indent: int) -> bool:
    """Whether a line is of the mapping whose fields begin at a column, or its first, with the dash before that."""
    return not line.strip() or not line[:indent].replace("-", " ", 1).strip()
