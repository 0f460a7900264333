"""The templates of the core: HTML fragments that any host can place."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from podium.dates import show_day, show_moment, show_when, show_zone, twins
from podium.renderers.clock import attributes
from podium.renderers.context import Context
from podium.renderers.places import show_place
from podium.renderers.tiles import show_month, tile
from podium.text import shorten
from podium.urls import host_name, host_of

_TEMPLATES = Path(__file__).parent.parent / "theme" / "templates"


def render(template: str, **values: object) -> Markup:
    """The fragment that the template `name.html` makes of the values, every one of them escaped.

    A value that the template wants and nobody gave is a mistake of ours and raises `jinja2.UndefinedError`.
    """
    return Markup(_environment().get_template(f"{template}.html").render(values).strip())  # noqa: S704 - autoescaped


def render_for(context: Context, template: str, **values: object) -> Markup:
    """The same for a fragment of a page, with `href` for its links and `clock` for when a part shows."""
    clock = partial(attributes, now=context.now)
    return render(template, context=context, href=context.href, clock=clock, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        breakable=breakable,
        host=host_of,
        host_name=host_name,
        initials=initials,
        shorten=shorten,
        show_day=show_day,
        show_moment=show_moment,
        show_month=show_month,
        show_place=show_place,
        show_when=show_when,
        show_zone=show_zone,
        tile=tile,
        twins=twins,
    )
    return environment


def breakable(text: str) -> Markup:
    """A text in which a host stands on one line, or, where none is long enough, breaks before its dots."""
    return Markup(" ").join(
        _HOST.format(_BREAK.join(word.split("."))) if "." in word else word for word in text.split(" ")
    )


_HOST = Markup('<span class="podium-host">{}</span>')
_BREAK = Markup('<span class="podium-break"></span>.')


def initials(name: str) -> str:
    """What stands for a face: the first letters of the first and the last word of a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
