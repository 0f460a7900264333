"""The scripts and stylesheets that stand in a piece of HTML itself, and not in a file that it names."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256

_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(?P<text>.*?)</style>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype=["']?([\w./+-]*)""", re.IGNORECASE)
_RUN = ("", "module", "text/javascript", "application/javascript", "importmap", "speculationrules")
# A script of the theme differs between pages in the way to the site's root alone.
_WAY = re.compile(r"""(["'])(?:\.{1,2}|/)[\w./%-]*\1""")
_LITERAL = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`|\d+""")


def without_inline(html: str, unwanted: Callable[[str], bool]) -> str:
    """A piece of HTML without the scripts and stylesheets in it whose texts are unwanted."""
    for pattern in (_SCRIPT, _STYLE):
        html = pattern.sub(lambda found: "" if unwanted(found["text"]) else found[0], html)
    return html


def inline_sheets(html: str) -> list[str]:
    """The texts of the stylesheets in a piece of HTML."""
    return [found["text"] for found in _STYLE.finditer(html)] if "<style" in html else []


def inline_scripts(html: str) -> list[str]:
    """The texts of the scripts in a piece of HTML that a browser would run."""
    return [
        found["text"]
        for found in (_SCRIPT.finditer(html) if "<script" in html else ())
        if " src=" not in found["attributes"] and _type(found["attributes"]) in _RUN
    ]


def _type(attributes: str) -> str:
    found = _TYPE.search(attributes)
    return found[1].casefold() if found else ""


def shape(script: str) -> str:
    """A script of the theme without the way to the site's root, by which alone it differs between pages."""
    return _WAY.sub('""', script)


def digest(text: str) -> str:
    """The source that allows a script or a stylesheet by its text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def script_elements(html: str) -> Iterator[str]:
    """The scripts of a page with their tags, but blocks of data."""
    found = _SCRIPT.finditer(html) if "<script" in html else ()
    return (each[0] for each in found if _type(each["attributes"]) in _RUN)


def skeleton(text: str) -> str:
    """A script or a stylesheet without its texts and numbers, by which a template's differ from page to page."""
    return _LITERAL.sub("", text)
