"""Reads `talks.json`: the files that a catalogue was made of, as text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import PurePosixPath

import yaml

from podium.problems import Finding, Level
from podium.readers.fields import FIELDS
from podium.text import clean, one_line, quoted

_DERIVED = ("file", "page", "body")
_KNOWN = frozenset(field.name for field in FIELDS)
Files = tuple[tuple[str, str], ...]


def read_data(data: bytes) -> tuple[Files, tuple[Finding, ...]]:
    """Each file within the talks folder with its text, and what is wrong.

    A talk that cannot be used is left out. Nothing but `talks.json` of version 1 is read.
    """
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        whole = None
    if not isinstance(whole, dict) or not isinstance(whole.get("talks"), list):
        return (), (_say_no_catalogue(),)
    if whole.get("version") != 1:
        return (), (_say_version(whole.get("version")),)
    found = [*_files(whole["talks"], "talk"), *_files(whole.get("decks") or [], "deck")]
    files = {name: text for name, text in found if isinstance(text, str)}
    return tuple(files.items()), tuple(each for _, each in found if isinstance(each, Finding))


def _files(entries: object, kind: str) -> Iterator[tuple[str, str | Finding]]:
    for entry in entries if isinstance(entries, list) else []:
        name = entry.get("file") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not _is_safe(name):
            yield "", _say_no_file(kind, name)
        else:
            yield name, _talk(entry) if kind == "talk" else _deck(entry)


def _is_safe(name: str) -> bool:
    """Whether a file lies in the talks folder and is Markdown."""
    path = PurePosixPath(name)
    parts = path.parts
    strange = name != one_line(clean(name)) or any(part.startswith(".") or {*part} & {*'\\:*?"<>|'} for part in parts)
    return bool(parts) and path.suffix == ".md" and not path.is_absolute() and not strange


def _talk(entry: Mapping[str, object]) -> str:
    return _file(
        {name: _value(name, value) for name, value in entry.items() if name not in _DERIVED}, entry.get("body")
    )


def _value(name: str, value: object) -> object:
    return _plain(value) if name in _KNOWN else value


def _plain(value: object) -> object:
    """A value whose texts a reader of front matter, which knows `&lt;`, gives back as they are."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.replace("&", "&amp;") if isinstance(value, str) and unescape(value) != value else value


def _deck(entry: Mapping[str, object]) -> str:
    fields = entry.get("fields")
    return _file(
        {str(name): str(value) for name, value in fields.items()} if isinstance(fields, dict) else {}, entry.get("body")
    )


def _file(fields: Mapping[str, object], body: object) -> str:
    """Front matter in YAML, every text in quotes so that none can be taken for something else, and Markdown."""
    front = yaml.dump(
        dict(fields), Dumper=_Quoting, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=False
    )
    return f"---\n{front}---\n{body if isinstance(body, str) else ''}"


class _Quoting(yaml.SafeDumper):
    """Writes values in quotes, and every value anew."""

    def ignore_aliases(self, _: object) -> bool:
        """No `&a` and `*a`: a reader that fears alias bombs refuses them."""
        return True


def _quote(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Quoting.add_representer(str, _quote)


def _say_no_catalogue() -> Finding:
    return Finding(
        message="this is no talks.json; nothing was written",
        hint="A site made with Podium has one at its root.",
        level=Level.ERROR,
    )


def _say_version(version: object) -> Finding:
    return Finding(
        message=f"its version is {quoted(version)}, and only version 1 is known; nothing was written",
        hint="A newer Podium may read it.",
        level=Level.ERROR,
    )


def _say_no_file(kind: str, name: object) -> Finding:
    return Finding(
        message=f"a {kind} says {quoted(name)} for its file, which is no Markdown file of a talks folder; "
        "it was left out",
        hint="Write a name such as bees.md.",
        level=Level.ERROR,
    )
