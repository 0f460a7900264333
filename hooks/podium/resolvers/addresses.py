"""Where the addresses in a deck's text lead: its pages and files lie elsewhere than the file that names them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from podium.problems import Finding, Level
from podium.resolvers.media import Shelf, place_of
from podium.resolvers.pictures import IMAGES
from podium.structure.names import Names
from podium.text import nearest, quoted
from podium.urls import is_absolute, read_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All that a site has an address for."""

    pages: Mapping[str, str]
    """The address of each page by its Markdown file, as seen from the docs folder."""
    addresses: Mapping[str, str]
    """The same addresses by what they are without a slash at their end."""
    shelf: Shelf
    """The files of the site."""


def find_places(names: Names, shelf: Shelf) -> Places:
    """The pages that have a name, and the files."""
    pages = {target.uri: target.address for target in names.targets.values() if target.uri}
    addresses = {unquote(address).rstrip("/"): address for address in pages.values()}
    return Places(pages=pages, addresses=addresses, shelf=shelf)


def resolve_link(text: str, uri: str, places: Places) -> tuple[str, bool, Finding | None]:
    """Where a link in the file at `uri` leads: a whole address, or one relative to the site.

    Also gives whether it is one of the site. A link that leads nowhere is left empty, with a finding.
    """
    url, finding = read_url(text)
    if url is None or is_absolute(url):
        return url or "", False, finding
    path, mark, rest = url.partition("#")
    place = place_of(path, uri)
    found = _find(place, places)
    if found is None:
        other = nearest(place, [*places.pages, *places.shelf.assets])
        return (
            "",
            True,
            Finding(
                message=f"there is no page or file {quoted(place)}; the link became plain text",
                hint=f"Did you mean '{posixpath.relpath(other, posixpath.dirname(uri))}'?" if other else "",
            ),
        )
    return found + mark + rest, True, None


def resolve_picture(text: str, uri: str, places: Places) -> tuple[str, bool, Finding | None]:
    """Where a picture in the file at `uri` lies, relative to the site; data in the address itself stays as it is.

    A picture at another host gives its address and a finding: a page asks nobody else for one.
    """
    if text.casefold().startswith("data:image/"):
        return text, False, None
    url, finding = read_url(text)
    if url is None:
        return "", False, finding
    if is_absolute(url):
        return (
            url,
            False,
            Finding(
                message=f"the picture {quoted(url)} is at another host, which no slide asks for it; it became a link",
                hint="Save it beside the deck.",
            ),
        )
    place = place_of(url, uri)
    if place in places.shelf.assets:
        return quote(place), True, _say_size(place, places)
    pictures = [other for other in places.shelf.assets if other.casefold().endswith(IMAGES)]
    other = nearest(place, pictures)
    return (
        "",
        True,
        Finding(
            message=f"there is no picture {quoted(place)}; its words stand in its place",
            hint=f"Did you mean '{posixpath.relpath(other, posixpath.dirname(uri))}'?" if other else "",
        ),
    )


_LARGE = 2_000_000


def _say_size(place: str, places: Places) -> Finding | None:
    size = places.shelf.assets[place].size
    if size <= _LARGE:
        return None
    return Finding(
        message=f"the picture {quoted(place)} has {size / 1_000_000:.1f} MB, which takes long on a telephone",
        hint="Save it smaller, or as WebP.",
        level=Level.NOTICE,
    )


def _find(place: str, places: Places) -> str | None:
    if place in places.pages:
        return places.pages[place]
    if place in places.shelf.assets:
        return quote(place)
    return places.addresses.get(place)
