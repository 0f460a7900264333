"""What is wrong with a page, told to its writer on the page itself."""

from __future__ import annotations

from collections.abc import Iterable

from podium.problems import Problem
from podium.renderers.environment import render


def render_problems(problems: Iterable[Problem]) -> str:
    """A box with one sentence and one place for each problem, or nothing when there is none."""
    problems = tuple(problems)
    return render("problems", problems=problems) if problems else ""
