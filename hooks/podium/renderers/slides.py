"""The slides of a deck as HTML, made once and placed on every page that shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter

from podium.problems import Finding, Problem
from podium.readers.slides.lines import CODE_SPAN, read_lines
from podium.renderers.marks import mark_address, unmarked
from podium.renderers.maths import render_maths
from podium.renderers.slide_links import Around, Noted, link_slide
from podium.renderers.stepping import apply_comments, show_one_by_one, tags
from podium.resolvers.addresses import Places
from podium.resolvers.pictures import find_picture
from podium.structure.decks import Deck
from podium.structure.slides import Slide
from podium.text import one_line, quoted, shorten

Convert = Callable[[Slide, str], str]
"""From Markdown of a slide to HTML, with the extensions of the site's pages."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# In text `<` is escaped, so this finds tags and nothing else.
_HEADING_TAG = re.compile(r"<(?P<end>/?)h(?P<level>[1-6])\b")
_STEP = re.compile(r'<span class="fragment podium-step[^>]*></span>')
_CODE = re.compile(r"(?P<pre><pre\b[^>]*>(?:<span></span>)?)(?P<code><code\b.*?</code>)(?=</pre>)", re.DOTALL)
_BEHIND = "data-background-image"
_TITLE = 80
_DEEPEST = 6
_FIRST = 3
"""The level of a slide's first heading in a page's own text."""
_NO_WORDS = re.compile(r"!\[\s*\]\(|<img\b(?![^<>]*\balt\s*=)[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A slide, rendered. Its HTML has marks for addresses and ids, which `place` writes."""

    slide: Slide
    """What it was made of."""
    number: int
    """Its place among all slides, from 1."""
    address: str
    """What follows `#` in a link to it: `/3`, `/3/1` or `/its-id`."""
    title: str
    """Its heading, its name, or its first words, as plain text."""
    layout: str
    """How it is composed."""
    html: str
    """Its content."""
    text: str
    """The same for reading in a page: headings from the third level on."""
    notes: str
    """What the speaker says."""
    words: str
    """All its words, as plain text."""
    attributes: dict[str, str] = field(default_factory=dict)
    """The attributes of its section."""


class _AsWritten(HTMLFormatter):
    """HTML as people write it: no slash in `<br>`, letters as they are, attributes in their order."""

    def attributes(self, tag: Tag) -> Iterable[tuple[str, Any]]:
        """The attributes of an element."""
        return tag.attrs.items()


_HTML = _AsWritten(entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="")


@dataclass(slots=True, kw_only=True)
class _Work:
    """A slide while its HTML is mended."""

    slide: Slide
    address: str
    soup: BeautifulSoup
    notes: BeautifulSoup
    ids: set[str]
    findings: list[Noted]


def render_slides(deck: Deck, convert: Convert, places: Places) -> tuple[tuple[Shown, ...], tuple[Problem, ...]]:
    """The slides of a deck in one row, and what is wrong with their text.

    `convert` renders Markdown; it is asked once for each slide, and once for its notes.
    """
    works = [_convert(slide, address, convert) for slide, address in _addresses(deck)]
    owners = {name: work.address for work in reversed(works) for name in work.ids}
    for work in works:
        for part in (work.soup, work.notes):
            work.findings += link_slide(part, Around(ids=work.ids, owners=owners, uri=deck.uri, places=places))
    shown = [_show(work, number, deck, places) for number, work in enumerate(works, start=1)]
    problems = [problem for work in works for problem in _problems(work, deck)]
    return tuple(shown), tuple(problems)


def _addresses(deck: Deck) -> Iterator[tuple[Slide, str]]:
    """Each slide with its address as reveal.js counts: from 0, stacks by a second number, ids by name."""
    for across, stack in enumerate(deck.stacks):
        for down, slide in enumerate(stack):
            name = slide.attributes.get("id")
            yield slide, f"/{name}" if name else f"/{across}/{down}" if down else f"/{across}"


def _convert(slide: Slide, address: str, convert: Convert) -> _Work:
    findings: list[Noted] = []
    soup = _parse(convert(slide, slide.text), findings)
    notes = _parse(convert(slide, slide.notes) if slide.notes else "", findings)
    _show_image(slide, soup)
    show_one_by_one(soup, all_lists=bool(slide.incremental))
    ids = _own_ids((*tags(soup), *tags(notes)), findings)
    return _Work(slide=slide, address=address, soup=soup, notes=notes, ids=ids, findings=findings)


def _own_ids(elements: Iterable[Tag], findings: list[Noted]) -> set[str]:
    """The ids on a slide; the second element of one id goes without it."""
    ids: set[str] = set()
    for element in elements:
        name = str(element.get("id") or "")
        if name in ids:
            del element["id"]
            findings.append((name, _say_id(name)))
        elif name:
            ids.add(name)
    return ids


def _say_id(name: str) -> Finding:
    return Finding(
        message=f"the id {quoted(name)} stands twice on this slide; the second was left out",
        hint="Give each element an id of its own.",
    )


def _parse(html: str, findings: list[Noted]) -> BeautifulSoup:
    """The HTML of a slide without what belongs to a page, formulas and comments turned into what they mean."""
    soup = BeautifulSoup(unmarked(html), "html.parser")
    # To look for what is not there costs more than all the rest.
    if "headerlink" in html:
        for link in soup.select("a.headerlink"):
            link.decompose()
    if "arithmatex" in html:
        findings += render_maths(soup)
    if "<!--" in html:
        apply_comments(soup)
    return soup


def _show_image(slide: Slide, soup: BeautifulSoup) -> None:
    """Puts the picture that the options name below what the slide says."""
    if slide.image:
        image = soup.new_tag("img", attrs={"src": slide.image, "alt": slide.name})
        paragraph = soup.new_tag("p")
        paragraph.append(image)
        soup.append(paragraph)


def _note(work: _Work, text: str, finding: Finding | None) -> None:
    if finding:
        work.findings.append((text, finding))


def _show(work: _Work, number: int, deck: Deck, places: Places) -> Shown:
    slide, soup = work.slide, work.soup
    title = _title(slide, soup) or f"Slide {number}"
    html = _html(soup)
    layout = slide.layout or _layout(soup, first=number == 1)
    words = one_line(" ".join(soup.stripped_strings))
    attributes = dict(slide.attributes)
    _say_headings(work)
    behind = slide.background or attributes.get(_BEHIND, "")
    if behind:
        address, finding = find_picture(behind, deck.uri, places.shelf)
        _note(work, behind, finding)
        attributes[_BEHIND] = mark_address(address) if address else ""
    return Shown(
        slide=slide,
        number=number,
        address=work.address,
        title=title,
        layout=layout,
        html=html,
        text=_hold_code(_demote(html)),
        notes=_hold_code(_html(work.notes)),
        words=words,
        attributes={name: value for name, value in attributes.items() if value},
    )


def _html(soup: BeautifulSoup) -> str:
    return soup.decode(formatter=_HTML).strip()


def _title(slide: Slide, soup: BeautifulSoup) -> str:
    heading = next(iter(_headings(soup)), None)
    words = heading.get_text(" ") if heading else ""
    return shorten(words or slide.name or soup.get_text(" "), _TITLE)


def _headings(soup: BeautifulSoup) -> list[Tag]:
    return [element for element in tags(soup) if element.name in _HEADINGS]


def _layout(soup: BeautifulSoup, *, first: bool) -> str:
    """How a slide is composed whose writer leaves it to its content."""
    parts = [part for part in soup.find_all(recursive=False) if part.name not in ("style", "script")]
    names = [part.name for part in parts]
    if first and "h1" in names:
        return "title"
    if len(names) == 1 and names[0] in _HEADINGS:
        return "section" if names[0] == "h1" else "statement"
    if names[:1] == ["blockquote"] and all(name == "p" for name in names[1:]) and len(names) <= _DEEPEST // 3:
        return "quote"
    return "image" if len(parts) == 1 and _is_picture(parts[0]) else "text"


def _is_picture(part: Tag) -> bool:
    if part.name in ("svg", "img", "figure"):
        return True
    return part.name == "p" and not part.get_text(strip=True) and len(part.find_all(["img", "svg"])) == 1


def _say_headings(work: _Work) -> None:
    level = 0
    for heading in _headings(work.soup):
        own = int(heading.name[1])
        if level and own > level + 1:
            _note(work, heading.get_text(" ", strip=True), _say_skipped(own, level))
        level = own


def _say_skipped(level: int, before: int) -> Finding:
    return Finding(
        message=f"a heading of level {level} follows one of level {before}; it was left so",
        hint=f"Use level {before + 1}, so that those who hear the slide miss nothing.",
    )


def _demote(html: str) -> str:
    """The HTML as it stands in a page: headings from the third level on, none skipped, nothing waiting for a click."""
    first, level = 0, _FIRST - 1

    def lower(found: re.Match[str]) -> str:
        nonlocal first, level
        if not found["end"]:
            own = int(found["level"])
            first = first or own
            level = min(max(_FIRST + own - first, _FIRST), level + 1, _DEEPEST)
        return f"<{found['end']}h{level}"

    return _HEADING_TAG.sub(lower, _STEP.sub("", html))


def _hold_code(html: str) -> str:
    """The HTML with its blocks of code held by one more element each.

    Material's script measures every `pre > code` of a page as it loads, and to measure one in a closed transcript the
    browser lays out all the slides in it. Lines wrap there, so there is nothing to measure.
    """
    return _CODE.sub(r'\g<pre><span class="podium-transcript__code">\g<code></span>', html) if "<pre" in html else html


def _problems(work: _Work, deck: Deck) -> Iterator[Problem]:
    slide = work.slide
    for text, finding in work.findings:
        yield finding.at(deck.path, slide.line + _line(slide.source, text))
    hidden = read_lines(slide.source.split("\n"))[0].hidden
    for place, line in enumerate(slide.source.split("\n")):
        if place not in hidden and _NO_WORDS.search(CODE_SPAN.sub("", line)):
            yield _say_no_words().at(deck.path, slide.line + place)


def _line(source: str, text: str) -> int:
    """The line of a slide, from 0, on which a text stands; the first when it cannot be found."""
    place = source.find(text) if text else -1
    return source.count("\n", 0, place) if place >= 0 else 0


def _say_no_words() -> Finding:
    return Finding(
        message="the picture has no words for those who cannot see it; it is shown without",
        hint='Write them in its brackets, or <img alt=""> for one that only decorates.',
    )
