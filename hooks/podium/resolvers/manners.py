"""How politely other sites are asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How hosts are asked."""

    timeout: float = 15
    """Seconds for one request, from the first byte to the last."""
    total: float = 900
    """Seconds for all addresses; what is left then is not asked."""
    pause: float = 1
    """Seconds between two requests to one host."""
    tries: int = 3
    """How often a host that is in trouble is asked."""
    back_off: float = 2
    """Seconds before the second try; they double with each."""
    longest_wait: float = 30
    """The most that is waited when a host says `Retry-After`; longer is no answer today."""
    hosts: int = 8
    """How many hosts are asked at once."""
    private: bool = False
    """Whether addresses of this machine and of its own network may be asked."""


def retry_after(text: str) -> float | None:
    """Seconds that a host asks for, which it may also say as a date (RFC 9110, section 10.2.3)."""
    if text.strip().isdecimal():
        return float(text.strip()[:9])
    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())
