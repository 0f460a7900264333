"""Markdown as plain text."""

from __future__ import annotations

import re
from html import unescape

from podium.text import clean, one_line

_MARKED = re.compile(r"[\\`*_&=\[<]")
_LINK = re.compile(
    r"!?\[((?:\\.|[^\[\]\\])*)\]"
    r"(?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])"
)
# Emphasis is looked for within 500 characters, so that stray marks cost nothing.
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>[^`].{0,500}?)(?P=ticks)(?!`)"
    r"|<(?P<auto>https?://[^<>\s]+)>"
    r"|(?P<mark>\*{1,3}|(?<!\w)_{1,3}|==)(?=[^\s*_])"
    r"(?P<inner>.{1,500}?)(?<=[^\s\\])(?P=mark)(?![*_])",
    re.DOTALL,
)


def plain(text: str) -> str:
    """Inline Markdown without its marks, on one line: emphasis, code, links, escapes and entities become text.

    HTML stays as it was typed: the result is text, to be escaped wherever it is shown.
    """
    if _MARKED.search(text):
        text = unescape(_unmarked(_LINK.sub(r"\1", text)))
    return one_line(text if text.isascii() and text.isprintable() else clean(text))


def _unmarked(text: str) -> str:
    return _INLINE.sub(_inner, text)


def _inner(found: re.Match[str]) -> str:
    if found["inner"] is not None:
        return _unmarked(found["inner"])
    return found["escaped"] or found["auto"] or found["code"].strip()
