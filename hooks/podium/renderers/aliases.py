"""Old addresses that redirect to where a talk is now."""

from __future__ import annotations

import posixpath

from podium.problems import Finding, Level, Problem
from podium.renderers.redirects import render_redirect
from podium.resolvers.grounds import Ground, spot
from podium.resolvers.owners import owner_of
from podium.structure.catalogue import Catalogue
from podium.structure.outputs import Output
from podium.structure.talks import Talk
from podium.urls import relative


def render_aliases(catalogue: Catalogue, ground: Ground) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """A small page for each alias, and what is wrong with those that are taken already."""
    outputs: list[Output] = []
    problems: list[Problem] = []
    for talk in catalogue.talks:
        for alias in dict.fromkeys(talk.aliases):
            file = _file(alias)
            owner = owner_of(file, ground)
            if ground.owner(spot(file)) == talk.path:  # its own address, or the same one in other letters
                continue
            if owner:
                problems.append(_say_taken(alias, owner).at(talk.path, talk.lines.get("aliases"), "aliases"))
            elif talk.ready:
                ground.take(spot(file), talk.path)
                outputs.append(_output(file, talk))
    return tuple(outputs), tuple(problems)


def _file(alias: str) -> str:
    """The file behind an old address."""
    path = posixpath.normpath(alias)
    return path if path.endswith((".html", ".htm")) else f"{path}/index.html"


def _output(file: str, talk: Talk) -> Output:
    return Output(address=file, text=render_redirect(relative(talk.address, file), talk.title))


def _say_taken(alias: str, owner: str) -> Finding:
    return Finding(
        message=f"the address '/{alias}' belongs to {owner}; it does not redirect",
        hint="Remove one of the two." if owner.endswith(".md") else "Remove the alias.",
        level=Level.WARNING,
    )
