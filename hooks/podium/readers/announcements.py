"""Reads the words that say where a talk is in its life when no date does: *to be announced*, *upcoming*, *past*."""

from __future__ import annotations

import re

from podium.placeholders import bare, is_to_come, names_to_come
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


# What stands behind a date: in brackets, or after the last of its numbers or a comma.
_ASIDE = re.compile(
    r"[\s,;/-]*[(\[](?P<inside>[^()\[\]]+)[)\]]\s*$"
    r"|(?:(?<=\d)[\s,;/-]+|[,;]\s*)(?P<behind>[^\d,;()\[\]]+)$"
)
_LONGEST = 200
_UNSURE = frozenset(
    """
    tentative provisional provisionally preliminary unconfirmed
    vorlaufig provisoire provisorio provisional voorlopig
    """.split()
) | {"unter vorbehalt", "sous reserve", "not confirmed"}
_OF_TIME = ("time", "uhrzeit", "zeit", "heure", "hora", "tijd")


def cut_aside(text: str) -> tuple[str, str]:
    """A date without the words behind it that say it is not certain, and what these are about: `date` or `time`.

    `11 May 2027 (TBC)` is a date that is to be confirmed; `11 May 2027, time TBA` is certain as far as it goes.
    """
    found = _ASIDE.search(text) if len(text) <= _LONGEST else None
    aside = bare(found["inside"] or found["behind"]) if found else ""
    if not found or not (aside in _UNSURE or is_to_come(aside)):
        return text, ""
    return text[: found.start()], "time" if aside.startswith(_OF_TIME) else "date"


def read_status(given: Given | None, report: Report) -> tuple[Status, bool | None]:
    """Whether an occasion takes place, and whether it is ahead or over where there is no date; None for neither."""
    text = read_text(given, report)
    if names_to_come(text) and fold(text) not in _STATUSES:
        return Status.TENTATIVE, None
    return _STATUSES.get(fold(text)) or (read_choice(given, report, Status, Status.CONFIRMED), None)
