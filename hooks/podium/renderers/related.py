"""Talks that a reader of one may want next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import log2

from podium.renderers.context import Context
from podium.structure.catalogue import Entry
from podium.structure.listings import Group, Listing
from podium.structure.talks import Talk

MOST = 3
"""How many are shown."""
_NEAR = 25
_SERIES = 100.0


def related_talks(talk: Talk, context: Context) -> list[Talk]:
    """At most three talks with a page: those of the same series first, then by shared topics, rare ones counting more.

    Of a long listing only the talks given nearest in time are looked at, so that the cost of a site grows with its
    size and not with its square.
    """
    scores: dict[str, float] = {}
    talks: dict[str, Talk] = {}
    for listing, weight in _shared(talk, context):
        for other in _near(listing.entries, talk):
            talks[other.slug] = other
            scores[other.slug] = scores.get(other.slug, 0) + weight
    best = sorted(scores, key=lambda slug: (-scores[slug], slug))
    return [talks[slug] for slug in best[:MOST]]


def _shared(talk: Talk, context: Context) -> Iterator[tuple[Listing, float]]:
    names = [(Group.SERIES, talk.series, _SERIES), *((Group.TOPIC, topic, 1.0) for topic in talk.topics)]
    for group, name, weight in names:
        listing = context.listings.find(group, name) if name else None
        if listing:
            yield listing, weight / log2(1 + len(listing.entries))


def _near(entries: Sequence[Entry], talk: Talk) -> Iterator[Talk]:
    """Other talks with a page, each once, of those given around the time of this one."""
    first = min(Entry(talk=talk, occasion=occasion).starts for occasion in talk.occasions)
    place = bisect_left(entries, (first, talk.slug), key=lambda entry: (entry.starts, entry.talk.slug))
    seen = {talk.slug}
    for entry in entries[max(0, place - _NEAR) : place + _NEAR + 1]:
        if entry.talk.ready and entry.talk.slug not in seen:
            seen.add(entry.talk.slug)
            yield entry.talk
