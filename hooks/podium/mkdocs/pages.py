"""What Podium does with each page that MkDocs renders."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from podium.mkdocs.documents import safe_meta
from podium.mkdocs.expanding import Expander, Text
from podium.mkdocs.site import Build, path_of
from podium.readers.fences import take_fences
from podium.renderers.bodies import INDEX, render_body
from podium.renderers.decks import describe_deck, render_deck_words, render_document
from podium.renderers.listing_pages import describe_listing, render_listing_page, title_of
from podium.renderers.media import render_media
from podium.renderers.notes import render_problems
from podium.renderers.pages import describe, render_footer, render_header, render_words
from podium.renderers.references import Here
from podium.structure.decks import Deck
from podium.structure.outputs import Page as Listed
from podium.structure.talks import Talk

_NOTHING = "<div></div>\n"
"""A text without words: plugins that parse the HTML of a page expect an element."""
_RESOURCES = re.compile(r"resources/(?:index|\d+)\.md")
"""The pages of resources that are made here; those of the docs folder keep their layout."""


def page_source(build: Build, page: Page) -> str | None:
    """The Markdown of a talk, or of a page whose front matter MkDocs would lose; None leaves the page to MkDocs.

    A blank line comes first, so that MkDocs takes no line of the text for front matter.
    """
    uri = page.file.src_uri
    if uri in build.decks or uri in build.listings:
        return _NOTHING  # laid out whole
    if uri in build.talks:
        return "\n" + (render_body(build.talks[uri]) or _NOTHING)
    if uri in build.salvaged:
        return "\n" + build.matters[uri].body
    return None


def text_of(page: Page) -> str:
    """The HTML of the writer's text on a page."""
    html = page.content or ""
    return "" if html.strip() == _NOTHING.strip() else html


def page_text(build: Build, page: Page, text: str) -> str:
    """The Markdown of a page with an embed in the place of each runnable block, which was read with all others."""
    return text if page.file.src_uri in build.talks else take_fences(text, path_of(build, page.file.src_uri))[0]


def page_meta(build: Build, page: Page, config: MkDocsConfig) -> dict[str, Any]:
    """The page's front matter as a theme may print it; what plugins have put there stays as it is."""
    uri = page.file.src_uri
    with_templates = config.theme.name == "material"
    listing = {"template": "listing.html"} if with_templates else {}
    if uri in build.talks:
        layout = {"template": "talk.html"} if with_templates else {}
        return {**page.meta, **layout, **_talk_meta(build.talks[uri])}
    if uri in build.decks:
        return {**page.meta, "template": "deck.html", **_deck_meta(build, build.decks[uri])}
    if uri in build.listings:
        return {**page.meta, **listing, **_listing_meta(build.listings[uri])}
    own = build.salvaged.get(uri, page.meta)
    if uri in build.matters:
        own = {name: value for name, value in own.items() if name in build.matters[uri].fields}
    safe, problems = safe_meta(own, config.theme.dirs, _path(build, uri))
    build.problems += problems
    others = {name: value for name, value in page.meta.items() if name not in own}
    wide = uri == INDEX or (uri not in build.matters and _RESOURCES.fullmatch(uri))
    return {**(listing if wide else {}), **others, **safe}


def _talk_meta(talk: Talk) -> dict[str, Any]:
    return {
        "title": escape(talk.title),
        "description": escape(describe(talk)),
        "author": escape(", ".join(speaker.name for speaker in talk.speakers)),
        "tags": [escape(topic) for topic in talk.topics],
        **talk.page,
    }


def _deck_meta(build: Build, deck: Deck) -> dict[str, Any]:
    talk = build.context("").catalogue.showing(deck)
    return {"title": escape(deck.title), "description": escape(describe_deck(deck, build.show(deck), talk))}


def _listing_meta(page: Listed) -> dict[str, Any]:
    return {
        "title": escape(title_of(page)),
        "description": escape(describe_listing(page)),
        "search": {"exclude": True},  # its talks are found themselves
    }


def expander(build: Build, page: Page, config: MkDocsConfig) -> Expander:
    """What the Markdown extension calls for the references of a page."""
    return _expander(build, page.file, page.markdown or "", config)


def find_expander(build: Build, config: MkDocsConfig, md: Markdown) -> Expander | None:
    """The same for a text that is not where the page of the moment is: an excerpt stands in a blog's list of posts.

    None when it is, or when MkDocs does not know its place: then it is part of another text.
    """
    place: File | None = getattr(md.treeprocessors["relpath"], "file", None) if "relpath" in md.treeprocessors else None
    now = build.extension.expand
    if place is None or (isinstance(now, Expander) and now.place == (place.src_uri, _address(place))):
        return None
    return _expander(build, place, "", config)


def _expander(build: Build, file: File, text: str, config: MkDocsConfig) -> Expander:
    assert build.site is not None
    uri = file.src_uri
    talk = build.talks.get(uri)
    here = Here(
        context=build.context(_address(file)),
        uri=uri,
        names=build.site.names,
        shelf=build.shelf,
        talk=talk,
        circles=build.site.circles,
    )
    matter = build.matters.get(uri)
    if talk:
        source = Text(talk.path, talk.body, talk.body_line)
    elif matter:
        source = Text(_path(build, uri), matter.body, matter.body_line)
    else:
        source = Text(_path(build, uri), text, 1)
    return Expander(build, config, here, source)


def _address(file: File) -> str:
    return file.url if file.url != "./" else ""


def search_content(build: Build, page: Page) -> str:
    """The page as a search reads it: its text, with a talk's header and footer as bare words before it."""
    uri = page.file.src_uri
    if uri in build.decks:
        return render_deck_words(build.decks[uri], build.show(build.decks[uri]))
    talk = build.talks.get(uri)
    return f"{render_words(talk)}{build.text}" if talk else build.text


def page_content(build: Build, page: Page) -> str:
    """The rendered page: a talk between its header and its footer, and in a preview a note of what is wrong."""
    html = build.text
    deck = build.decks.get(page.file.src_uri)
    if deck:
        slides = build.show(deck)
        return render_document(deck, slides, build.context(deck.address), problems=note(build, deck.path))
    listed = build.listings.get(page.file.src_uri)
    if listed:
        return render_listing_page(listed, build.context(page.file.url))
    talk = build.talks.get(page.file.src_uri)
    if talk:
        if talk.uri in build.carried:
            build.texts[talk.uri] = html
        context = build.context(talk.address)
        header, media, footer = render_header(talk, context), render_media(talk, context), render_footer(talk, context)
        html = f'{header}{media}<div class="podium-text">{html}</div>{footer}'
    return f"{note(build, talk.path if talk else _path(build, page.file.src_uri))}{html}"


def release(build: Build, page: Page) -> None:
    """Lets go of what one of our pages was made from: MkDocs would hold it until the end, much of all memory."""
    uri = page.file.src_uri
    if uri in build.talks or uri in build.listings or uri in build.decks:
        page.content, page.markdown, page.toc = "", "", TableOfContents([])


def note(build: Build, path: str) -> str:
    """What is wrong with a file, as a preview shows it on its page; nothing in a build for visitors."""
    if not build.settings.serving:
        return ""
    problems = tuple(dict.fromkeys(problem for problem in build.problems if problem.path == path))
    return render_problems(problems) if problems else ""


def _path(build: Build, uri: str) -> str:
    return f"{build.docs}/{uri}"
