"""What a name in brackets can mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from podium.structure.decks import Deck
from podium.structure.talks import Talk
from podium.text import Nearest, name_key

_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_ENDING = re.compile(r"(?:(?:^|/)(?:index|readme))?\.(?:md|markdown|html)$|(?:^|/)index$", re.IGNORECASE)

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


@dataclass(frozen=True, kw_only=True)
class Names:
    """All names of a site."""

    targets: Mapping[str, Target]
    """What each name means, by what its spellings share."""
    others: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    """What else has such a name, in order."""

    def find(self, name: str) -> Target | None:
        """What a slug, or a title in any case, means; None when nothing has that name."""
        return self.targets.get(name_key(name))

    def reach(self, name: str) -> tuple[Target | None, str]:
        """What a name means that may be a path as well: `bees.md`, `talks/bees`, `/talks/bees/`, `bees#swarms`.

        Gives the part of the page behind `#` too, as it was written.
        """
        found = self.find(name)
        if found or _WHOLE.match(name):
            return found, ""
        path, _, part = name.partition("#")
        parts = _parts_of(path)
        inside = parts[1:] if parts[:1] == ("docs",) else parts
        return self._paths.get(parts) or self._paths.get(inside) or self.find(path), part.strip()

    def find_shown(self, name: str, *, talk: str = "", deck: str = "") -> Target | None:
        """What an embed of a name shows in the text of a talk, or of a deck, given by its slug.

        None of them means to show itself: a deck or a snippet that has the name too is shown.
        """

        def is_itself(target: Target) -> bool:
            return bool(
                (talk and target.talk and target.name == talk) or (deck and target.deck and target.name == deck)
            )

        first, _ = self.reach(name)
        if first is None or not is_itself(first):
            return first
        others = (*self.others.get(name_key(name), ()), *self.others.get(name_key(first.name), ()))
        return next((other for other in others if other.kind in _SHOWN and not is_itself(other)), first)

    def nearest(self, name: str) -> str | None:
        """The name that the writer probably meant."""
        parts = () if _WHOLE.match(name) else _parts_of(name.partition("#")[0])
        spellings = dict.fromkeys((name_key(name), *parts[-1:]))
        other = next(filter(None, map(self._nearest, spellings)), None)
        return self.targets[other].name if other else None

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self.targets)

    @cached_property
    def _paths(self) -> Mapping[tuple[str, ...], Target]:
        """What each file and each page is called by its path, or by the end of it."""
        paths: dict[tuple[str, ...], Target] = {}
        for target in self.targets.values():
            file = target.talk or target.deck or target
            for path in (file.uri, target.address if target.uri else ""):
                parts = _parts_of(path)
                for place in range(len(parts)):
                    paths.setdefault(parts[place:], target)
        return paths


def _parts_of(path: str) -> tuple[str, ...]:
    """The folded parts of a path, without the ending of its file, an index and what leads up or here."""
    bare = _ENDING.sub("", unquote(path).strip().rstrip("/"))
    return tuple(name_key(part) for part in bare.split("/") if part.strip(". "))
