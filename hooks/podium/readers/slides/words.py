"""The names by which decks and slides say things of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from podium.readers.fields import key


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A field of a deck, or an option of a slide."""

    name: str
    """Its name."""
    aliases: tuple[str, ...] = ()
    """What other tools call it."""


def canonical(words: Iterable[Word]) -> dict[str, str]:
    """The name that each name and alias stands for, without case, `-` and `_`."""
    return {key(name): word.name for word in words for name in (word.name, *word.aliases)}
