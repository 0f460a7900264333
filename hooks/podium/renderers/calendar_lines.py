"""The lines of calendars (RFC 5545, section 3.1): in order, escaped and folded.

The library that knows the rules of time zones writes the same, but takes five times as long, and every occasion and
every listing has a calendar of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

_MOST = 74
"""Bytes in a line: 75 at most are allowed, and some programs count one more."""
_ORDER = (
    *("BEGIN", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME"),
    *("SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE"),
)
"""What comes first; the rest is in alphabetical order."""
_PLACES = {name: place for place, name in enumerate(_ORDER)}
_NEXT = 0b1100_0000, 0b1000_0000
"""How a byte of UTF-8 is told that goes on with a character."""


def write_lines(properties: Mapping[str, str]) -> str:
    """Properties as lines, each ending with CR and LF.

    In: by their names, with parameters as `DTSTART;VALUE=DATE`, what follows the colon; texts escaped by `escape`.
    """
    return "".join(f"{_fold(f'{name}:{properties[name]}')}\r\n" for name in sorted(properties, key=_place))


def escape(text: str) -> str:
    """A text as the value of a property."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _place(property_: str) -> tuple[int, str]:
    name = property_.partition(";")[0]
    return _PLACES.get(name, len(_PLACES)), name


def _fold(line: str) -> str:
    """A line in pieces, none of which ends within a character or between a backslash and what it escapes."""
    data = line.encode()
    if len(data) <= _MOST:
        return line
    pieces, start = [], 0
    while len(data) - start > _MOST:
        end = start + _MOST
        while data[end] & _NEXT[0] == _NEXT[1]:
            end -= 1
        if data[end - 1 : end] in (b"\\", b"^"):
            end -= 1
        pieces.append(data[start:end])
        start = end
    return b"\r\n ".join([*pieces, data[start:]]).decode()
