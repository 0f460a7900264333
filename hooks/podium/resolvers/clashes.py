"""Settles who has an address or a name when two want it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from podium.problems import Finding, Level, Problem
from podium.readers.slugs import free_slug
from podium.resolvers.references import find_references
from podium.structure.catalogue import Catalogue
from podium.structure.decks import Deck
from podium.structure.names import Names, Target
from podium.structure.settings import Settings
from podium.structure.snippets import Snippet
from podium.structure.sources import Document
from podium.structure.talks import Talk
from podium.text import fold
from podium.urls import page_address


def settle_slugs(
    talks: Iterable[Talk], settings: Settings, taken: Mapping[str, str]
) -> tuple[tuple[Talk, ...], tuple[Problem, ...]]:
    """The talks by slug, each with a slug of its own; `taken` are those of the writer's pages, folded, with a name.

    The first file by path keeps the slug that two want, the other one gets a number, so that neither is lost.
    Case and accents' form do not make a difference, as on many disks.
    """
    owners = dict(taken)
    settled: list[Talk] = []
    problems: list[Problem] = []
    for talk in sorted(talks, key=lambda talk: talk.path):
        other = owners.get(fold(talk.slug))
        slug = free_slug(talk.slug, owners) if other else talk.slug
        if other:
            problems.append(_say_taken(talk, other, slug))
        address = page_address(f"talks/{slug}", directories=settings.directory_urls)
        settled.append(replace(talk, slug=slug, address=address) if other else talk)
        owners[fold(slug)] = talk.path
    return tuple(sorted(settled, key=lambda talk: talk.slug)), tuple(problems)


def settle_decks(
    decks: Iterable[Deck], talks: Iterable[Talk], taken: Mapping[str, str]
) -> tuple[tuple[Deck, ...], tuple[Problem, ...]]:
    """The decks by slug, each with a slug that no other deck and no talk has, in the same way."""
    owners = {**taken, **{fold(talk.slug): talk.path for talk in talks}}
    settled: list[Deck] = []
    problems: list[Problem] = []
    for deck in sorted(decks, key=lambda deck: deck.path):
        other = owners.get(fold(deck.slug))
        slug = free_slug(deck.slug, owners) if other else deck.slug
        if other:
            problems.append(_say_taken(deck, other, slug))
        settled.append(replace(deck, slug=slug))
        owners[fold(slug)] = deck.path
    return tuple(sorted(settled, key=lambda deck: deck.slug)), tuple(problems)


def find_shadowed(catalogue: Catalogue, documents: Iterable[Document]) -> Iterator[Problem]:
    """Pages of the docs folder in whose place MkDocs shows the talk or the deck of the same name."""
    pages = {document.uri for document in documents}
    shown: list[Talk | Deck] = [talk for talk in catalogue.talks if talk.ready]
    shown += [deck for deck in catalogue.decks if deck.address]
    for thing in shown:
        if thing.uri in pages:
            yield Finding(
                message=f"the docs folder has a page {thing.uri} too; only the file of the talks folder is shown",
                hint="Rename one of the two.",
                level=Level.ERROR,
            ).at(thing.path)


def _say_taken(one: Talk | Deck, other: str, slug: str) -> Problem:
    return Finding(
        message=f"the slug '{one.slug}' belongs to {other} already; '{slug}' was used",
        hint="Give one of them another slug.",
        level=Level.ERROR,
    ).at(one.path, one.lines.get("slug", 1), "slug")


def find_hidden(snippets: Iterable[Snippet], names: Names) -> Iterator[Problem]:
    """Snippets that their name does not show, since a talk or a deck has it."""
    seen: set[str] = set()
    for snippet in snippets:
        target = names.find(snippet.name)
        if target and target.kind != "snippet" and snippet.name not in seen:
            seen.add(snippet.name)
            yield _say_hidden(snippet, target).at(snippet.path, snippet.line)


def _say_hidden(snippet: Snippet, target: Target) -> Finding:
    name, kind = snippet.name, target.kind
    if _shows(target.talk or target.deck, name):
        return Finding(
            message=f"a {kind} is called '{name}' as well; [[[{name}]]] shows the snippet there, "
            f"and the {kind} elsewhere",
            hint=f"For the snippet write [[[{snippet.key}]]] elsewhere.",
            level=Level.NOTICE,
        )
    return Finding(
        message=f"a {kind} is called '{name}' as well; [[[{name}]]] shows the {kind}",
        hint=f"Give the snippet another name, or write [[[{snippet.key}]]].",
    )


def _shows(thing: Talk | Deck | None, name: str) -> bool:
    """Whether the text of a talk or a deck embeds a name."""
    found = find_references(thing.body) if thing else ()
    return any(reference.embed and fold(reference.name) == fold(name) for reference, _ in found)
