"""Who has which address of a site, so that nothing is written over something else."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from podium.resolvers.media import Shelf
from podium.structure.catalogue import Catalogue
from podium.structure.listings import Group
from podium.structure.outputs import Page
from podium.structure.settings import Settings
from podium.structure.sources import Document
from podium.text import fold, quoted
from podium.urls import page_file

THE_SITE = "the site itself"
"""Who has the addresses that no file of the writer and no listing has."""
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
) -> Mapping[str, str]:
    """Who has each address, by its `place`: a file of the writer's, else a listing, else the site itself."""
    owners = {place(made_file(page, settings)): _name(page) for page in pages}
    owners |= {place(uri): asset.path for uri, asset in shelf.assets.items()}
    owners |= {place(document.address): document.uri for document in documents}
    owners |= {place(talk.address): talk.path for talk in catalogue.talks}
    return owners | {place(deck.address): deck.path for deck in catalogue.decks if deck.address}


def owner_of(address: str, owners: Mapping[str, str], shelf: Shelf) -> str | None:
    """Who has an address, or a file where it needs a folder; None when it is free."""
    files = (shelf.assets.get(above) for above in _above(unquote(address)))
    above = next((file.path for file in files if file), None)
    return THE_SITE if _OURS.match(address) else owners.get(place(address)) or above


def _above(path: str) -> Iterator[str]:
    return map(str, PurePosixPath(path).parents)


def place(address: str) -> str:
    """What two addresses share when one file lies behind them."""
    return posixpath.normpath(unquote(address)).removesuffix("index.html").rstrip("/").casefold()


def made_file(page: Page, settings: Settings) -> str:
    """The file behind a page that is made here: `speakers/ann/index.html`."""
    path = page.uri.removesuffix(".md")
    plain = path.endswith("/index") or not settings.directory_urls
    return f"{path}.html" if plain else f"{path}/index.html"


def _name(page: Page) -> str:
    """What a page made here is called in a sentence: `the speaker 'Ann'`."""
    listing = page.listing
    return f"the {listing.group} {quoted(listing.name)}" if listing and listing.group is not Group.ALL else THE_SITE
