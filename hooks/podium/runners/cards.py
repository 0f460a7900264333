"""Draws the images that stand for talks in other people's timelines.

It needs Pillow and a font, the optional extra `cards`. This module does I/O, for the edge of the build to call.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from podium.kept import is_kept, keep

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
# Part of every cached file's name: a change to what is drawn gets a new number.
_FORMAT = 2
_EDGE, _BAR = 80, 16
_ROOM = WIDTH - 2 * _EDGE
_INK, _QUIET, _PAPER = (29, 32, 38), (90, 96, 107), (255, 255, 255)
# Shades from white to a colour, and where in the palette the three colours are.
_STEPS = 16
_ACCENT, _DARK, _GREY = _STEPS, 2 * _STEPS, 3 * _STEPS
_WORDS, _LONGEST = 60, 200
_SIZES = (84, 72, 62, 54, 48)
_LINES = {84: 2, 72: 3, 62: 3, 54: 4, 48: 4}
_SMALL = 32
_FONTS, _BOLD = "font_source_sans_pro", "Bold"
# Signs of no script that every font replaces by a box.
_PROBE = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is written on an image."""

    title: str
    """The title of the talk."""
    site: str
    """The name of the site."""
    where: str
    """The event or the place, and the date."""
    who: str
    """The speakers."""
    accent: str
    """The colour, as `#rrggbb`."""
    font: str = ""
    """A font file of the project, or empty for Source Sans Pro, which knows Latin, Greek and Cyrillic."""


def can_draw() -> bool:
    """Whether Pillow and the font are here."""
    return bool(find_spec("PIL") and find_spec(_FONTS))


def as_hex(colour: str) -> str:
    """A colour of CSS as `#rrggbb`; empty when it is none that Pillow knows, or Pillow is not here."""
    if not find_spec("PIL"):
        return ""
    from PIL import ImageColor  # noqa: PLC0415 - optional

    name, mark, rest = colour.strip().lower().partition("(")
    numbers = re.findall(r"[\d.]+%?", rest.partition("/")[0])[:3]
    try:
        red, green, blue = ImageColor.getrgb(f"{name.removesuffix('a')}({','.join(numbers)})" if mark else name)[:3]
    except ValueError:
        return ""
    return f"#{red:02x}{green:02x}{blue:02x}"


def make_card(card: Card, cache: Path) -> Path | None:
    """The image of a card, 1200 by 630 pixels, in the folder `cache`; None when the font lacks a sign of its title.

    A line below the title of which it lacks one is left out: better no name than a wrong one. The file is named
    after all that goes into it, and drawn once. Raises OSError when the font cannot be read.
    """
    path = cache / f"{_name(card)}.png"
    if is_kept(path):
        return path
    if not _knows(_file(card), card.title):
        return None
    known = {name: "" for name in ("site", "where", "who") if not _knows(_file(card), getattr(card, name))}
    keep(path, draw(replace(card, **known)))
    return path


def _file(card: Card, weight: str = "Regular") -> str:
    """The font of a card, as a path; one of the project's own has one weight only."""
    return card.font or _own_file(weight)


@lru_cache(maxsize=2)
def _own_file(weight: str) -> str:
    found = find_spec(_FONTS)
    assert found
    assert found.origin
    return str(Path(found.origin).parent / "files" / f"SourceSansPro-{weight}.ttf")


def _knows(font: str, text: str) -> bool:
    return all(_has(font, sign) for sign in set(text))


def _name(card: Card) -> str:
    facts = [_FORMAT, _version(), _digest(_file(card)), asdict(card) | {"font": ""}]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def _version() -> str:
    return version("pillow")


@lru_cache(maxsize=8)
def _digest(font: str) -> str:
    return hashlib.sha256(Path(font).read_bytes()).hexdigest()


@lru_cache(maxsize=64)
def _font(path: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - optional

    return ImageFont.truetype(path, size)


@lru_cache(maxsize=4096)
def _has(path: str, sign: str) -> bool:
    """Whether a font knows a sign: what it does not know it draws as it draws a sign of nobody's."""
    font = _font(path, _SMALL)
    return sign.isspace() or _shape(font, sign) != _shape(font, _PROBE)


def _shape(font: FreeTypeFont, sign: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(sign)
    return mask.size, bytes(mask)


def draw(card: Card) -> bytes:
    """The image as PNG, the same bytes for the same card, font and Pillow.

    It has a palette from the start: to find the colours of a finished image takes ten times as long as to draw it.
    """
    from PIL import Image  # noqa: PLC0415 - optional

    image = Image.new("P", (WIDTH, HEIGHT), 0)
    image.putpalette(_palette(card.accent))
    image.paste(_ACCENT, (0, 0, WIDTH, _BAR))
    image.paste(_ACCENT, (_EDGE, HEIGHT - 168, _EDGE + 96, HEIGHT - 162))
    small = _font(_file(card), _SMALL)
    _write(image, card.site, small, _EDGE - 8, colour=_ACCENT)
    _write(image, card.who, small, HEIGHT - 142, colour=_DARK)
    _write(image, card.where, small, HEIGHT - 94, colour=_GREY)
    size, lines = _fit(card)
    step = round(size * 1.2)
    top = 140 + (300 - step * len(lines)) // 2
    for place, line in enumerate(lines):
        _write(image, line, _font(_file(card, _BOLD), size), top + place * step, colour=_DARK)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


def _palette(accent: str) -> list[int]:
    """White, then three ramps from white to a colour, in red, green and blue."""
    own = tuple(bytes.fromhex(accent.removeprefix("#")))
    ramps = [_PAPER, *(shade for colour in (own, _INK, _QUIET) for shade in _ramp(colour))]
    return [part for colour in ramps for part in colour]


def _ramp(colour: tuple[int, ...]) -> list[tuple[int, ...]]:
    return [
        tuple(paper + (part - paper) * step // _STEPS for part, paper in zip(colour, _PAPER, strict=True))
        for step in range(1, _STEPS + 1)
    ]


def _write(image: Image, text: str, font: FreeTypeFont, top: int, *, colour: int) -> None:
    """A line of text, cut where its room ends, in the ramp that ends in a colour."""
    from PIL import Image as Images  # noqa: PLC0415 - optional
    from PIL import ImageDraw  # noqa: PLC0415 - optional

    mask = Images.new("L", (_ROOM + _EDGE // 2, round(font.size * 1.5)), 0)
    ImageDraw.Draw(mask).text((0, 0), _cut(text, font), font=font, fill=255)
    shades = [colour - _STEPS + (level + 1) // _STEPS for level in range(256)]
    shown = [255 * (level >= _STEPS) for level in range(256)]
    image.paste(mask.point(shades), (_EDGE, top), mask.point(shown))


def _fit(card: Card) -> tuple[int, list[str]]:
    """The largest size at which a title has its place; at the smallest it is cut."""
    words = card.title.split()[:_WORDS]
    size, lines = _SIZES[-1], [(0, len(words))]
    for size in _SIZES:
        font = _font(_file(card, _BOLD), size)
        widths = [font.getlength(word) for word in words]
        space = font.getlength(" ")
        lines = _wrap(widths, space, _ROOM)
        if len(lines) <= _LINES[size] and max(widths, default=0) <= _ROOM:
            lines = _balance(widths, space, lines)
            break
    most = _LINES[size]
    texts = [" ".join(words[start:end]) for start, end in lines]
    return size, [*texts[: most - 1], *([" ".join(texts[most - 1 :])] if len(texts) >= most else [])]


def _wrap(widths: list[float], space: float, room: float) -> list[tuple[int, int]]:
    """Lines as the places of their first words and of those after their last."""
    lines: list[tuple[int, int]] = []
    length = room
    for place, width in enumerate(widths):
        if lines and length + space + width <= room:
            lines[-1] = (lines[-1][0], place + 1)
            length += space + width
        else:
            lines.append((place, place + 1))
            length = width
    return lines


def _balance(widths: list[float], space: float, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same number of lines, as equally long as can be."""
    low, high = max(widths, default=0), float(_ROOM)
    while high - low > 8:  # noqa: PLR2004 (pixels that nobody sees)
        middle = (low + high) / 2
        low, high = (low, middle) if len(_wrap(widths, space, middle)) <= len(lines) else (middle, high)
    return _wrap(widths, space, high)


def _cut(text: str, font: FreeTypeFont) -> str:
    """As much of a line as has room, with an ellipsis."""
    text = text[:_LONGEST]
    if font.getlength(text) <= _ROOM:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.getlength(text[:middle] + "…") <= _ROOM else (low, middle - 1)
    return text[:low].rstrip() + "…"
