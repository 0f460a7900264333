"""A Python-Markdown extension that expands references; any host that runs Python-Markdown can use it.

The extension only finds them, where Markdown is prose, and places what an `Expand` function gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from podium.problems import Finding
from podium.renderers.inclusions import guard_inclusions
from podium.renderers.unclosed import guard_unclosed
from podium.resolvers.references import PATTERN, read_reference
from podium.structure.links import Reference

_SLOT = "podium-slot"
_ESCAPED_PIPE = f"{STX}{ord('|')}{ETX}"
# Comments, and tags with a reference in an attribute, are HTML and not prose.
_HTML = r"<!--(?:(?!-->).)*?-->|<[a-zA-Z][^<>]*\[\[[^<>]*>"
_CODE_OR_LINK = re.compile(r"(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)|\[\[[^\[\]\n]*\|[^\[\]\n]*\]\]")
_PHRASING = ("h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "dt", "summary", "caption")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """What stands in the place of a reference."""

    text: str
    """The words of a link, or what remains where nothing else can stand."""
    href: str = ""
    """The address of a link, relative to the page; empty for plain text."""
    html: str = ""
    """The HTML of an embed; it stands by itself, outside paragraphs."""


Expand = Callable[[Reference], Expansion]
"""What a host gives for each page. One with a method `note(finding, words)` hears what is wrong."""


class ReferenceExtension(Extension):
    """Expands `[[x]]` and `[[[x]]]` by the function it was last given."""

    def __init__(self, expand: Expand | None = None, root: Path | None = None) -> None:
        """Takes the function for the first page; a host sets `expand` anew for each page.

        Out of `root`, the project, no text brings a file in.
        """
        super().__init__()
        self.expand = expand
        self._root = root
        self.whose: Callable[[Markdown], Expand | None] | None = None
        """Asked as each text begins: the function for one that stands elsewhere than its page, as an excerpt does."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Registers the processors."""
        md.preprocessors.register(_Beginning(md, self), "podium-beginning", 1000)  # before all others
        guard_inclusions(md, self._note, self._root)
        # Python-Markdown takes the paragraph away from around a stashed block that it knows as one.
        md.block_level_elements += ["podium-clock", "podium-deck", "podium-snippet"]
        # After fences (25) and raw blocks (20) are stashed away: what is left is prose.
        md.preprocessors.register(_TablePipes(md), "podium-pipes", 10)
        # Between backticks (190) and escapes (180) on one side and Markdown's own links (170…) on the other.
        md.inlinePatterns.register(_InlineHtml(_HTML, md), "podium-html", 176)
        md.inlinePatterns.register(_References(PATTERN, md, self), "podium-references", 175)
        # After inline patterns (20), before the table of contents (5) and a host's link check (0).
        md.treeprocessors.register(_Slots(md), "podium-slots", 15)

    def guard(self, md: Markdown, *, whole: bool) -> None:
        """Minds what is open in a text. One that is not whole, as an excerpt, may end before what it opens does."""
        guard_unclosed(md, self._note if whole else lambda *_: None)

    def _note(self, finding: Finding, words: str) -> None:
        note = getattr(self.expand, "note", None)
        if note:
            note(finding, words)


class _Beginning(Preprocessor):
    """Changes nothing, but asks whose text begins. All other processors are there by then."""

    def __init__(self, md: Markdown, owner: ReferenceExtension) -> None:
        super().__init__(md)
        self._owner = owner

    def run(self, lines: list[str]) -> list[str]:
        assert self.md is not None
        other = self._owner.whose(self.md) if self._owner.whose else None
        self._owner.expand = other or self._owner.expand
        self._owner.guard(self.md, whole=other is None)
        return lines


class _TablePipes(Preprocessor):
    """Hides the `|` of `[[name|label]]` from tables, which would split the cell there."""

    def run(self, lines: list[str]) -> list[str]:
        return [
            _hide_pipes(line) if "[[" in line and "|" in line and not line.startswith(("    ", "\t")) else line
            for line in lines
        ]


def _hide_pipes(line: str) -> str:
    if "|" not in _CODE_OR_LINK.sub("", line):
        return line
    return _CODE_OR_LINK.sub(
        lambda found: found[0] if found["tick"] else found[0].replace("\\|", "|").replace("|", _ESCAPED_PIPE), line
    )


class _InlineHtml(InlineProcessor):
    """Keeps HTML as it is."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: ARG002, N802
        assert self.md is not None
        return self.md.htmlStash.store(self.unescape(m[0])), m.start(0), m.end(0)


class _References(InlineProcessor):
    """Turns a reference into a link, or into a slot that `_Slots` fills."""

    def __init__(self, pattern: str, md: Markdown, owner: ReferenceExtension) -> None:
        super().__init__(pattern, md)
        self._owner = owner

    def handleMatch(  # type: ignore[override] # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        # `\[[[x]]]` is literal: the escape before it left its mark.
        if self._owner.expand is None or data[: m.start(0)].endswith(f"{STX}{ord('[')}{ETX}"):
            return None, None, None
        raw = self.unescape(m[0]).replace(_ESCAPED_PIPE, "|")
        expansion = self._owner.expand(read_reference(raw))
        return _element(expansion), m.start(0), m.end(0)


def _element(expansion: Expansion) -> Element:
    if expansion.html:
        element = Element("span", {"class": _SLOT, "data-text": expansion.text, "data-html": expansion.html})
    elif expansion.href:
        element = Element("a", {"href": expansion.href})
    else:
        element = Element("span")
    element.text = AtomicString(expansion.text)  # a title is text, whatever Markdown or HTML it looks like
    return element


class _Slots(Treeprocessor):
    """Puts embeds where HTML allows them: a paragraph around one is split, a heading keeps only its words."""

    def run(self, root: Element) -> None:
        self._fill(root, phrasing=False)

    def _fill(self, parent: Element, *, phrasing: bool) -> None:
        for child in list(parent):
            if _is_slot(child):
                self._place(child, phrasing=phrasing)
            elif child.tag == "p" and any(map(_is_slot, child)):
                self._split(parent, child)
            else:
                self._fill(child, phrasing=phrasing or child.tag in _PHRASING or child.tag == "p")

    def _place(self, slot: Element, *, phrasing: bool) -> None:
        html = slot.attrib.pop("data-html")
        text = slot.attrib.pop("data-text")
        del slot.attrib["class"]
        slot.tag = "span" if phrasing else "p"
        slot.text = text if phrasing else self.md.htmlStash.store(html.strip())

    def _split(self, parent: Element, paragraph: Element) -> None:
        place = list(parent).index(paragraph)
        parts: list[Element] = [_copy_of(paragraph)]
        parts[0].text = paragraph.text
        for child in list(paragraph):
            if _is_slot(child):
                parts += [child, _copy_of(paragraph)]
                parts[-1].text = child.tail
                child.tail = None
                self._place(child, phrasing=False)
            else:
                self._fill(child, phrasing=True)
                parts[-1].append(child)
        kept = [part for part in parts if part.tag != "p" or len(part) or (part.text or "").strip()]
        parent.remove(paragraph)
        for offset, part in enumerate(kept):
            parent.insert(place + offset, part)
        if kept:
            kept[-1].tail = paragraph.tail


def _copy_of(paragraph: Element) -> Element:
    return Element("p", dict(paragraph.attrib))


def _is_slot(element: Element) -> bool:
    return element.tag == "span" and element.get("class") == _SLOT
