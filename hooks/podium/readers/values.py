"""Front matter as text: nothing is interpreted before a field says what it expects.

YAML 1.1 turns `18:30` into 1110, `no` into false and `2016-02-30` into an error. Here every scalar stays the
text that its writer typed, with its line, and the reader of each field decides what it means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_INTEGER = re.compile(r"-?\d{1,15}")
_NUMBER = re.compile(r"-?\d{1,15}\.\d{1,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value with its place."""

    data: str | tuple[Value, ...] | Mapping[str, Value]
    """A text, a list or a mapping."""
    line: int
    """The line of the file, from 1."""
    quoted: bool = False
    """Whether a text stood in quotes or in a block, so that `null` and `no` mean themselves."""
    comment: str = ""
    """What stands behind a bare text, after a single blank and from `#` on: YAML takes it for a comment."""

    @property
    def empty(self) -> bool:
        """Whether nothing was written: an empty text, list or mapping, `null` or `~`."""
        if isinstance(self.data, str) and not self.quoted:
            return self.data.strip().casefold() in ("", "null", "~")
        return not self.data


# What opens and closes, in the habits of several languages.
_QUOTES = "“” ““ ”” „“ „” ‟” «» »« »» ‹› ›‹ ‘’ ‚‘ ‚’ ’’ 「」 『』 ＂＂ 〝〟".split()  # noqa: RUF001
OPENING = frozenset(pair[0] for pair in _QUOTES)
"""The quotes that `unquoted` knows to begin a text."""
CLOSING = frozenset(pair[1] for pair in _QUOTES)
"""Those that it knows to end one."""


def unquoted(text: str) -> str | None:
    """What typographic quotes enclose, which word processors put where YAML wants its own; None without them."""
    text = text.strip()
    if len(text) < 2 or not (text[0] + text[-1] in _QUOTES or (text[0] in OPENING and text[-1] in "\"'")):  # noqa: PLR2004
        return None
    inner = text[1:-1]
    return None if text[0] in inner or text[-1] in inner else inner.strip()


def bare(value: Value) -> object:
    """A value as plain texts, lists and dicts."""
    if isinstance(value.data, Mapping):
        return {name: bare(other) for name, other in value.data.items()}
    if isinstance(value.data, tuple):
        return [bare(other) for other in value.data]
    return "" if value.empty else value.data


def typed(value: Value) -> object:
    """As `bare`, but what stands without quotes is what readers of YAML take it for: a number, true or false, nothing.

    Only where it is spelled as JSON spells it; `007`, `1e3` and `yes` stay texts.
    """
    if isinstance(value.data, Mapping):
        return {name: typed(other) for name, other in value.data.items()}
    if isinstance(value.data, tuple):
        return [typed(other) for other in value.data]
    return value.data if value.quoted else _typed(value)


def _typed(value: Value) -> object:
    text = str(value.data)
    if value.empty:
        return None
    if text in ("true", "false"):
        return text == "true"
    for shape, number in ((_INTEGER, int), (_NUMBER, float)):
        if shape.fullmatch(text) and repr(number(text)) == text:
            return number(text)
    return text
