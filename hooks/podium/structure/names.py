"""What a name in brackets can mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podium.structure.decks import Deck
from podium.structure.talks import Talk
from podium.text import fold, nearest

_SHOWN = ("deck", "snippet")


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
    """What each folded name means."""
    others: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    """What else has such a name, in order."""

    def find(self, name: str) -> Target | None:
        """What a slug, or a title in any case, means; None when nothing has that name."""
        return self.targets.get(fold(name))

    def find_shown(self, name: str, *, talk: str = "", deck: str = "") -> Target | None:
        """What an embed of a name shows in the text of a talk, or of a deck, given by its slug.

        None of them means to show itself: a deck or a snippet that has the name too is shown.
        """

        def is_itself(target: Target) -> bool:
            return bool(
                (talk and target.talk and target.name == talk) or (deck and target.deck and target.name == deck)
            )

        first = self.find(name)
        if first is None or not is_itself(first):
            return first
        others = self.others.get(fold(name), ())
        return next((other for other in others if other.kind in _SHOWN and not is_itself(other)), first)

    def nearest(self, name: str) -> str | None:
        """The name that the writer probably meant."""
        other = nearest(name, self.targets)
        return self.targets[fold(other)].name if other else None
