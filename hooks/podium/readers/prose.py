"""Reads the words of a body without rendering it."""

from __future__ import annotations

import re

from podium.readers.markdown_text import plain
from podium.text import shorten

_MARKED_LINE = re.compile(
    r"\s*(?:[-*+]\s|\d+[.)]\s|>|\||!!!|\?\?\?|:::|===|\[\[\[|<|\{|---|\*\*\*|___|!\[|\[\^?[^\]]+\]:|    |\t)"
)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\s*(?:\{[^}]*\})?$")
_UNDERLINE = re.compile(r"(?:=+|-+)\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What is no word of the text, and what stands for words: pictures, embeds, links by name, tags, attributes.
_NO_WORDS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[\[\[[^\]]*\]\]\]|</?(?!https?:)[A-Za-z][^<>]*>|\{[:.#][^}]*\}")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NAMED = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]")
_LEAD = 300


def plain_text(markdown: str) -> str:
    """A line or paragraph of Markdown as the words a reader sees."""
    return plain(_NAMED.sub(r"\1", _NO_WORDS.sub("", _BREAK.sub(" ", markdown))))


def first_heading(body: str) -> str:
    """The words of a first-level heading at the very top of the body, or an empty text."""
    lines = body.lstrip("\n").split("\n", 2)
    if lines[0].startswith("# "):
        found = _HEADING.match(lines[0])
        return plain_text(found[1]) if found else ""
    if len(lines) > 1 and lines[0].strip() and lines[1].startswith("=") and _UNDERLINE.match(lines[1]):
        return plain_text(lines[0])
    return ""


def first_paragraph(body: str) -> str:
    """The words of the first paragraph of prose, at most 300 characters of them."""
    fence = ""
    paragraph: list[str] = []
    for line in _COMMENT.sub("", body).split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            continue
        if fence:
            continue
        if _UNDERLINE.match(line) and paragraph:  # it was a heading
            paragraph = []
        elif not line.strip() or _HEADING.match(line) or (not paragraph and _MARKED_LINE.match(line)):
            words = plain_text(" ".join(paragraph))
            if words:
                return shorten(words, _LEAD)
            paragraph = []
        else:
            paragraph.append(line)
    return shorten(plain_text(" ".join(paragraph)), _LEAD)
