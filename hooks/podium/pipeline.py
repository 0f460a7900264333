"""From files to a site: every stage takes data and returns new data, and this module puts them in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TypeVar

from podium.problems import Finding, Problem, by_place
from podium.readers.decks import is_written, read_deck
from podium.readers.fences import Fence, read_fences
from podium.readers.fields import key
from podium.readers.front_matter import FrontMatter, read_front_matter
from podium.readers.slugs import default_slug
from podium.readers.snippets import Codes, read_snippets
from podium.readers.talks import read_talk
from podium.renderers.aliases import render_aliases
from podium.renderers.bodies import render_index
from podium.renderers.calendars import render_calendars
from podium.renderers.context import Context
from podium.renderers.data import render_data
from podium.renderers.feeds import render_feeds
from podium.renderers.listing_pages import listing_pages
from podium.renderers.llms import render_llms
from podium.renderers.resource_pages import render_resource_files, resource_pages
from podium.resolvers.circles import find_circles
from podium.resolvers.clashes import find_hidden, find_shadowed, settle_decks, settle_slugs
from podium.resolvers.decks import is_deck, resolve_decks
from podium.resolvers.grounds import Ground
from podium.resolvers.listings import resolve_listings
from podium.resolvers.media import Shelf
from podium.resolvers.names import resolve_names
from podium.resolvers.owners import find_owners, find_slugs
from podium.resolvers.pastes import find_pastes
from podium.resolvers.pictures import resolve_pictures
from podium.resolvers.references import find_references
from podium.resolvers.runs import judge_run
from podium.resolvers.shows import resolve_shows
from podium.structure.catalogue import Catalogue
from podium.structure.decks import Deck
from podium.structure.names import Names
from podium.structure.outputs import Output, Page, Site
from podium.structure.recordings import Recording
from podium.structure.settings import Settings
from podium.structure.snippets import Ran, Snippet
from podium.structure.sources import Document, Source
from podium.structure.talks import Talk

_Made = TypeVar("_Made")
Outputs = tuple[tuple[Output, ...], tuple[Problem, ...]]
Run = Callable[[Sequence[Snippet]], Mapping[str, Recording]]
"""Gives what snippets do, by their keys; those of which nobody knows are missing."""
OUTPUTS: tuple[Callable[[Catalogue, Ground], Outputs], ...] = (render_aliases,)
"""Renderers of the files that are not pages."""
FINISHING: tuple[Callable[[Context, Mapping[str, str]], Iterable[Output]], ...] = (
    render_calendars,
    render_feeds,
    render_resource_files,
    render_data,
    render_llms,
)
"""Renderers of the files that need all pages: they get the HTML of the writer's text of each talk by its `uri`."""


@dataclass(slots=True, kw_only=True)
class _Read:
    """What the files of the talks folder turn out to be."""

    talks: list[Talk] = field(default_factory=list)
    decks: list[Deck] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def run_nothing(_: Sequence[Snippet]) -> Mapping[str, Recording]:
    """Knows of no snippet what it does."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippets:
    """What a project has of snippets besides those in its talks."""

    codes: Codes = field(default_factory=dict)
    """The texts of the snippets folder."""
    fences: tuple[Fence, ...] = ()
    """The runnable blocks of code in the pages of the docs folder."""
    run: Run = run_nothing
    """What runs them."""


def build(
    settings: Settings,
    sources: Sequence[Source],
    shelf: Shelf,
    documents: Sequence[Document] = (),
    snippets: Snippets | None = None,
) -> Site:
    """The site of a project's files.

    `sources` are the Markdown files of the talks folder, `shelf` the files that can be shown, `documents` the pages
    of the docs folder. Nothing is read or written here; what is wrong comes back as problems.
    """
    read = _read_all(sources, settings)
    problems = read.problems
    ran = _run(snippets or Snippets(), read)
    pages = _beside(documents, read)
    talks = _noting(settle_slugs(read.talks, settings, find_slugs("talks/", pages, shelf, settings)), problems)
    decks = _noting(settle_decks(read.decks, talks, find_slugs("decks/", pages, shelf, settings)), problems)
    decks = _noting(resolve_decks(decks, shelf, settings), problems)
    talks = _noting(resolve_shows(talks, decks, shelf, settings), problems)
    talks = _noting(resolve_pictures(talks, shelf), problems)
    catalogue = Catalogue(talks=talks, decks=decks, snippets=ran, duration=timedelta(minutes=settings.duration))
    listings = resolve_listings(catalogue, settings)
    names = resolve_names(catalogue, documents)
    circles = find_circles(_graph(catalogue, names))
    problems += _look_through(catalogue, names, circles, documents)
    lists = (*listing_pages(listings, documents, shelf, settings), *resource_pages(catalogue, documents))
    made = (*_pages(read.pages, documents), *lists)
    ground = find_owners(catalogue, pages, made, shelf, settings)
    outputs = [output for render in OUTPUTS for output in _noting(render(catalogue, ground), problems)]
    return Site(
        catalogue=catalogue,
        names=names,
        circles=circles,
        pages=made,
        outputs=tuple(outputs),
        problems=tuple(sorted(problems, key=by_place)),
        listings=listings,
    )


def _look_through(
    catalogue: Catalogue, names: Names, circles: Mapping[tuple[str, str], Finding], documents: Iterable[Document]
) -> Iterator[Problem]:
    """What is wrong with things that only all of them together show."""
    for talk in catalogue.talks:
        yield from find_pastes(talk)
    yield from find_hidden((ran.snippet for ran in catalogue.snippets), names)
    yield from find_shadowed(catalogue, documents)
    yield from _say_circles(circles, catalogue, names)


def finish(context: Context, texts: Mapping[str, str]) -> Iterator[Output]:
    """The files of a site that can be made only when all of its pages are."""
    for render in FINISHING:
        yield from render(context, texts)


def _beside(documents: Iterable[Document], read: _Read) -> tuple[Document, ...]:
    """The pages that MkDocs can have beside the talks: of two files of one name it knows only one."""
    names = {talk.uri for talk in read.talks} | {deck.uri for deck in read.decks}
    return tuple(document for document in documents if document.uri not in names)


def _noting(result: tuple[_Made, Sequence[Problem]], problems: list[Problem]) -> _Made:
    """What a stage made; its problems go to the list."""
    made, found = result
    problems += found
    return made


def _run(given: Snippets, read: _Read) -> tuple[Ran, ...]:
    """All snippets of a project, with what they did."""
    own = _noting(read_snippets(given.codes), read.problems)
    snippets = _noting(read_fences([*read.fences, *given.fences], own, given.codes), read.problems)
    made = given.run(snippets) if snippets else {}
    ran = tuple(Ran(snippet=snippet, recording=made.get(snippet.key)) for snippet in snippets)
    read.problems += [problem for each in ran for problem in judge_run(each)]
    return ran


def _read_all(sources: Sequence[Source], settings: Settings) -> _Read:
    read = _Read()
    for source in sources:
        matter, found = read_matter(source.data, source.path)
        kind = _kind(matter)
        if _is_plain_page(source.uri):
            read.pages.append(Page(uri=source.uri, text=source.data.decode("utf-8-sig", "replace")))
            read.fences += matter.fences
        elif is_deck(kind) or is_written(kind, matter):
            deck, more = read_deck(source, matter, default_slug(source.uri), kind)
            if deck.draft and not settings.serving:
                continue
            read.decks.append(deck)
            read.fences += matter.fences
            read.problems += more
        else:
            talk, more = _talk(source, default_slug(source.uri), settings)
            if talk.draft and not settings.serving:  # nobody's business yet, nor are its problems
                continue
            read.talks.append(talk)
            read.fences += matter.fences
            read.problems += more
        read.problems += found
    if not settings.serving:  # what a preview remembers, a build would only hold
        forget()
    return read


# A preview reads every file again after each save; most are what they were.
read_matter = lru_cache(maxsize=20_000)(read_front_matter)


@lru_cache(maxsize=20_000)
def _talk(source: Source, slug: str, settings: Settings) -> tuple[Talk, tuple[Problem, ...]]:
    matter, _ = read_matter(source.data, source.path)
    return read_talk(source, matter, slug, settings)


def forget() -> None:
    """Lets go of what was read: of each file its bytes, its lines and its tree."""
    read_matter.cache_clear()
    _talk.cache_clear()


def _kind(matter: FrontMatter) -> str:
    value = next((value for name, value in matter.fields.items() if key(name) == "type"), None)
    return value.data if value and isinstance(value.data, str) else ""


def _is_plain_page(uri: str) -> bool:
    """Whether a file of the talks folder is a page about the talks: the folder's own index or README."""
    path = PurePosixPath(uri)
    return path.parent.name == path.parts[0] and path.stem.casefold() in ("index", "readme")


def _pages(pages: Sequence[Page], documents: Sequence[Document]) -> tuple[Page, ...]:
    taken = {page.uri for page in pages} | {document.uri for document in documents}
    index = render_index()
    return tuple(pages) if {index.uri, "talks/README.md"} & taken else (*pages, index)


def _graph(catalogue: Catalogue, names: Names) -> dict[str, tuple[str, ...]]:
    """Which talks and decks embed which, by name."""
    things: tuple[Talk | Deck, ...] = (*catalogue.talks, *catalogue.decks)
    return {thing.slug: tuple(other for other, _ in _edges(thing, names)) for thing in things if "[[[" in thing.body}


def _edges(thing: Talk | Deck, names: Names) -> list[tuple[str, int]]:
    """The talks and decks that one embeds, with the lines of its file."""
    own = {"deck" if isinstance(thing, Deck) else "talk": thing.slug}
    embeds = [(reference.name, line) for reference, line in find_references(thing.body) if reference.embed]
    found = [(names.find_shown(name, **own), line) for name, line in embeds]
    written = isinstance(thing, Deck) and thing.written  # a slide shows a talk as a card, which holds nothing
    return [
        (target.name, thing.body_line + line)
        for target, line in found
        if target and (target.deck or (target.talk and not written))
    ]


def _say_circles(circles: Mapping[tuple[str, str], Finding], catalogue: Catalogue, names: Names) -> Iterator[Problem]:
    closing = {name for name, _ in circles}
    things: tuple[Talk | Deck, ...] = (*catalogue.talks, *catalogue.decks)
    for thing in things:
        if thing.slug in closing:
            for other, line in _edges(thing, names):
                if (thing.slug, other) in circles:
                    yield circles[thing.slug, other].at(thing.path, line)
