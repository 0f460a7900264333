"""What an answer says of an address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_CLOSED = {401, 402, 403, 405, 406, 407, 408, 425, 429, 451}
_OK, _REDIRECT, _WRONG, _TROUBLE = 200, 300, 400, 500
_NO_SUCH_RANGE = 416
_PHRASES = {
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    410: "Gone",
    429: "Too Many Requests",
    451: "Unavailable For Legal Reasons",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class State(StrEnum):
    """What became of an address."""

    GOOD = "good"
    """It leads somewhere."""
    MOVED = "moved"
    """It leads somewhere, and says itself that it has another address now."""
    DEAD = "dead"
    """It leads nowhere."""
    UNKNOWN = "could not tell"
    """It may do either: hosts turn programs away, or are in trouble for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was learnt of one address."""

    state: State
    """What became of it."""
    text: str = ""
    """Why, in a few words."""
    status: int | None = None
    """The status of the last answer, when there was one (RFC 9110, section 15)."""
    moved: str = ""
    """Its address now, when it has moved for good."""
    archived: str = ""
    """A copy in the archive, when it is dead and there is one."""


def judge(status: int, moved: str = "") -> Answer:
    """What a final answer means; `moved` is where permanent redirects lead."""
    words = f"it answers {status} {_PHRASES.get(status, '')}".rstrip()
    if _OK <= status < _REDIRECT or status == _NO_SUCH_RANGE:
        if moved:
            return Answer(state=State.MOVED, text="it has moved for good", status=status, moved=moved)
        return Answer(state=State.GOOD, status=status)
    if status in _CLOSED or status >= _TROUBLE or status < _WRONG:
        return Answer(state=State.UNKNOWN, text=words, status=status)
    return Answer(state=State.DEAD, text=words, status=status)
