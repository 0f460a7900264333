"""Fields added to front matter as text, so that everything else in the file stays as its writer left it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_FIELD = re.compile(r"(?P<name>[\w-][\w .-]*?|\"[^\"]*\"|'[^']*')[ \t]*:(?P<value>[ \t].*)?")
_NOTHING = re.compile(r"[ \t]*(?:''|\"\"|~|null)?(?P<comment>[ \t]*|[ \t]+#.*)", re.IGNORECASE)
_BOM = "\ufeff"


def field_names(text: str) -> set[str] | None:
    """The top-level fields that say something, in lower case without blanks, `-` and `_`.

    None when the text has no front matter of `name: value` lines.
    """
    lines = _LINE.findall(text)
    span = _span(lines)
    if span is None:
        return None
    fields = {place: found for place in span if (found := _FIELD.fullmatch(_bare(lines[place])))}
    return {_key(found["name"]) for place, found in fields.items() if not _says_nothing(lines, place, found)}


def add_fields(text: str, fields: Mapping[str, str]) -> str:
    """The text with the fields, each a ready YAML value on one line.

    A field goes where an empty one of its name stands, else to the end of the front matter, with the line end
    that is used there. Without front matter the text is returned as it is.
    """
    lines = _LINE.findall(text)
    for name, value in fields.items():
        _add(lines, name, value)
    return "".join(lines)


def _add(lines: list[str], name: str, value: str) -> None:
    span = _span(lines)
    if span is None:
        return
    for place in span:
        line = _bare(lines[place])
        found = _FIELD.fullmatch(line)
        if found and _key(found["name"]) == _key(name) and _says_nothing(lines, place, found):
            comment = _NOTHING.fullmatch(found["value"] or "")
            kept = comment["comment"].rstrip() if comment else ""
            head = lines[place][: lines[place].index(line)]
            lines[place] = f"{head}{line[: found.end('name')]}: {value}{kept}{_ending(lines[place])}"
            return
    lines.insert(span.stop, f"{name}: {value}{_ending(lines[span.stop - 1])}")


def _span(lines: list[str]) -> range | None:
    """The lines between the fences; the opening one may be missing, as it is in some old files."""
    bare = [_bare(line).rstrip() for line in lines]
    first = 1 if bare[:1] == ["---"] else 0
    last = next((place for place in range(first, len(bare)) if bare[place] in ("---", "...")), None)
    if last is None:
        return None
    written = [line for line in bare[first:last] if line and not line.startswith("#")]
    fields = bool(written) and _FIELD.fullmatch(written[0]) is not None
    return range(first, last) if fields or (first and not written) else None


def _says_nothing(lines: list[str], place: int, found: re.Match[str]) -> bool:
    """Whether a field has no value, on its line or on those below it."""
    below = _bare(lines[place + 1]) if place + 1 < len(lines) else ""
    return _NOTHING.fullmatch(found["value"] or "") is not None and not below.startswith((" ", "\t", "- "))


def _bare(line: str) -> str:
    return line.rstrip("\r\n").removeprefix(_BOM)


def _ending(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _key(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name.strip("\"'").casefold())
