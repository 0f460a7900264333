"""A talk: one page, one address, any number of occasions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podium.dates import Moment
from podium.structure.decks import Embed
from podium.structure.links import ResourceList
from podium.structure.occasions import Occasion

MOST_TOLD = 50
"""How many speakers, and how many topics, a talk tells of in lists, feeds and calendars.

Each of them has its own list, feed and calendar: to tell of all others there would be much more than the talk.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who gives a talk."""

    name: str
    """The name, as plain text."""
    url: str = ""
    """Their own site."""
    links: tuple[tuple[str, str], ...] = ()
    """Names of networks and addresses there: `(("Mastodon", "https://…"),)`."""
    avatar: str = ""
    """An image beside the talk, or empty."""
    bio: str = ""
    """A sentence about them, as plain text."""

    @property
    def link(self) -> str:
        """The one address a name links to, or empty."""
        return self.url or (self.links[0][1] if self.links else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A picture for a talk."""

    src: str
    """The file, relative to the talk, or an address."""
    alt: str = ""
    """What it shows, for those who cannot see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """A deck or a recording of a talk."""

    embed: Embed
    """What it is."""
    name: str
    """The entry of `slides` or `video`, or the reference in the text, that names it."""
    in_body: bool = False
    """Whether the text shows it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A talk file, read. All texts are plain: nothing in them is HTML."""

    path: str
    """The file, relative to the project."""
    uri: str
    """The file as seen from the site: `talks/es-intro.md`."""
    slug: str
    """The address part."""
    address: str
    """The page's address, relative to the site: `talks/es-intro/`."""
    title: str
    """The title."""
    subtitle: str = ""
    """A line under the title."""
    summary: str = ""
    """What the writer says it is about; empty when they say nothing."""
    lead: str = ""
    """The first paragraph of the body as plain text: what stands in for a missing summary."""
    occasions: tuple[Occasion, ...] = (Occasion(),)
    """At least one, in the writer's order."""
    speakers: tuple[Speaker, ...] = ()
    """Who gives it."""
    shows: tuple[Show, ...] = ()
    """Every deck and recording, those of the front matter first; filled in when names are resolved."""
    topics: tuple[str, ...] = ()
    """What it is about."""
    resources: tuple[ResourceList, ...] = ()
    """Lists found in the body, then those of the front matter."""
    series: str = ""
    """The series it belongs to."""
    language: str = ""
    """The language it is given in, as BCP 47 (`en`, `pt-BR`)."""
    level: str = ""
    """For whom: beginner, advanced, or the writer's own word."""
    cover: Cover | None = None
    """A picture."""
    aliases: tuple[str, ...] = ()
    """Old addresses that redirect here, relative to the site."""
    ready: bool = True
    """Whether the page may be linked."""
    draft: bool = False
    """Whether only the writer's preview shows it."""
    past: bool | None = None
    """What a `category` says, which counts only where there is no date; None when it says nothing."""
    created: Moment | None = None
    """When the file was made."""
    updated: Moment | None = None
    """When it was changed."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each field by its canonical name, and of each entry of `slides` and `video`, as `slides:my-deck`."""
    body: str = ""
    """The Markdown below the front matter."""
    written: str = ""
    """The same as it was written: with its runnable blocks of code."""
    body_line: int = 1
    """The line of the file at which the body begins."""
    page: Mapping[str, object] = field(default_factory=dict)
    """Fields for the host's own page, such as `hide`, already checked."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """The writer's own fields (`x-…` and those of the settings), for templates."""
