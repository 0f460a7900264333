"""Finds slides that hold more than fits on them, which only a browser can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from podium.mkdocs.building import built_site
from podium.problems import Finding, Problem
from podium.runners.browser import open_site
from podium.runners.printing import measure_slides
from podium.structure.decks import Deck


def find_overflows(config_file: Path) -> tuple[Problem, ...]:
    """A problem for each slide that is too tall or too wide. Raises NoBrowserError and NoProjectError."""
    with built_site(config_file) as site, open_site(site.folder) as page:
        return tuple(problem for deck in site.decks for problem in _overflows(deck, measure_slides(page, deck.address)))


def _overflows(deck: Deck, pixels: Sequence[int]) -> Iterator[Problem]:
    for number, (slide, over) in enumerate(zip(deck.slides, pixels, strict=True), start=1):
        if over:
            yield say_overflow(number, over).at(deck.path, slide.line)


def say_overflow(number: int, pixels: int) -> Finding:
    """The sentence for a slide that reaches beyond its edge, on a canvas 720 pixels high."""
    return Finding(
        message=f"slide {number} holds {pixels} pixels more than fits on it; what is beyond its edge is not seen",
        hint="Say less, or make two slides of it.",
    )
