"""What each talk shows: the slides and recordings of its front matter and of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from podium.problems import Problem
from podium.resolvers.media import Shelf, is_known, resolve_media
from podium.resolvers.names import resolve_names
from podium.resolvers.references import find_references
from podium.structure.catalogue import Catalogue
from podium.structure.decks import Deck, Kind
from podium.structure.names import Names
from podium.structure.settings import Settings
from podium.structure.talks import Show, Talk


def resolve_shows(
    talks: Iterable[Talk], decks: tuple[Deck, ...], shelf: Shelf, settings: Settings
) -> tuple[tuple[Talk, ...], tuple[Problem, ...]]:
    """The talks with what they show, and what is wrong with it. A bad reference in a text is not said here."""
    names = resolve_names(Catalogue(decks=decks), ())
    problems: list[Problem] = []
    resolved = [_resolve(talk, names, shelf, settings, problems) for talk in talks]
    return tuple(resolved), tuple(problems)


def _resolve(talk: Talk, names: Names, shelf: Shelf, settings: Settings, problems: list[Problem]) -> Talk:
    written = tuple(_in_body(talk, names, shelf, settings))
    links = {show.embed.link for show in written}
    given: dict[str, Show] = {}
    for name, deck in _named(talk):
        # Only a deck file makes a frame of any page; `slides` of a talk has to name a host that is known.
        embed, findings = resolve_media(name, talk.uri, names, shelf, settings, deck=None if deck else False)
        field = "slides" if deck else "video"
        line = talk.lines.get(f"{field}:{name}", talk.lines.get(field))
        problems += [finding.at(talk.path, line, field) for finding in findings]
        if embed:
            given.setdefault(name, Show(embed=embed, name=name, in_body=embed.link in links))
    shows = (*given.values(), *(show for show in written if show.name not in given))
    return replace(talk, shows=shows) if shows else talk


def _named(talk: Talk) -> Iterator[tuple[str, bool]]:
    for occasion in talk.occasions:
        yield from ((name, True) for name in occasion.slides)
    for occasion in talk.occasions:
        yield from ((name, False) for name in occasion.videos)


def _in_body(talk: Talk, names: Names, shelf: Shelf, settings: Settings) -> Iterator[Show]:
    if "[[[" not in talk.body:
        return
    for reference, _ in find_references(talk.body):
        # What else it can be, or lack, is found and said where the text is shown.
        if reference.embed and is_known(reference.name, talk.uri, names, shelf):
            embed, _ = resolve_media(reference.name, talk.uri, names, shelf, settings)
            if embed and embed.kind is not Kind.LINK:
                yield Show(embed=embed, name=reference.name, in_body=True)
