"""Reads a field whose YAML has a mistake as its writer meant it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from podium.problems import Finding, Level
from podium.readers.values import CLOSING, Value, unquoted
from podium.readers.yaml_values import Findings, UnreadableError, read_yaml
from podium.text import quoted

_MENDS = 20
_PLAIN = re.compile(r"^(\s*(?:(?:- )?[\w.-]+:[ \t]+|- +))(\S.*?)[ \t]*$", re.DOTALL)
# A word of a list or a mapping in brackets that holds ` #`, and what stands before it.
_HASHED = re.compile(r"((?:[,\[{]|:\s)\s*)([^\s,\[\]{}\"'#:][^,\[\]{}\"':]*? #[^,\[\]{}\"']*?)(?=\s*[,\]}])")


def read_field(chunk: str, line: int, findings: Findings) -> Mapping[str, Value]:
    """The lines of one field, mended where one of the mistakes that people make most keeps them from being YAML.

    What was done, or that the field was left out, is added to the findings.
    """
    text = chunk
    said: Findings = []
    for _ in range(_MENDS):
        try:
            value, found = read_yaml(text, line)
        except UnreadableError as error:
            text, finding = _mend(text, line, error)
            if finding is None:
                return _leave_out(chunk, line, error, findings)
            said.append(finding)
        else:
            findings += [*said, *found]
            return value.data if isinstance(value.data, Mapping) else {}
    return _leave_out(chunk, line, UnreadableError("it has too many mistakes", 0), findings)


def _leave_out(chunk: str, line: int, error: UnreadableError, findings: Findings) -> Mapping[str, Value]:
    lines = chunk.split("\n")
    findings.append(
        (
            line + min(error.line, len(lines) - 1),
            Finding(
                message=f"{quoted(lines[0])} cannot be read: {error.reason}; the field was left out",
                level=Level.ERROR,
            ),
        )
    )
    return {}


def _mend(chunk: str, line: int, error: UnreadableError) -> tuple[str, tuple[int, Finding] | None]:
    """The chunk without one mistake, a tab or text that YAML takes for its own signs, and what to say of it."""
    if "\t" in chunk:
        finding = Finding(
            message="a tab indents the line, which YAML does not allow; it was read as two blanks",
            hint="Indent with blanks.",
        )
        return chunk.replace("\t", "  "), (line + chunk[: chunk.index("\t")].count("\n"), finding)
    lines = chunk.split("\n")
    place = min(error.line, len(lines) - 1)
    for number in dict.fromkeys((place, max(place - 1, 0), 0)):
        found = _PLAIN.match(lines[number])
        if found and _HASHED.search(found[2]) and found[2][0] in "[{":
            value = _HASHED.sub(r'\1"\2"', found[2])
            mended = [*lines[:number], f"{found[1]}{value}", *lines[number + 1 :]]
            return "\n".join(mended), (line + number, _say_hash(found[1]))
        if found and _is_strange(found[2]):
            value = _bare(found[2]).replace("\\", "\\\\").replace('"', '\\"')
            mended = [*lines[:number], f'{found[1]}"{value}"', *lines[number + 1 :]]
            return "\n".join(mended), (line + number, _say_quoted(found[1], found[2], error))
    return chunk, None


def _say_hash(name: str) -> Finding:
    return Finding(
        message=f"YAML takes the ' #' in {quoted(name.strip().rstrip(':'))} for a comment; it was read as text",
        hint="Put quotes around the words with '#'.",
    )


def _is_strange(value: str) -> bool:
    """Whether text after a colon would be something else to YAML than what it looks like."""
    try:
        data = read_yaml(value, 1)[0].data
    except UnreadableError:
        return True
    return not isinstance(data, str) and value[0] not in "[{"


def _bare(value: str) -> str:
    """A value without the quotes around it."""
    inner = unquoted(value)
    if inner is not None:
        return inner
    is_quoted = len(value) > 1 and value[0] in "\"'" and (value[-1] == value[0] or value[-1] in CLOSING)
    return value[1:-1] if is_quoted else value


def _say_quoted(name: str, value: str, error: UnreadableError) -> Finding:
    key = name.strip().removeprefix("-").strip().rstrip(":")
    text = _bare(value)
    what, before = (f"the value of '{key}'", f"{key}:") if key else ("an entry", "-")
    hint = f"Write {before} {quoted(text.replace(chr(39), chr(39) * 2))}."
    if ": " in text and text[0].isalnum():
        return Finding(message=f"{what} has a colon without quotes; it was read as text", hint=hint)
    if text != value and value[0] in text:
        return Finding(
            message=f"{what} has more quotes inside its quotes; it was read as text",
            hint=hint,
            level=Level.ERROR,
        )
    return Finding(
        message=f"{what} is not YAML ({error.reason}); it was read as text",
        hint=hint,
        level=Level.ERROR,
    )
