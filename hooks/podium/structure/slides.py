"""Slides: what a deck written in Markdown is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide, read but not rendered."""

    text: str
    """Its Markdown, without notes and options."""
    line: int
    """The line of the file at which it begins."""
    source: str = ""
    """The same lines as they stand in the file, in which a problem is found again."""
    notes: str = ""
    """What the speaker says, as Markdown."""
    layout: str = ""
    """How it is composed: one of `LAYOUTS`; empty when its content decides."""
    name: str = ""
    """What it is called where no heading does."""
    image: str = ""
    """The picture of an `image` slide, as its writer named it."""
    background: str = ""
    """A picture behind it, as its writer named it."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Attributes of its `<section>`: `id`, `class` and those of reveal.js."""
    incremental: bool | None = None
    """Whether the items of its lists appear one by one; None when the deck decides."""
    footer: bool = True
    """Whether it shows the deck's footer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How all slides of a deck look."""

    scheme: str = "auto"
    """`light`, `dark`, or `auto` for what the visitor sees the site in."""
    accent: str = ""
    """The colour of what stands out, in CSS; empty for the site's own."""
    ink: str = ""
    """The colour of text, in CSS; empty for the theme's."""
    paper: str = ""
    """The colour of the ground, in CSS; empty for the theme's."""
    logo: str = ""
    """A picture at the foot of each slide, as its writer named it."""
    footer: str = ""
    """A text at the foot of each slide."""
    transition: str = "fade"
    """How one slide follows another: one of `TRANSITIONS`."""
    numbers: bool = False
    """Whether slides show their numbers."""
    ratio: float = 16 / 9
    """Width divided by height."""


LAYOUTS = ("title", "section", "statement", "text", "centre", "quote", "image", "full")
"""How a slide can be composed."""
TRANSITIONS = ("none", "fade", "slide")
"""How one slide can follow another: reveal.js knows more, and none of them explains anything."""
SCHEMES = ("auto", "light", "dark")
"""The themes of a deck."""
Stack = tuple[Slide, ...]
"""Slides that follow one another downwards; most stacks have one."""
