"""Markdown as plain text."""

from __future__ import annotations

import re
from html import unescape
from string import punctuation

from podium.text import clean, one_line

_MARKED = re.compile(r"[\\`*_&=\[<]")
_LITERAL = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>[^`].{0,500}?)(?P=ticks)(?!`)"
    r"|<(?P<auto>https?://[^<>\s]+)>",
    re.DOTALL,
)
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"(?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])"
)
# Emphasis is looked for within 500 characters, so that stray marks cost nothing.
_EMPHASIS = re.compile(
    r"(\*{1,3}|==)(?=\S)(.{1,500}?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)(.{1,500}?)(?<=\S)\3(?!\w)",
    re.DOTALL,
)
_DEPTH = 3
# What an escape or a code span says is no Markdown: its signs are set aside while the rest is read.
_ASIDE = {ord(sign): 0xF0000 + ord(sign) for sign in punctuation}
_BACK = {aside: sign for sign, aside in _ASIDE.items()}


def plain(text: str) -> str:
    """Inline Markdown without its marks, on one line: emphasis, code, links, escapes and entities as text.

    HTML stays as it was typed: the result is text, to be escaped wherever it is shown.
    """
    if _MARKED.search(text):
        text = _LINK.sub(r"\1", _LITERAL.sub(_set_aside, text))
        for _ in range(_DEPTH):
            text = _EMPHASIS.sub(r"\2\4", text)
        text = unescape(text).translate(_BACK)
    return one_line(text if text.isascii() and text.isprintable() else clean(text))


def _set_aside(found: re.Match[str]) -> str:
    return (found["escaped"] or found["auto"] or found["code"].strip()).translate(_ASIDE)
