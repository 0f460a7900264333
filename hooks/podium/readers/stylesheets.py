"""Reads the colour of a site from its writer's own style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from podium.readers.slides.colours import is_colour

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# The blocks that hold no other block: those of a media query are among them.
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PROPERTY = re.compile(r"(--[\w-]+)\s*:\s*([^;]+)")
_CHOSEN = re.compile(r"data-md-color-(scheme|primary)\s*=\s*[\"']?([\w-]+)")
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*(.+))?\)")
_NAMES = ("--md-primary-fg-color", "--md-typeset-a-color")
_DEPTH = 5
_Rule = tuple[str, Mapping[str, str]]


def site_colour(sheets: Iterable[str], scheme: str, primary: str, *, custom: bool) -> str:
    """The colour that style sheets give to a site in one of Material's schemes; empty when they give none.

    The last rule counts, as in CSS. Beside a colour of Material's own that is not `custom`, one that is for the whole
    document is weaker than Material's rule for its body.
    """
    rules = [rule for sheet in sheets for rule in _rules(sheet)]
    known = {name: value for _, properties in rules for name, value in properties.items()}
    fitting = [properties for selector, properties in rules if _fits(selector, scheme, primary, custom=custom)]
    for name in _NAMES if custom else _NAMES[:1]:
        values = [_resolve(properties[name], known) for properties in fitting if name in properties]
        colours = [value for value in values if is_colour(value)]
        if colours:
            return colours[-1]
    return ""


def _rules(sheet: str) -> Iterable[_Rule]:
    for selector, body in _RULE.findall(_COMMENT.sub(" ", sheet)):
        yield selector.strip(), {name: _plain(value) for name, value in _PROPERTY.findall(body)}


def _plain(value: str) -> str:
    return value.replace("!important", "").strip()


def _fits(selector: str, scheme: str, primary: str, *, custom: bool) -> bool:
    wanted = {"scheme": scheme, "primary": primary}
    for part in selector.split(","):
        chosen = _CHOSEN.findall(part)
        if chosen and all(wanted[kind] == value for kind, value in chosen):
            return True
        if not chosen and (custom or not re.fullmatch(r"\s*(?::root|html)\s*", part)):
            return True
    return False


def _resolve(value: str, known: Mapping[str, str]) -> str:
    """A value with its variables in place."""
    for _ in range(_DEPTH):
        found = _VAR.fullmatch(value)
        if not found:
            return value
        value = known.get(found[1], found[2] or "").strip()
    return ""
