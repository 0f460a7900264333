"""Gives each page its head, each talk its image, and the sitemap its dates."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from podium.mkdocs.files import add_outputs
from podium.mkdocs.site import Build
from podium.renderers.cards import card_address, card_of, say_no_font, say_unknown_signs
from podium.renderers.heads import Head, render_head
from podium.renderers.sitemap import UNKNOWN, latest, talk_date
from podium.runners.cards import can_draw, make_card
from podium.structure.decks import Deck
from podium.structure.listings import Listing
from podium.structure.outputs import Output
from podium.structure.talks import Talk

_END = re.compile(r"(?=</head>)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def add_cards(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Draws an image for each talk that visitors can see, unless the settings or a missing Pillow say no."""
    assert build.site is not None
    font = str(build.root / build.settings.card_font) if build.settings.card_font else ""
    if not (build.settings.cards and build.settings.site_url and can_draw()) or build.settings.serving:
        return
    outputs = []
    for talk in build.site.catalogue.talks:
        if not talk.ready:
            continue
        try:
            path = make_card(
                card_of(talk, build.site.catalogue, build.settings, build.now, font), build.cache / "cards"
            )
        except OSError:
            build.problems.append(say_no_font(Path(font).name).at("mkdocs.yml", None, "extra.podium.card_font"))
            return
        if path:
            build.cards[talk.slug] = quote(card_address(talk))
            outputs.append(Output(address=card_address(talk), source=path))
        else:
            build.problems.append(say_unknown_signs(talk).at(talk.path))
    add_outputs(files, outputs, config, build.made)


def date_page(build: Build, page: Page) -> None:
    """Sets the day that a sitemap gives for a page: MkDocs takes the day of the build, which says nothing."""
    page.update_date = _date(build, page)


def _date(build: Build, page: Page) -> str:
    assert build.site is not None
    uri = page.file.src_uri
    context = build.context(page.file.url)
    talk, deck, listed = build.talks.get(uri), build.decks.get(uri), build.listings.get(uri)
    shown = context.catalogue.showing(deck) if deck else None
    if talk or shown:
        return _talk_date(build, talk or shown)  # type: ignore[arg-type]  # one of them is there
    if listed and listed.listing:
        return _listing_date(build, listed.listing)
    found = (_DAY.match(str(page.meta.get(name, ""))) for name in ("updated", "date"))
    return next((day[0] for day in found if day), UNKNOWN)


def _listing_date(build: Build, listing: Listing) -> str:
    if listing.folder not in build.dates:
        talks = {entry.talk.uri: entry.talk for entry in listing.entries}
        build.dates[listing.folder] = latest(_talk_date(build, talk) for talk in talks.values())
    return build.dates[listing.folder]


def _talk_date(build: Build, talk: Talk) -> str:
    if talk.uri not in build.dates:
        build.dates[talk.uri] = talk_date(talk, build.context(""))
    return build.dates[talk.uri]


def add_head(build: Build, html: str, page: Page) -> str:
    """A page with what Podium says in its head, before the end of it."""
    uri = page.file.src_uri
    talk = build.talks.get(uri)
    title = "" if page.is_homepage else unescape(str(page.title or ""))
    head = Head(
        title=title,
        description=unescape(str(page.meta.get("description") or "")),
        talk=talk,
        deck=build.decks.get(uri),
        listed=build.listings.get(uri),
        card=build.cards.get(talk.slug, "") if talk else "",
    )
    return _with_head(build, html, head, page.file.url if page.file.url not in (".", "./") else "")


def add_deck_head(build: Build, html: str, deck: Deck) -> str:
    """The same for a deck's own document."""
    return _with_head(build, html, Head(deck=deck), deck.address)


def _with_head(build: Build, html: str, head: Head, address: str) -> str:
    fragment = render_head(head, build.context(address))
    return _END.sub(lambda _: f"{fragment}\n", html, count=1)
