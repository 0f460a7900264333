"""One build as MkDocs runs it: what was read, what was found, and what each page is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from podium import pipeline
from podium.mkdocs.assets import link_script
from podium.mkdocs.documents import read_document, salvage_meta
from podium.mkdocs.files import add_assets, add_deck, add_outputs, add_page, add_talk, remove_unsafe
from podium.mkdocs.shelves import read_shelf, shown_files
from podium.problems import Finding, Level, Problem
from podium.readers.front_matter import FrontMatter
from podium.readers.snippets import read_codes
from podium.readers.sources import read_sources
from podium.renderers.assets import deck_assets, page_assets, snippet_assets
from podium.renderers.context import Context, no_slides
from podium.renderers.decks import SNIPPET
from podium.renderers.markdown import ReferenceExtension
from podium.renderers.policy import Allowed
from podium.renderers.resource_pages import RESOURCES
from podium.renderers.running import PythonPart, run_assets
from podium.renderers.slides import Shown
from podium.resolvers.categories import check_categories
from podium.resolvers.media import Shelf, poster_address
from podium.resolvers.shortcodes import find_shortcodes
from podium.runners.packages import PackagesError, install
from podium.structure.decks import Deck
from podium.structure.outputs import Output, Page, Site
from podium.structure.settings import Settings
from podium.structure.sources import Asset, Document
from podium.structure.talks import Talk

_REPLACING = {"macros", "markdownextradata"}
"""Plugins that know what to put in the place of tags."""


@dataclass(slots=True, kw_only=True)
class Build:
    """The state of one build; MkDocs calls handlers one after another, and this is what they share."""

    settings: Settings
    """The site's settings."""
    root: Path
    """The project's folder."""
    docs: str
    """The docs folder, relative to the project, as problems name it."""
    now: datetime
    """The moment that decides what is upcoming."""
    extension: ReferenceExtension
    """The Markdown extension that expands references."""
    outer: Build | None = None
    """The build in which this one runs, when a plugin builds the site once more for another language."""
    files: list[File] = field(default_factory=list)
    """The files that MkDocs was given."""
    site: Site | None = None
    """What the pipeline made; None before the files were read."""
    shelf: Shelf = field(default_factory=lambda: Shelf(assets={}, pdfs={}))
    """Files that can be shown."""
    assets: tuple[Asset, ...] = ()
    """The files beside the talks."""
    decks: dict[str, Deck] = field(default_factory=dict)
    """Decks written in Markdown, by the file that MkDocs knows them by."""
    show: Callable[[Deck], tuple[Shown, ...]] = no_slides
    """Renders the slides of a deck, once; `attach_slides` sets it."""
    run: pipeline.Run = pipeline.run_nothing
    """Gives what snippets do; `Runner` does it."""
    python: tuple[PythonPart, ...] = ()
    """The files of the Python that visitors get; none when there is no snippet in Python."""
    talks: dict[str, Talk] = field(default_factory=dict)
    """Talks by the file that MkDocs knows them by."""
    listings: dict[str, Page] = field(default_factory=dict)
    """Pages of listings by the file that MkDocs knows them by."""
    matters: dict[str, FrontMatter] = field(default_factory=dict)
    """The front matter of each page of the docs folder, by its file."""
    salvaged: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The front matter that MkDocs would have dropped, by file."""
    problems: list[Problem] = field(default_factory=list)
    """Everything found so far."""
    said: set[Problem] = field(default_factory=set)
    """What of it the writer has been told."""
    fetched: Path | str | None = None
    """Where the packages of npm are, or why they are not here; None before anybody wanted to know."""
    seen: Mapping[Path, tuple[int, int]] = field(default_factory=dict)
    """In a preview, when each file that is watched was changed last, and its size."""
    allowed: Allowed = field(default_factory=Allowed)
    """What the pages of the site may use besides its files; complete when all texts are HTML."""
    shapes: set[str] = field(default_factory=set)
    """The scripts that the theme puts into pages, without the way to the site's root."""
    laid: str = ""
    """The page that is being written, as the theme laid it out and no plugin has changed it yet."""
    foreign: dict[tuple[bool, str], tuple[str, list[str]]] = field(default_factory=dict)
    """Scripts, and stylesheets (True), without effect: by their skeletons, with the files of their pages."""
    styles: dict[str, str] = field(default_factory=dict)
    """The inline styles of the site, by the classes that stand in their places."""
    cards: dict[str, str] = field(default_factory=dict)
    """The image drawn for each talk, by slug: an address relative to the site."""
    dates: dict[str, str] = field(default_factory=dict)
    """The date of each talk by its file, and the newest of each listing by its folder."""
    text: str = ""
    """The HTML of the writer's text on the page that is being laid out."""
    carried: frozenset[str] = frozenset()
    """The files of the talks whose text is in a feed; known when all texts are HTML."""
    own: frozenset[str] = frozenset()
    """The files for programs that the writer has made, which are not made again."""
    texts: dict[str, str] = field(default_factory=dict)
    """The HTML of the text of each of these that was laid out, by its file."""

    @property
    def cache(self) -> Path:
        """Where things are kept that can be made again; nothing watches it."""
        return self.root / ".cache" / "podium"

    @property
    def made(self) -> Path:
        """Where the texts of pages and files lie that were made here, for plugins that look for a file."""
        return self.cache / "made"

    def context(self, address: str) -> Context:
        """What renderers need for the page at an address."""
        assert self.site is not None
        return Context(
            settings=self.settings,
            catalogue=self.site.catalogue,
            now=self.now,
            page=address,
            slides=self.show,
            python=self.python,
            listings=self.site.listings,
        )


def docs_folder(config: MkDocsConfig, root: Path) -> str:
    """The docs folder relative to the project, or its name when it lies elsewhere."""
    docs = Path(config.docs_dir).resolve()
    return docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.name


def path_of(build: Build, uri: str) -> str:
    """The file of a page as problems name it; a page made here has only the name that MkDocs knows."""
    written = build.talks.get(uri) or build.decks.get(uri)
    if written:
        return written.path
    return f"{build.docs}/{uri}" if uri in build.matters else uri


def read_site(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Reads the project; `add_site` then gives MkDocs what was made."""
    build.problems += remove_unsafe(files, config, build.root, build.docs)
    sources, assets, problems = read_sources(build.root, build.settings.talks)
    build.problems += problems
    codes, problems = read_codes(build.root)
    build.problems += problems
    _drop(files, build.root / build.settings.talks)
    documents = _read_documents(build, files, build.docs)
    build.shelf, problems = read_shelf([*assets, *shown_files(files, build.docs, config)], build.cache)
    build.problems += problems
    fences = tuple(fence for matter in build.matters.values() for fence in matter.fences)
    snippets = pipeline.Snippets(codes=codes, fences=fences, run=build.run)
    build.site = pipeline.build(build.settings, sources, build.shelf, documents, snippets)
    build.problems += build.site.problems
    build.problems += check_categories(build.site.catalogue, build.now)
    if not _REPLACING & config.plugins.keys():
        build.problems += _find_shortcodes(build)
    build.assets = assets
    build.decks = {deck.uri: deck for deck in build.site.catalogue.decks if deck.address}
    build.talks = {talk.uri: talk for talk in build.site.catalogue.talks}
    build.listings = {page.uri: page for page in build.site.pages if page.listing or page.group}


def _find_shortcodes(build: Build) -> Iterator[Problem]:
    """A notice for each text with shortcodes of another system."""
    assert build.site is not None
    catalogue = build.site.catalogue
    texts = [(talk.path, talk.body, talk.body_line) for talk in catalogue.talks]
    texts += [(deck.path, deck.body, deck.body_line) for deck in catalogue.decks]
    texts += [(f"{build.docs}/{uri}", matter.body, matter.body_line) for uri, matter in build.matters.items()]
    for path, text, first in texts:
        if found := find_shortcodes(text):
            yield found[0].at(path, first + found[1])


def add_pages(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Gives MkDocs every page of the project, and the files beside the talks."""
    assert build.site is not None
    site = build.site
    for talk in site.catalogue.talks:
        # A page that is not ready is its writer's alone.
        if talk.ready or build.settings.serving:
            add_talk(files, talk, config, build.root, build.settings.talks)
    for page in (*site.pages, *_wanted(build, files, config)):
        add_page(files, page, config, build.made)
    for deck in build.decks.values():
        add_deck(files, deck, config, build.root, build.settings.talks)
    add_assets(files, build.assets, config)


def add_site(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Gives MkDocs every page and file of the project."""
    assert build.site is not None
    site = build.site
    add_pages(build, files, config)
    if build.decks:
        add_outputs(files, deck_assets(_packages(build)), config, build.made)
    add_outputs(files, page_assets(snippets=bool(site.catalogue.snippets)), config, build.made)
    if site.catalogue.snippets:
        add_outputs(files, [*snippet_assets(), *run_assets(build.python)], config, build.made)
        link_script(config, f"{SNIPPET}.js")
    posters = [facts.poster for facts in build.shelf.pdfs.values() if facts.poster]
    add_outputs(files, site.outputs, config, build.made)
    add_outputs(
        files, [Output(address=poster_address(poster), source=poster) for poster in posters], config, build.made
    )


def _wanted(build: Build, files: Files, config: MkDocsConfig) -> tuple[Page, ...]:
    """The page of resources in a site that has none yet, when the navigation or a page leads there."""
    assert build.site is not None
    uri = RESOURCES.uri
    there = any(page.uri == uri for page in build.site.pages) or files.get_file_from_path(uri)
    led = uri in str(config.nav) or any(uri in matter.body for matter in build.matters.values())
    return (RESOURCES,) if led and not there else ()


def _packages(build: Build) -> Path | None:
    """What was fetched for browsers; None, with a problem, when it could not be."""
    fetched = fetch_packages(build)
    if isinstance(fetched, Path):
        return fetched
    build.problems.append(say_missing(fetched).at("mkdocs.yml"))
    return None


def fetch_packages(build: Build) -> Path | str:
    """The folder of the packages, or why it is not here; who has no network is asked once a build."""
    if build.fetched is None:
        try:
            build.fetched = install(build.cache)
        except PackagesError as error:
            build.fetched = str(error)
    return build.fetched


def say_missing(reason: str) -> Finding:
    """The sentence for a site whose decks cannot move."""
    return Finding(
        message=f"reveal.js is not here and could not be fetched ({reason}); decks are shown as text to read",
        hint="Run 'podium setup' once where there is a network.",
        level=Level.ERROR,
    )


def _drop(files: Files, folder: Path) -> None:
    """Takes away what MkDocs found in a talks folder inside the docs folder: it is added again as talks."""
    for file in list(files):
        if file.abs_src_path and Path(file.abs_src_path).is_relative_to(folder):
            files.remove(file)


def _read_documents(build: Build, files: Files, folder: str) -> list[Document]:
    documents = []
    for file in files.documentation_pages():
        path = f"{folder}/{file.src_uri}"
        try:
            data = file.content_bytes
        except FileNotFoundError:  # deleted since MkDocs listed it
            files.remove(file)
            continue
        matter, problems = pipeline.read_matter(data, path)
        build.problems += problems
        build.matters[file.src_uri] = matter
        salvaged = salvage_meta(data, matter)
        if salvaged is not None:
            build.salvaged[file.src_uri] = salvaged
        documents.append(read_document(file, matter))
    return documents
