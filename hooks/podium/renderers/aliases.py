"""Old addresses that redirect to where a talk is now."""

from __future__ import annotations

from collections.abc import Mapping

from podium.problems import Finding, Level, Problem
from podium.renderers.redirects import render_redirect
from podium.resolvers.media import Shelf
from podium.resolvers.owners import owner_of, place
from podium.structure.catalogue import Catalogue
from podium.structure.outputs import Output
from podium.structure.talks import Talk
from podium.urls import relative


def render_aliases(
    catalogue: Catalogue, owners: Mapping[str, str], shelf: Shelf
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """A small page for each alias, and what is wrong with those that are taken already."""
    taken = dict(owners)
    outputs: list[Output] = []
    problems: list[Problem] = []
    for talk in catalogue.talks:
        for alias in dict.fromkeys(talk.aliases):
            owner = owner_of(alias, taken, shelf)
            if owner and owner != talk.path:
                problems.append(_say_taken(alias, owner).at(talk.path, talk.lines.get("aliases"), "aliases"))
            elif not owner and talk.ready:
                taken[place(alias)] = talk.path
                outputs.append(_output(alias, talk))
    return tuple(outputs), tuple(problems)


def _output(alias: str, talk: Talk) -> Output:
    file = alias if alias.endswith((".html", ".htm")) else f"{alias.rstrip('/')}/index.html"
    return Output(address=file, text=render_redirect(relative(talk.address, file), talk.title))


def _say_taken(alias: str, owner: str) -> Finding:
    return Finding(
        message=f"the address '/{alias}' belongs to {owner}; it does not redirect",
        hint="Remove one of the two." if owner.endswith(".md") else "Remove the alias.",
        level=Level.WARNING,
    )
