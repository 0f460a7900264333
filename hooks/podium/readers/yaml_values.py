"""YAML read as texts with their lines, within bounds that no file can break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

import yaml

from podium.problems import Finding, Level
from podium.readers.values import OPENING, Value, unquoted
from podium.text import clean, has_controls, one_line, quoted

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Two blanks before it are how a comment is set apart.
_COMMENT = re.compile(r" (#(?:(?!  +#|\t+#)[^\n])*)")
_COMMAS = 5
_NODES = 10_000
_DEPTH = 20
_CORE = "tag:yaml.org,2002:"
_TAGS = {None, "!"} | {_CORE + name for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")}

Findings: TypeAlias = list[tuple[int, Finding]]
# The types that PyYAML has for its events know neither tags nor anchors.
Event: TypeAlias = Any


class UnreadableError(Exception):
    """The text is not YAML; `line` counts from 0."""

    def __init__(self, reason: str, line: int) -> None:
        """Takes the reason in a few words and the line."""
        super().__init__(reason)
        self.reason = reason
        self.line = line


class TooMuchError(UnreadableError):
    """The text is more than anybody would write by hand."""


def read_yaml(text: str, first_line: int) -> tuple[Value, Findings]:
    """One YAML document as a tree of values, whose lines count on from `first_line`.

    Reads at most 10,000 nodes, nested 20 deep, aliases counted as often as they are used. Raises UnreadableError.
    """
    try:
        builder = _Builder(text, first_line)
        return builder.document(), builder.findings
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableError(error.problem or "it cannot be parsed", mark.line if mark else 0) from None
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableError(str(error).splitlines()[0], 0) from None


class _Builder:
    """Turns parser events into values; holds the anchors and the count that the bounds need."""

    def __init__(self, text: str, first_line: int) -> None:
        self._source = text
        self._events: Iterator[Event] = yaml.parse(text, Loader=_LOADER)
        self._first = first_line
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._nodes = 0
        self.findings: Findings = []

    def document(self) -> Value:
        value = Value(data="", line=self._first)
        event: Event
        for event in self._events:
            line = event.start_mark.line
            if isinstance(event, yaml.NodeEvent):
                value = self._value(event, 0)
            elif isinstance(event, yaml.DocumentStartEvent) and line and event.explicit:
                raise UnreadableError("a second document begins", line)
        return value

    def _count(self, nodes: int, event: Event) -> None:
        self._nodes += nodes
        if self._nodes > _NODES:
            raise TooMuchError(f"it has more than {_NODES:,} values", event.start_mark.line)

    def _value(self, event: Event, depth: int) -> Value:
        if depth > _DEPTH:
            raise TooMuchError(f"it is nested more than {_DEPTH} deep", event.start_mark.line)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self._nodes
        self._count(1, event)
        value = self._new(event, depth)
        if event.anchor:
            self._anchors[event.anchor] = (value, self._nodes - before)
        return value

    def _new(self, event: Event, depth: int) -> Value:
        line = self._first + event.start_mark.line
        if isinstance(event, yaml.SequenceStartEvent):
            value = Value(data=tuple(_rejoined(self._items(depth))), line=line)
        elif isinstance(event, yaml.MappingStartEvent):
            value = Value(data=self._mapping(depth), line=line)
        else:
            value = self._scalar(event, line)
        return value if event.tag in _TAGS else self._refuse(event.tag, line)

    def _scalar(self, event: Event, line: int) -> Value:
        text = self._text(event.value, line)
        if event.style:
            return Value(data=text, line=line, quoted=True)
        cut = _COMMENT.match(self._source, event.end_mark.index)
        comment = cut[1].strip() if cut else ""
        for whole in (text, f"{text} {comment}"):
            if (inner := unquoted(whole)) is not None:
                return Value(data=inner, line=line, quoted=True)
        return Value(data=text, line=line, comment=comment)

    def _text(self, text: str, line: int) -> str:
        if has_controls(text):
            self.findings.append(
                (line, Finding(message="the value has invisible control characters; they were removed"))
            )
        return clean(text)

    def _refuse(self, tag: str, line: int) -> Value:
        self.findings.append(
            (
                line,
                Finding(
                    message=f"the tag {quoted(tag)} is not allowed here; its value was left out",
                    hint="Write the value as plain text.",
                    level=Level.ERROR,
                ),
            )
        )
        return Value(data="", line=line)

    def _alias(self, event: Event) -> Value:
        if event.anchor not in self._anchors:
            raise UnreadableError(f"'*{event.anchor}' names no value before it", event.start_mark.line)
        value, size = self._anchors[event.anchor]
        self._count(size, event)
        return value

    def _items(self, depth: int) -> Iterator[Value]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._value(event, depth + 1)

    def _mapping(self, depth: int) -> dict[str, Value]:
        pairs: dict[str, Value] = {}
        merged: dict[str, Value] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._value(event, depth + 1)
            value = self._value(next(self._events), depth + 1)
            if not isinstance(key.data, str):
                self.findings.append(
                    (
                        key.line,
                        Finding(
                            message="a list or a mapping stands where a name belongs; it was left out with its value",
                            hint="Put quotes around a name that begins with '[' or '{'.",
                            level=Level.ERROR,
                        ),
                    )
                )
            elif key.data == "<<" and isinstance(value.data, dict):
                merged |= value.data
            else:
                self._add(pairs, one_line(key.data), key, value)
        return merged | pairs

    def _add(self, pairs: dict[str, Value], name: str, key: Value, value: Value) -> None:
        if name in pairs:
            self.findings.append(
                (
                    key.line,
                    Finding(
                        message=f"'{name}' is set twice; the last one was used",
                        hint=f"Line {pairs[name].line} has the other.",
                    ),
                )
            )
        # A value's own line is where it begins; a writer looks for the key.
        pairs[name] = replace(value, line=key.line)


def _rejoined(items: Iterable[Value]) -> Iterator[Value]:
    """The entries of a list; one in typographic quotes stays whole though there are commas in it."""
    opened: list[Value] = []
    for item in items:
        opened.append(item)
        if not _goes_on(opened):
            yield from _whole(opened)
            opened = []
    yield from opened


def _goes_on(opened: list[Value]) -> bool:
    """Whether what a typographic quote began may end further on; no name has as many commas as `_COMMAS`."""
    bare = all(isinstance(item.data, str) and not item.quoted for item in opened)
    begun = bare and str(opened[0].data)[:1] in OPENING
    return begun and len(opened) <= _COMMAS and unquoted(_together(opened)) is None


def _whole(opened: list[Value]) -> list[Value]:
    inner = unquoted(_together(opened)) if len(opened) > 1 else None
    return opened if inner is None else [replace(opened[0], data=inner, quoted=True)]


def _together(opened: list[Value]) -> str:
    return ", ".join(str(item.data) for item in opened)
