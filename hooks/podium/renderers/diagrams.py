"""Diagrams in a page: a drawing that takes the colours of its surroundings, and words for those who cannot see it."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from podium.problems import Finding
from podium.renderers.environment import render
from podium.text import quoted

FENCES = ("dot", "graphviz")
"""What a block of code is called that is drawn."""
_SHAPES = {"svg", "g", "path", "polygon", "polyline", "ellipse", "circle", "rect", "text"}
_KEPT = re.compile(
    r"(?:viewbox|transform|d|points|c?[xy]|[xy][12]|r[xy]?|width|height|fill(?:-opacity)?|text-anchor|font-[a-z]+"
    r"|stroke(?:-[a-z]+)?)\Z"
)
_WORDS = re.compile(r"\s*(?://|#)\s*(?P<words>.+)")
_INK = ("black", "#000000")
_PIXELS = 4 / 3  # of a point


def render_diagram(svg: str, words: str) -> str:
    """A drawing of Graphviz' as inline SVG: only its shapes and texts, what was black in the colour of text."""
    soup = BeautifulSoup(svg[max(svg.find("<svg"), 0) :], "html.parser")
    drawing = soup.find("svg")
    assert isinstance(drawing, Tag)
    for element in [each for each in drawing.descendants if isinstance(each, Tag)]:
        if element.name == "title":
            element.extract()
        elif element.name not in _SHAPES:
            element.unwrap()
    for element in (drawing, *(each for each in drawing.descendants if isinstance(each, Tag))):
        element.attrs = {name: _inked(str(value)) for name, value in element.attrs.items() if _KEPT.match(name)}
    view = str(drawing.get("viewbox") or "0 0 0 0")
    width, height = (round(float(side) * _PIXELS) for side in view.split()[2:])
    # Only what the lists above let through.
    shapes = Markup("".join(str(each) for each in drawing.contents if isinstance(each, Tag)))  # noqa: S704
    return render("diagram", view=view, width=width, height=height, words=words, shapes=shapes)


def _inked(value: str) -> str:
    return "currentColor" if value in _INK else value


def render_source(source: str) -> str:
    """The text of a diagram that could not be drawn."""
    return f"<pre><code>{escape(source)}</code></pre>"


def read_words(source: str, options: dict[str, Any]) -> str:
    """What a diagram shows, in words: its option `alt`, or a comment in its first line."""
    found = _WORDS.match(source)
    return str(options.get("alt") or (found["words"].strip() if found else ""))


def say_undrawn(reason: str) -> Finding:
    """The sentence for a diagram that cannot be drawn."""
    return Finding(
        message=f"the diagram cannot be drawn ({reason}); its text is shown as code",
        hint="The language is that of Graphviz.",
    )


def say_no_words(source: str) -> Finding:
    """The sentence for a diagram that says nothing to those who cannot see it."""
    return Finding(
        message=f"the diagram {quoted(source.strip(), 30)} has no words for those who cannot see it; it is shown so",
        hint='Write alt="…" after the name of its language.',
    )
