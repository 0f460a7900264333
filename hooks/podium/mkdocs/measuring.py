"""Finds slides that hold more than fits on them, which only a browser can tell."""

from __future__ import annotations

from pathlib import Path

from podium.mkdocs.building import built_site
from podium.problems import Finding, Problem
from podium.runners.browser import open_site
from podium.runners.printing import measure_slides


def find_overflows(config_file: Path) -> tuple[Problem, ...]:
    """A problem for each slide that is too tall or too wide. Raises NoBrowserError and NoProjectError."""
    with built_site(config_file) as site:
        if not site.decks:
            return ()
        with open_site(site.folder) as page:
            return tuple(
                say_overflow(number, pixels).at(deck.path, slide.line)
                for deck in site.decks
                for number, (slide, pixels) in enumerate(
                    zip(deck.slides, measure_slides(page, deck.address), strict=False), start=1
                )
                if pixels
            )


def say_overflow(number: int, pixels: int) -> Finding:
    """The sentence for a slide that reaches beyond its edge, on a canvas 720 pixels high."""
    return Finding(
        message=f"slide {number} holds {pixels} pixels more than fits on it; what is beyond its edge is not seen",
        hint="Say less, or make two slides of it.",
    )
