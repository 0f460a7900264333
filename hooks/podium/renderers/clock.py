"""When a part of a page is visible: decided at build, corrected by the visitor's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The time during which something is true."""

    since: datetime | None = None
    """The instant it begins, or None when it has always been so."""
    until: datetime | None = None
    """The instant after it, or None when it never ends."""

    def holds(self, now: datetime) -> bool:
        """Whether it is true at `now`."""
        return (self.since is None or self.since <= now) and not self.over(now)

    def over(self, now: datetime) -> bool:
        """Whether it will never be true again."""
        return self.until is not None and self.until <= now

    def within(self, other: Span) -> Span:
        """The time during which both are true; it may be empty, and is then over as soon as it begins."""
        starts = [instant for instant in (self.since, other.since) if instant]
        ends = [instant for instant in (self.until, other.until) if instant]
        return Span(since=max(starts, default=None), until=min(ends, default=None))

    @property
    def empty(self) -> bool:
        """Whether it is never true."""
        return self.since is not None and self.until is not None and self.until <= self.since


def attributes(span: Span, now: datetime) -> Markup:
    """What `<podium-clock>` reads on an element inside it: `data-from`, `data-until`, `hidden`.

    Instants are in UTC (ISO 8601). A beginning that lies in the past of the build is left out.
    """
    since = f' data-from="{_iso(span.since)}"' if span.since and span.since > now else ""
    until = f' data-until="{_iso(span.until)}"' if span.until else ""
    return Markup(since + until + ("" if span.holds(now) else " hidden"))  # noqa: S704 - instants only


def _iso(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds").replace("+00:00", "Z")
