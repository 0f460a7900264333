"""Which parts of a Markdown text are text, and which are code, comments or raw HTML."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

_RAW = "pre|script|style|textarea"
# A fence opens only on a line without another backtick, else it is a code span. Most characters begin
# nothing; to look at each but once, ahead of the alternatives, halves the time.
_OPENER = re.compile(
    r"(?=[ \t>`~<])(?:^[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*$"
    rf"|(?P<comment><!--)|<(?P<raw>{_RAW})\b|(?<![\\`])(?P<ticks>`+))",
    re.MULTILINE | re.IGNORECASE,
)
_CLOSER = re.compile(
    r"(?=[ \t>`~<-])(?:^[ \t>]*(?P<fence>`{3,}|~{3,})[ \t]*$"
    rf"|(?P<comment>-->)|</(?P<raw>{_RAW})\s*+>|(?P<ticks>`+))",
    re.MULTILINE | re.IGNORECASE,
)
_BLOCKS = (
    "address|article|aside|blockquote|center|details|dialog|div|dl|fieldset|figure|footer|form|h[1-6]|header"
    "|iframe|main|menu|nav|noscript|ol|p|section|svg|table|ul|video"
)
_TAG = re.compile(
    rf"(?P<edge>^[ ]{{0,3}})?<(?P<slash>/?)(?P<name>{_BLOCKS})(?P<rest>\b[^<>]*)>",
    re.MULTILINE | re.IGNORECASE,
)
# `<details markdown>` holds Markdown, `<p/>` holds nothing.
_OPEN = re.compile(r"\bmarkdown\b|/$", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_VISIBLE = re.compile(r"\S")
# Until the end, blanks that stand for something differ from those that indent.
_HIDDEN = "\0"
_INDENTED = re.compile(r"^(?: {4}| {0,3}\t)", re.MULTILINE)
# List items, admonitions, tabs, blocks, definitions, footnotes: what is indented below them is their text.
_CONTAINER = re.compile(r" {0,3}(?:[-*+][ \t]|\d{1,9}[.)][ \t]|!!!|\?\?\?|===[+!]* ?\"|///|:[ \t]|\[\^)")

Span = tuple[int, int]


def masked(text: str, *, html: bool = False) -> str:
    """The text with all that is not Markdown blanked: fenced and indented code, code spans, comments.

    Also blanks `<pre>`, `<script>`, `<style>` and `<textarea>`, and with `html` every block of HTML whose
    Markdown is not read. The result has the same length and the same line ends, so positions in it are
    positions in the text. A fence, a code span or a comment that is never closed is text, as in
    Python-Markdown. Indented code inside a list item or an admonition is not recognised.
    """
    if "`" in text or "<" in text or "~~~" in text:
        text = _blanked(text, _hidden(text))
        if html and "<" in text:
            text = _blanked(text, _html(text))
    if _INDENTED.search(text):
        text = _blanked(text, _indented(text))
    return text.replace(_HIDDEN, " ")


def fenced_blocks(text: str) -> Iterator[Span]:
    """Where each fenced block of code begins and ends, its first and last lines included; none of them in another."""
    for first, last in _hidden(text):
        if text[first:last].lstrip(" \t>")[:3] in ("```", "~~~") and "\n" in text[first:last]:
            yield first, last


def _blanked(text: str, spans: Iterable[Span]) -> str:
    parts = []
    place = 0
    for first, last in spans:
        parts += [text[place:first], _VISIBLE.sub(_HIDDEN, text[first:last])]
        place = last
    return "".join([*parts, text[place:]])


def _hidden(text: str) -> Iterator[Span]:
    """Fences, code spans, comments and raw elements, the one that opens first winning."""
    closers = _closers(text)
    done = 0
    for opener in _OPENER.finditer(text):
        if opener.start() < done or opener.lastgroup is None:
            continue
        end = _end(text, opener, closers)
        if end:
            yield opener.start(), end
            done = end


def _closers(text: str) -> dict[tuple[str, str], list[Span]]:
    closers: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for closer in _CLOSER.finditer(text):
        kind = closer.lastgroup or ""
        closers[kind, _key(closer)].append((closer.start(kind), closer.end()))
        if kind == "fence":  # a code span may also end on a line of its own
            closers["ticks", closer["fence"]].append(closer.span("fence"))
    return closers


def _key(mark: re.Match[str]) -> str:
    return "" if mark["comment"] else mark[mark.lastgroup or 0].casefold()


def _end(text: str, opener: re.Match[str], closers: dict[tuple[str, str], list[Span]]) -> int | None:
    """Where the thing that opens here ends, or None when nothing closes it."""
    kind = opener.lastgroup or ""
    end = _next(closers, (kind, _key(opener)), opener.end())
    if kind == "fence" and end is None:
        kind, end = "ticks", _next(closers, ("ticks", opener["fence"]), opener.end())
    if kind == "ticks" and end and _BLANK_LINE.search(text, opener.end(), end):
        return None
    return end


def _next(closers: dict[tuple[str, str], list[Span]], key: tuple[str, str], place: int) -> int | None:
    spans = closers.get(key, [])
    index = bisect_left(spans, (place, 0))
    return spans[index][1] if index < len(spans) else None


def _html(text: str) -> Iterator[Span]:
    """Blocks of HTML from a tag at the edge of a line to its end, or to the end of the text."""
    name, depth, first = "", 0, 0
    for tag in _TAG.finditer(text):
        if not depth:
            if tag["edge"] is not None and not tag["slash"] and not _OPEN.search(tag["rest"]):
                name, depth, first = tag["name"].casefold(), 1, tag.start()
        elif tag["name"].casefold() == name:
            depth += -1 if tag["slash"] else 1
            if not depth:
                yield first, tag.end()
    if depth:
        yield first, len(text)


def _indented(text: str) -> Iterator[Span]:
    """Lines of indented code: four blanks in, after a blank line, and not the text of an item or the like."""
    code, contained, after_blank, place = False, False, True, 0
    for line in text.split("\n"):
        if not line.strip():
            after_blank = True
        elif _INDENTED.match(line):
            code = code or (after_blank and not contained)
            after_blank = False
            if code:
                yield place, place + len(line)
        else:
            contained = bool(_CONTAINER.match(line)) or (contained and not after_blank)
            code = after_blank = False
        place += len(line) + 1
