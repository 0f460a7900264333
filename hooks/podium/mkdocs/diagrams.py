"""Lets pages and slides draw a block of code that is a diagram, by a custom fence of pymdownx.superfences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from podium.mkdocs.site import Build, fetch_packages
from podium.problems import Finding
from podium.renderers.diagrams import FENCES, read_words, render_diagram, render_source, say_no_words, say_undrawn
from podium.runners.diagrams import DiagramError, draw_graph

_SUPERFENCES = "pymdownx.superfences"


def add_diagrams(build: Build, config: MkDocsConfig) -> None:
    """Adds our fences to those of the site, whose own come first."""
    settings = config.mdx_configs.setdefault(_SUPERFENCES, {})
    fences = list(settings.get("custom_fences") or [])
    taken = {fence.get("name") for fence in fences}
    ours = [
        {"name": name, "class": "podium-diagram", "format": _Fence(build), "validator": _validate} for name in FENCES
    ]
    settings["custom_fences"] = [*fences, *(fence for fence in ours if fence["name"] not in taken)]


def _validate(_language: str, inputs: dict[str, str], options: dict[str, Any], *_: object) -> bool:
    """Takes `alt` as the one option of a diagram."""
    options.update(inputs)
    return set(inputs) <= {"alt"}


class _Fence:
    """Draws one block of code."""

    def __init__(self, build: Build) -> None:
        self._build = build

    def __call__(
        self, source: str, _language: str, _class: str, options: dict[str, Any], *_: object, **_more: object
    ) -> str:
        """The HTML that stands in the place of the block."""
        words = read_words(source, options)
        try:
            svg = self._draw(source)
        except DiagramError as error:
            self._note(say_undrawn(str(error)), source)
            return render_source(source)
        if not words:
            self._note(say_no_words(source), source)
        return render_diagram(svg, words)

    def _draw(self, source: str) -> str:
        packages = fetch_packages(self._build)
        if isinstance(packages, Path):
            return draw_graph(source, self._build.cache, packages)
        raise DiagramError(f"Graphviz is not here, and 'podium setup' cannot fetch it: {packages}")

    def _note(self, finding: Finding, source: str) -> None:
        note = getattr(self._build.extension.expand, "note", None)
        if note:
            note(finding, source.strip().partition("\n")[0])
