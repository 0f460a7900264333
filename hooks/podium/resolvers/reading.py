"""Joins the resources of all talks: one row for each address, with the talks that use it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from podium.structure.catalogue import Catalogue
from podium.structure.links import Resource
from podium.structure.talks import Talk
from podium.text import fold, name_key
from podium.urls import host_of, is_absolute

_MAIL = re.compile(r"mailto:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """One resource with all that the talks say of it."""

    resource: Resource
    """What the first talk that says most calls it; its address leads to where that talk's link leads."""
    talks: tuple[Talk, ...]
    """The talks that use it, by slug."""
    topics: tuple[str, ...]
    """The topics of these talks, each once."""

    @property
    def topic(self) -> str:
        """The topic it is listed under, or empty."""
        return self.topics[0] if self.topics else ""


@dataclass(slots=True)
class _Found:
    resources: list[Resource] = field(default_factory=list)
    talks: dict[str, Talk] = field(default_factory=dict)


def join_resources(talks: Iterable[Talk]) -> tuple[Used, ...]:
    """Every address once, by topic, kind and title; those whose talks have no topic come last.

    Two addresses are one when they differ in scheme, `www.`, a final slash or a fragment. Talks that are not ready have
    no page to link back to, so what they use is not listed; addresses of mail are not either.
    """
    found: dict[str, _Found] = {}
    for talk in talks:
        for resource, address in _resources(talk):
            row = found.setdefault(address_key(address), _Found())
            row.resources.append(_at(resource, address))
            row.talks.setdefault(talk.slug, talk)
    return tuple(sorted(map(_used, found.values()), key=_order))


def has_resources(catalogue: Catalogue) -> bool:
    """Whether any talk has a resource to list."""
    return any(True for talk in catalogue.talks for _ in _resources(talk))


def address_key(address: str) -> str:
    """What the spellings of one address share."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    # Some sites keep their pages in the fragment, which then begins with a path.
    page = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{host_of(address)}{f':{parts.port}' if parts.port else ''}{path}{query}{page}"


def _resources(talk: Talk) -> Iterator[tuple[Resource, str]]:
    """The resources of a talk that has a page, with their addresses as the site sees them."""
    if not talk.ready:
        return
    for found in talk.resources:
        for resource in found.resources:
            if not _MAIL.match(resource.url) and (address := _whole(resource.url, talk)):
                yield resource, address


def _whole(url: str, talk: Talk) -> str:
    """An address relative to a talk's page as one relative to the site; empty when nobody can read it."""
    try:
        urlsplit(url).port  # noqa: B018 - raises for a port that is none
        return url if is_absolute(url) else urljoin(f"/{talk.address}", url).lstrip("/")
    except ValueError:
        return ""


def _at(resource: Resource, address: str) -> Resource:
    return Resource(
        title=resource.title,
        url=address,
        by=resource.by,
        date=resource.date,
        note=resource.note,
        kind=resource.kind,
        archived=resource.archived,
        line=resource.line,
    )


def _used(found: _Found) -> Used:
    best = max(found.resources, key=_says)
    archived = next((each.archived for each in found.resources if each.archived), "")
    talks = tuple(found.talks[slug] for slug in sorted(found.talks))
    topics = {name_key(topic): topic for talk in reversed(talks) for topic in reversed(talk.topics)}
    resource = Resource(
        title=best.title,
        url=best.url,
        by=best.by,
        date=best.date,
        note=best.note,
        kind=best.kind,
        archived=archived,
        line=best.line,
    )
    return Used(resource=resource, talks=talks, topics=tuple(reversed(topics.values())))


def _says(resource: Resource) -> tuple[int, bool]:
    """How much an entry tells, and whether its address is a safe one."""
    titled = resource.title not in (resource.url, host_of(resource.url))
    return (
        4 * titled + bool(resource.by) + bool(resource.date) + bool(resource.note),
        resource.url.startswith("https:"),
    )


def _order(used: Used) -> tuple[bool, str, str, str, str]:
    resource = used.resource
    return (not used.topics, name_key(used.topic), resource.kind, fold(resource.title), resource.url)
