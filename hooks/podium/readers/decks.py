"""Reads a deck file: slides in Markdown, or front matter that names a hosted deck, a video or a PDF."""

from __future__ import annotations

from dataclasses import replace

from podium.problems import Problem
from podium.readers.fields import key
from podium.readers.front_matter import FrontMatter
from podium.readers.hashes import NAMES, keep_hash
from podium.readers.meetings import hide_value
from podium.readers.prose import first_heading
from podium.readers.report import Report
from podium.readers.scalars import plain
from podium.readers.slides.reading import is_marp, read_slides
from podium.readers.slugs import read_slug
from podium.readers.values import typed
from podium.structure.decks import Deck
from podium.structure.sources import Source

_WRITTEN = ("deck", "slidev", "marp")
_ELSEWHERE = {"url", "link", "address", "href", "src", "file", "dataid", "id", "deckid"}


def is_written(kind: str, matter: FrontMatter) -> bool:
    """Whether a file has its slides in itself: its type says so, and it names no address where they are."""
    named = {key(name) for name, value in matter.fields.items() if not value.empty}
    written = kind.casefold() in _WRITTEN or is_marp(matter.fields)
    return written and not _ELSEWHERE & named


def read_deck(source: Source, matter: FrontMatter, slug: str, kind: str) -> tuple[Deck, tuple[Problem, ...]]:
    """A deck from its file; `slug` is used where the file names none, `kind` is its type."""
    report = Report(source.path)
    written = is_written(kind, matter)
    whole = _with_hashes(matter, report)
    matter = _without_meetings(whole, report)
    texts = {
        name: plain(value.data)
        for name, value in matter.fields.items()
        if isinstance(value.data, str) and not value.empty
    }
    named = {key(name): (name, text) for name, text in texts.items()}
    lines = {name: value.line for name, value in matter.fields.items()}
    if "slug" in named:
        name, text = named["slug"]
        chosen, finding = read_slug(text)
        report.add(finding, lines[name], name)
        slug = chosen or slug
    title = named["title"][1] if "title" in named else first_heading(matter.body)
    deck = Deck(
        path=source.path,
        uri=source.uri,
        slug=slug,
        title=title or slug.replace("-", " ").capitalize(),
        type=kind,
        fields=texts,
        front={name: typed(value) for name, value in whole.fields.items()},
        lines=lines,
        body=matter.body,
        written_body=matter.written,
        body_line=matter.body_line,
    )
    if written:
        deck = read_slides(deck, matter, report)
    return deck, tuple(report.problems)


def _without_meetings(matter: FrontMatter, report: Report) -> FrontMatter:
    """The front matter without links into a meeting, which would be on every slide and in every feed."""
    fields = {name: hide_value(value, name, report) for name, value in matter.fields.items()}
    return replace(matter, fields=fields)


def _with_hashes(matter: FrontMatter, report: Report) -> FrontMatter:
    """The front matter with titles and the like whole, though YAML takes ` #` for the beginning of a comment."""
    fields = dict(matter.fields)
    for name, value in matter.fields.items():
        if key(name) in NAMES:
            fields[name], finding = keep_hash(value, whole=True)
            report.add(finding, value.line, name)
    return replace(matter, fields=fields)
