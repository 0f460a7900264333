"""Tells the colours of CSS from other words."""

from __future__ import annotations

import re

_COLOUR = re.compile(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,24}"
    r"|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([\w\s.,%/+-]{1,60}\)",
    re.IGNORECASE,
)
_GRADIENT = re.compile(r"(?:repeating-)?(?:linear|radial|conic)-gradient\([\w\s#.,%()+-]{1,200}\)", re.IGNORECASE)


def is_colour(text: str) -> bool:
    """Whether a text has the form of a colour (CSS Color 4); a word counts, whether or not CSS knows it."""
    return bool(_COLOUR.fullmatch(text.strip()))


def is_gradient(text: str) -> bool:
    """Whether a text has the form of a gradient (CSS Images 4)."""
    return bool(_GRADIENT.fullmatch(text.strip()))
