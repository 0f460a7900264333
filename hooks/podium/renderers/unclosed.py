"""HTML in a text that nobody closes: it ends where the text ends at the latest, and its writer is told.

Python-Markdown drops the Markdown inside two elements of one name that are never closed, and a browser takes all that
follows an open `<textarea>`, the rest of the page included, for what stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from markdown import Markdown
from markdown.extensions import md_in_html
from markdown.htmlparser import HTMLExtractor, void_tags
from markdown.preprocessors import HtmlBlockPreprocessor

from podium.problems import Finding
from podium.readers.markdown_lines import masked
from podium.text import quoted

Say = Callable[[Finding, str], None]
"""Takes what is wrong, and the words at whose beginning it is."""
# Until the end of one of these a browser reads no other tags, or shows nothing.
_SWALLOWING = "iframe|noscript|script|select|style|template|textarea|title"
_OPEN = re.compile(rf"<(?:(?P<name>{_SWALLOWING})\b[^<>]*>|!--)", re.IGNORECASE)
_CLOSER = re.compile(rf"</(?P<name>{_SWALLOWING})\s*>", re.IGNORECASE)
# HTML lets these end without a tag.
_ENDING_ALONE = ("dd", "dt", "li", "p")
_BLANK_LINE = re.compile(r"\n\s*\n\s*\S")
# The rest of a line, and the next line with words; U+0002 begins what is stashed away.
_WORDS = re.compile(r"[^\n\x02]*\n*[^\n\x02]*")
_CODE = " " * 8
"""How far code is indented below an item of a list."""

Place = tuple[int, int]
"""A line, from 1, and a column, from 0."""


def guard_unclosed(md: Markdown, say: Say) -> None:
    """Lets no open element of a text take anything with it. To call it again for the same `md` only changes `say`."""
    if "html_block" not in md.preprocessors:
        return
    preprocessor: Any = md.preprocessors["html_block"]
    extractor = _EXTRACTORS.get(type(preprocessor))
    if extractor:
        preprocessor.run = partial(_run, extractor, md, say)


def _run(extractor: type[_Extractor], md: Markdown, say: Say, lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    parser = extractor(md)
    parser.swallowing = _find_swallowing(text)
    parser.feed(text)
    parser.close()
    for (line, column), name, outcome in parser.found:
        rest = "\n".join([lines[line - 1][column:], *lines[line:]])
        if name not in _ENDING_ALONE or _BLANK_LINE.search(rest):
            words = _WORDS.match(rest)
            say(_say(rest[: rest.find(">") + 1], name, outcome), words[0] if words else "")
    return "".join(parser.cleandoc).split("\n")


def _say(tag: str, name: str, outcome: str) -> Finding:
    tag, closer = (tag, f"</{name}>") if name else ("<!--", "-->")
    return Finding(
        message=f"{quoted(tag)} is never closed; {outcome}",
        hint=f"Write {quoted(closer)} where it ends.",
    )


def _find_swallowing(text: str) -> set[Place]:
    """Where something begins, outside code, that is never closed and would swallow the rest of the page."""
    if not _OPEN.search(text):
        return set()
    prose = masked(text)
    closed = {found["name"].casefold(): found.start() for found in _CLOSER.finditer(prose)}
    return {
        (prose.count("\n", 0, found.start()) + 1, len(before))
        for found in _OPEN.finditer(prose)
        if closed.get((found["name"] or "").casefold(), -1) < found.start()
        and not (before := prose[prose.rfind("\n", 0, found.start()) + 1 : found.start()]).startswith(_CODE)
    }


class _Extractor(HTMLExtractor):
    """Takes blocks of HTML out of a text as Python-Markdown does, closes what is open, and remembers where it was."""

    swallowing: set[Place] = set()  # noqa: RUF012
    """Where something begins that is to be shown as text."""

    def reset(self) -> None:
        """Forgets all."""
        self.found: list[tuple[Place, str, str]] = []
        """What was not closed: its place, its name (none for a comment), what became of it."""
        self._places: list[Place] = []
        super().reset()

    def parse_starttag(self, i: int) -> int:
        """Reads a tag."""
        if self.getpos() not in self.swallowing:
            return super().parse_starttag(i)
        found = _OPEN.match(self.rawdata, i)
        return self._show(i, found["name"].casefold() if found else "")

    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002 (as the parser calls it)
        """Reads a comment."""
        return self._show(i, "") if self.getpos() in self.swallowing else super().parse_comment(i, report)

    def _show(self, i: int, name: str) -> int:
        self.found.append((self.getpos(), name, "it is shown as text"))
        self.handle_data("&lt;" if self.inraw else self.md.htmlStash.store("&lt;"))
        return i + 1

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ANN401
        """Notes where an element begins."""
        super().handle_starttag(tag, attrs)
        self._follow()

    def handle_endtag(self, tag: str) -> None:
        """Forgets where it began."""
        super().handle_endtag(tag)
        self._follow()

    def close(self) -> None:
        """Reads what is left, and closes what is open."""
        self.goahead(end=True)
        if self._places:
            outcome = "nothing after it is read as Markdown" if self.inraw else "it was closed where the text ends"
            self.found.append((self._places[0], self._tags()[0], outcome))
        for tag in reversed(self.stack):
            self.handle_data("" if tag in void_tags else f"</{tag}>")
        super().close()
        while self._tags() and not self.inraw:
            self.handle_endtag(self._tags()[0])

    def _tags(self) -> list[str]:
        """The elements that are open, from the outermost."""
        return getattr(self, "mdstack", None) or self.stack

    def _follow(self) -> None:
        depth = len(self._tags())
        del self._places[depth:]
        self._places += [self.getpos()] * (depth - len(self._places))


class _MarkdownExtractor(_Extractor, md_in_html.HTMLExtractorExtra):
    """The same for elements with Markdown in them."""


_EXTRACTORS: dict[type, type[_Extractor]] = {
    HtmlBlockPreprocessor: _Extractor,
    md_in_html.HtmlBlockPreprocessor: _MarkdownExtractor,
}
