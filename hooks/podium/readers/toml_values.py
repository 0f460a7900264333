"""TOML front matter, as Hugo writes it between `+++` lines, read as texts with their lines."""

from __future__ import annotations

import re
import tomllib

from podium.readers.values import Value
from podium.readers.yaml_values import UnreadableError
from podium.text import clean, one_line


def read_toml(text: str, first_line: int) -> Value:
    """A TOML document as a tree of values; entries of a table carry the line of their top-level key.

    Raises UnreadableError. Standard: TOML 1.0.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise UnreadableError(str(error).split(" (")[0], int(found[1]) - 1 if found else 0) from None
    lines = {key: _line_of(key, text, first_line) for key in data}
    return Value(data={one_line(clean(key)): _value(item, lines[key]) for key, item in data.items()}, line=first_line)


def _line_of(key: str, text: str, first_line: int) -> int:
    found = re.search(rf"^\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]", text, re.MULTILINE)
    return first_line + text.count("\n", 0, found.end()) if found else first_line


def _value(item: object, line: int) -> Value:
    if isinstance(item, dict):
        return Value(data={one_line(clean(key)): _value(other, line) for key, other in item.items()}, line=line)
    if isinstance(item, list):
        return Value(data=tuple(_value(other, line) for other in item), line=line)
    text = str(item).lower() if isinstance(item, bool) else str(item)
    return Value(data=clean(text), line=line, quoted=isinstance(item, str))
