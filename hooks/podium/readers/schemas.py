"""Checks data against a JSON Schema (draft-07), as far as `talks.schema.json` needs one, and keeps what is right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from podium.text import quoted

GONE = object()
"""What stands for a value of which nothing can be kept."""
_TYPES: Mapping[str, tuple[str, type | tuple[type, ...]]] = {
    "string": ("text", str),
    "number": ("number", (int, float)),
    "array": ("list", list),
    "object": ("mapping", dict),
}

Rule = Mapping[str, Any]


def sift(value: object, rule: Rule, definitions: Mapping[str, Rule], place: str = "") -> tuple[object, list[str]]:
    """A value without its parts that the rule does not allow, and what is wrong with each: `'level' is no text`.

    A part that lacks something required goes whole; the value itself, which has no `place`, stays. Knows `$ref` to a
    definition, `type`, `const`, `enum`, `minLength`, `pattern`, `minimum`, `maximum`, `items`, `properties`,
    `additionalProperties` and `required`.
    """
    rule = definitions[rule["$ref"].rpartition("/")[2]] if "$ref" in rule else rule
    if wrong := _wrong(value, rule):
        return GONE, [f"{quoted(place)} {wrong}" if place else f"it {wrong}"]
    faults: list[str] = []
    if isinstance(value, dict) and rule.get("type") == "object":
        value = _entries(value, rule, definitions, place, faults)
        lacks = [name for name in rule.get("required", ()) if name not in value]
        if lacks and place:
            return GONE, faults or [f"{quoted(place)} has no {lacks[0]}"]
        faults += [f"it has no {name}" for name in lacks]
    elif isinstance(value, list) and "items" in rule:
        sifted = [sift(each, rule["items"], definitions, f"{place} {n}") for n, each in enumerate(value, start=1)]
        value = [each for each, _ in sifted if each is not GONE]
        faults += [fault for _, found in sifted for fault in found]
    return value, faults


def _entries(
    value: Mapping[str, object], rule: Rule, definitions: Mapping[str, Rule], place: str, faults: list[str]
) -> dict[str, object]:
    kept: dict[str, object] = {}
    others = rule.get("additionalProperties", {})
    for name, each in value.items():
        inner = rule.get("properties", {}).get(name, others)
        if inner is False:
            faults.append(f"{quoted(f'{place} {name}')} is not known")
            continue
        part, found = sift(each, inner, definitions, f"{place} {name}".lstrip())
        faults += found
        if part is not GONE:
            kept[name] = part
    return kept


def _wrong(value: object, rule: Rule) -> str:
    """What is wrong with a value, whatever is in it; empty when nothing is."""
    name, kind = _TYPES.get(rule.get("type", ""), ("", object))
    if not isinstance(value, kind) or (name == "number" and isinstance(value, bool)):
        return f"is no {name}"
    allowed = rule["enum"] if "enum" in rule else [rule["const"]] if "const" in rule else [value]
    if not any(value == each and type(value) is type(each) for each in allowed):
        return f"is not {' or '.join(str(each).lower() for each in allowed)}"
    if isinstance(value, str) and len(value) < rule.get("minLength", 0):
        return "is empty"
    if isinstance(value, str) and "pattern" in rule and not re.fullmatch(rule["pattern"], value):
        return f"is no {rule.get('title', 'such text')}"
    if isinstance(value, (int, float)) and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
        return f"is not between {rule['minimum']} and {rule['maximum']}"
    return ""
