"""What a name in brackets can mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from podium.structure.decks import Deck
from podium.structure.talks import Talk
from podium.text import name_key, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that a reference can name."""

    kind: str
    """`talk`, `deck`, `snippet`, `page`, `speaker` or `event`, as messages call it."""
    name: str
    """The name a suggestion gives."""
    title: str
    """The text of a link to it."""
    address: str = ""
    """Where a link leads: an address of the site, or a whole one; empty when it has no page."""
    uri: str = ""
    """The Markdown file of its page as seen from the docs folder, or empty."""
    talk: Talk | None = None
    """The talk, if it is one."""
    deck: Deck | None = None
    """The deck, if it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All names of a site."""

    targets: Mapping[str, Target]
    """What each name means, by what its spellings share."""

    def find(self, name: str) -> Target | None:
        """What a slug, or a title in any case, means; None when nothing has that name."""
        return self.targets.get(name_key(name))

    def nearest(self, name: str) -> str | None:
        """The name that the writer probably meant."""
        other = nearest(name_key(name), self.targets)
        return self.targets[other].name if other else None
