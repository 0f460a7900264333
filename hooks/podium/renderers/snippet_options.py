"""What an embed of a snippet wants to be shown: its options, read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from podium.problems import Finding
from podium.structure.snippets import Language
from podium.text import did_you_mean, quoted

OPTIONS = ("lang", "lines", "at", "height", "show", "steps")
"""What an embed can say of a snippet."""
PARTS = ("code", "output", "history")
"""What an embed can show of it."""
_NAMES = {"js": Language.JAVASCRIPT, "py": Language.PYTHON, **{str(language): language for language in Language}}
_RANGES = re.compile(r"\d{1,6}(?:-\d{1,6})?(?:,\d{1,6}(?:-\d{1,6})?)*")
_HEIGHT = re.compile(r"\d{1,4}(?:\.\d+)?(?:px|rem|em|ch|lh|vh|%)")
_Changes = dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What an embed wants to be shown."""

    language: Language | None = None
    """One language only, or all there are."""
    lines: frozenset[int] = frozenset()
    """The lines to show, from 1; none means all."""
    at: int | None = None
    """The version at which the history stands at first; None means the last."""
    height: str = ""
    """How high the code may become before it scrolls, in CSS, or empty."""
    parts: frozenset[str] = frozenset(PARTS)
    """What is shown."""
    steps: bool = False
    """Whether a slide's next and previous walk through the history."""


def read_options(options: Mapping[str, str]) -> tuple[Options, tuple[Finding, ...]]:
    """What the options of an embed say, and which of them say nothing."""
    findings = [_say_option(name) for name in options if name not in OPTIONS]
    wanted = Options(steps=options.get("steps", "no").casefold() in ("yes", "true", "1"))
    for name, value in options.items():
        changes = _READERS[name](value) if name in _READERS else {}
        if changes is None:
            findings.append(_say_value(name, value))
        else:
            wanted = replace(wanted, **changes)
    return wanted, tuple(findings)


def _lang(value: str) -> _Changes:
    language = _NAMES.get(value.casefold())
    return {"language": language} if language else None


def _lines(value: str) -> _Changes:
    ends = [part.partition("-") for part in value.split(",")] if _RANGES.fullmatch(value) else []
    lines = frozenset(
        line for first, _, last in ends for line in range(int(first), min(int(last or first), 10_000) + 1)
    )
    return {"lines": lines} if lines else None


def _at(value: str) -> _Changes:
    return {"at": int(value)} if value.isdecimal() and len(value) < len("1000") else None


def _height(value: str) -> _Changes:
    return {"height": value} if _HEIGHT.fullmatch(value) else None


def _show(value: str) -> _Changes:
    parts = frozenset(part.strip().casefold() for part in value.split(","))
    return {"parts": parts} if parts <= set(PARTS) else None


def _steps(value: str) -> _Changes:
    return {} if value.casefold() in ("yes", "true", "1", "no", "false", "0") else None


_READERS = {"lang": _lang, "lines": _lines, "at": _at, "height": _height, "show": _show, "steps": _steps}
_EXAMPLES = {"lang": "py", "lines": "10-24", "at": "3", "height": "20rem", "show": "code,history", "steps": "yes"}


def _say_option(name: str) -> Finding:
    return Finding(
        message=f"an embed of a snippet knows no option {quoted(name)}; it was left out",
        hint=did_you_mean(name, OPTIONS),
    )


def _say_value(name: str, value: str) -> Finding:
    return Finding(
        message=f"{name}={quoted(value)} says nothing; it was left out", hint=f"Write {name}={_EXAMPLES[name]}."
    )
