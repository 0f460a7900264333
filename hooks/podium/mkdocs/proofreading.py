"""Lays out the text of every page without writing any, and hears what MkDocs says of its links and pictures."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from podium.mkdocs.clearing import clear_ground
from podium.mkdocs.guarding import guard_text
from podium.mkdocs.pages import expander, page_source, page_text
from podium.mkdocs.site import Build, add_pages, path_of
from podium.problems import Finding
from podium.text import clean, one_line

_SAID = re.compile(
    r"Doc file '.*?' (?P<what>contains an? [a-z ]*link (?:to )?'(?P<link>.*?)'.*?)\.?(?P<hint> Did you mean .*\?)?"
)
_BEFORE = r"(?:\]\(\s*<?|\]:\s*<?|<)"


def proofread(build: Build, config: MkDocsConfig, files: Files) -> None:
    """Adds what is wrong with the texts of all pages to the build's problems."""
    config.plugins._current_plugin = "podium"  # noqa: SLF001 (pages made here say who made them)
    add_pages(build, files, config)
    clear_ground(build, files, config)
    written = [file for file in files.documentation_pages() if file.src_uri in build.talks | build.matters]
    with _heard() as said:
        for file in written:
            said.clear()
            _render(build, file, config, files)
            _note(build, file, said)
        for file in written:
            said.clear()
            if file.page:
                file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
            _note(build, file, said)


def _render(build: Build, file: File, config: MkDocsConfig, files: Files) -> None:
    page = Page(None, file, config)
    source = page_source(build, page)
    page.markdown = page_text(build, page, build.matters[file.src_uri].body if source is None else source)
    build.extension.expand = expander(build, page, config)
    guard_text(build, page)
    page.render(config, files)


def _note(build: Build, file: File, said: list[str]) -> None:
    text, first = _written(build, file.src_uri)
    seen: Counter[str] = Counter()
    for sentence in said:
        found = _SAID.fullmatch(one_line(clean(sentence)))
        if found:
            line = first + _line(text, found["link"], seen[found["link"]])
            seen[found["link"]] += 1
            build.problems.append(say_link(found["what"], found["hint"] or "").at(path_of(build, file.src_uri), line))


def _written(build: Build, uri: str) -> tuple[str, int]:
    """The text of a page as it was written, and the line at which it begins."""
    talk = build.talks.get(uri)
    matter = build.matters.get(uri)
    return (talk.body, talk.body_line) if talk else (matter.body, matter.body_line) if matter else ("", 1)


def _line(text: str, link: str, number: int) -> int:
    """The line, from 0, on which a link stands for the nth time, from 0."""
    places = [found.end() for found in re.finditer(_BEFORE + re.escape(link), text)] or [text.find(link)]
    return text.count("\n", 0, max(places[min(number, len(places) - 1)], 0))


def say_link(what: str, hint: str = "") -> Finding:
    """The sentence for what MkDocs says of a link or a picture."""
    return Finding(message=f"the text {what}", hint=hint.strip())


@contextmanager
def _heard() -> Iterator[list[str]]:
    """The warnings that MkDocs gives of pages, which nobody else hears."""
    said: list[str] = []
    logger = logging.getLogger("mkdocs.structure.pages")
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield said
    finally:
        logger.propagate = True
        logger.removeHandler(handler)
