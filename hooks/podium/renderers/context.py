"""What every renderer needs to know besides the thing it renders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from podium.renderers.running import PythonPart
from podium.renderers.slides import Shown
from podium.structure.catalogue import Catalogue
from podium.structure.decks import Deck
from podium.structure.listings import Listings
from podium.structure.settings import Settings
from podium.urls import relative


def no_slides(_: Deck) -> tuple[Shown, ...]:
    """No slides: what a context gives that shows none."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The page that is being rendered, in its site, at one moment."""

    settings: Settings
    """The site's settings."""
    catalogue: Catalogue
    """Every talk and deck."""
    now: datetime
    """The moment of the build, with a zone."""
    page: str
    """The address of the page, relative to the site: `talks/es-intro/`."""
    slides: Callable[[Deck], tuple[Shown, ...]] = no_slides
    """The slides of a deck written in Markdown; none on a slide, which shows no other deck."""

    python: tuple[PythonPart, ...] = ()
    """The files that visitors' Python is made of; none where it cannot run."""
    listings: Listings = field(default_factory=Listings)
    """Groups of talks that have a page of their own."""

    def href(self, target: str) -> str:
        """An address of the site as this page links to it; other addresses stay as they are."""
        return relative(target, self.page)
