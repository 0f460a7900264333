"""Renders the slides of decks with the Markdown of the site, each deck once a build."""

from __future__ import annotations

import posixpath
from functools import cached_property

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig

from podium.mkdocs.expanding import Expander, Text
from podium.mkdocs.site import Build
from podium.renderers.context import Context
from podium.renderers.references import Here
from podium.renderers.slide_extensions import slide_extensions
from podium.renderers.slides import Shown, render_slides
from podium.resolvers.addresses import find_places
from podium.structure.decks import Deck
from podium.structure.slides import Slide


def attach_slides(build: Build, config: MkDocsConfig) -> None:
    """Lets renderers ask the build for the slides of a deck."""
    build.show = _Slides(build, config)


class _Slides:
    """All slides of a build that have been asked for."""

    def __init__(self, build: Build, config: MkDocsConfig) -> None:
        assert build.site is not None
        self._build = build
        self._config = config
        self._site = build.site
        self._places = find_places(build.site.names, build.shelf)
        self._shown: dict[str, tuple[Shown, ...]] = {}

    def __call__(self, deck: Deck) -> tuple[Shown, ...]:
        """The slides of a deck; what is wrong with them goes to the build's problems."""
        if deck.slug not in self._shown:
            convert = _Converter(self, deck)
            self._shown[deck.slug], problems = render_slides(deck, convert, self._places)
            self._build.problems += problems
        return self._shown[deck.slug]

    @cached_property
    def markdown(self) -> Markdown:
        """One for all slides: to make one costs more than to render a slide."""
        extensions, settings = slide_extensions(self._config.markdown_extensions, self._config.mdx_configs or {})
        return Markdown(extensions=extensions, extension_configs=settings)

    def convert(self, deck: Deck, slide: Slide, text: str) -> str:
        """The HTML of some Markdown of a slide, with its references expanded."""
        extension, outer = self._build.extension, self._build.extension.expand
        here = Here(
            context=self._context(deck),
            uri=deck.uri,
            names=self._site.names,
            shelf=self._build.shelf,
            talk=self._site.catalogue.showing(deck),
            circles=self._site.circles,
            inside=(deck.slug,),
        )
        extension.expand = Expander(self._build, self._config, here, Text(deck.path, slide.source, slide.line))
        try:
            return self.markdown.reset().convert(text)
        finally:
            extension.expand = outer

    def _context(self, deck: Deck) -> Context:
        """Addresses come out as a writer would type them in the deck's file; a slide shows no other deck's slides."""
        build = self._build
        folder = posixpath.dirname(deck.uri) + "/"
        return Context(settings=build.settings, catalogue=self._site.catalogue, now=build.now, page=folder)


class _Converter:
    """Renders the Markdown of one deck's slides."""

    def __init__(self, slides: _Slides, deck: Deck) -> None:
        self._slides = slides
        self._deck = deck

    def __call__(self, slide: Slide, text: str) -> str:
        return self._slides.convert(self._deck, slide, text)
