"""HTML of a page made fit for readers elsewhere: nothing that runs, whole addresses, and XML as much as HTML.

Only the elements and attributes named here come through, each written anew, so that no trick of an HTML parser can
bring another one in. It reads as a stream: Beautiful Soup takes three times as long, and every talk passes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from os.path import commonprefix
from urllib.parse import urljoin

from markupsafe import Markup

from podium.readers.meetings import hide_meetings, is_meeting
from podium.renderers.environment import render
from podium.text import clean, one_line
from podium.urls import host_name, read_url

_Given = Mapping[str, str | None]
_VOID = frozenset("br col hr img source wbr".split())
_KEPT = _VOID | frozenset(
    "a abbr article aside audio b bdi bdo blockquote caption cite code colgroup dd del details dfn div dl dt em "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header i ins kbd li main mark nav ol p picture pre q rp rt ruby s samp "
    "section small strong sub summary sup table tbody td tfoot th thead time tr u ul var video".split()
)
# With all that is in them. What is in neither list loses its tags and keeps its words: spans, elements of our own.
_DROPPED = frozenset(
    "applet base button canvas datalist dialog embed fieldset form frame frameset head iframe input link meta noembed "
    "noframes noscript object optgroup option output param plaintext podium-deck podium-travel progress script select "
    "style svg template textarea title track xmp".split()
)
_DROPPED_CLASSES = frozenset(
    "footnote-backref headerlink podium-bar__facts podium-controls podium-snippet__tools podium-stage__title "
    "podium-transcript podium-problems".split()
)
_ENDLESS = frozenset("base embed frame input link meta param track".split()) | _VOID
_EMPTY = frozenset("audio td th video".split())
_ADDRESSES = frozenset(("href", "src", "poster", "cite"))
_EVERYWHERE = ("dir", "lang", "title")
_ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "a": ("href", "hreflang"),
    "audio": ("src", "controls"),
    "blockquote": ("cite",),
    "del": ("datetime", "cite"),
    "img": ("src", "srcset", "sizes", "alt", "width", "height"),
    "ins": ("datetime", "cite"),
    "li": ("value",),
    "ol": ("start", "reversed", "type"),
    "q": ("cite",),
    "source": ("src", "srcset", "sizes", "media", "type"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
    "time": ("datetime",),
    "video": ("src", "poster", "controls", "width", "height"),
}
_CLOSES = {"p": ("p",), "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": ("td", "th"), "th": ("td", "th")}
_CLOSES |= {"tr": ("tr",)}
# What may be the name of a number in the next element, and how long such names are.
_NAMES = re.compile(r"(?:[:\uff1a=#]|id|code|pin|word|number)\s*\Z", re.IGNORECASE)
_NAME = 60
# Tags as Markdown and our templates write them; what is written otherwise, or holds no HTML, the library reads.
_PLAIN = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>&]*")*)>')
_PLAIN_END = re.compile(r"</([a-z][a-z0-9]*)>")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_PLAIN_TAGS = _KEPT | {"span"}


def portable(html: str, base: str) -> Markup:
    """The HTML of the page at the absolute address `base`, as a reader elsewhere can show it.

    Decks, frames and objects become links; of snippets the code and what it printed stay; scripts, styles, forms,
    hidden parts and decoration go. Every address is absolute, those of parts of the page too.
    """
    return Markup(translate(html, base).strip())  # noqa: S704 - every part of it was escaped


def translate(html: str, base: str) -> str:
    """The same for one of the pieces that a text is joined from: the white space around it stays."""
    reader = _Reader(base)
    reader.feed(html)
    reader.close()
    return reader.made()


translate_again = lru_cache(maxsize=20_000)(translate)
"""The same for a preview, which makes all feeds again after each save of one talk; a build would only hold it."""


@lru_cache(maxsize=4096)
def absolute(address: str, base: str) -> str:
    """An address as seen from everywhere, for the web and for mail only; empty when it is neither.

    One that leads into a meeting is for those who come to the page.
    """
    given = clean(address).strip()
    try:
        found = read_url(urljoin(base, given))[0] or ""
    except ValueError:  # brackets that hold no IPv6 address
        return ""
    # Without its scheme it is a wrong link, and says as much.
    return "" if is_meeting(given) or is_meeting(found) else found


class _Reader(HTMLParser):
    """Writes what comes through while it reads."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self._base = base
        self._out: list[str] = []
        self._open: list[tuple[str, str, int]] = []
        """The elements that are open: the name, the tag to close, and where in the output it began."""
        self._before = ""
        self._dropping = 0
        """How many open elements there are from the one on whose content is dropped; 0 when none is."""

    def made(self) -> str:
        self._close(0)
        return "".join(self._out)

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002
        return j  # nobody asks in which line something stands, and to know it takes a tenth of the time

    def parse_starttag(self, i: int) -> int:
        found = _PLAIN.match(self.rawdata, i)
        if not found or found[1] not in _PLAIN_TAGS:
            return super().parse_starttag(i)
        self.handle_starttag(found[1], _ATTRIBUTE.findall(found[2]))
        return found.end()

    def parse_endtag(self, i: int) -> int:
        found = _PLAIN_END.match(self.rawdata, i)
        if not found or found[1] not in _PLAIN_TAGS or self.cdata_elem:
            return super().parse_endtag(i)
        self.handle_endtag(found[1])
        return found.end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropping:
            if tag not in _ENDLESS:
                self._open.append((tag, "", len(self._out)))
            return
        self._end_before(tag)
        given = dict(reversed(attrs))  # of an attribute that comes twice the first counts
        classes = set((given.get("class") or "").split())
        if _is_dropped(tag, given, classes):
            self._out.append(_stand_in(tag, given, self._base))
            if tag not in _ENDLESS:
                self._open.append((tag, "", len(self._out)))
                self._dropping = len(self._open)
            return
        self._start(tag, given)
        if "podium-snippet__variant" in classes:
            self._out.append(f"<p><strong>{_text(given.get('aria-label'))}</strong></p>")

    def _start(self, tag: str, given: _Given) -> None:
        written = _tag(tag, given, self._base) if tag in _KEPT else ""
        if tag not in _VOID:
            end = f"</{tag}>" if written else ""
            self._open.append((tag, end, len(self._out)))
        self._out.append(written)

    def _end_before(self, tag: str) -> None:
        """Closes what the writer left open and HTML takes for closed: `<li>` before `<li>`."""
        if self._open and self._open[-1][0] in _CLOSES.get(tag, ()):
            self._close(len(self._open) - 1)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth][0] == tag:
                self._close(depth)
                return

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # `/>` means something inside SVG only, which is dropped
        if self._dropping and tag not in _ENDLESS:
            self.handle_endtag(tag)

    def parse_html_declaration(self, i: int) -> int:
        return self.parse_bogus_comment(i)  # the standard library raises an error at `<![x[`

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self._out.append(escape(self._told(clean(data)), quote=False))

    def _told(self, text: str) -> str:
        """A text without what leads into a meeting, be its name in the element before: `<b>Passcode:</b> bees`."""
        before, self._before = self._before, f"{self._before}{text}"[-_NAME:]
        if not _NAMES.search(before):
            return hide_meetings(text)
        whole = f"{before} {text}"
        shown = hide_meetings(whole)
        return text if shown == whole else shown[len(commonprefix((before, shown))) :]  # noqa: RUF071 (letters are what is meant)

    def _close(self, depth: int) -> None:
        """Closes the open elements from `depth` on; those that came to hold nothing go."""
        while len(self._open) > depth:
            name, end, began = self._open.pop()
            self._dropping = 0 if self._dropping > len(self._open) else self._dropping
            if end and name not in _EMPTY and not "".join(self._out[began + 1 :]).strip():
                del self._out[began:]
            else:
                self._out.append(end)


def _is_dropped(tag: str, given: _Given, classes: set[str]) -> bool:
    hidden = "hidden" in given or given.get("aria-hidden") == "true"
    return hidden or tag in _DROPPED or bool(classes & _DROPPED_CLASSES)


def _stand_in(tag: str, given: _Given, base: str) -> str:
    """What stands where an element is dropped: a link to what it shows, the words of a picture, or nothing."""
    if tag == "svg":
        return _text(given.get("aria-label"))
    source = given.get({"podium-deck": "data-frame", "object": "data"}.get(tag, "src"))
    if tag not in ("podium-deck", "iframe", "embed", "object", "frame") or not source:
        return ""
    address = absolute(source, base)
    label = one_line(given.get("data-title") or given.get("title") or "") or host_name(address)
    deck = tag == "podium-deck"
    return str(render("feed_link", address=address, label=clean(label), deck=deck)) if address else ""


def _tag(tag: str, given: _Given, base: str) -> str:
    """The tag with those of its attributes that may come through; nothing for a picture without an address."""
    values = dict(_values(tag, given, base))
    if tag == "img" and "src" not in values:
        return _text(given.get("alt"))
    written = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
    return f"<{tag}{written}{'/' if tag in _VOID else ''}>"


def _values(tag: str, given: _Given, base: str) -> Iterator[tuple[str, str]]:
    for name in (*_ATTRIBUTES.get(tag, ()), *_EVERYWHERE):
        if name not in given:
            continue
        value = one_line(clean(given[name] or ""))
        if name in _ADDRESSES:
            value = absolute(given[name] or "", base)
        elif name == "srcset":
            value = ", ".join(_candidates(value, base))
        elif name in ("alt", "title"):
            value = hide_meetings(value)
        elif not value:
            value = name if name in ("controls", "reversed") else ""
        if value or name == "alt":
            yield name, value


def _candidates(srcset: str, base: str) -> Iterator[str]:
    """The pictures of a `srcset`, each with how wide or dense it is."""
    for candidate in srcset.split(","):
        address, _, size = candidate.strip().partition(" ")
        if address and (whole := absolute(address, base)):
            yield f"{whole} {size}".strip()


def _text(value: str | None) -> str:
    return escape(hide_meetings(one_line(clean(value or ""))), quote=False)
