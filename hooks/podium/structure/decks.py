"""Decks and videos: what a talk shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from podium.structure.slides import Look, Slide, Stack


class Kind(StrEnum):
    """What an embed is to a visitor."""

    DECK = "deck"
    VIDEO = "video"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """Something to show in a page: a hosted deck, a video, a PDF, or a plain link card."""

    kind: Kind
    """Deck or video, or a link when its host is not one that may be framed."""
    provider: str
    """The registry name of the provider: `speakerdeck`, `youtube`, `pdf`, `file`, `link`."""
    host: str
    """What people call the host: `Speaker Deck`, or a host name; empty for a file of the site."""
    link: str
    """The address a person opens: the page at the host, or the file relative to the site."""
    frame: str = ""
    """The address for the frame; empty when it cannot be framed."""
    title: str = ""
    """The title, or empty when it is not known."""
    ratio: float = 16 / 9
    """Width divided by height."""
    slides: int | None = None
    """How many slides or pages it has, when known."""
    poster: str = ""
    """An image of the site that shows the first page, relative to the site, or empty."""
    size: int | None = None
    """Bytes of the file, when it is one of the site."""
    sandbox: str = "allow-scripts allow-same-origin allow-popups"
    """What the provider's frame needs, in the words of HTML's `sandbox` attribute."""
    allow: str = "fullscreen"
    """The permissions the frame gets, in the words of HTML's `allow` attribute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A deck file: something that talks embed by its name."""

    path: str
    """The file, relative to the project."""
    uri: str
    """The file as seen from the site: `talks/es-intro-deck.md`."""
    slug: str
    """Its name in references."""
    title: str
    """Its title."""
    type: str
    """What its front matter says it is: `speakerdeck`, `pdf`, `youtube`, `deck`…"""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Its front matter as plain texts, keys as written."""
    front: Mapping[str, object] = field(default_factory=dict)
    """The same as it was written: lists and mappings too, numbers as numbers."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each of them."""
    embed: Embed | None = None
    """What is shown; None when the file does not say enough."""
    body: str = ""
    """Markdown under the front matter: slides, or for any other deck a caption shown below the embed."""
    written_body: str = ""
    """The same as it was written: with its runnable blocks of code."""
    body_line: int = 1
    """The line of the file at which the body begins."""
    written: bool = False
    """Whether its slides are written in the file itself, in Markdown."""
    stacks: tuple[Stack, ...] = ()
    """Those slides."""
    look: Look = field(default_factory=Look)
    """How its slides look."""
    shows_notes: bool = False
    """Whether what the speaker says stands in the page, below each slide's text."""
    language: str = ""
    """The language of its slides, as BCP 47 (`en`, `pt-BR`), or empty."""
    summary: str = ""
    """What it is about, in a sentence."""
    draft: bool = False
    """Whether only the writer's preview shows it."""
    address: str = ""
    """Where its slides are, relative to the site: `decks/es-intro-deck/`; empty when it has none of its own."""

    papers: tuple[tuple[str, str], ...] = ()
    """What was printed of it: a label, and the address of the file relative to the site."""

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Its slides in one row, as they are counted."""
        return tuple(slide for stack in self.stacks for slide in stack)
