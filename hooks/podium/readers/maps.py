"""Addresses of maps, which writers give where a place belongs: what they name is a place to go to, and no meeting."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote_plus, urlsplit

from podium.problems import Finding, Level

_MAP = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]+/maps|maps\.google\.|goo\.gl/maps/|maps\.app\.goo\.gl/|maps\.apple\.com|"
    r"(?:www\.)?(?:openstreetmap\.org|osm\.org|bing\.com/maps|mapy\.(?:cz|com)|yandex\.[a-z]+/maps)|what3words\.com/)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"/place/([^/@]+)")
_NAMED = ("q", "query", "daddr", "destination", "where1", "text")
_LETTER = re.compile(r"[^\W\d_]")
UNNAMED = "On the map"
"""What is shown of a place of which only a map is known."""


def is_map(url: str) -> bool:
    """Whether an address shows a place on a map."""
    return _MAP.match(url) is not None


def name_on_map(url: str) -> tuple[str, Finding | None]:
    """The place that the address of a map names, or else `UNNAMED` and what to say of it."""
    parts = urlsplit(url)
    found = _PLACE.search(parts.path)
    asked = parse_qs(parts.query)
    names = [unquote_plus(found[1])] if found else [asked[name][0] for name in _NAMED if name in asked]
    name = next((name for name in names if _LETTER.search(name)), "")
    return (name, None) if name else (UNNAMED, say_unnamed())


def say_unnamed() -> Finding:
    """The sentence for a place of which only a map is known."""
    return Finding(
        message=f"the address of a map does not name the place; '{UNNAMED}' is shown, with the link",
        hint="Write 'location: {name: …, url: …}'.",
        level=Level.NOTICE,
    )
