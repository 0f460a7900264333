"""Finds what other systems would have replaced in a text: shortcodes, Liquid tags, imports of MDX."""

from __future__ import annotations

import re

from podium.problems import Finding, Level
from podium.readers.markdown_lines import masked
from podium.text import quoted

_SHORTCODE = r"\{\{[<%]\s*/?\s*(?P<shortcode>[\w./-]*\w)(?:(?!\}\}|\{\{).){0,500}?[>%]\}\}"
_TAG = r"\{%-?\s*(?P<tag>[a-z]\w*)\b(?:(?!%\}|\{%).){0,500}?%\}"
# Braces of formulas follow a command or another brace, and seldom have blanks in them.
_VALUE = (
    r"(?<![\\\w}^_$])\{\{-?(?:\s+[.$]?[A-Za-z_][\w.$\[\]'\"-]*(?:\s[^{}|]*)?|[A-Za-z_]\w*\.\w[\w.]*|[A-Za-z_]\w{2,}"
    r"|[#/>^]\s*\w[^{}|]*|(?=[^{}|]*\|)[^{}|]+)\s*(?:\|[^{}]*)?-?\}\}"
)
_IMPORT = (
    r"^(?:import\s+(?:[\w$*{][^\n;'\"]*\sfrom\s+)?(?:'[^'\n]+'|\"[^\"\n]+\");?[ \t\r]*$"
    r"|export\s+(?:(?:const|let)\s+\w+\s*=|default\s+\w+;?[ \t\r]*$|(?:default\s+)?function\s+\w*\())"
)
_FOREIGN = re.compile(f"{_SHORTCODE}|{_TAG}|{_VALUE}|{_IMPORT}", re.MULTILINE | re.DOTALL)
_SIGNS = ("{{", "{%", "import ", "export ")
_VIDEO = "Write [[[https://…]]], with the address of the video or the deck, for an embed."
_FILE = "The Snippets extension of PyMdown brings in files."
_LINK = "Write [[name]] for a link to a talk or a page."
_HINTS = {
    **dict.fromkeys(("youtube", "vimeo", "video", "speakerdeck", "slideshare", "embed", "asciinema"), _VIDEO),
    **dict.fromkeys(("include", "include_relative", "includes", "readfile"), _FILE),
    **dict.fromkeys(("ref", "relref", "link", "post_url"), _LINK),
    **dict.fromkeys(("figure", "img", "image", "picture"), "Write ![words](picture.png) for a picture."),
    **dict.fromkeys(("highlight", "code", "gist"), "Write code between two lines of ```."),
}


def find_shortcodes(text: str) -> tuple[Finding, int] | None:
    """What a Markdown text has of another system's, in one sentence, and the line (from 0) of the first of it."""
    if not any(sign in text for sign in _SIGNS):
        return None
    found = list(_FOREIGN.finditer(masked(text)))
    if not found:
        return None
    name = (found[0]["shortcode"] or found[0]["tag"] or "").casefold()
    return _say(len(found), found[0][0], _HINTS.get(name, "")), text.count("\n", 0, found[0].start())


def _say(count: int, first: str, hint: str) -> Finding:
    what, seen = (f"the first of {count} shortcodes or tags", "them") if count > 1 else ("a shortcode or tag", "it")
    return Finding(
        message=f"{quoted(first)} is {what} of another system; readers see {seen} as text",
        hint=hint or "Take it out, or put it between backticks if readers are to see it.",
        level=Level.NOTICE,
    )
