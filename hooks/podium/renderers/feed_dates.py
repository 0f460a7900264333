"""When the entries of a feed came to be: never in the future, and the same in every build of the same talks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from podium.dates import Moment
from podium.structure.catalogue import Catalogue, Entry

_Name = TypeVar("_Name", bound=Hashable)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The first and the last thing that happened in a site before it was built."""

    first: datetime
    """When talks began to be given, made or changed; the beginning of this year when no date is known."""
    last: datetime
    """When that happened last."""


def bounds(catalogue: Catalogue, now: datetime) -> Bounds:
    """What the dates of a site's talks say of its past."""
    known = [moment for entry in catalogue.entries for moment in _dates(entry, catalogue, now)]
    new_year = datetime(now.astimezone(UTC).year, 1, 1, tzinfo=UTC)
    return Bounds(first=min(known, default=new_year), last=max(known, default=new_year))


def published(entry: Entry, catalogue: Catalogue, now: datetime, site: Bounds) -> datetime:
    """The date of an entry: a past talk's is the first instant of its occasion, else its `created` or `updated`.

    A talk ahead without either is as new as the newest thing in the site; any other without a date is as old as the
    oldest.
    """
    ahead = catalogue.is_ahead(entry, now)
    return next(_dates(entry, catalogue, now), site.last if ahead else site.first)


def updated(entry: Entry, catalogue: Catalogue, now: datetime, site: Bounds) -> datetime:
    """When an entry changed last: its `updated` when that is later than its date."""
    began = published(entry, catalogue, now, site)
    return max(began, _before(entry.talk.updated, now) or began)


def apart(moments: Iterable[tuple[_Name, datetime]]) -> dict[_Name, datetime]:
    """The same moments by name, no two of them alike: of those at one second each comes a second after another.

    Readers that go by `updated` alone take two entries of one moment for one, and W3C's validator warns of them. Those
    at one moment keep the order in which they are given.
    """
    set_apart: dict[_Name, datetime] = {}
    last = datetime.min.replace(tzinfo=UTC)
    for name, moment in sorted(moments, key=lambda each: each[1]):
        last = max(moment.replace(microsecond=0), last + _SECOND)
        set_apart[name] = last
    return set_apart


def _dates(entry: Entry, catalogue: Catalogue, now: datetime) -> Iterator[datetime]:
    """The dates of an entry that are over, the one it goes by first."""
    if entry.occasion.when and catalogue.is_past(entry, now):
        yield entry.occasion.when.starts
    for moment in (entry.talk.created, entry.talk.updated):
        if (instant := _before(moment, now)) is not None:
            yield instant


def _before(moment: Moment | None, now: datetime) -> datetime | None:
    """The first instant of a date, when it is not ahead."""
    return moment.starts if moment and moment.starts <= now else None
