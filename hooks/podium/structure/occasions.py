"""When and where a talk is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from podium.dates import When
from podium.text import fold

_PARTS = re.compile(r"[,;()|/·]|\s[-–—]\s")
_POSTCODE = re.compile(r"\b\w*\d\w*\b")


class Status(StrEnum):
    """Whether an occasion takes place."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Recording(StrEnum):
    """What became of the recording."""

    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    NOT_RECORDED = "not-recorded"
    NOT_PUBLISHED = "not-published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a talk is given."""

    name: str = ""
    """The venue, or the whole place when the writer gave one text."""
    address: str = ""
    """Street and number."""
    city: str = ""
    """The city."""
    country: str = ""
    """The country."""
    latitude: float | None = None
    """Degrees north."""
    longitude: float | None = None
    """Degrees east."""
    url: str = ""
    """The venue's own page, or the public page of an online event."""
    online: bool = False
    """Whether people take part from anywhere."""
    nowhere: bool = False
    """Whether its words name no place to go to: `Online via Zoom`, `TBD`."""

    @property
    def onsite(self) -> bool:
        """Whether there is a place to go to."""
        somewhere = self.name or self.address or self.city or self.country or self.latitude is not None
        return bool(somewhere) and not self.nowhere

    @property
    def text(self) -> str:
        """The place in one line, `Iron Yard, Little Rock`: a venue that names its city names it once."""
        said = ""
        for field in (self.name, self.address, self.city, self.country):
            parts = field.split(", ")
            alone = len(parts) == 1 and field == self.city
            new = [part for part in parts if part and not _names(said, part, ends=alone)]
            said = ", ".join(filter(None, (said, *new)))
        return said or ("Online" if self.online else "")


def _names(said: str, part: str, *, ends: bool) -> bool:
    """Whether a part of a place is named before: as a part of its own, or for a city at the end of one."""
    name = fold(part)
    others = [fold(other) for other in _PARTS.split(said)]
    others += [_POSTCODE.sub("", other).strip() for other in others]
    return name != "" and any(other == name or (ends and other.endswith(f" {name}")) for other in others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One time a talk is given."""

    event: str = ""
    """The event's name, such as a conference or a meetup."""
    event_url: str = ""
    """The event's page."""
    place: Place | None = None
    """Where it is given."""
    when: When | None = None
    """When it is given; None when no date is known."""
    register: str = ""
    """The page where people register."""
    videos: tuple[str, ...] = ()
    """Addresses of recordings."""
    slides: tuple[str, ...] = ()
    """Decks shown there: a deck's name, a file beside the talk, or an address."""
    status: Status = Status.CONFIRMED
    """Whether it takes place."""
    recording: Recording | None = None
    """What the writer said of the recording; None when nothing."""
    ahead: bool | None = None
    """Whether words say that it is still to come, or that it is over: they count where there is no date."""

    @property
    def off(self) -> bool:
        """Whether it does not take place then: its date is only what was planned."""
        return self.status in (Status.CANCELLED, Status.POSTPONED)
