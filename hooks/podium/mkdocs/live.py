"""Shows a deck's new slides in a preview as soon as it is saved, without building the whole site again."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from podium.files import write_whole
from podium.mkdocs.heads import add_deck_head
from podium.mkdocs.pages import note
from podium.mkdocs.repairs import repair
from podium.mkdocs.security import protect_deck
from podium.mkdocs.site import Build
from podium.mkdocs.slides import attach_slides
from podium.pipeline import read_matter
from podium.problems import Problem
from podium.readers.decks import read_deck
from podium.renderers.context import Context
from podium.renderers.decks import render_deck, render_document
from podium.resolvers.references import find_references
from podium.structure.decks import Deck
from podium.structure.sources import Source
from podium.urls import page_file

State = Mapping[Path, tuple[int, int]]
_EMBED = re.compile(r'<podium-deck [^>]*data-frame="([^"]*)".*?</podium-deck>', re.DOTALL)


def watched_state(config: MkDocsConfig) -> State:
    """When each file that a preview watches was changed last, and its size."""
    places = [Path(place) for place in (config.docs_dir, config.config_file_path, *config.watch) if place]
    files = (file for place in places for file in ([place] if place.is_file() else place.rglob("*")))
    return {file: (stat.st_mtime_ns, stat.st_size) for file in files if (stat := _stat(file))}


def _stat(file: Path) -> os.stat_result | None:
    try:
        return file.stat() if file.is_file() and "__pycache__" not in file.parts else None
    except OSError:  # deleted since it was listed
        return None


def refresh_decks(build: Build, config: MkDocsConfig, before: State) -> State | None:
    """Writes the decks whose slides alone have changed, on every page that shows them; gives the state it found.

    Gives None where more than that has changed: then the whole site has to be built.
    """
    now = watched_state(config)
    changed = [file for file, state in now.items() if before.get(file) != state]
    if not changed or before.keys() != now.keys():
        return None
    owners = {build.root / deck.path: deck for deck in build.decks.values()}
    read = [_read_again(owners[file], file) for file in changed if file in owners]
    if len(read) < len(changed) or None in read:
        return None
    for deck, problems in filter(None, read):
        build.problems += problems
        _replace(build, deck)
    attach_slides(build, config)
    for deck, _ in filter(None, read):
        _write(build, deck, Path(config.site_dir))
    return now


def _read_again(deck: Deck, file: Path) -> tuple[Deck, tuple[Problem, ...]] | None:
    """The deck with the slides that its file has now, and problems; None when more than its slides has changed."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    source = Source(path=deck.path, uri=deck.uri, file=file, data=data)
    matter, wrong = read_matter(data, deck.path)
    again, problems = read_deck(source, matter, deck.slug, deck.type)
    if again.fields != deck.fields or not again.stacks or matter.fences or _embeds(again) != _embeds(deck):
        return None
    embed = deck.embed and replace(deck.embed, slides=len(again.slides))
    return replace(deck, stacks=again.stacks, body=again.body, lines=again.lines, embed=embed), (*wrong, *problems)


def _embeds(deck: Deck) -> list[str]:
    return sorted(reference.raw for reference, _ in find_references(deck.body) if reference.embed)


def _replace(build: Build, deck: Deck) -> None:
    assert build.site is not None
    decks = tuple(deck if other.slug == deck.slug else other for other in build.site.catalogue.decks)
    build.site = replace(build.site, catalogue=replace(build.site.catalogue, decks=decks))
    build.decks[deck.uri] = deck


def _write(build: Build, deck: Deck, site: Path) -> None:
    slides = build.show(deck)
    document = render_document(deck, slides, build.context(deck.address), problems=note(build, deck.path))
    whole = protect_deck(build, add_deck_head(build, repair(document), deck), deck)
    write_whole(site / page_file(deck.address), whole.encode(), lasting=False)
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        if "<podium-deck " in text:
            context = build.context(file.relative_to(site).as_posix().removesuffix("index.html"))
            new = _EMBED.sub(partial(_embed, deck, context), text)
            write_whole(file, new.encode(), lasting=False)


def _embed(deck: Deck, context: Context, found: re.Match[str]) -> str:
    """The deck as it stands now, where a page shows this one; any other deck as it is."""
    return repair(render_deck(deck, context)) if found[1] == context.href(deck.address) else found[0]
