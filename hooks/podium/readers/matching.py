"""Matches what a writer wrote with the fields that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from podium.problems import Finding, Level
from podium.readers.dialects import FOREIGN
from podium.readers.fields import FIELDS, Field, key
from podium.readers.values import Value
from podium.text import did_you_mean

_BY_KEY = {key(name): field for field in FIELDS for name in (field.name, *field.aliases)}
_FOREIGN = {key(name) for name in FOREIGN}
# What a mapping holds that stands where the name of an event belongs.
_EVENTS = ("event", "conference", "meetup")
_OF_EVENTS = {"name": "event", "title": "event", "url": "event_url", "link": "event_url", "website": "event_url"}
# Also of `sessionDate`.
_WORDS = re.compile(r"[A-Z]?[^\W_A-Z]+")
# `recorded` is a day, or says whether.
_WHETHER = ("true", "false", "yes", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A field that a writer set."""

    field: Field
    """What it is."""
    name: str
    """The key as written."""
    value: Value
    """What they wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: str
    """The key as written, after those of the mappings that it stands in."""
    known: str
    """The name by which the table may have it."""
    value: Value
    """What they wrote."""
    inside: bool = False
    """Whether it stands in the mapping of an event."""


def match_fields(
    values: Mapping[str, Value], own: Iterable[str] = (), *, among: Iterable[Field] = FIELDS
) -> tuple[tuple[Given, ...], Mapping[str, Value], tuple[tuple[str, Value, Finding], ...]]:
    """Sorts what is written into the fields of the table, the writer's own fields, and findings about the rest.

    `own` names fields that are nobody's but the writer's; so are those that begin with `x-`. The mapping of an event
    holds fields of an occasion and nothing else.
    """
    allowed = {field.name for field in among}
    whole = "title" in allowed
    mine = {key(name) for name in own}
    given: list[Given] = []
    extra: dict[str, Value] = {}
    findings: list[tuple[str, Value, Finding]] = []
    foreign: list[str] = []
    for entry in _flat(values):
        name, value = entry.name, entry.value
        field = _BY_KEY.get(key(entry.known))
        if whole and _is_own(entry, mine):
            extra[name] = value
        elif field and field.name in allowed and (field.occasion or not entry.inside):
            given.append(Given(field=field, name=name, value=value))
        elif key(entry.known) in _FOREIGN:
            extra[name] = value
            foreign += [] if value.empty else [name]
        else:
            extra[name] = value
            findings.append((name, value, _say_no_field(entry, field, whole=whole)))
    if foreign:
        first = foreign[0]
        findings.append((first, extra[first], _from_elsewhere(foreign, whole=whole)))
    return tuple(given), extra, tuple(findings)


def _is_own(entry: _Entry, mine: set[str]) -> bool:
    return key(entry.name) in mine or entry.name.rpartition(".")[2].casefold().startswith("x-")


def _flat(values: Mapping[str, Value]) -> Iterator[_Entry]:
    """The entries, each with the name by which it is known; those of some mappings are brought up."""
    for name, value in values.items():
        known = key(name)
        event = _mapping(value) if known in _EVENTS else None
        if event is not None:
            for inner in _flat(event):
                known = _OF_EVENTS.get(key(inner.known), inner.known)
                yield replace(inner, name=f"{name}.{inner.name}", known=known, inside=True)
        elif known == "date" and isinstance(value.data, Mapping):
            for part, other in value.data.items():
                yield _Entry(name=f"{name}.{part}", known=f"date.{part}", value=other)
        elif known == "params" and isinstance(value.data, Mapping):  # Hugo's place for fields of one's own
            yield from _flat(value.data)
        elif known == "recorded" and str(value.data).casefold() in _WHETHER:
            yield _Entry(name=name, known="recording", value=value)
        else:
            yield _Entry(name=name, known=name, value=value)


def _mapping(value: Value) -> Mapping[str, Value] | None:
    """A mapping, also when it is the only entry of a list."""
    data = value.data[0].data if isinstance(value.data, tuple) and len(value.data) == 1 else value.data
    return data if isinstance(data, Mapping) else None


def _say_no_field(entry: _Entry, field: Field | None, *, whole: bool) -> Finding:
    where = "event" if entry.inside else "talk" if whole else "occasion"
    done = "kept for templates" if whole else "left out"
    if field:
        return Finding(
            message=f"'{entry.name}' was not taken for the talk's own '{field.name}'; it was {done}",
            hint=f"Write '{field.name}' at the top of the file if it is the talk's.",
        )
    hint = _did_you_mean(entry.known, _NAMES_OF[where])
    own = "Begin the name with 'x-', or list it under 'fields' in the settings." if whole else ""
    return Finding(message=f"'{entry.name}' is not a field of {_A[where]}; it was {done}", hint=hint or own)


def _did_you_mean(name: str, names: tuple[str, ...]) -> str:
    """A suggestion; what is called `session_date` is a date, however near other names are."""
    *before, last = _WORDS.findall(name.rpartition(".")[2]) or [name]
    return f"Did you mean '{last.casefold()}'?" if before and last.casefold() in names else did_you_mean(name, names)


def _from_elsewhere(names: list[str], *, whole: bool) -> Finding:
    fields = ", ".join(f"'{name}'" for name in names)
    return Finding(
        message=f"other site generators use {fields}, Podium does not; {'kept for templates' if whole else 'left out'}",
        level=Level.NOTICE,
    )


def _names(fields: Iterable[Field]) -> tuple[str, ...]:
    """The names that a suggestion may give."""
    return tuple(name for field in fields for name in (field.name, *field.aliases) if "." not in name)


_A = {"talk": "a talk", "occasion": "an occasion", "event": "an event"}
_OF_OCCASIONS = _names(field for field in FIELDS if field.occasion)
_NAMES_OF = {"talk": _names(FIELDS), "occasion": _OF_OCCASIONS, "event": (*_OF_OCCASIONS, *_OF_EVENTS)}
