"""Reads who gives a talk."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from podium.placeholders import is_placeholder
from podium.problems import Finding, Level
from podium.readers.markdown_text import plain as without_marks
from podium.readers.matching import Given
from podium.readers.networks import NETWORKS, read_profile
from podium.readers.report import Report
from podium.readers.scalars import plain, read_link
from podium.readers.speaker_parts import ALIASES, PARTS, read_parts
from podium.readers.values import Value, unquoted
from podium.structure.talks import Speaker
from podium.text import did_you_mean, quoted

_AND = re.compile(r"\s*(?:;|&|\band\b|\bund\b|\bet\b)\s*")
_COMMA = re.compile(r"\s*,\s*")
_LINKED = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_ACCOUNT = "admin"


def read_speakers(given: Given | None, own: Mapping[str, Given], report: Report) -> tuple[Speaker, ...]:
    """The speakers; `own` are the fields such as `twitter` at the top of the file, which belong to a single one."""
    entries = _entries(given, report) if given else []
    top = {ALIASES.get(name, name): own[name].value for name in own}
    if len(entries) == 1:
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
    named = [(without_marks(name) or name, parts) for name, parts in entries]
    read = (
        _speaker(name, parts, given, report) for name, parts in named if given and _is_somebody(name, given, report)
    )
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
            entries += _from_text(value, given, report, alone=not isinstance(data, tuple))
        elif isinstance(value.data, Mapping):
            entries.append(_from_mapping(value.data, given, report))
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


def _from_text(value: Value, given: Given, report: Report, *, alone: bool) -> list[tuple[str, Mapping[str, Value]]]:
    text = plain(str(value.data))
    linked = _LINKED.fullmatch(text)
    if linked:
        return [(linked[1].strip(), {"url": replace(value, data=linked[2])})]
    if text == _ACCOUNT:
        report.add(
            Finding(
                message=f"'{_ACCOUNT}' is HugoBlox's word for the site's owner; the speaker was left out",
                hint="Write the speaker's name.",
                level=Level.NOTICE,
            ),
            value.line,
            given.name,
        )
        return []
    return [(name, {}) for name in _names(text, alone=alone)]


def _from_mapping(data: Mapping[str, Value], given: Given, report: Report) -> tuple[str, Mapping[str, Value]]:
    """A name and the parts; `{Ann: {twitter: …}}` and a mapping under `social` are brought up."""
    if len(data) == 1:
        ((name, value),) = data.items()
        if isinstance(value.data, Mapping):
            return plain(name), read_parts(value.data, given.name, report)
    parts = read_parts(data, given.name, report)
    whole = parts.get("name")
    if whole and isinstance(whole.data, str):
        return plain(whole.data), parts
    names = [parts[part].data for part in ("firstname", "lastname") if part in parts]
    return " ".join(plain(part) for part in names if isinstance(part, str)), parts


def _names(text: str, *, alone: bool) -> list[str]:
    """The names in one text: `A B and C D`, `A B, C D`; but `Hicks, Jeffrey` and `Müller und Söhne GmbH` stay whole."""
    if not alone:
        return [text]
    names = [unquoted(name) or name for name in _AND.split(text) if name]
    parts = [unquoted(part) or part for name in names for part in _COMMA.split(name) if part]
    return parts if all(" " in part for part in parts) else (names if all(" " in name for name in names) else [text])


def _speaker(name: str, parts: Mapping[str, Value], given: Given, report: Report) -> Speaker | None:
    if not name:
        report.say(
            given, Finding(message="a speaker has no name and was left out", hint="Add 'name: …'.", level=Level.ERROR)
        )
        return None
    texts = {part: value for part, value in parts.items() if _usable(part, value, given, report)}
    links = [
        (label, _link(texts[part], label, build, given, report)) for part, label, build in NETWORKS if part in texts
    ]
    words = {part: without_marks(plain(str(texts[part].data))) for part in ("bio", "role", "company") if part in texts}
    words = {part: text for part, text in words.items() if not (is_placeholder(text) or text.isdecimal())}
    return Speaker(
        name=name,
        url=_address(texts.get("url"), given, report),
        links=tuple((label, url) for label, url in links if url),
        avatar=_address(texts.get("avatar"), given, report),
        bio=words.get("bio") or ", ".join(filter(None, words.values())),
    )


def _is_somebody(name: str, given: Given, report: Report) -> bool:
    """Whether it is a name, or none at all, and not what stands where a name will be."""
    if not name or not is_placeholder(name):
        return True
    report.say(given, Finding(message=f"{quoted(name)} names nobody; the speaker was left out", level=Level.NOTICE))
    return False


def _usable(part: str, value: Value, given: Given, report: Report) -> bool:
    """Whether a part is one that a speaker has, and a text."""
    if part not in PARTS:
        finding = Finding(
            message=f"'{part}' is not a field of a speaker; it was left out", hint=did_you_mean(part, PARTS)
        )
        report.add(finding, value.line, given.name)
    elif not isinstance(value.data, str) and not value.empty:
        finding = Finding(
            message=f"the {part} of a speaker is not one text; it was left out", hint="Write the value in quotes."
        )
        report.add(finding, value.line, given.name)
    return part in PARTS and isinstance(value.data, str) and not value.empty


def _link(value: Value, network: str, build: Callable[[str], str], given: Given, report: Report) -> str:
    url, finding = read_profile(plain(str(value.data)), network, build)
    report.add(finding, value.line, given.name)
    return url


def _address(value: Value | None, given: Given, report: Report) -> str:
    if value is None:
        return ""
    url, finding = read_link(plain(str(value.data)))
    report.add(finding, value.line, given.name)
    return url or ""
