"""Reads who gives a talk."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from podium.problems import Finding, Level
from podium.readers.fields import Given, key
from podium.readers.report import Report
from podium.readers.scalars import plain
from podium.readers.values import Value
from podium.structure.talks import Speaker
from podium.text import did_you_mean, quoted
from podium.urls import is_absolute, read_url

_HANDLE = re.compile(r"[\w.-]{1,80}")
_AND = re.compile(r"\s*(?:;|&|\band\b|\bund\b|\bet\b)\s*")
_COMMA = re.compile(r"\s*,\s*")


def _at(base: str) -> Callable[[str], str]:
    return lambda handle: f"{base}{handle}" if _HANDLE.fullmatch(handle) else ""


def _mastodon(handle: str) -> str:
    user, _, host = handle.partition("@")
    return f"https://{host}/@{user}" if _HANDLE.fullmatch(user) and re.fullmatch(r"[\w-]+(\.[\w-]+)+", host) else ""


def _linkedin(handle: str) -> str:
    return _at("https://www.linkedin.com/in/")(handle.removeprefix("in/"))


NETWORKS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("mastodon", "Mastodon", _mastodon),
    ("bluesky", "Bluesky", _at("https://bsky.app/profile/")),
    ("github", "GitHub", _at("https://github.com/")),
    ("linkedin", "LinkedIn", _linkedin),
    ("twitter", "Twitter", _at("https://twitter.com/")),
)
_ALIASES = {"x": "twitter", "homepage": "url", "website": "url", "link": "url", "site": "url", "photo": "avatar",
            "image": "avatar", "picture": "avatar", "about": "bio", "biography": "bio"}
_PARTS = ("name", "url", "avatar", "bio", *(name for name, _, _ in NETWORKS))


def read_speakers(given: Given | None, own: Mapping[str, Given], report: Report) -> tuple[Speaker, ...]:
    """The speakers; `own` are the fields such as `twitter` at the top of the file, which belong to a single one."""
    entries = _entries(given, report) if given else []
    top = {("url" if name == "website" else name): given.value for name, given in own.items()}
    if top and len(entries) == 1:
        entries = [(entries[0][0], {**top, **entries[0][1]})]
    elif top and entries:
        first = next(iter(own.values()))
        report.say(
            first,
            Finding(
                message="with several speakers this belongs to nobody; it was left out",
                hint="Write it under the speaker: '- name: …'.",
            ),
        )
    read = (_speaker(name, parts, given, report) for name, parts in entries if given)
    unique = {speaker.name: speaker for speaker in read if speaker}
    return tuple(unique.values())


def _entries(given: Given, report: Report) -> list[tuple[str, Mapping[str, Value]]]:
    data = given.value.data
    values = data if isinstance(data, tuple) else (given.value,)
    entries: list[tuple[str, Mapping[str, Value]]] = []
    for value in values:
        if value.empty:
            continue
        if isinstance(value.data, str):
            entries += [(name, {}) for name in _names(plain(value.data), alone=not isinstance(data, tuple))]
        elif isinstance(value.data, Mapping):
            parts = {_ALIASES.get(key(name), key(name)): other for name, other in value.data.items()}
            entries.append((plain(str(parts["name"].data)) if "name" in parts else "", parts))
        else:
            report.add(
                Finding(
                    message="a speaker is a list; it was left out",
                    hint="Write a name, or a mapping with 'name'.",
                    level=Level.ERROR,
                ),
                value.line,
                given.name,
            )
    return entries


def _names(text: str, *, alone: bool) -> list[str]:
    """The names in one text: `A B and C D`, `A B, C D`; but `Hicks, Jeffrey` and `Müller und Söhne GmbH` stay whole."""
    if not alone:
        return [text]
    names = [name for name in _AND.split(text) if name]
    parts = [part for name in names for part in _COMMA.split(name) if part]
    return parts if all(" " in part for part in parts) else (names if all(" " in name for name in names) else [text])


def _speaker(name: str, parts: Mapping[str, Value], given: Given, report: Report) -> Speaker | None:
    for part, value in parts.items():
        if part not in _PARTS:
            report.add(
                Finding(message=f"'{part}' is not a field of a speaker; it was left out", hint=did_you_mean(part, _PARTS)),
                value.line,
                given.name,
            )
    texts = {part: plain(str(value.data)) for part, value in parts.items() if not value.empty and part in _PARTS}
    if not name:
        report.say(given, Finding(message="a speaker has no name and was left out", hint="Add 'name: …'.", level=Level.ERROR))
        return None
    links = [(label, _link(part, texts[part], build, given, report)) for part, label, build in NETWORKS if part in texts]
    return Speaker(
        name=name,
        url=_address(texts.get("url", ""), given, report),
        links=tuple((label, url) for label, url in links if url),
        avatar=_address(texts.get("avatar", ""), given, report),
        bio=texts.get("bio", ""),
    )


def _link(part: str, text: str, build: Callable[[str], str], given: Given, report: Report) -> str:
    if is_absolute(text) or "/" in text.removeprefix("in/"):
        return _address(text, given, report)
    url = build(text.removeprefix("@"))
    if not url:
        report.say(
            given,
            Finding(
                message=f"{quoted(text)} is not a name on {part}; it was left out",
                hint="Write the handle or the whole address.",
            ),
        )
    return url


def _address(text: str, given: Given, report: Report) -> str:
    if not text:
        return ""
    url, finding = read_url(text)
    report.say(given, finding)
    return url or ""
