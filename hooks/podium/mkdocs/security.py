"""Gives every page its Content Security Policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path

from mkdocs.structure.files import Files

from podium.mkdocs.previewing import NONCE
from podium.mkdocs.site import Build, path_of
from podium.problems import Problem
from podium.renderers.assets import PAGES
from podium.renderers.decks import print_styles
from podium.renderers.inline_code import digest, inline_scripts, inline_sheets, shape, skeleton, without_inline
from podium.renderers.inline_styles import STYLES, render_styles, take_styles
from podium.renderers.policy import (
    Allowed,
    find_handlers,
    join,
    missing_hosts,
    policy,
    protect,
    read_catalogue,
    read_hosts,
    read_inline,
    render_headers,
    say_foreign,
)
from podium.structure.decks import Deck
from podium.structure.outputs import Output
from podium.urls import host_of, relative

_SETTING = "extra.podium.csp_hosts"
_HEAD_END = re.compile(r"(?=</head>)")


def read_pages(build: Build, files: Files) -> None:
    """Reads what the texts of all pages need, once they are HTML and before any of them is laid out."""
    if not build.settings.csp:
        return
    assert build.site is not None
    parts = [read_catalogue(build.site.catalogue, build.settings)]
    for file in files.documentation_pages():
        if file.page and file.page.content:
            text = file.page.content
            parts += [read_hosts(text), read_inline(text)]
            build.problems += [found.at(path_of(build, file.src_uri)) for found in find_handlers(text)]
            file.page.content = take(build, text)
    build.allowed = join(parts)
    # Classes are named three times, so a site's own styles, which come later, do not undo them.
    sheet = files.get_file_from_path(f"{PAGES}.css")
    if build.styles and sheet:
        sheet.content_string += render_styles(build.styles)


def take(build: Build, html: str) -> str:
    """HTML with classes for its inline styles; a preview lets them stay, since a part of it is made again at times."""
    if build.settings.serving:
        return html
    html, rules = take_styles(html)
    build.styles |= rules
    return html


def _take_known(build: Build, html: str) -> str:
    """The same for styles that came into a page with an excerpt of another, whose own are in the stylesheet."""
    taken, rules = take_styles(html)
    return taken if rules.keys() <= build.styles.keys() and not build.settings.serving else html


def protect_template(build: Build, html: str) -> str:
    """A page without a text, such as 404.html: what it runs and links is the theme's, on every page."""
    if not build.settings.csp:
        return html
    own = read_inline(html)
    build.shapes |= set(map(shape, inline_scripts(html)))
    build.allowed = join([build.allowed, read_hosts(html), Allowed(styles=own.styles)])
    return protect(html, policy(join([build.allowed, own]), nonce=_nonce(build)))


def protect_page(build: Build, html: str, uri: str) -> str:
    """A whole page with its policy: it runs what is the theme's or a plugin's or stands in a text, nothing besides."""
    if not build.settings.csp:
        return html
    html = _take_known(build, html)
    path = path_of(build, uri)
    own = Allowed(scripts=tuple(_scripts(build, html, path)), styles=tuple(_sheets(build, html, path)))
    missing = missing_hosts(html, build.allowed, host_of(build.settings.site_url))
    build.problems += [found.at("mkdocs.yml", None, _SETTING) for found in missing]
    return protect(html, policy(join([build.allowed, own]), nonce=_nonce(build)))


def without_plugins(build: Build, html: str) -> str:
    """A deck's document without the scripts and stylesheets of plugins: they find nothing of the theme there."""
    return without_inline(html, partial(_is_added, build))


def protect_deck(build: Build, html: str, deck: Deck) -> str:
    """The same for a deck's document, which stands alone: it links its own styles, and its slides are its text."""
    if not build.settings.csp:
        return html
    taken = take(build, html)
    if taken != html:
        link = f'<link rel="stylesheet" href="{relative(STYLES, deck.address)}">\n'
        taken = _HEAD_END.sub(link, taken, count=1)
    slides = "".join(shown.html for shown in build.show(deck))
    printed = Allowed(styles=tuple(map(digest, print_styles(deck))))
    allowed = join([build.allowed, read_hosts(taken), read_inline(slides), printed])
    return protect(taken, policy(allowed, nonce=_nonce(build)))


def _nonce(build: Build) -> str:
    return NONCE if build.settings.serving else ""


def _scripts(build: Build, html: str, path: str) -> Iterator[str]:
    for script in inline_scripts(html):
        value = digest(script)
        if not build.shapes or shape(script) in build.shapes or _is_added(build, script):
            yield value
        elif value not in build.allowed.scripts:
            build.foreign.setdefault((False, skeleton(script)), (script, []))[1].append(path)


def _sheets(build: Build, html: str, path: str) -> Iterator[str]:
    for sheet in inline_sheets(html):
        value = digest(sheet)
        if _is_added(build, sheet):
            yield value
        elif value not in build.allowed.styles:
            build.foreign.setdefault((True, skeleton(sheet)), (sheet, []))[1].append(path)


def _is_added(build: Build, text: str) -> bool:
    """Whether a plugin has put a script or a stylesheet into the page after the theme had laid it out.

    What a plugin only carries over from the page, or brings back to life there, nobody vouches for.
    """
    return bool(text.strip()) and text.strip() not in build.laid and text.strip() not in unescape(build.laid)


def say_all_foreign(build: Build) -> Iterator[Problem]:
    """A sentence for each script and stylesheet without effect, at the first of the pages it stands on."""
    for (sheet, _), (text, paths) in build.foreign.items():
        yield say_foreign(text, len(set(paths)) - 1, sheet=sheet).at(paths[0])


def security_outputs(build: Build, site: Path) -> Iterator[Output]:
    """The files that go with the policy; a `_headers` file of the writer's own stays."""
    if not build.settings.csp:
        return
    if build.styles and build.decks:
        yield Output(address=STYLES, text=render_styles(build.styles))
    if not (site / "_headers").exists():
        yield render_headers(build.allowed)
