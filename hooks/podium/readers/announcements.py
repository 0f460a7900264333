"""Reads the words that say where a talk is in its life when no date does: *to be announced*, *upcoming*, *past*."""

from __future__ import annotations

import re

from podium.placeholders import names_to_come
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.scalars import read_choice, read_text
from podium.structure.occasions import Status
from podium.text import fold

_STATUSES: dict[str, tuple[Status, bool | None]] = {
    **dict.fromkeys(("upcoming", "planned", "scheduled", "accepted", "announced"), (Status.CONFIRMED, True)),
    **dict.fromkeys(
        ("past", "done", "given", "held", "presented", "delivered", "completed", "finished", "over", "recorded"),
        (Status.CONFIRMED, False),
    ),
    **dict.fromkeys(("unconfirmed", "provisional", "proposed", "submitted"), (Status.TENTATIVE, None)),
}


_ASIDE = re.compile(
    r"[\s,;(\[/-]+(?P<what>(?:exact )?(?:day|date|time)s? )?"
    r"(?:t\.?b\.?[acd]|to be (?:announced|confirmed|decided|determined))\b\.?[)\]]*$",
    re.IGNORECASE,
)


def cut_aside(text: str) -> tuple[str, str]:
    """A date without the words behind it that say it is not certain, and what these are about: `date` or `time`.

    `11 May 2027 (TBC)` is a date that is to be confirmed; `11 May 2027, time TBA` is certain as far as it goes.
    """
    found = _ASIDE.search(text)
    if not found:
        return text, ""
    return text[: found.start()], "time" if (found["what"] or "").casefold().startswith("time") else "date"


def read_status(given: Given | None, report: Report) -> tuple[Status, bool | None]:
    """Whether an occasion takes place, and whether it is ahead or over where there is no date; None for neither."""
    text = read_text(given, report)
    if names_to_come(text) and fold(text) not in _STATUSES:
        return Status.TENTATIVE, None
    return _STATUSES.get(fold(text)) or (read_choice(given, report, Status, Status.CONFIRMED), None)
