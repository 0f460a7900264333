"""What each deck file shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from podium.problems import Finding, Problem
from podium.readers.fields import FIELDS, key
from podium.resolvers.media import Shelf, is_file, is_local, resolve_file
from podium.resolvers.providers import is_deck_type, resolve_deck
from podium.resolvers.providers.deckfile import FIELD_NAMES
from podium.structure.decks import Deck, Embed
from podium.structure.settings import Settings
from podium.text import did_you_mean
from podium.urls import host_of

# A deck may say what a talk says; only a name that is neither's is a slip.
_KNOWN = {key(name) for field in FIELDS for name in (field.name, *field.aliases)} | set(FIELD_NAMES)
_LEADS = ("dataid", "id", "url", "type")


def is_deck(kind: str) -> bool:
    """Whether a `type` makes a file a deck instead of a talk."""
    return is_deck_type(kind)


def resolve_decks(
    decks: Iterable[Deck], shelf: Shelf, settings: Settings
) -> tuple[tuple[Deck, ...], tuple[Problem, ...]]:
    """The decks with what they show, and what is wrong with them."""
    resolved: list[Deck] = []
    problems: list[Problem] = []
    for deck in decks:
        embed, findings = _resolve(deck, shelf, settings)
        resolved.append(replace(deck, embed=embed and replace(embed, title=deck.title)))
        line = _line(deck)
        problems += [finding.at(deck.path, line) for finding in findings]
        problems += _say_unknown(deck, settings)
    return tuple(resolved), tuple(problems)


def _resolve(deck: Deck, shelf: Shelf, settings: Settings) -> tuple[Embed | None, tuple[Finding, ...]]:
    file = next((text for name, text in deck.fields.items() if key(name) in ("url", "file", "src")), "")
    if (is_file(file) or is_local(file)) and "://" not in file:
        return resolve_file(file, deck.uri, shelf, deck=True)
    host = host_of(settings.site_url)
    return resolve_deck(deck.type, deck.fields, peertube=settings.peertube, site_host=host)


def _line(deck: Deck) -> int:
    lines = {key(name): line for name, line in deck.lines.items()}
    return next((lines[name] for name in _LEADS if name in lines), 1)


def _say_unknown(deck: Deck, settings: Settings) -> list[Problem]:
    own = {key(name) for name in settings.fields}
    return [
        Finding(message=f"'{name}' is not a field of a deck; it was left out", hint=did_you_mean(name, FIELD_NAMES)).at(
            deck.path, line, name
        )
        for name, line in deck.lines.items()
        if key(name) not in _KNOWN | own and not name.casefold().startswith("x-")
    ]
