"""The words that people write where they have nothing to say (`n/a`), or cannot say it yet (`to be announced`)."""

from __future__ import annotations

import re
import unicodedata

from podium.text import fold

_NOTHING = frozenset(
    """
    false n/a n.a na nil no none nothing nowhere null undefined unknown xx xxx
    aucun aucune brak geen ingen k.a kein keine keiner nenhum nenhuma nessuna nessuno ninguna ninguno n.v.t nvt s.o
    s/o yok нет なし 无 無 없음
    """.split()
) | {"not applicable", "not available", "not yet"}
_WRAPPED = " ()[]{}<>.!*_"
_DECIDED = "agreed announced arranged confirmed decided defined determined disclosed fixed known scheduled set".split()
# Folded and without accents, as `bare` leaves them.
_TO_COME = re.compile(
    rf"\b(?:tb[acd]|t b [acd]|coming soon|to come|(?:to|will|shall) be (?:{'|'.join(_DECIDED)})"
    rf"|not (?:yet )?(?:{'|'.join(_DECIDED)})(?: yet)?"
    r"|(?:datum|termin|zeit|uhrzeit|ort) folgt|(?:noch|nog|spater) (?:offen|unbekannt|onbekend|nicht bekannt)"
    r"|(?:(?:wird|folgt|noch|spater) )+(?:bekannt ?gegeben|angekundigt)|in planung|nog niet bekend"
    r"|(?:nader|nog) te bepalen|em breve|proximamente|binnenkort|meddelas senare|bude upresneno|do ustalenia"
    r"|a (?:venir|confirmer|definir|determiner|preciser|annoncer|confirmar|determinar)"
    r"|por (?:confirmar|definir|anunciar|determinar|decidir)"
    r"|da (?:definire|confermare|annunciare|stabilire|decidere)|уточняется|будет объявлено|belirlenecek)\b"
    r"|未定|待定|미정"
)
# Words that say so only where nothing else is said; the first of them say it of a date, and of no address.
_SOON = frozenset("soon upcoming bald demnachst bientot pronto prossimamente".split()) | {"announced soon"}
_ALONE = _SOON | frozenset("pending todo folgt volgt".split()) | {"folgt noch"}
_FILLERS = re.compile(
    r"\b(?:the|exact|date|dates|day|days|time|times|and|or|place|venue|details|is|are|still|yet|later|soon|datum|fecha"
    r"|data|noch|uhrzeit|zeit|ort|heure|hora|日程)\b"
)


def is_placeholder(text: str) -> bool:
    """Whether a text only fills a place: `n/a`, `none`, `-`, `?`, or one that says that it is to come."""
    word = text.strip(_WRAPPED).casefold()
    if not any(sign.isalnum() or sign == "/" for sign in word) or word in _NOTHING:
        return True
    return is_to_come(text) and bare(text) not in _SOON


def is_to_come(text: str) -> bool:
    """Whether a text says no more than that what belongs there is still to come: `TBA`, `à confirmer`, `未定`."""
    words = bare(text)
    return words in _ALONE or (_TO_COME.search(words) is not None and not _rest(words))


def names_to_come(text: str) -> bool:
    """Whether a text says, among other things, that it is still to come: `May (TBA)`."""
    words = bare(text)
    return words in _ALONE or _TO_COME.search(words) is not None


def bare(text: str) -> str:
    """A text folded, without accents."""
    apart = unicodedata.normalize("NFKD", fold(text))
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def _rest(words: str) -> str:
    """What is left of folded words without those that say it is to come, and without names of what comes."""
    return _FILLERS.sub("", _TO_COME.sub(" ", words)).strip()
