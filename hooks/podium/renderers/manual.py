"""The reference tables of the manual, made from the tables that the engine itself reads."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Protocol, TypeVar

from podium.readers.fields import FIELDS
from podium.renderers.environment import render
from podium.structure.settings import Settings

_PIECE = re.compile(r"`(?P<code>[^`]+)`|\[(?P<link>[^\]]+)\]\((?P<page>[\w-]+)\.md\)|\*(?P<stress>[^*]+)\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A piece of a sentence that is all of one kind."""

    text: str
    """The words."""
    kind: str = "text"
    """`text`, `code`, `stress` or `link`."""
    href: str = ""
    """Where a link leads; empty when the site has no such page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting, as the manual shows it."""

    name: str
    """Its name under `extra: podium:`."""
    default: str
    """Its default, as YAML."""
    help: str
    """What it means, in Markdown."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_Row = TypeVar("_Row", bound=_Named)
Page = Callable[[str], str]
"""From the name of a page of the manual to a link to it, or an empty text."""


def render_fields(options: Mapping[str, str], page: Page) -> str:
    """The front matter fields `from` one `to` another, in the table's order; without options all of them."""
    rows = [(field, read_words(field.help, page)) for field in stretch(FIELDS, options)]
    return render("manual_fields", rows=rows)


def render_settings(options: Mapping[str, str], page: Page) -> str:
    """The settings `from` one `to` another; without options all, those that the host fills included."""
    rows = [(setting, read_words(setting.help, page)) for setting in stretch(read_settings(), options)]
    return render("manual_settings", rows=rows)


def stretch(rows: Sequence[_Row], options: Mapping[str, str]) -> Sequence[_Row]:
    """The rows from the one named by `from` to the one named by `to`; an unknown name sets no bound."""
    names = [row.name for row in rows]
    first, last = options.get("from", ""), options.get("to", "")
    start = names.index(first) if first in names else 0
    stop = names.index(last) + 1 if last in names else len(rows)
    return rows[start:stop]


@cache
def read_settings() -> tuple[Setting, ...]:
    """The fields of `Settings`, each with the sentence that stands under it."""
    sentences = dict(_sentences(inspect.getsource(Settings)))
    return tuple(
        Setting(name=field.name, default=_yaml(field.default), help=sentences[field.name])
        for field in dataclasses.fields(Settings)
    )


def read_words(text: str, page: Page) -> tuple[Words, ...]:
    """A sentence of Markdown with code, stress and links to pages of the manual, in pieces."""
    pieces: list[Words] = []
    end = 0
    for found in _PIECE.finditer(text):
        pieces += [Words(text=text[end : found.start()]), _read_piece(found, page)]
        end = found.end()
    return tuple(piece for piece in (*pieces, Words(text=text[end:])) if piece.text)


def _read_piece(found: re.Match[str], page: Page) -> Words:
    if found["link"]:
        return Words(text=found["link"], kind="link", href=page(found["page"]))
    return Words(text=found["code"] or found["stress"], kind="code" if found["code"] else "stress")


def _sentences(source: str) -> Iterator[tuple[str, str]]:
    """The names that a class declares, each with the text in the line below it."""
    classes = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    lines = [line for node in classes for line in node.body]
    for line, below in pairwise(lines):
        match line, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, text


def _yaml(value: object) -> str:
    """A default as YAML: JSON is YAML too, but texts look better bare."""
    if isinstance(value, str) and value:
        return value
    return json.dumps(value, default=list)
