"""Feeds as two files: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1).

All texts are plain but `content`, and all addresses absolute; characters that XML forbids are taken out here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from podium.renderers.environment import render
from podium.text import clean, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote an entry."""

    name: str
    """The name."""
    address: str = ""
    """Their own page, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a feed tells of."""

    id: str
    """An IRI that never changes, whatever becomes of the entry: `urn:uuid:…`."""
    title: str
    """The title."""
    address: str
    """The page it is about."""
    updated: datetime
    """When it changed last, with a zone; never in the future."""
    published: datetime | None = None
    """When it came to be; None when nobody knows."""
    content: Markup = Markup()  # noqa: RUF009 - an empty text cannot be changed
    """HTML that is XML too, as `feed_content.portable` makes it."""
    authors: tuple[Author, ...] = ()
    """Who made it."""
    topics: tuple[str, ...] = ()
    """What it is about."""
    image: str = ""
    """A picture for it, or empty."""
    language: str = ""
    """Its language, as BCP 47, when it is not the feed's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What both formats say."""

    title: str
    """The title."""
    description: str
    """A sentence about it."""
    page: str
    """The page that lists the same."""
    atom: str
    """Where the Atom file is; its identifier too."""
    json: str
    """Where the JSON file is."""
    style: str
    """The style sheet that browsers show the Atom file with, relative to it or absolute."""
    author: str
    """Who stands for the feed, where an entry names nobody."""
    updated: datetime
    """When it changed last: the newest change of an entry."""
    entries: tuple[Entry, ...] = ()
    """The newest first."""
    language: str = "en"
    """The language, as BCP 47."""


def write_atom(feed: Feed) -> str:
    """The feed as an Atom document, in which a browser sees a page."""
    return f"{render('atom', feed=feed, plain=_plain, stamp=_stamp)}\n"


def write_json_feed(feed: Feed) -> str:
    """The feed as a JSON Feed."""
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _plain(feed.title),
        "home_page_url": feed.page,
        "feed_url": feed.json,
        "description": _plain(feed.description),
        "language": feed.language,
        "authors": [{"name": _plain(feed.author)}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _item(entry: Entry) -> Mapping[str, object]:
    """An entry with the fields that say something."""
    fields = {
        "id": entry.id,
        "url": entry.address,
        "title": _plain(entry.title),
        "content_html": str(entry.content),
        "image": entry.image,
        "date_published": _stamp(entry.published) if entry.published else "",
        "date_modified": _stamp(entry.updated),
        "authors": [_author(author) for author in entry.authors],
        "tags": [_plain(topic) for topic in entry.topics],
        "language": entry.language,
    }
    return {name: value for name, value in fields.items() if value or name == "content_html"}


def _author(author: Author) -> Mapping[str, str]:
    return {"name": _plain(author.name)} | ({"url": author.address} if author.address else {})


def _plain(text: str) -> str:
    return one_line(clean(text))


def _stamp(moment: datetime) -> str:
    """A date as RFC 3339 writes it, in UTC: `2016-03-18T17:00:00Z`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
