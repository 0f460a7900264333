"""What a deck's name, a file beside a page or an address shows."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote

from podium.problems import Finding, Level
from podium.resolvers.posters import PdfFacts
from podium.resolvers.providers import resolve_embed
from podium.resolvers.reading import address_key
from podium.resolvers.references import is_address
from podium.structure.decks import Embed
from podium.structure.names import Names
from podium.structure.settings import Settings
from podium.structure.sources import Asset
from podium.text import Nearest, nearest, quoted
from podium.urls import host_of, is_absolute, may_be_address, read_url

_SLIDE = re.compile(r"(?:slide|startSlide)=\d+")
_FILES = (".pdf", ".mp4", ".webm", ".ogg", ".ogv")


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The files of a site that can be shown."""

    assets: Mapping[str, Asset]
    """Files by their place in the site: `talks/es-intro.pdf`."""
    pdfs: Mapping[str, PdfFacts]
    """What is known of the PDFs among them; one that is missing here is no PDF."""

    @cached_property
    def nearest(self) -> Nearest:
        """Finds the file whose place is nearest to one that there is not."""
        return Nearest(self.assets)


def place_of(name: str, uri: str) -> str:
    """The place in the site that a path in the file at `uri` means; one from `/` begins at the docs folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(name))).lstrip("/")


def is_file(name: str) -> bool:
    """Whether a name is that of a file that can be shown, beside the page that names it."""
    return not is_address(name) and name.casefold().partition("#")[0].endswith(_FILES)


def is_local(name: str) -> bool:
    """Whether a name is a path on this site: it has the signs of one and names no host."""
    url, _ = read_url(name) if "/" in name or "." in name else (None, None)
    return bool(url) and not name.startswith("<") and not is_absolute(url or "")


def _is_web(name: str) -> bool:
    """Whether a name is an address of another site, or an embed code that holds one."""
    url, _ = read_url(name)
    return name.startswith("<") or may_be_address(name) or is_absolute(url or "")


def is_known(name: str, uri: str, names: Names, shelf: Shelf) -> bool:
    """Whether a name in a page at `uri` is that of a deck or of a file that is there, or an address."""
    target = names.find(name)
    if target and target.deck:
        return True
    return _find_file(name, uri, shelf) in shelf.assets if is_file(name) or is_local(name) else _is_web(name)


def resolve_media(  # noqa: PLR0913 (a name can mean a deck, a file or an address)
    name: str, uri: str, names: Names, shelf: Shelf, settings: Settings, *, deck: bool | None = None
) -> tuple[Embed | None, tuple[Finding, ...]]:
    """What a `slides` or `video` entry of a page at `uri` shows."""
    target = names.find(name) if _exists(name, uri, shelf) else names.reach(name)[0]
    if target and target.deck:
        return target.deck.embed, ()
    if is_file(name) or is_local(name):
        return resolve_file(name, uri, shelf, deck=deck)
    if not _is_web(name):
        other = nearest(name, [target.name for target in names.targets.values() if target.deck])
        return None, (
            Finding(
                message=f"no deck is called {quoted(name)}; it was left out",
                hint=f"Did you mean '{other}'?" if other else f"Create it with 'podium new deck {name}'.",
            ),
        )
    embed, findings = resolve_embed(name, peertube=settings.peertube, site_host=host_of(settings.site_url), deck=deck)
    known = _known(embed, names) if embed and not embed.frame else None
    return (known, ()) if known else (embed, findings)


def _known(embed: Embed, names: Names) -> Embed | None:
    """What a deck file has of an address that does not tell its player, at the slide that the address names."""
    address, _, query = embed.link.partition("#")[0].partition("?")
    target = names.find(address_key(address))
    known = target.deck.embed if target and target.deck else None
    if known is None or not _SLIDE.fullmatch(query):
        return known
    return replace(known, frame=f"{known.frame}{'&' if '?' in known.frame else '?'}{query}")


def _exists(name: str, uri: str, shelf: Shelf) -> bool:
    """Whether a name is the path of a file, or of a folder with an `index.html`."""
    place = place_of(name.partition("#")[0], uri)
    return place in shelf.assets or posixpath.join(place, "index.html") in shelf.assets


def resolve_file(
    name: str, uri: str, shelf: Shelf, *, deck: bool | None = None
) -> tuple[Embed | None, tuple[Finding, ...]]:
    """A file that lies beside the page at `uri`; a path from `/` begins at the docs folder.

    A folder stands for the `index.html` in it.
    """
    place = _find_file(name, uri, shelf)
    asset = shelf.assets.get(place)
    if asset is None:
        place = place.removesuffix("/index.html")
        other = shelf.nearest(place)
        return None, (
            Finding(
                message=f"there is no file {quoted(place)}; it was left out",
                hint=f"Did you mean '{posixpath.relpath(other, posixpath.dirname(uri))}'?" if other else "",
                level=Level.WARNING,
            ),
        )
    embed, findings = resolve_embed(quote(posixpath.basename(place)), deck=deck)
    if embed is None or (embed.provider == "pdf" and place not in shelf.pdfs):
        return None, findings  # a file that is no PDF was reported where it lies
    link = asset.address or quote(place)
    embed = replace(embed, link=link, frame=link if embed.frame else "", host="", size=asset.size)
    facts = shelf.pdfs.get(place)
    return (_with_facts(embed, facts) if facts else embed), findings


def _find_file(name: str, uri: str, shelf: Shelf) -> str:
    """The place in the site that a name of a file or a folder means, whether or not anything is there."""
    place = place_of(name.partition("#")[0], uri)
    return place if place in shelf.assets else posixpath.join(place, "index.html")


def _with_facts(embed: Embed, facts: PdfFacts) -> Embed:
    return replace(
        embed,
        slides=facts.pages,
        ratio=facts.ratio or embed.ratio,
        poster=poster_address(facts.poster) if facts.poster else "",
    )


def poster_address(poster: Path) -> str:
    """Where the picture of a PDF's first page goes, relative to the site."""
    return f"assets/podium/posters/{poster.name}"
