"""Old addresses that redirect to where a talk is now."""

from __future__ import annotations

from podium.problems import Finding, Level, Problem
from podium.renderers.redirects import render_redirect
from podium.structure.catalogue import Catalogue
from podium.structure.outputs import Output
from podium.structure.settings import Settings
from podium.structure.talks import Talk
from podium.urls import relative


def render_aliases(catalogue: Catalogue, _: Settings) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """A small page for each alias, and what is wrong with those that are taken already."""
    taken = {talk.address.rstrip("/"): talk for talk in catalogue.talks}
    outputs: list[Output] = []
    problems: list[Problem] = []
    for talk in catalogue.talks:
        for alias in talk.aliases:
            owner = taken.setdefault(alias.rstrip("/"), talk)
            if owner is talk and alias.rstrip("/") != talk.address.rstrip("/"):
                outputs.append(_output(alias, talk))
            elif owner is not talk:
                problems.append(_say_taken(alias, owner).at(talk.path, talk.lines.get("aliases"), "aliases"))
    return tuple(outputs), tuple(problems)


def _output(alias: str, talk: Talk) -> Output:
    file = alias if alias.endswith((".html", ".htm")) else f"{alias.rstrip('/')}/index.html"
    return Output(address=file, text=render_redirect(relative(talk.address, file), talk.title))


def _say_taken(alias: str, owner: Talk) -> Finding:
    return Finding(
        message=f"the address '/{alias}' belongs to {owner.path}; it does not redirect",
        hint="Remove one of the two.",
        level=Level.WARNING,
    )
