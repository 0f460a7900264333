"""Links to other people's work, and references from one page to another."""

from __future__ import annotations

from dataclasses import dataclass

from podium.dates import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One thing worth reading or watching after a talk."""

    title: str
    """What it is called, as plain text."""
    url: str
    """Its address."""
    by: str = ""
    """Who made it: a name or a handle."""
    date: Moment | None = None
    """When it was published, as precisely as the writer said."""
    note: str = ""
    """What the writer says of it, as plain text."""
    kind: str = "page"
    """Video, article, code, slides, book, paper, specification, podcast or page."""
    archived: str = ""
    """A copy kept elsewhere, for when the address is dead; empty when the writer names none."""
    line: int | None = None
    """The line of the file that names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceList:
    """Resources under one heading, in the writer's order."""

    title: str
    """The heading or the lead-in line, without a final colon."""
    resources: tuple[Resource, ...]
    """The entries."""
    first: int | None = None
    """The first line of the body (from 0) that the list replaces, lead-in included; None when it replaces nothing."""
    last: int | None = None
    """The line of the body after the list."""
    level: int | None = None
    """The level of the heading above the list, or None when a plain line led in."""
    in_body: bool = True
    """Whether it stands in the body, where the page shows it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """`[[name|label]]` or `[[[name key=value]]]` as written."""

    raw: str
    """The text with its brackets."""
    name: str
    """The slug, title or address it names."""
    label: str = ""
    """The text the writer wants to see, or empty."""
    options: tuple[tuple[str, str], ...] = ()
    """`key=value` pairs of an embed, in order."""
    embed: bool = False
    """Whether it has three brackets."""
