"""The index of everything on the site that has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import TypeAlias

from podium.readers.slugs import default_slug
from podium.resolvers.reading import address_key
from podium.structure.catalogue import Catalogue
from podium.structure.names import Names, Target
from podium.structure.sources import Document
from podium.text import name_key

Named: TypeAlias = Iterator[tuple[str, Target]]


def _talks(catalogue: Catalogue, _: Iterable[Document]) -> Named:
    for talk in catalogue.talks:
        target = Target(
            kind="talk",
            name=talk.slug,
            title=talk.title,
            address=talk.address if talk.ready else "",
            uri=talk.uri if talk.ready else "",
            talk=talk,
        )
        yield talk.slug, target
        yield PurePosixPath(talk.path).stem, target
        yield talk.title, target


def _decks(catalogue: Catalogue, _: Iterable[Document]) -> Named:
    for deck in catalogue.decks:
        link = deck.embed.link if deck.embed else ""
        uri = deck.uri if deck.address else ""
        target = Target(kind="deck", name=deck.slug, title=deck.title, address=link, uri=uri, deck=deck)
        yield deck.slug, target
        yield deck.title, target
        if deck.embed and deck.embed.frame:  # an address that a deck file knows more about
            yield address_key(link), target


def _deck_files(catalogue: Catalogue, _: Iterable[Document]) -> Named:
    """Decks by their files, for those whose slug is another because a talk was there first."""
    names = {deck.slug: default_slug(deck.uri) for deck in catalogue.decks}
    targets = {target.name: target for _, target in _decks(catalogue, ())}
    yield from ((names[slug], target) for slug, target in targets.items())


def _snippets(catalogue: Catalogue, _: Iterable[Document]) -> Named:
    for ran in catalogue.snippets:
        name = ran.snippet.name
        yield name, Target(kind="snippet", name=name, title=ran.snippet.title or name)


def _pages(_: Catalogue, documents: Iterable[Document]) -> Named:
    for document in documents:
        path = PurePosixPath(document.uri)
        stem = path.parent.name if path.stem in ("index", "README") else path.stem
        target = Target(
            kind="page",
            name=stem or document.title,
            title=document.title,
            address=document.address,
            uri=document.uri,
        )
        for name in (path.with_suffix("").as_posix(), stem, document.title):
            yield name, target


def _events(catalogue: Catalogue, _: Iterable[Document]) -> Named:
    for entry in catalogue.entries:
        event, url = entry.occasion.event, entry.occasion.event_url
        if event and url:
            yield event, Target(kind="event", name=event, title=event, address=url)


def _speakers(catalogue: Catalogue, _: Iterable[Document]) -> Named:
    for talk in catalogue.talks:
        for speaker in talk.speakers:
            if speaker.link:
                yield (
                    speaker.name,
                    Target(kind="speaker", name=speaker.name, title=speaker.name, address=speaker.link),
                )


KINDS: tuple[Callable[[Catalogue, Iterable[Document]], Named], ...] = (
    _talks,
    _decks,
    _snippets,
    _pages,
    _events,
    _speakers,
    _deck_files,
)
"""Where names come from; of two things with one name the first kind has it."""


def resolve_names(catalogue: Catalogue, documents: Iterable[Document]) -> Names:
    """The index of a site. Within a kind slugs were made unique before; of equal titles the first one counts."""
    documents = tuple(documents)
    targets: dict[str, Target] = {}
    others: dict[str, tuple[Target, ...]] = {}
    for kind in KINDS:
        for name, target in kind(catalogue, documents):
            folded = name_key(name)
            if targets.setdefault(folded, target) is not target:
                others[folded] = (*others.get(folded, ()), target)
    targets.pop("", None)
    return Names(targets=targets, others=others)
