"""Old addresses that redirect to where a talk is now."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from podium.problems import Finding, Level, Problem
from podium.renderers.redirects import render_redirect
from podium.structure.catalogue import Catalogue
from podium.structure.outputs import Output
from podium.structure.sources import Document
from podium.structure.talks import Talk
from podium.urls import relative

_SITES_OWN = ("404.html", "assets", "search", "sitemap.xml")


def render_aliases(
    catalogue: Catalogue, documents: Sequence[Document]
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """A small page for each alias, and what is wrong with those that are taken already."""
    taken = {_place(document.address): document.uri for document in documents}
    taken |= {_place(talk.address): talk.path for talk in catalogue.talks}
    taken |= {_place(deck.address): deck.path for deck in catalogue.decks if deck.address}
    outputs: list[Output] = []
    problems: list[Problem] = []
    for talk in catalogue.talks:
        for alias in dict.fromkeys(talk.aliases):
            owner = "the site itself" if alias.partition("/")[0] in _SITES_OWN else taken.get(_place(alias))
            if owner and owner != talk.path:
                problems.append(_say_taken(alias, owner).at(talk.path, talk.lines.get("aliases"), "aliases"))
            elif not owner and talk.ready:
                taken[_place(alias)] = talk.path
                outputs.append(_output(alias, talk))
    return tuple(outputs), tuple(problems)


def _place(address: str) -> str:
    """What two addresses share when one file lies behind them."""
    return unquote(address).removeprefix("./").removesuffix("index.html").rstrip("/").casefold()


def _output(alias: str, talk: Talk) -> Output:
    file = alias if alias.endswith((".html", ".htm")) else f"{alias.rstrip('/')}/index.html"
    return Output(address=file, text=render_redirect(relative(talk.address, file), talk.title))


def _say_taken(alias: str, owner: str) -> Finding:
    return Finding(
        message=f"the address '/{alias}' belongs to {owner}; it does not redirect",
        hint="Remove one of the two.",
        level=Level.WARNING,
    )
