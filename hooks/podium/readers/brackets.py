"""Reads `[[name]]` where a field wants a name: a reference as in a text, which YAML takes for a list in a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from podium.readers.matching import Given
from podium.readers.values import Value

_REFERENCE = re.compile(r"!?\[\[\[?\s*([^\[\]|]+?)\s*(?:\|\s*([^\[\]]*?)\s*)?\]?\]\]")
_REFERENCES = re.compile(rf"\s*{_REFERENCE.pattern}(?:[\s,;]*{_REFERENCE.pattern})*\s*")
_OPTIONS = re.compile(r"(?:\s+[A-Za-z][\w-]*=\S+)+$")
# Fields whose lists of lists mean something else, and those that want the name and not the words for readers.
_TIMES = frozenset({"date", "end", "time", "end_time"})
_APART = _TIMES | {"occasions"}
_BY_NAME = _TIMES | {"slides", "video", "cover", "avatar", "slug", "aliases"}


def without_brackets(given: Given) -> Given:
    """A field in which every reference is the name that it holds, or its label where readers see it."""
    if given.field.name in _APART and not isinstance(given.value.data, str):
        return given
    return replace(given, value=_read(given.value, by_name=given.field.name in _BY_NAME))


def _read(value: Value, *, by_name: bool) -> Value:
    data = value.data
    if isinstance(data, Mapping):
        return replace(value, data={name: _read(other, by_name=by_name) for name, other in data.items()})
    if isinstance(data, tuple) and len(data) == 1 and isinstance(data[0].data, tuple):
        return replace(value, data=_named(_flat(data[0]), by_name=by_name))
    if isinstance(data, tuple):
        return replace(value, data=tuple(_read(other, by_name=by_name) for other in data))
    return _read_text(value, data, by_name=by_name)


def _read_text(value: Value, text: str, *, by_name: bool) -> Value:
    if "[[" not in text or not _REFERENCES.fullmatch(text):
        return value
    names = [_named("|".join(filter(None, found)), by_name=by_name) for found in _REFERENCE.findall(text)]
    if len(names) == 1:
        return replace(value, data=names[0])
    return replace(value, data=tuple(Value(data=name, line=value.line) for name in names))


def _named(text: str, *, by_name: bool) -> str:
    name, _, label = text.partition("|")
    return name.strip() if by_name or not label.strip() else label.strip()


def _flat(value: Value) -> str:
    """The words between the brackets, with the commas and colons that YAML took away."""
    if isinstance(value.data, Mapping):
        return ", ".join(f"{name}: {_flat(other)}".removesuffix(": ") for name, other in value.data.items())
    if isinstance(value.data, tuple):
        return ", ".join(map(_flat, value.data))
    return _OPTIONS.sub("", value.data)
