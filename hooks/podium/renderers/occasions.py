"""What the occasions of a talk are called by machines, and where their calendars are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from podium.structure.occasions import Occasion
from podium.structure.settings import Settings
from podium.structure.talks import Talk
from podium.text import slugify
from podium.urls import host_of

# In UTF-8 a character takes four bytes at most, and a file's name 255.
_LENGTH = 60


def occasion_key(talk: Talk, occasion: Occasion) -> str:
    """What tells an occasion from the talk's others: the slug of its event, else of its place, else `occasion`.

    Those that share a name are numbered by their dates, `-2` from the second on, so neither their order in the file
    nor a later one changes a key.
    """
    keys = _keys(_Same(talk.occasions))
    return keys.get(id(occasion)) or keys[id(talk.occasions[talk.occasions.index(occasion)])]


def occasion_id(talk: Talk, occasion: Occasion, settings: Settings) -> str:
    """The name of an occasion in the whole world: `es-intro.ddd-europe@example.org`.

    Without a public address of the site the host is `podium.invalid` (RFC 6761).
    """
    host = host_of(settings.site_url) or "podium.invalid"
    return f"{talk.slug}.{occasion_key(talk, occasion)}@{host}"


def calendar_address(talk: Talk, occasion: Occasion | None = None) -> str:
    """The calendar of a talk, or of one of its occasions, relative to the site and percent-encoded.

    A talk with one occasion has one calendar only.
    """
    return quote(calendar_file(talk, occasion))


def calendar_file(talk: Talk, occasion: Occasion | None = None) -> str:
    """The file behind `calendar_address`, not percent-encoded: `talks/es-intro/ddd-europe.ics`."""
    if occasion is None or len(talk.occasions) == 1:
        return f"talks/{talk.slug}.ics"
    return f"talks/{talk.slug}/{occasion_key(talk, occasion)}.ics"


class _Same:
    """A talk's occasions, told from others by being the same: to compare many takes as long as to number them."""

    def __init__(self, occasions: tuple[Occasion, ...]) -> None:
        self.occasions = occasions

    def __hash__(self) -> int:
        return id(self.occasions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.occasions is other.occasions


@lru_cache(maxsize=4096)
def _keys(same: _Same) -> Mapping[int, str]:
    """The keys of a talk's occasions, by what tells one object from another."""
    occasions = same.occasions
    keys: dict[int, str] = {}
    numbers: Counter[str] = Counter()
    taken: set[str] = set()
    for place in sorted(range(len(occasions)), key=lambda place: _by_date(occasions[place])):
        name = _name(occasions[place])
        key = name if name not in taken else ""
        while not key or key in taken:
            numbers[name] += 1
            key = f"{name}-{numbers[name] + 1}"
        taken.add(key)
        keys.setdefault(id(occasions[place]), key)
    return keys


def _by_date(occasion: Occasion) -> tuple[bool, float]:
    """Where an occasion stands among those of its name; those without a date come last."""
    return (occasion.when is None, occasion.when.starts.timestamp() if occasion.when else 0)


def _name(occasion: Occasion) -> str:
    place = occasion.place
    slug = slugify(occasion.event) or (slugify(place.name or place.text) if place else "")
    return slug[:_LENGTH].strip("-") or "occasion"
