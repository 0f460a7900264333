"""What the head of every page says to those who link to it: Open Graph, cards, feeds, and data for machines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from podium.renderers.context import Context
from podium.renderers.environment import render
from podium.renderers.feeds import feed_links
from podium.renderers.listing_pages import describe_listing, title_of
from podium.renderers.occasions import calendar_address
from podium.renderers.pages import describe
from podium.renderers.qr import public_address
from podium.renderers.structured import (
    Node,
    breadcrumbs,
    deck_data,
    graph,
    home_data,
    listing_data,
    talk_data,
    write_json,
)
from podium.structure.decks import Deck
from podium.structure.listings import Group
from podium.structure.outputs import Page
from podium.structure.talks import Talk
from podium.text import clean, one_line
from podium.urls import is_absolute

_WIDTH, _HEIGHT = 1200, 630
_RASTER = frozenset((".png", ".jpg", ".jpeg", ".webp", ".gif"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known of a page."""

    title: str = ""
    """Its title, as plain text; empty for the name of the site."""
    description: str = ""
    """What it is about, as plain text."""
    talk: Talk | None = None
    """The talk that it shows."""
    deck: Deck | None = None
    """The deck that it shows."""
    listed: Page | None = None
    """The listing that it shows."""
    card: str = ""
    """The address of the image drawn for it, relative to the site, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture that stands for a page elsewhere."""

    url: str
    """Its whole address."""
    alt: str
    """What it shows."""
    width: int | None = None
    """Pixels, when known."""
    height: int | None = None
    """Pixels, when known."""


def render_head(head: Head, context: Context) -> Markup:
    """The last lines of a page's `<head>`: https://ogp.me, cards, feeds, calendars and JSON-LD.

    A site that does not know its own address says what needs none: no `og:url`, no image, no feeds.
    """
    title, description = _words(head, context)
    image = _image(head, title, context)
    listing = head.listed.listing if head.listed else None
    whole = next(iter(context.listings.of(Group.ALL)), None)
    nodes = list(_data(head, context, description, image.url if image else ""))
    return render(
        "head",
        title=title,
        description=description,
        type=_type(head),
        url=public_address(context.page, context.settings),
        site_name=one_line(context.settings.site_name),
        locale=_locale(head, context),
        image=image,
        talk=head.talk,
        feeds=feed_links(context, listing),
        calendars=_calendars(head, context) if whole else [],
        json=write_json(graph(nodes)) if nodes else "",
    )


def _words(head: Head, context: Context) -> tuple[str, str]:
    if head.talk:
        return head.talk.title, describe(head.talk)
    if head.deck:
        return head.deck.title, head.deck.summary
    if head.listed:
        return title_of(head.listed), describe_listing(head.listed)
    return one_line(clean(head.title or context.settings.site_name)), one_line(clean(head.description))


def _type(head: Head) -> str:
    """A word of https://ogp.me, which knows no events."""
    if head.talk:
        return "article"
    listing = head.listed.listing if head.listed else None
    return "profile" if listing and listing.group is Group.SPEAKER else "website"


def _locale(head: Head, context: Context) -> str:
    """`pt_BR`, as Open Graph writes a language with its territory; a bare language stays bare."""
    language = (head.talk.language if head.talk else "") or (head.deck.language if head.deck else "")
    return (language or context.settings.language).replace("-", "_")


def _image(head: Head, title: str, context: Context) -> Image | None:
    if head.talk and (cover := head.talk.cover) and PurePosixPath(cover.src).suffix.casefold() in _RASTER:
        url = cover.src if is_absolute(cover.src) else public_address(cover.src, context.settings)
        return Image(url=url, alt=cover.alt or title) if url else None
    url = public_address(head.card, context.settings) if head.card else ""
    return Image(url=url, alt=title, width=_WIDTH, height=_HEIGHT) if url else None


def _calendars(head: Head, context: Context) -> list[dict[str, str]]:
    if head.talk and head.talk.ready and any(occasion.when for occasion in head.talk.occasions):
        return [{"title": head.talk.title, "href": context.href(calendar_address(head.talk))}]
    return []


def _data(head: Head, context: Context, description: str, image: str) -> Iterable[Node]:
    if head.talk:
        return talk_data(head.talk, context, image) if head.talk.ready else ()
    if head.deck:
        return deck_data(head.deck, context)
    if head.listed and head.listed.listing:
        return listing_data(head.listed.listing, context, context.page, description, head.listed.part)
    if context.page in ("", "index.html"):
        return home_data(context, description)
    return (breadcrumbs([(title, context.page)], context) for title in [_words(head, context)[0]] if title)
