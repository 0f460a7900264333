"""The feeds of talks, one for each listing: an entry for each occasion, with all that the talk's page says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nlargest
from pathlib import Path
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from podium.renderers.context import Context
from podium.renderers.environment import render
from podium.renderers.feed_content import absolute, translate, translate_again
from podium.renderers.feed_dates import Bounds, apart, bounds, published, updated
from podium.renderers.feed_formats import Author, Feed, write_atom, write_json_feed
from podium.renderers.feed_formats import Entry as Told
from podium.renderers.lives import say_undated, shown_at, takes_place
from podium.renderers.occasions import occasion_id
from podium.renderers.qr import public_address
from podium.structure.catalogue import Entry
from podium.structure.decks import Kind
from podium.structure.listings import Group, Listing
from podium.structure.occasions import Status
from podium.structure.outputs import Output
from podium.structure.talks import MOST_TOLD, Talk
from podium.urls import host_name, relative

LONGEST = 25
"""How many entries a feed has at most: readers keep what they have seen, and all talks are in `talks.json`."""
STYLE = "assets/podium/feed.css"
_STYLE_FILE = Path(__file__).parent.parent / "theme" / "feeds" / "feed.css"
_ATOM, _JSON = "feed.xml", "feed.json"
_TYPES = {_ATOM: "application/atom+xml", _JSON: "application/feed+json"}
_TITLES = {
    Group.ALL: "Talks",
    Group.TOPIC: "Talks about {}",
    Group.SPEAKER: "Talks by {}",
    Group.EVENT: "Talks at {}",
    Group.SERIES: "Talks of the series {}",
    Group.YEAR: "Talks of {}",
}
_DESCRIPTION = "Each talk as soon as it is planned, and again with whatever came of it."
_SAID = {Status.CANCELLED: "Cancelled", Status.POSTPONED: "Postponed", Status.TENTATIVE: "To be confirmed"}


def carried(context: Context) -> frozenset[str]:
    """The files of the talks that are in a feed: only their texts need to be kept until feeds are made."""
    if not public_address("", context.settings):
        return frozenset()
    desk = _Desk(context=context, texts={}, bounds=bounds(context.catalogue, context.now))
    return frozenset(entry.talk.uri for listing in context.listings.all for entry in _newest(listing, desk))


def render_feeds(context: Context, texts: Mapping[str, str]) -> Iterator[Output]:
    """An Atom and a JSON feed for each listing, and the style of the first.

    A feed is read elsewhere, so its addresses are whole; a site that does not know its own address (`site_url`) has
    no feeds, and `feed_links` then names none.
    """
    if not public_address("", context.settings):
        return
    yield Output(address=STYLE, text=_STYLE_FILE.read_text(encoding="utf-8"))
    desk = _Desk(context=context, texts=texts, bounds=bounds(context.catalogue, context.now))
    desk.updated.update(_updated(desk))
    for listing in context.listings.all:
        feed = _feed(listing, desk)
        yield Output(address=listing.folder + _ATOM, text=write_atom(feed))
        yield Output(address=listing.folder + _JSON, text=write_json_feed(feed))
        # Material's script asks for a sitemap beside everything that a head links as an alternate.
        yield Output(address=f"{listing.folder}sitemap.xml", text=render("sitemap_of", address=feed.page))


def feed_links(context: Context, listing: Listing | None) -> list[dict[str, str]]:
    """What the head of a page says of feeds: those of its listing, then those of the site.

    Each is the attributes of one `<link>`, not escaped: `rel`, `type`, `title` and `href`.
    """
    if not public_address("", context.settings):
        return []
    whole = context.listings.of(Group.ALL)
    listings = ([listing] if listing and listing not in whole else []) + list(whole)
    return [
        {
            "rel": "alternate",
            "type": _TYPES[name],
            "title": _title(each, context),
            "href": context.href(quote(each.folder) + name),
        }
        for each in listings
        for name in _TYPES
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What the feeds of one build share: a talk is in several of them."""

    context: Context
    texts: Mapping[str, str]
    bounds: Bounds
    updated: dict[tuple[str, int], datetime] = field(default_factory=dict)
    """When each occasion changed last, by its talk and its own identity: the same in every feed, and no two alike."""
    told: dict[tuple[str, int], Told] = field(default_factory=dict)
    """What was made of each occasion, by the same; made when a feed wants it first."""
    contents: dict[str, str] = field(default_factory=dict)
    """The text of each talk with several occasions, as feeds carry it, by its slug."""


def _updated(desk: _Desk) -> dict[tuple[str, int], datetime]:
    context = desk.context
    ready = (entry for entry in context.catalogue.entries if entry.talk.ready)
    told = sorted(ready, key=lambda entry: (_published(entry, desk), entry.talk.slug))
    return apart((_name(entry), updated(entry, context.catalogue, context.now, desk.bounds)) for entry in told)


def _name(entry: Entry) -> tuple[str, int]:
    return entry.talk.slug, id(entry.occasion)


def _newest(listing: Listing, desk: _Desk) -> Iterator[Entry]:
    """What the feeds of a listing tell of, the newest first."""
    told = [(_published(entry, desk), entry.talk.slug, entry) for entry in listing.entries if entry.talk.ready]
    return (entry for _, _, entry in nlargest(LONGEST, told, key=lambda each: each[:2]))


def _feed(listing: Listing, desk: _Desk) -> Feed:
    settings = desk.context.settings
    entries = tuple(_entry_once(entry, desk) for entry in _newest(listing, desk))
    title = _title(listing, desk.context)
    folder = quote(listing.folder)
    return Feed(
        title=title,
        description=_DESCRIPTION,
        page=public_address(listing.address, settings),
        atom=public_address(folder + _ATOM, settings),
        json=public_address(folder + _JSON, settings),
        style=relative(STYLE, listing.folder),
        author=settings.site_name or host_name(settings.site_url),
        updated=max((entry.updated for entry in entries), default=desk.bounds.last),
        entries=entries,
        language=settings.language,
    )


def _title(listing: Listing, context: Context) -> str:
    """`Talks about testing · Ann's talks`."""
    title = _TITLES[listing.group].format(listing.name)
    return f"{title} · {context.settings.site_name}" if context.settings.site_name else title


def _entry_once(entry: Entry, desk: _Desk) -> Told:
    name = _name(entry)
    if name not in desk.told:
        desk.told[name] = _entry(entry, desk)
    return desk.told[name]


def _entry(entry: Entry, desk: _Desk) -> Told:
    talk, settings = entry.talk, desk.context.settings
    page = public_address(talk.address, settings)
    return Told(
        id=f"urn:uuid:{uuid5(NAMESPACE_URL, settings.site_url + occasion_id(talk, entry.occasion, settings))}",
        title=_headline(entry),
        address=page,
        published=_published(entry, desk),
        updated=desk.updated[_name(entry)],
        content=_content(entry, page, desk),
        authors=tuple(Author(name=each.name, address=_web(each.link, page)) for each in talk.speakers[:MOST_TOLD]),
        topics=talk.topics[:MOST_TOLD],
        image=_cover(talk, desk.context),
        language="" if talk.language == settings.language else talk.language,
    )


def _content(entry: Entry, page: str, desk: _Desk) -> Markup:
    """The facts of an occasion before the text of the talk, which its occasions share."""
    talk, read = entry.talk, translate_again if desk.context.settings.serving else translate
    text = desk.contents.get(talk.slug)
    if text is None:
        text = read(desk.texts.get(talk.uri, ""), page)
    if len(talk.occasions) > 1:
        desk.contents[talk.slug] = text
    return Markup(f"{read(_facts(entry, page, desk), page)}\n{text}".strip())  # noqa: S704 - as `portable`


def _published(entry: Entry, desk: _Desk) -> datetime:
    return published(entry, desk.context.catalogue, desk.context.now, desk.bounds)


def _headline(entry: Entry) -> str:
    """The title, with the event when the talk is given at several, and with what became of it when it is off."""
    event = f" ({entry.occasion.event})" if len(entry.talk.occasions) > 1 and entry.occasion.event else ""
    off = "" if takes_place(entry.occasion) else f"{_SAID[entry.occasion.status]}: "
    return f"{off}{entry.talk.title}{event}"


def _facts(entry: Entry, page: str, desk: _Desk) -> Markup:
    """The lines before the text: what is true of the occasion, and where to go from here.

    Where people join an online event stays on the page: feeds travel further than their readers.
    """
    talk, occasion, context = entry.talk, entry.occasion, desk.context
    past = context.catalogue.is_past(entry, context.now)
    coming = occasion.register and takes_place(occasion) and context.catalogue.is_ahead(entry, context.now)
    host = host_name(occasion.register)
    links = {
        f"Register on {host}" if host else "Register": absolute(occasion.register, page) if coming else "",
        "Slides": shown_at(occasion, talk, Kind.DECK, context),
        "Recording": shown_at(occasion, talk, Kind.VIDEO, context),
        "The talk's page": page,
    }
    return render(
        "feed_facts",
        talk=talk,
        occasion=occasion,
        undated=say_undated(entry),
        said="" if past and takes_place(occasion) else _SAID.get(occasion.status, ""),
        links=[(label, public_address(link, context.settings)) for label, link in links.items() if link],
        cover=_cover(talk, context),
    )


def _cover(talk: Talk, context: Context) -> str:
    return absolute(context.href(talk.cover.src), context.settings.site_url) if talk.cover else ""


def _web(link: str, page: str) -> str:
    address = absolute(link, page) if link else ""
    return address if address.startswith("http") else ""
