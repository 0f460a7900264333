"""Matches what a writer wrote with the fields that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from podium.problems import Finding, Level
from podium.readers.dialects import FOREIGN
from podium.readers.fields import FIELDS, Field, key
from podium.readers.values import Value
from podium.text import nearest

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


def match_fields(
    values: Mapping[str, Value], own: Iterable[str] = (), *, among: Iterable[Field] = FIELDS
) -> tuple[tuple[Given, ...], Mapping[str, Value], tuple[tuple[str, Value, Finding], ...]]:
    """Sorts what is written into the fields of the table, the writer's own fields, and findings about the rest.

    `own` names fields that are nobody's but the writer's; so are those that begin with `x-`.
    """
    allowed = {field.name for field in among}
    mine = {key(name) for name in own}
    given: list[Given] = []
    extra: dict[str, Value] = {}
    findings: list[tuple[str, Value, Finding]] = []
    foreign: list[str] = []
    for name, known, value in _flat(values):
        field = _BY_KEY.get(key(known))
        if key(name) in mine or name.casefold().startswith("x-"):
            extra[name] = value
        elif field and field.name in allowed:
            given.append(Given(field=field, name=name, value=value))
        elif key(known) in _FOREIGN:
            extra[name] = value
            foreign += [] if value.empty else [name]
        else:
            extra[name] = value
            findings.append((name, value, _unknown(name, allowed)))
    if foreign:
        first = foreign[0]
        findings.append((first, extra[first], _from_elsewhere(foreign)))
    return tuple(given), extra, tuple(findings)


def _flat(values: Mapping[str, Value]) -> Iterator[tuple[str, str, Value]]:
    """The entries as written, and the name by which each is known; those of some mappings are brought up."""
    for name, value in values.items():
        known = key(name)
        if known in _EVENTS and isinstance(value.data, Mapping):
            for inner, other in value.data.items():
                yield f"{name}.{inner}", _OF_EVENTS.get(key(inner), inner), other
        elif known == "date" and isinstance(value.data, Mapping):
            for inner, other in value.data.items():
                yield f"{name}.{inner}", f"date.{inner}", other
        elif known == "params" and isinstance(value.data, Mapping):  # Hugo's place for fields of one's own
            yield from ((inner, inner, other) for inner, other in value.data.items())
        elif known == "recorded" and str(value.data).casefold() in _WHETHER:
            yield name, "recording", value
        else:
            yield name, name, value


def _unknown(name: str, allowed: set[str]) -> Finding:
    names = [other for field in FIELDS if field.name in allowed for other in (field.name, *field.aliases)]
    written = name.rpartition(".")[2]
    *before, last = _WORDS.findall(written) or [written]
    known = last.casefold() if before else ""  # what is called `session_date` is a date, however near other names are
    if known not in allowed:
        known = nearest(written, (other for other in names if "." not in other)) or ""
    hint = f"Did you mean '{known}'?" if known else ""
    if "title" not in allowed:
        return Finding(message=f"'{name}' is not a field of an occasion; it was left out", hint=hint)
    return Finding(
        message=f"'{name}' is not a field of a talk; it was kept for templates",
        hint=hint or "Begin the name with 'x-', or list it under 'fields' in the settings.",
    )


def _from_elsewhere(names: list[str]) -> Finding:
    fields = ", ".join(f"'{name}'" for name in names)
    return Finding(
        message=f"other site generators use {fields}, Podium does not; kept for templates",
        level=Level.NOTICE,
    )
