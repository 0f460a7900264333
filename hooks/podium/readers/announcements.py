"""Reads the words that say where a talk is in its life when no date does: *to be announced*, *upcoming*, *past*."""

from __future__ import annotations

import re
import unicodedata

from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.scalars import read_choice, read_text
from podium.structure.occasions import Status
from podium.text import fold

_TO_COME = re.compile(
    r"\b(?:tb[acd]|t b [acd]|coming soon|to come"
    r"|(?:to|will|shall) be (?:announced|confirmed|decided|defined|determined|arranged|scheduled|fixed|set|agreed)"
    r"|not (?:announced|confirmed|decided|fixed|known|scheduled|set) yet"
    r"|not yet (?:announced|confirmed|decided|fixed|known|scheduled|set)"
    r"|(?:datum|termin|zeit|uhrzeit) folgt|(?:noch|nog) (?:offen|unbekannt|onbekend|nicht bekannt)"
    r"|(?:wird|folgt) (?:noch )?(?:bekannt ?gegeben|angekundigt)"
    r"|(?:nader|nog) te bepalen|in planung|a (?:venir|confirmer|definir|determiner|annoncer|confirmar|determinar)"
    r"|por (?:confirmar|definir|anunciar|determinar)|em breve|proximamente|binnenkort"
    r"|da (?:definire|confermare|annunciare|stabilire)|do ustalenia)\b|未定|日程未定"
)
_SOON = ("soon", "upcoming", "announced soon", "bald", "demnachst", "bientot", "pronto", "prossimamente")
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


def is_to_come(text: str) -> bool:
    """Whether a text says no more than that what belongs there is still to come: `TBA`, *date to be announced*."""
    words = _bare(text)
    return words in _SOON or bool(words and not _rest(words))


def names_to_come(text: str) -> bool:
    """Whether a text says, among other things, that it is still to come: `May (TBA)`."""
    words = _bare(text)
    return words in _SOON or _TO_COME.search(words) is not None


def read_status(given: Given | None, report: Report) -> tuple[Status, bool | None]:
    """Whether an occasion takes place, and whether it is ahead or over where there is no date; None for neither."""
    text = read_text(given, report)
    if names_to_come(text) and fold(text) not in _STATUSES:
        return Status.TENTATIVE, None
    return _STATUSES.get(fold(text)) or (read_choice(given, report, Status, Status.CONFIRMED), None)


def _bare(text: str) -> str:
    """A text folded, without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", fold(text)) if not unicodedata.combining(sign))


_FILLERS = re.compile(
    r"\b(?:the|exact|date|dates|day|days|time|times|and|or|place|venue|details|is|are|still|yet|datum|fecha|data"
    r"|noch|uhrzeit|zeit|heure|hora)\b"
)


def _rest(words: str) -> str:
    """What is left of folded words without those that say it is to come, and without names of what comes."""
    if not _TO_COME.search(words):
        return words
    return _FILLERS.sub("", _TO_COME.sub("", words)).strip()
