"""Addresses of decks that only their hosts can say more about, wherever a site shows one without a deck file for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from podium.resolvers.media import Shelf, resolve_media
from podium.resolvers.oembed import wanted
from podium.resolvers.references import find_references, is_address
from podium.structure.catalogue import Catalogue
from podium.structure.names import Names
from podium.structure.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Unasked:
    """One deck of which the site has the address alone."""

    url: str
    """Its page."""
    provider: str
    """The registry name of its host, which is the `type` of a deck file."""
    path: str
    """The file that shows it first, relative to the project."""
    question: str
    """The address at which its host answers."""


def find_unasked(
    catalogue: Catalogue, texts: Mapping[str, str], names: Names, shelf: Shelf, settings: Settings
) -> tuple[Unasked, ...]:
    """Each such deck once. `texts` are the other texts in which it may be embedded, by their files."""
    found: dict[str, Unasked] = {}
    for path, name in (*_in_talks(catalogue), *_in_texts(texts)):
        embed, _ = resolve_media(name, "", names, shelf, settings) if is_address(name) else (None, ())
        address = embed.link.partition("#")[0].partition("?")[0] if embed and not embed.frame else ""
        question = wanted({"url": address}) if address else None
        if embed and question:
            found.setdefault(address, Unasked(url=address, provider=embed.provider, path=path, question=question))
    return tuple(found.values())


def _in_talks(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for talk in catalogue.talks:
        for occasion in talk.occasions:
            yield from ((talk.path, name) for name in (*occasion.slides, *occasion.videos))
    yield from _in_texts({talk.path: talk.body for talk in catalogue.talks})
    yield from _in_texts({deck.path: deck.body for deck in catalogue.decks})


def _in_texts(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path, text in texts.items():
        references: Iterable[str] = (reference.name for reference, _ in find_references(text) if reference.embed)
        yield from ((path, name) for name in references)
