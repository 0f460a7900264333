"""Reads the recordings and slides that front matter names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from podium.placeholders import is_placeholder
from podium.problems import Finding, Level
from podium.readers.fields import key
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.scalars import plain
from podium.readers.values import Value
from podium.structure.occasions import Recording
from podium.text import quoted
from podium.urls import may_be_address, read_url

_STATES = {
    **{state.value: state for state in Recording},
    "no": Recording.NOT_RECORDED,
    "false": Recording.NOT_RECORDED,
    "none": Recording.NOT_RECORDED,
    "yes": Recording.SCHEDULED,
    "true": Recording.SCHEDULED,
    "planned": Recording.SCHEDULED,
    "unpublished": Recording.NOT_PUBLISHED,
}
_SAYS_ONLY_YES = ("yes", "true", "1")
# An id under the name of its host, and the address it stands for.
_IDS = {
    "youtube": (re.compile(r"[\w-]{11}(?:\?.*)?"), "https://www.youtube.com/watch?v={}"),
    "vimeo": (re.compile(r"\d{4,12}(?:/\w+)?"), "https://vimeo.com/{}"),
    "speakerdeck": (re.compile(r"[0-9a-f]{24,32}"), "https://speakerdeck.com/player/{}"),
    "slideshare": (re.compile(r"\w{10,20}"), "https://www.slideshare.net/slideshow/embed_code/key/{}"),
    "notist": (re.compile(r"[\w-]+/\w+"), "https://noti.st/{}"),
}
_LINKED = re.compile(r"\[[^\[\]]*\]\(([^()\s]+)\)")
_IS_ADDRESS = re.compile(r"[/:.]")
_PARTS = ("url", "link", "src", "href", "id", "file")


def read_videos(fields: Iterable[Given], report: Report) -> tuple[tuple[str, ...], Recording | None]:
    """Addresses of recordings from all fields that name some, and what `recording` says of them."""
    addresses: list[str] = []
    state: Recording | None = None
    for given in fields:
        for text, line in _texts(given, report):
            word = text.casefold().replace(" ", "-")
            if key(given.name).endswith(("recording", "recorded")) and word in _STATES:
                state = _STATES[word]
            elif not is_placeholder(text):
                addresses.append(_address(text, line, given, report))
    return tuple(dict.fromkeys(filter(None, addresses))), state


def read_slides(fields: Iterable[Given], report: Report) -> tuple[str, ...]:
    """Decks from all fields that name some: addresses, files or names."""
    decks = [
        _address(text, line, given, report)
        for given in fields
        for text, line in _texts(given, report)
        if not is_placeholder(text)
    ]
    return tuple(dict.fromkeys(filter(None, decks)))


def _texts(given: Given, report: Report) -> Iterator[tuple[str, int]]:
    """The entries of a field with their lines: addresses, or ids under the name of their host."""
    values = given.value.data if isinstance(given.value.data, tuple) else (given.value,)
    for value in values:
        text = _one(value)
        if text:
            yield _from_id(_host(value) or key(given.name), text), value.line
        elif not value.empty:
            report.add(
                Finding(
                    message="an entry has no address; it was left out",
                    hint="Write the address alone, or 'url: …'.",
                    level=Level.ERROR,
                ),
                value.line,
                given.name,
            )


def _one(value: Value) -> str:
    if isinstance(value.data, Mapping):
        found = next((value.data[part] for part in _PARTS if part in value.data), None)
        return _one(found) if found else ""
    text = plain(value.data) if isinstance(value.data, str) and not value.empty else ""
    linked = _LINKED.fullmatch(text)
    return linked[1] if linked else text


def _host(value: Value) -> str:
    """What a mapping such as `{type: youtube, id: …}` says of its host."""
    kind = value.data.get("type") if isinstance(value.data, Mapping) else None
    return key(kind.data) if kind and isinstance(kind.data, str) else ""


def _from_id(host: str, text: str) -> str:
    shape, address = _IDS.get(host.removesuffix("url"), (None, ""))
    return address.format(text) if shape and shape.fullmatch(text) else text


def _address(text: str, line: int, given: Given, report: Report) -> str:
    """What an entry names, noted with its line for those who find out whether there is such a thing."""
    if text.startswith("<"):  # an embed code that somebody pasted
        url: str | None = text
    elif key(given.name) in _IDS and not _IS_ADDRESS.search(text):
        url, finding = None, _no_id(text, given.name)
        report.add(finding, line, given.name)
    else:
        url = _link(text, line, given, report)
    if url:
        report.lines.setdefault(f"{given.field.name}:{url}", line)
    return url or ""


def _no_id(text: str, name: str) -> Finding:
    return Finding(message=f"{quoted(text)} is not an id of {name}; it was left out", hint="Write the whole address.")


def _link(text: str, line: int, given: Given, report: Report) -> str:
    if text.casefold() in _SAYS_ONLY_YES:
        report.add(
            Finding(
                message=f"{quoted(text)} does not say where it is; it was left out",
                hint="Write its address.",
            ),
            line,
            given.name,
        )
        return ""
    if not may_be_address(text):
        return text
    url, finding = read_url(text)
    report.add(finding, line, given.name)
    return url or ""
