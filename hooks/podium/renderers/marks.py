"""Addresses and ids that are known when HTML is made, and written when it is clear on which page it will stand."""

from __future__ import annotations

import re
from collections.abc import Callable

# Unicode's noncharacters: no text that people write has them (The Unicode Standard, 23.7).
_BEGIN, _END, _ID = "\ufdd0", "\ufdd1", "\ufdd2"
_ADDRESS = re.compile(f"{_BEGIN}([^{_END}]*){_END}")
_ANY = re.compile(f"[{_BEGIN}{_END}{_ID}]")


def mark_address(address: str) -> str:
    """An address relative to the site, to be written later as one relative to a page."""
    return f"{_BEGIN}{address}{_END}"


def mark_id(name: str) -> str:
    """An id that is alone on its slide, to be made alone on its page."""
    return f"{_ID}{name}"


def unmarked(text: str) -> str:
    """A text without marks that its writer may have typed."""
    return _ANY.sub("", text)


def with_ids(html: str, prefix: str) -> str:
    """HTML with the prefix before each id that was marked, so that no two slides of a page share one."""
    return html.replace(_ID, prefix)


def place(html: str, href: Callable[[str], str]) -> str:
    """HTML as it stands on one page, with addresses as that page links to them."""
    return _ADDRESS.sub(lambda found: href(found[1]), html)
