"""Reads the heads of code blocks: `{1|3-4}` after the language steps through their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from podium.readers.slides.lines import FENCE, read_lines

STEPS = "podium-steps:"
"""Begins the comment that carries steps to the code below it."""
MOST_STEPS = 11
"""How many clicks one block of code can take."""
_RANGES = r"(?:\d+(?:-\d+)?(?:,\s*\d+(?:-\d+)?)*|all|\*|none|hide)?"
_STEPS = re.compile(rf"[\[{{]\s*(?P<steps>{_RANGES}(?:\s*\|\s*{_RANGES})*)\s*[\]}}]", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*(?P<language>[\w#+.-]+)(?P<rest>(?:\s*[\[{{].*)?|\s+[a-z-]+.*)$".replace("{{", "{"))
_OWN = re.compile(r"\w\s*=|\{\s*[.#]")


def read_heads(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines with every head of a code block as Python-Markdown reads it, steps in a comment before it."""
    known, _ = read_lines(lines)
    result: list[str] = []
    inside = ""
    for place, text in enumerate(lines):
        fence = FENCE.match(text) if place in known.hidden else None
        if fence and not inside:
            inside = fence["mark"]
            result += _head(fence)
            continue
        if fence and fence["mark"].startswith(inside) and not fence["info"].strip():
            inside = ""
        result.append(text)
    return tuple(result)


def _head(fence: re.Match[str]) -> list[str]:
    """A head without what Python-Markdown does not know; it leaves `{.python …}` and `linenums="1"` as they are."""
    info = fence["info"]
    found = _LANGUAGE.match(info)
    if not found or not found["rest"].strip() or _OWN.search(info):
        return [fence[0]]
    head = f"{fence['indent']}{fence['mark']}{found['language']}"
    steps = _STEPS.search(found["rest"])
    if not steps or not steps["steps"].strip():
        return [head]
    comment = f"{fence['indent']}<!-- {STEPS}{steps['steps'].replace(' ', '')} -->"
    return [fence["indent"], comment, fence["indent"], head]


def count_steps(info: str) -> int:
    """How many clicks a block of code with this head asks for."""
    found = _STEPS.search(info)
    return found["steps"].count("|") if found else 0


def lit_steps(steps: str, lines: int) -> tuple[frozenset[int], ...]:
    """Which of a block's lines, counted from 1, each step lights: `1|3-4` gives {1} and {3, 4}."""
    return tuple(_lit(step, lines) for step in steps.split("|"))[: MOST_STEPS + 1]


def _lit(step: str, lines: int) -> frozenset[int]:
    if step.casefold() in ("", "all", "*"):
        return frozenset(range(1, lines + 1))
    ends = [part.partition("-") for part in step.split(",") if part[:1].isdigit()]
    return frozenset(line for first, _, last in ends for line in range(int(first), min(int(last or first), lines) + 1))
