"""Who has which address of a site, so that nothing is written over something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from podium.resolvers.grounds import Ground, spot
from podium.resolvers.media import Shelf
from podium.structure.catalogue import Catalogue
from podium.structure.listings import Group, Listings
from podium.structure.outputs import Page
from podium.structure.settings import Settings
from podium.structure.sources import Document
from podium.text import fold, quoted
from podium.urls import page_file

THE_SITE = "the site itself"
"""Who has the addresses that no file of the writer and no listing has."""
_MACHINES = (
    "_headers",
    "assets/podium/podium.css",
    "llms.txt",
    "resources.json",
    "resources/feed.json",
    "resources/feed.xml",
    "talks.json",
    "talks.schema.json",
)
_OF_LISTINGS = ("calendar.ics", "feed.json", "feed.xml", "sitemap.xml")
# Files for machines, below the folders of listings and beside them.
_OURS = re.compile(
    r"(404\.html|assets|search|sitemap\.xml(\.gz)?|_headers|llms\.txt|(talks|resources|talks\.schema|tags)\.json)(/|$)"
    r"|(talks|speakers|events|series|resources)/(.*/)?[^/]*\.(ics|xml|json)(/|$)",
    re.IGNORECASE,
)


def find_slugs(folder: str, documents: Iterable[Document], shelf: Shelf, settings: Settings) -> Mapping[str, str]:
    """What the writer has at the addresses of a folder, by folded slug: their pages, and files that are pages."""
    files = {page_file(document.address): f"the page {document.uri} of the docs folder" for document in documents}
    files |= {uri: asset.path for uri, asset in shelf.assets.items() if uri.endswith(".html")}
    ending = "/index.html" if settings.directory_urls else ".html"
    found = {
        file.removeprefix(folder).removesuffix(ending): owner
        for file, owner in files.items()
        if file.startswith(folder) and file.endswith(ending)
    }
    return {fold(slug): owner for slug, owner in found.items() if slug and "/" not in slug}


def find_owners(
    catalogue: Catalogue, documents: Iterable[Document], pages: Iterable[Page], shelf: Shelf, settings: Settings
) -> Ground:
    """Who has each file of the site, by its `spot`: a file of the writer's, else a listing, else the site itself."""
    ground = Ground()
    for page in pages:
        ground.take(spot(made_file(page, settings)), _name(page))
    for uri, asset in shelf.assets.items():
        ground.take(spot(uri), asset.path)
    for document in documents:
        ground.take(spot(page_file(document.address)), document.uri)
    for talk in catalogue.talks:
        ground.take(spot(page_file(talk.address)), talk.path)
    for deck in (deck for deck in catalogue.decks if deck.address):
        ground.take(spot(page_file(deck.address)), deck.path)
    return ground


def owner_of(file: str, ground: Ground) -> str | None:
    """Who has a file, or what it would be in the way of; None when it is free."""
    return THE_SITE if _OURS.match(file) else ground.owner(spot(file)) or ground.blocker(spot(file))


def machine_files(catalogue: Catalogue, listings: Listings) -> Iterator[str]:
    """The files for programs that a site can have, which are written when all pages are."""
    yield from _MACHINES
    for talk in catalogue.talks:
        yield f"talks/{talk.slug}.ics"
    for listing in listings.all:
        yield from (f"{listing.folder}{name}" for name in _OF_LISTINGS)


def made_file(page: Page, settings: Settings) -> str:
    """The file behind a page that is made here: `speakers/ann/index.html`."""
    path = page.uri.removesuffix(".md")
    plain = path.endswith("/index") or not settings.directory_urls
    return f"{path}.html" if plain else f"{path}/index.html"


def _name(page: Page) -> str:
    """What a page made here is called in a sentence: `the speaker 'Ann'`."""
    listing = page.listing
    return f"the {listing.group} {quoted(listing.name)}" if listing and listing.group is not Group.ALL else THE_SITE
