"""The leaves of a state or an event as lines: where each is, what it is, and what became of it.

`podium-travel.js` says the same in the browser, word for word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_PLAIN_KEY = re.compile(r"[^\s.\[\]\"]+\Z")
_SPECIAL = ({"$number"}, {"$repr"})
_EMPTY = ("[]", "{}")
_SMALLEST, _LARGEST = 1e-6, 1e21


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One leaf of a state or an event."""

    path: str
    """Where it is, `items[0].sku`; empty when the state is nothing but this."""
    value: str
    """What it is, texts in quotation marks; empty when it was removed."""
    words: str = ""
    """What became of it: `was 500`, `new`, `removed, was 3`, or empty."""


def flatten(value: object) -> tuple[Line, ...]:
    """The leaves of a value, in their order."""
    return tuple(Line(path=path, value=text) for path, text in _leaves(value).items())


def compare(now: object, before: object) -> tuple[Line, ...]:
    """The leaves of a value with what changed against another one; what is no longer there comes last."""
    new, old = _leaves(now), _leaves(before)
    lines = [Line(path=path, value=text, words=_words(path, text, old)) for path, text in new.items()]
    gone = [(path, text) for path, text in old.items() if path not in new and not _holds(path, text, new)]
    return (*lines, *(Line(path=path, value="", words=f"removed, was {text}") for path, text in gone))


def _words(path: str, text: str, old: Mapping[str, str]) -> str:
    was = old.get(path)
    if was is None:
        return "" if _holds(path, text, old) else "new"
    return "" if was == text else f"was {was}"


def _holds(path: str, text: str, other: Mapping[str, str]) -> bool:
    """Whether a leaf is an empty list or object that holds something on the other side."""
    return text in _EMPTY and any(
        place.startswith(path) and (not path or place[len(path) : len(path) + 1] in ("[", ".")) for place in other
    )


def _leaves(value: object, path: str = "") -> dict[str, str]:
    parts = list(_parts(value, path))
    if not parts:
        return {path: _show(value)}
    return {place: text for inner, part in parts for place, text in _leaves(part, inner).items()}


def _parts(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping) and set(value) not in _SPECIAL:
        for key, part in value.items():
            plain = _PLAIN_KEY.match(key)
            yield f"{path}[{_quoted(key)}]" if not plain else f"{path}.{key}" if path else key, part
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, part in enumerate(value):
            yield f"{path}[{index}]", part


def _show(value: object) -> str:
    if isinstance(value, Mapping):
        return str(*value.values()) if value else "{}"
    if isinstance(value, str):
        return _quoted(value)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return _number(value) if isinstance(value, int | float) else "[]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(number: float) -> str:
    """A number as browsers write it: `100`, `0.000001`, `1e-7`, `1e+21`."""
    if number == 0:
        return "0"
    if _SMALLEST <= abs(number) < _LARGEST:
        text = f"{Decimal(repr(number)):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    digits, _, power = f"{Decimal(repr(number)).normalize():e}".partition("e")
    return f"{digits}e{int(power):+d}"
