"""The page of all resources, and the same for machines: `resources.json` and two feeds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from heapq import nlargest
from itertools import groupby
from uuid import NAMESPACE_URL, uuid5

from podium.problems import Finding
from podium.readers.kinds import KINDS, kind_named
from podium.renderers.choices import Choice
from podium.renderers.context import Context
from podium.renderers.environment import render, render_for
from podium.renderers.feed_content import portable
from podium.renderers.feed_dates import apart, bounds, published
from podium.renderers.feed_formats import Author, Entry, Feed, write_atom, write_json_feed
from podium.renderers.feeds import LONGEST, STYLE
from podium.renderers.qr import public_address
from podium.resolvers.reading import Used, address_key, has_resources, join_resources
from podium.structure.catalogue import Catalogue
from podium.structure.outputs import Output, Page
from podium.structure.settings import Settings
from podium.structure.sources import Document
from podium.structure.talks import Talk
from podium.text import did_you_mean, name_key, quoted, slugify
from podium.urls import host_name, is_absolute, page_address, relative

SIZE = 500
"""How many resources one page lists; more go to further pages, which the filter reads when it is used."""
_OWN = {"resources.md", "resources/index.md", "resources/README.md"}
_DESCRIPTION = "What is worth reading or watching after a talk."
_TEXT = f"""\
---
title: Resources
description: {_DESCRIPTION}
search:
  exclude: true
---

[[[all-resources]]]
"""
RESOURCES = Page(uri="resources/index.md", text=_TEXT)
"""The page of all resources; a host adds it where there is none and something leads there."""
_PART = "---\ntitle: Resources, part {0}\nsearch:\n  exclude: true\n---\n\n[[[all-resources part={0}]]]\n"
_MOST = 300


@lru_cache(maxsize=1)
def _join(talks: _Same) -> tuple[Used, ...]:
    return join_resources(talks.talks)


@dataclass(frozen=True, eq=False)
class _Same:
    """Talks that are the same only when they are the very same: to compare thousands takes longer than to join them."""

    talks: tuple[Talk, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.talks is other.talks

    def __hash__(self) -> int:
        return id(self.talks)


def joined(catalogue: Catalogue) -> tuple[Used, ...]:
    """The resources of all talks, each once; the page, its parts and the files share them."""
    return _join(_Same(catalogue.talks))


def resource_pages(catalogue: Catalogue, documents: Iterable[Document]) -> tuple[Page, ...]:
    """The page of all resources and its further parts, when there is a resource; a page of the writer's wins."""
    if not has_resources(catalogue):
        return ()
    taken = {document.uri for document in documents}
    first = [] if _OWN & taken else [RESOURCES]
    parts = range(2, _count(joined(catalogue)) + 1)
    others = (Page(uri=f"resources/{part}.md", text=_PART.format(part)) for part in parts)
    return (*first, *(page for page in others if page.uri not in taken))


def render_all_resources(context: Context, part: int = 1) -> str:
    """One part of the list of all resources, under their topics, with a filter that reads the other parts."""
    rows = joined(context.catalogue)
    count = _count(rows)
    part = min(max(part, 1), count)
    here = rows[SIZE * (part - 1) : SIZE * part]
    parts = [_Part(number, context.settings) for number in range(1, count + 1)]
    return _render(rows, here, context, parts=parts, number=part, whole=True, more=0)


def render_chosen_resources(context: Context, choice: Choice, kinds: Collection[str]) -> str:
    """The resources of the talks that were chosen, of some kinds or, without any, of all."""
    talks = {entry.talk.slug: entry.talk for entry in choice.entries}
    found = join_resources(talk for _, talk in sorted(talks.items()))
    rows = [used for used in found if not kinds or used.resource.kind in kinds]
    here = rows[: choice.limit or SIZE]
    return _render(here, here, context, parts=[], number=1, whole=False, more=len(rows) - len(here))


def read_kinds(value: str) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The kinds that an option names, and what is wrong with it; one that is none chooses nothing."""
    words = [word.strip() for word in value.split(",") if word.strip()]
    kinds = {word: kind_named(word) for word in words}
    return tuple(kind or "" for kind in kinds.values()), tuple(_say_no_kind(word) for word in words if not kinds[word])


def _say_no_kind(kind: str) -> Finding:
    return Finding(
        message=f"no resource is of the kind {quoted(kind)}; it chooses none",
        hint=did_you_mean(kind, KINDS) or f"The kinds are {', '.join(KINDS)}.",
    )


def _render(rows: Sequence[Used], here: Sequence[Used], context: Context, **others: object) -> str:
    """A list of resources: those that are `here`, with a filter that offers what all `rows` have."""
    return render_for(
        context,
        "all_resources",
        sections=[(topic, list(run)) for topic, run in groupby(here, key=lambda used: used.topic)],
        total=len(rows),
        topics=_topics(rows),
        kinds=sorted({used.resource.kind for used in rows}),
        key=_key,
        feeds=bool(public_address("", context.settings)),
        all=context.href(resources_address(context.settings)),
        **others,
    )


class _Part:
    """A page of the list, as a pager shows it."""

    __slots__ = ("address", "number")

    def __init__(self, number: int, settings: Settings) -> None:
        self.number = number
        self.address = _address(number, settings)


def resources_address(settings: Settings) -> str:
    """The address of the page of all resources."""
    return _address(1, settings)


def _address(number: int, settings: Settings) -> str:
    if number > 1:
        return page_address(f"resources/{number}", directories=settings.directory_urls)
    return "resources/" if settings.directory_urls else "resources/index.html"


def _count(rows: Sequence[Used]) -> int:
    return max(1, -(-len(rows) // SIZE))


def _key(topic: str) -> str:
    return slugify(name_key(topic)) or "topic"


def _topics(rows: Iterable[Used]) -> list[tuple[str, str]]:
    """The topics with most resources, by name: keys and names."""
    counts: dict[str, tuple[int, str]] = {}
    for used in rows:
        for topic in used.topics:
            number, name = counts.get(_key(topic), (0, topic))
            counts[_key(topic)] = (number + 1, name)
    most = nlargest(_MOST, counts.items(), key=lambda item: (item[1][0], item[0]))
    return sorted((key, name) for key, (_, name) in most)


def render_resource_files(context: Context, _: Mapping[str, str]) -> Iterator[Output]:
    """`resources.json`, and an Atom and a JSON feed when the site knows its own address; nothing without a resource."""
    rows = joined(context.catalogue)
    if not rows:
        return
    yield Output(address="resources.json", text=_json(rows, context.settings))
    if public_address("", context.settings):
        feed = _feed(rows, context)
        yield Output(address="resources/feed.xml", text=write_atom(feed))
        yield Output(address="resources/feed.json", text=write_json_feed(feed))


def _json(rows: Iterable[Used], settings: Settings) -> str:
    value = {"version": 1, "resources": [_item(used, settings) for used in rows]}
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _item(used: Used, settings: Settings) -> Mapping[str, object]:
    """A resource with the fields that say something."""
    resource = used.resource
    fields: dict[str, object] = {
        "url": _outside(resource.url, settings),
        "title": resource.title,
        "kind": resource.kind,
        "by": resource.by,
        "date": resource.date.iso if resource.date else "",
        "note": resource.note,
        "archived": resource.archived,
        "topics": list(used.topics),
        "talks": [
            {"slug": talk.slug, "title": talk.title, "url": _outside(talk.address, settings)} for talk in used.talks
        ],
    }
    return {name: value for name, value in fields.items() if value}


def _outside(address: str, settings: Settings) -> str:
    """An address for somebody elsewhere; relative to the site when the site does not know its own."""
    return address if is_absolute(address) else public_address(address, settings) or address


def _feed(rows: Sequence[Used], context: Context) -> Feed:
    settings = context.settings
    dates = _dates(context)
    first = {used.resource.url: min(dates[talk.slug] for talk in used.talks) for used in rows}
    newest = nlargest(LONGEST, rows, key=lambda used: (first[used.resource.url], used.resource.url))
    updated = apart((used.resource.url, first[used.resource.url]) for used in reversed(newest))
    entries = tuple(_entry(used, first[used.resource.url], updated[used.resource.url], context) for used in newest)
    return Feed(
        title=f"Resources · {settings.site_name}" if settings.site_name else "Resources",
        description=_DESCRIPTION,
        page=public_address(_address(1, settings), settings),
        atom=public_address("resources/feed.xml", settings),
        json=public_address("resources/feed.json", settings),
        style=relative(STYLE, "resources/"),
        author=settings.site_name or host_name(settings.site_url),
        updated=max(entry.updated for entry in entries),
        entries=entries,
        language=settings.language,
    )


def _dates(context: Context) -> dict[str, datetime]:
    """When each talk came to be, by slug: what it links to is as new as that."""
    site = bounds(context.catalogue, context.now)
    dates: dict[str, datetime] = {}
    for entry in context.catalogue.entries:
        date = published(entry, context.catalogue, context.now, site)
        dates[entry.talk.slug] = min(date, dates.get(entry.talk.slug, date))
    return dates


def _entry(used: Used, date: datetime, updated: datetime, context: Context) -> Entry:
    resource, settings = used.resource, context.settings
    address = _outside(resource.url, settings)
    talks = [(talk.title, public_address(talk.address, settings)) for talk in used.talks]
    html = render("resource_entry", resource=resource, talks=talks)
    return Entry(
        id=f"urn:uuid:{uuid5(NAMESPACE_URL, f'{settings.site_url} resource {address_key(resource.url)}')}",
        title=resource.title,
        address=address,
        updated=updated,
        published=date,
        content=portable(str(html), public_address("resources/", settings)),
        authors=(Author(name=resource.by),) if resource.by else (),
        topics=used.topics,
    )
