"""What a site gains from Podium."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from podium.problems import Finding, Problem
from podium.structure.catalogue import Catalogue
from podium.structure.listings import Group, Listing, Listings
from podium.structure.names import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One file of the site: either text made here, whole or in pieces, or a file of the writer's that is copied."""

    address: str
    """Where it goes, relative to the site, not percent-encoded: `talks/old/index.html`."""
    text: str | None = None
    """Its content, when it is made here."""
    pieces: Iterable[str] = ()
    """The same in pieces, to be read once, of what would be much as a whole."""
    source: Path | None = None
    """The file to copy, when it is the writer's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One Markdown page that the host renders with its own theme."""

    uri: str
    """The page as seen from the docs folder: `talks/index.md`."""
    text: str
    """Its Markdown; empty for a listing, which is laid out whole."""
    listing: Listing | None = None
    """The listing that it shows, if it is one's page."""
    part: int = 1
    """Which part of a long listing it shows, from 1."""
    group: Group | None = None
    """The kind of which it lists all listings, if it is such a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that a build knows: what to write, what there is, and what is wrong."""

    catalogue: Catalogue
    """Every talk and deck."""
    names: Names
    """What references can name."""
    circles: Mapping[tuple[str, str], Finding]
    """Embeds that lead back to where they began, as pairs of names."""
    pages: tuple[Page, ...]
    """Pages made here, besides the talks themselves."""
    outputs: tuple[Output, ...]
    """Files of the site that no Markdown renderer touches."""
    problems: tuple[Problem, ...]
    """What is wrong, sorted by place."""
    listings: Listings = field(default_factory=Listings)
    """Groups of talks that have a page of their own."""
