"""Settles who has an address or a name when two want it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote

from podium.problems import Finding, Level, Problem
from podium.readers.fields import key
from podium.readers.slugs import file_day, free_slug, whole_slug
from podium.resolvers.references import find_references
from podium.structure.catalogue import Catalogue, Entry
from podium.structure.decks import Deck
from podium.structure.names import Names, Target
from podium.structure.settings import Settings
from podium.structure.snippets import Snippet
from podium.structure.sources import Document
from podium.structure.talks import Talk
from podium.text import fold
from podium.urls import page_address

_DAY = len("2026-06-09")
_NEVER = "9999"


def settle_slugs(
    talks: Iterable[Talk], settings: Settings, taken: Mapping[str, str]
) -> tuple[tuple[Talk, ...], tuple[Problem, ...]]:
    """The talks by slug, each with a slug of its own; `taken` are those of the writer's pages, folded, with a name.

    Of two that want one slug, the one that was there first keeps it, so that no address moves because another talk
    came. The other has the whole name of its file, with the date, or a number behind it. Case and accents' form do not
    make a difference, as on many disks.
    """
    owners, old = dict(taken), dict[str, str]()
    settled: list[Talk] = []
    problems: list[Problem] = []
    for talk in sorted(talks, key=_age):
        other = owners.get(fold(talk.slug)) or (None if _chosen(talk) else old.get(fold(talk.slug)))
        slug = _next_slug(talk, {*owners, *old}) if other else talk.slug
        if other:
            problems.append(_say_taken(talk, other, slug))
        address = page_address(f"talks/{slug}", directories=settings.directory_urls)
        settled.append(replace(talk, slug=slug, address=address) if other else talk)
        owners[fold(slug)] = talk.path
        old |= dict.fromkeys(_old_slugs(talk), talk.path)
    return tuple(sorted(settled, key=lambda talk: talk.slug)), tuple(problems)


def _age(talk: Talk) -> tuple[bool, bool, str, str, str]:
    """Sorts talks by who was there first, as far as their files tell.

    A draft comes last, a slug that was chosen first. Then counts when the file was made: by `created`, by the date in
    its name, which stays when a talk is moved to another day, and by the day of the talk. One without any was there
    before, unless it is still to come.
    """
    days = sorted(each.when.start.iso for each in talk.occasions if each.when)
    coming = any(Entry(talk=talk, occasion=each).awaited for each in talk.occasions)
    day = days[0] if days else _NEVER * coming
    born = talk.created.iso[:_DAY] if talk.created else file_day(talk.uri) or day[:_DAY]
    return talk.draft, not _chosen(talk), born, day, talk.path


def _chosen(one: Talk | Deck) -> bool:
    """Whether the file itself says its slug."""
    return any(key(name) == "slug" for name in one.lines)


def _old_slugs(talk: Talk) -> Iterator[str]:
    """What a talk's pages were once called, folded: its aliases that look like addresses of talks."""
    for alias in talk.aliases:
        slug = alias.removeprefix("talks/").removesuffix("index.html").removesuffix(".html").rstrip("/")
        if alias.startswith("talks/") and "/" not in slug:
            yield fold(unquote(slug))


def _next_slug(one: Talk | Deck, owners: Collection[str]) -> str:
    """Another slug for a file whose first choice is taken."""
    return free_slug(one.slug if _chosen(one) else whole_slug(one.uri), owners)


def settle_decks(
    decks: Iterable[Deck], talks: Iterable[Talk], taken: Mapping[str, str]
) -> tuple[tuple[Deck, ...], tuple[Problem, ...]]:
    """The decks by slug, each with a slug that no other deck and no talk has, in the same way."""
    owners = {**taken, **{fold(talk.slug): talk.path for talk in talks}}
    settled: list[Deck] = []
    problems: list[Problem] = []
    for deck in sorted(decks, key=lambda deck: (not _chosen(deck), file_day(deck.uri), deck.path)):
        other = owners.get(fold(deck.slug))
        slug = _next_slug(deck, owners) if other else deck.slug
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
    if not _chosen(one) and slug == whole_slug(one.uri):
        return Finding(
            message=f"'{one.slug}' is the address of {other}, which was there first; here it is '{slug}'",
            hint="Give this one a 'slug' if you want another.",
            level=Level.NOTICE,
        ).at(one.path)
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
