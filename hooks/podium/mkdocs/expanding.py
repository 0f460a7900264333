"""Expands the references of one page, and keeps what was wrong with them."""

from __future__ import annotations

from dataclasses import replace

import markdown
from mkdocs.config.defaults import MkDocsConfig

from podium.mkdocs.site import Build
from podium.problems import Finding, Level
from podium.renderers.markdown import Expansion
from podium.renderers.references import Here, expand
from podium.renderers.unlaid import render_as_written, say_unlaid
from podium.resolvers.references import find_references
from podium.structure.decks import Deck
from podium.structure.links import Reference

_EMBEDS = 1000


class Expander:
    """The function that the Markdown extension calls for each reference of a page or of a deck's caption."""

    def __init__(self, build: Build, config: MkDocsConfig, here: Here, text: Text) -> None:
        """Takes the page, and the text whose lines problems are about."""
        self._build = build
        self._config = config
        self._here = here
        self._text = text
        self._count = 0

    @property
    def place(self) -> tuple[str, str]:
        """The page, and the address at which its text is to stand."""
        return self._here.uri, self._here.context.page

    def __call__(self, reference: Reference) -> Expansion:
        """What stands in the place of a reference."""
        self._count += 1
        if self._count > _EMBEDS:
            return self._refuse(reference)
        line = self._text.line_of(reference.raw)
        expansion, findings = expand(reference, self._here, self._caption)
        if findings:
            self._build.problems += [finding.at(self._text.path, line) for finding in findings]
        if not expansion.html and findings and self._build.settings.serving:
            return replace(expansion, text=expansion.text or reference.raw)
        return expansion

    def note(self, finding: Finding, words: str) -> None:
        """Notes what is wrong where some words of the text stand."""
        self._build.problems.append(finding.at(self._text.path, self._text.line_with(words)))

    def _refuse(self, reference: Reference) -> Expansion:
        if self._count == _EMBEDS + 1:
            finding = Finding(
                message=f"the page has more than {_EMBEDS} references; the rest stayed as they are",
                hint="Split the page.",
                level=Level.ERROR,
            )
            self._build.problems.append(finding.at(self._text.path, self._text.line_of(reference.raw)))
        return Expansion(text=reference.raw)

    def _caption(self, deck: Deck) -> str:
        """The Markdown below a deck's front matter, with the references in it expanded one level deeper."""
        here = replace(self._here, inside=(*self._here.inside, deck.slug), uri=deck.uri)
        extension, outer = self._build.extension, self._build.extension.expand
        extension.expand = inner = Expander(self._build, self._config, here, Text(deck.path, deck.body, deck.body_line))
        try:
            return markdown.markdown(
                deck.body,
                extensions=self._config.markdown_extensions,
                extension_configs=self._config.mdx_configs or {},
            )
        except Exception as error:  # noqa: BLE001 (what a caption raises costs that caption alone)
            inner.note(say_unlaid(error), "")
            return render_as_written(deck.body)
        finally:
            extension.expand = outer


class Text:
    """A text with a place in a file, in which references are found again."""

    def __init__(self, path: str, text: str, first: int) -> None:
        """Takes the file, the text and the line at which it begins there."""
        self.path = path
        self._text = text
        self._first = first
        self._lines: dict[str, list[int]] = {}
        for reference, line in reversed(find_references(text)):
            self._lines.setdefault(reference.raw, []).append(line)

    def line_with(self, words: str) -> int:
        """The first line at which some words begin, or else the first of them, or the first line of all."""
        words = words.strip()
        place = self._text.find(words)
        place = place if place >= 0 else self._text.find(words.partition("\n")[0].strip())
        return self._first + (self._text.count("\n", 0, place) if place >= 0 else 0)

    def line_of(self, raw: str) -> int:
        """The line of the next place where a reference stands, outside code, or of the last one."""
        lines = self._lines.get(raw, [0])
        return self._first + (lines.pop() if len(lines) > 1 else lines[0])
