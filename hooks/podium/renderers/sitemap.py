"""When pages were changed, as a sitemap says it (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from podium.dates import Precision
from podium.renderers.context import Context
from podium.structure.catalogue import Entry
from podium.structure.talks import Talk

UNKNOWN = "1970-01-01"
"""What stands for no date: MkDocs wants one of every page, and takes the latest for the packed sitemap."""
_UNKNOWN = re.compile(rf"\s*<lastmod>{UNKNOWN}</lastmod>")


def talk_date(talk: Talk, context: Context) -> str:
    """The day a talk was changed, or else made, or else given last; days to come say nothing of a change."""
    for moment in (talk.updated, talk.created):
        if moment and moment.precision in (Precision.DAY, Precision.MINUTE):
            return min(_day(moment.starts), _day(context.now))
    entries = [Entry(talk=talk, occasion=occasion) for occasion in talk.occasions]
    past = [entry.starts for entry in entries if entry.occasion.when and context.catalogue.is_past(entry, context.now)]
    return _day(max(past)) if past else UNKNOWN


def latest(dates: Iterable[str]) -> str:
    """The latest of some days."""
    return max(dates, default=UNKNOWN)


def omit_unknown(sitemap: str) -> str:
    """A sitemap without the dates that nobody knows."""
    return _UNKNOWN.sub("", sitemap)


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()
