"""What stands beside a link: who made the thing, when, and what the writer says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from podium.dates import Moment, Precision, read_when
from podium.readers.kinds import KINDS, kind_named
from podium.text import one_line

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SEPARATOR = re.compile(r"(?:^|\s)(?:[-–—|·•;/]|--+)(?=\s|$)|\s*—\s*")
_COMMA = re.compile(r",\s+")
_EDGES = " \t,;:|·•–—-"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# An initial is no part of a date, nor is a version: `L., 1978`, `v2014`.
_NO_DATE = re.compile(r"\b[^\W\d_]\b|[^\W\d_]\d")
_DATE_LENGTH = 40
_DATED = (
    re.compile(r"(?P<rest>.*\S)\s+(?:in\s+|from\s+)?(?P<date>[^\W\d]+\.?,?\s+\d{4})$"),
    re.compile(r"(?P<rest>.*\S)\s+(?:in\s+)?(?P<date>\d{4}(?:-\d\d){0,2})$"),
)


_BY = re.compile(r"by:?\s+(?P<who>\S.*)", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:and|&|und|et|y|e|og|och|en)\s+|,\s+")
_HANDLE = re.compile(r"@\w[\w.-]*(?:@[\w-]+(?:\.[\w-]+)+)?")
_CITED = re.compile(r"[^\W\d_][\w'’-]+, (?:[^\W\d_]\.[ -]?)+")
_OTHERS = re.compile(r",? et al\.?$")
_WORDS = 4
_ACRONYM = 3
_NAMES = 8
_PARTICLES = "af al av bin da de del den der di do dos du e el ibn jr la le san st sr te ten ter van von y zu"
_TITLES = ("Dr.", "Jr.", "Prof.", "Sr.", "St.")
# Words that begin or end a remark, though they may be capitalised.
_REMARKS = """
    a about all also an and are article as at audio based basic before beginner best blog book but
    by chapter classic code complete conference contains course covers deck demo docs documentation
    edition english episode essential excellent explains exercise exercises first for free french
    from german good great guide has helpful highly his home how i if in includes interesting intro
    introduction is it its keynote last library more most must my new nice not now of official old
    on online only open optional or original our overview page paper part pdf podcast post
    presentation presented project published read recommended reference related repo repository
    required second section see series short shows similar site slide slides some source spanish
    spec specification still talk the their these this to tool tutorial update updated use used
    useful uses version very via video videos watch we website what when where which who why with
    workshop you your
"""
_PARTICLE = frozenset(_PARTICLES.split())
_REMARK = frozenset(_REMARKS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """What the text beside a link says."""

    by: str = ""
    """Who made it: names or a handle."""
    date: Moment | None = None
    """When it was published, to the day at most."""
    kind: str = ""
    """What it is, when the text says so in one word."""
    notes: tuple[str, ...] = ()
    """Everything else, in order."""

    @property
    def note(self) -> str:
        """Everything else, as one text."""
        return one_line(" – ".join(self.notes))


def read_credits(text: str, known: Credits | None = None) -> Credits:
    """Plain text such as `- Greg Young - Aug 2014` taken apart, added to what is known already.

    Dashes, bars, commas and brackets separate; the order is free. Names are one to four capitalised words, a
    handle, or several joined; dates have the four digits of a year; all that is neither stays in the notes,
    so that no word is lost.
    """
    known = known or Credits()
    if not text:
        return known
    outside, named = text, []
    for bracket in reversed(list(_BRACKETS.finditer(text))):
        inside = bracket[1].strip(_EDGES)
        found = _read_part(inside, known)
        if found.notes == known.notes:
            outside = f"{outside[: bracket.start()]} | {outside[bracket.end() :]}"
            named += [inside] if found.by != known.by else []
            known = known if found.by != known.by else found
    # Names in brackets come last: `Ada Lovelace (@ada)`.
    for part in (*_SEPARATOR.split(outside), *reversed(named)):
        known = _read_part(part.strip(_EDGES), known)
    return known


def _read_part(part: str, known: Credits) -> Credits:
    """What one part between dashes says; the first that fits wins."""
    if bracket := _BRACKETS.fullmatch(part):
        part = bracket[1]
    if not part.strip("."):
        return known
    found = _read_whole(part, known) or _read_whole(part.removesuffix("."), known)
    return found or _read_dated(part, known) or _read_pieces(_COMMA.split(part), known)


def _read_whole(part: str, known: Credits) -> Credits | None:
    """The part as one date, one kind or people, when it is only that."""
    if not known.date and (date := read_date(part)):
        return replace(known, date=date)
    if not known.kind and part.casefold() in KINDS and _kind(part):
        return replace(known, kind=_kind(part))
    if who := people(part):
        if not known.by:
            return replace(known, by=who)
        if _HANDLE.fullmatch(who):
            return replace(known, by=f"{known.by} ({who})")
    return None


def _kind(word: str) -> str:
    """The kind that a word names; `page` says nothing that an address does not say better."""
    kind = kind_named(word)
    return kind if kind and kind != "page" else ""


def _read_dated(part: str, known: Credits) -> Credits | None:
    """`Greg Young 2014` and `by Greg Young in May 2014`."""
    if known.date or known.by:
        return None
    for shape in _DATED:
        found = shape.fullmatch(part)
        who = people(found["rest"].rstrip(_EDGES)) if found else ""
        if found and who and (date := read_date(found["date"])):
            return replace(known, by=who, date=date)
    return None


def _read_pieces(pieces: list[str], known: Credits) -> Credits:
    """A part with commas: a date or a kind at its end, a name at its front, the rest a note."""
    while len(pieces) > 1:
        fact, size = _read_tail(pieces, known)
        if not fact:
            break
        known, pieces = fact, pieces[:-size]
    rest = ", ".join(pieces)
    if not rest:
        return known
    if whole := _read_whole(rest, known):
        return whole
    full = len(pieces) > 1 and not known.by and (" " in pieces[0] or "@" in pieces[0])
    if full and (who := people(pieces[0])):
        return replace(known, by=who, notes=(*known.notes, ", ".join(pieces[1:])))
    return replace(known, notes=(*known.notes, rest), kind=known.kind or _kind(rest))


def _read_tail(pieces: list[str], known: Credits) -> tuple[Credits | None, int]:
    """A date or a kind at the end, and how many pieces it took: `Aug 14, 2014` holds a comma itself."""
    for size in (2, 1):
        found = _read_whole(", ".join(pieces[-size:]).removesuffix("."), known)
        if found and found.by == known.by:
            return found, size
    return None, 0


@lru_cache(maxsize=1024)
def read_date(text: str) -> Moment | None:
    """A year, month or day, or None when the text is anything else or leaves a doubt."""
    if len(text) > _DATE_LENGTH or not _YEAR.search(text) or _NO_DATE.search(text):
        return None
    when, findings = read_when(text, zone="UTC")
    if findings or not when or when.end or when.start.precision is Precision.MINUTE:
        return None
    return when.start


def people(text: str) -> str:
    """The names in a text that is nothing but names, without a leading `by`, or an empty text."""
    by = _BY.fullmatch(text)
    who = by["who"] if by else text
    names = _AND.split(_OTHERS.sub("", who))
    if len(names) <= _NAMES and all(map(_is_name, names)) and _are_full(names, who):
        return who
    if _CITED.fullmatch(who):
        return who
    return who if by and _is_team(who) else ""


def _are_full(names: list[str], who: str) -> bool:
    """Whether a list with commas is one of people: `Flux, Redux` is not."""
    return "," not in _OTHERS.sub("", who) or all(" " in name or "@" in name for name in names)


def _is_team(who: str) -> bool:
    words = who.split()
    return words[0] == "the" and len(words) <= _WORDS + 1 and words[1:2] != [] and words[1][0].isupper()


def _is_name(name: str) -> bool:
    if _HANDLE.fullmatch(name):
        return True
    words = name.split()
    if not 1 <= len(words) <= _WORDS or not any(letter.islower() for letter in name):
        return False
    if words[0].casefold() in _REMARK or words[-1].casefold() in _REMARK:
        return False
    return any(word[0].isupper() for word in words) and all(map(_is_name_word, words))


def _is_name_word(word: str) -> bool:
    if word in _PARTICLE:
        return True
    letters = word.replace(".", "").replace("-", "").replace("'", "").replace("’", "")
    shouted = letters.isupper() and len(letters) >= _ACRONYM and "." not in word
    closed = "." in word and not _is_initial(word)
    return letters.isalpha() and word[0].isupper() and not shouted and not closed


def _is_initial(word: str) -> bool:
    return word in _TITLES or all(len(part) == 1 for part in word.rstrip(".").split("."))
