"""What each deck file shows: its own slides, or what it names elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from podium.problems import Finding, Problem
from podium.readers.fields import FIELDS, key
from podium.readers.slides.looks import DECK_FIELDS, FOREIGN
from podium.readers.slides.words import canonical
from podium.resolvers.media import Shelf, is_file, is_local, resolve_file
from podium.resolvers.pictures import find_picture
from podium.resolvers.providers import is_deck_type, resolve_deck
from podium.resolvers.providers.deckfile import FIELD_NAMES
from podium.structure.decks import Deck, Embed, Kind
from podium.structure.settings import Settings
from podium.text import did_you_mean
from podium.urls import host_of, page_address

# A deck may say what a talk says; only a name that is neither's is a slip.
_KNOWN = {key(name) for field in FIELDS for name in (field.name, *field.aliases)} | set(FIELD_NAMES)
_FIELD_NAMES = tuple(field.name for field in DECK_FIELDS)
_WRITTEN_FIELDS = {*canonical(DECK_FIELDS)} | FOREIGN
WRITTEN = "slides"
"""The provider of decks that are written in Markdown: the site itself."""
_LEADS = ("dataid", "id", "url", "type")


def is_deck(kind: str) -> bool:
    """Whether a `type` makes a file a deck instead of a talk."""
    return is_deck_type(kind) or kind.casefold() == "deck"


def resolve_decks(
    decks: Iterable[Deck], shelf: Shelf, settings: Settings
) -> tuple[tuple[Deck, ...], tuple[Problem, ...]]:
    """The decks with what they show, and what is wrong with them."""
    resolved: list[Deck] = []
    problems: list[Problem] = []
    for deck in decks:
        if deck.written:
            resolved.append(_with_address(deck, shelf, settings, problems))
            problems += _say_unknown(deck, settings)
            continue
        embed, findings = _resolve(deck, shelf, settings)
        resolved.append(replace(deck, embed=embed and replace(embed, title=deck.title)))
        line = _line(deck)
        problems += [finding.at(deck.path, line) for finding in findings]
        problems += _say_unknown(deck, settings)
    return tuple(resolved), tuple(problems)


def _with_address(deck: Deck, shelf: Shelf, settings: Settings, problems: list[Problem]) -> Deck:
    """A deck written in Markdown, with the place of its slides, its logo, and what was printed of it."""
    if not deck.stacks:
        return deck
    address = page_address(f"decks/{deck.slug}", directories=settings.directory_urls)
    embed = Embed(
        kind=Kind.DECK,
        provider=WRITTEN,
        host="",
        link=address,
        title=deck.title,
        ratio=deck.look.ratio,
        slides=len(deck.slides),
    )
    logo = ""
    if deck.look.logo:
        logo, finding = find_picture(deck.look.logo, deck.uri, shelf)
        problems += [finding.at(deck.path, _line_of(deck, "logo"), "logo")] if finding else []
    look = replace(deck.look, logo=logo)
    return replace(deck, address=address, embed=embed, look=look, papers=_papers(deck, shelf))


_PAPERS = (("PDF", ".pdf"), ("Handout", "-handout.pdf"))


def _papers(deck: Deck, shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """What lies beside the deck under its own name."""
    stem = deck.uri.rpartition(".")[0]
    return tuple((label, quote(stem + end)) for label, end in _PAPERS if stem + end in shelf.assets)


def _line_of(deck: Deck, name: str) -> int:
    return next((line for written, line in deck.lines.items() if key(written) == name), 1)


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
    known, names = (_KNOWN | _WRITTEN_FIELDS, _FIELD_NAMES) if deck.written else (_KNOWN, FIELD_NAMES)
    return [
        Finding(message=f"'{name}' is not a field of a deck; it was left out", hint=did_you_mean(name, names)).at(
            deck.path, line, name
        )
        for name, line in deck.lines.items()
        if key(name) not in known | own and not name.casefold().startswith("x-")
    ]
