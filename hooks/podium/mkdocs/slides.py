"""Renders the slides of decks with the Markdown of the site, each deck once a build."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from functools import cached_property

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig

from podium.mkdocs.expanding import Expander, Text
from podium.mkdocs.site import Build
from podium.problems import Problem
from podium.renderers.context import no_slides
from podium.renderers.references import Here
from podium.renderers.slide_extensions import slide_extensions
from podium.renderers.slides import Shown, render_slides
from podium.renderers.unlaid import render_as_written, say_unlaid
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
            self._shown[deck.slug], problems = self._render(deck)
            self._build.problems += problems
        return self._shown[deck.slug]

    def _render(self, deck: Deck) -> tuple[tuple[Shown, ...], tuple[Problem, ...]]:
        try:
            return render_slides(deck, _Converter(self, deck), self._places)
        except Exception as error:  # noqa: BLE001 (what a deck raises costs that deck alone)
            shown, _ = render_slides(deck, lambda _, text: render_as_written(text), self._places)
            return shown, (say_unlaid(error).at(deck.path),)

    @cached_property
    def markdown(self) -> Markdown:
        """One for all slides: to make one costs more than to render a slide."""
        extensions, settings = slide_extensions(self._config.markdown_extensions, self._config.mdx_configs or {})
        return Markdown(extensions=extensions, extension_configs=settings)

    def here(self, deck: Deck) -> Here:
        """What the references on a deck's slides may lead to.

        Addresses come out as a writer would type them in the deck's file; a slide shows no other deck's slides.
        """
        build, site = self._build, self._site
        folder = posixpath.dirname(deck.uri) + "/"
        return Here(
            context=replace(build.context(folder), slides=no_slides),
            uri=deck.uri,
            names=site.names,
            shelf=build.shelf,
            talk=site.catalogue.showing(deck),
            circles=site.circles,
            inside=(deck.slug,),
        )

    def convert(self, text: str, place: Text, here: Here) -> str:
        """The HTML of some Markdown of a slide, with its references expanded."""
        extension, outer = self._build.extension, self._build.extension.expand
        extension.expand = expander = Expander(self._build, self._config, here, place)
        try:
            return self.markdown.reset().convert(text)
        except Exception as error:  # noqa: BLE001 (what an extension raises costs that slide alone)
            del self.markdown  # it is in the middle of the slide for ever
            expander.note(say_unlaid(error), "")
            return render_as_written(text)
        finally:
            extension.expand = outer


class _Converter:
    """Renders the Markdown of one deck's slides."""

    def __init__(self, slides: _Slides, deck: Deck) -> None:
        self._slides = slides
        self._path = deck.path
        self._here = slides.here(deck)

    def __call__(self, slide: Slide, text: str) -> str:
        return self._slides.convert(text, Text(self._path, slide.source, slide.line), self._here)
