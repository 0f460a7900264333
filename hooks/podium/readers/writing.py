"""Writes files that their readers read back as what was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import unescape

import yaml

from podium.readers.front_matter import read_front_matter
from podium.readers.prose import plain_text
from podium.text import clean

_SIGNS = re.compile(r"[\\`*_=&\[]")
_WORD = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

Write = Callable[[str], str]


def as_text(text: str) -> str:
    """What `scalars.plain`, which knows `&lt;`, reads as the text."""
    return text.replace("&", "&amp;") if unescape(text) != text else text


def as_markdown(text: str) -> str:
    """What `markdown_text.plain` and `prose.plain_text` read as the text, which is on one line."""
    if plain_text(text) == text:
        return text
    return _SIGNS.sub(r"\\\g<0>", text).replace("<", "&lt;").replace("{", "&#123;")


def each_text(value: object, write: Write, among: Iterable[str] | None = None) -> object:
    """A value with every text in it written anew, or only those `among` the names of its mappings."""
    if isinstance(value, dict):
        return {
            name: each_text(other, write) if among is None or name in among else other for name, other in value.items()
        }
    if isinstance(value, list):
        return [each_text(other, write, among) for other in value]
    return write(value) if isinstance(value, str) and among is None else value


def write_file(fields: Mapping[str, object], body: str) -> str | None:
    """Front matter in YAML above a body of Markdown; None when no reader takes so much, or so deep, front matter.

    Every text is in quotes, so that none can be taken for something else; days and plain names are not.
    """
    try:
        front = yaml.dump(
            _tidy(fields),
            Dumper=_Quoting,
            sort_keys=False,
            allow_unicode=True,
            width=10_000,
            default_flow_style=False,
        )
    except RecursionError:
        return None
    text = f"---\n{front}---\n{body.encode(errors='ignore').decode()}"
    matter, _ = read_front_matter(text.encode(), "")
    return None if fields and not matter.fields else text


def _tidy(value: object) -> object:
    """A value whose days are days to every reader of YAML, and whose texts hold no half of a character."""
    if isinstance(value, Mapping):
        return {_name(clean(str(name))): _tidy(other) for name, other in value.items()}
    if isinstance(value, list):
        return [_tidy(other) for other in value]
    return _day(clean(value)) if isinstance(value, str) else value


class _Name(str):
    """A name that needs no quotes, unless YAML has another use for the word."""

    __slots__ = ()


def _name(text: str) -> str:
    return _Name(text) if _WORD.fullmatch(text) else text


def _day(text: str) -> str | date:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else text
    except ValueError:
        return text


class _Quoting(yaml.SafeDumper):
    """Writes texts in quotes, and every value anew."""

    def ignore_aliases(self, _: object) -> bool:
        """No `&a` and `*a`: a reader that fears alias bombs refuses them."""
        return True


def _quote(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


def _leave(dumper: yaml.SafeDumper, name: _Name) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(name))


_Quoting.add_representer(str, _quote)
_Quoting.add_representer(_Name, _leave)
