"""Tells from the words of a place whether people join it from anywhere, go there, or neither is known yet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from podium.placeholders import is_to_come
from podium.readers.online_words import AND, BY, FILLS, ONSITE, PLATFORMS, PLATFORMS_UNSPACED, SAYS, SAYS_UNSPACED

# As the last word of a name these are a part of it: `Café Internet`.
_WEAK = re.compile(
    r"(?:web|internet|digital\w*|numérique|stream\w*|broadcast|worldwide|anywhere|everywhere)\W*$", re.IGNORECASE
)
_HYBRID = re.compile(r"hybr|híbr|ibrid|гибрид|ハイブリッド", re.IGNORECASE)
_ONE = (
    rf"(?:(?<!\w)(?:{SAYS}|{PLATFORMS})(?!\w)"
    rf"|{SAYS_UNSPACED}|{PLATFORMS_UNSPACED})"
)
_GAP = rf"[\s,;:/|&+()\[\]–—・-]+(?:(?:{BY}|{AND})\s+)?"
_CLUSTER = re.compile(
    rf"(?:(?<!\w)(?:{FILLS}|{BY})\s+){{0,3}}{_ONE}(?:{_GAP}(?:{_ONE}|(?:{FILLS})(?!\w))){{0,8}}[\s)\].!]*",
    re.IGNORECASE,
)
_SAID = re.compile(rf"(?<!\w)(?:{SAYS})(?!\w)|{SAYS_UNSPACED}", re.IGNORECASE)
_ONSITE = re.compile(rf"(?<!\w)(?:{ONSITE})(?!\w)", re.IGNORECASE)
# What joins it with the name of a place, on either side.
_JOINS_AFTER = re.compile(rf"\s*(?:[,;]?\s*(?:{AND})\s+|[&+/|・]\s*|と)(?:(?:{BY}|à)\s+)?", re.IGNORECASE)
_JOINS_BEFORE = re.compile(
    rf"(?:\s*[,;/|&+・]|\s+[–—-]|[\s,]+(?:{AND})|と|及)(?:\s*\(?\s*(?:also|auch|aussi)?)\s*$", re.IGNORECASE
)
_ADDS = re.compile(rf"[(\[]\s*(?:\+|&|(?:{AND}|also|auch|aussi|también|anche)\s)[^()\[\]]*$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[,;:.(\[–—-]")
_VENUE = re.compile(
    r"^(?:the\s+)?(?:exact\s+)?(?:venue|location|place|room|address|ort|raum|lieu|salle|lugar|sala|local|sede|luogo|plaats"
    r"|miejsce|место)[\s:–—-]+(?:is\s+)?",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s*[(\[]")
_BRACKET = re.compile(r"[()\[\]]")
_BY_IT = re.compile(rf"(?:{BY})\s", re.IGNORECASE)
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What the words of a place say."""

    text: str
    """The place, without what is said apart."""
    online: bool = False
    """Whether people join it from anywhere."""
    onsite: bool = True
    """Whether it is a place to go to."""


def read_presence(text: str) -> Presence:
    """What a place on one line says: `Online via Zoom`, `Berlin and online`, `Iron Yard (online)`, `TBD`, a name."""
    if is_to_come(_VENUE.sub("", text)):
        return Presence(text=text, onsite=False)
    found = _CLUSTER.search(text) if len(text) <= _LONGEST else None
    if not found:
        return Presence(text=text)
    before, after = text[: found.start()], text[found.end() :]
    if not _has_words(before):
        return _beginning(text, found[0], after)
    return _behind(text, before, found[0], after)


def says_online(text: str) -> bool:
    """Whether the words of a place name more than a platform: `En ligne` does, `Zoom` does not."""
    return _SAID.search(text) is not None


def says_both(text: str) -> bool:
    """Whether the words of a place say that it is online and a place as well, without naming it: `Hybrid`."""
    return _HYBRID.search(text) is not None or _ONSITE.search(text) is not None


def _beginning(text: str, cluster: str, after: str) -> Presence:
    """`Online and in Berlin` is two places, `Online, hosted by us` is one, and `Online Academy` is a name."""
    if not _has_words(after):
        return Presence(text=text, online=True, onsite=False)
    joined = _JOINS_AFTER.match(after)
    if joined or _HYBRID.search(cluster):
        return _mixed(text, after[joined.end() if joined else 0 :])
    closed = cluster.rstrip().endswith((")", "]")) or _ASIDE.match(after)
    remark = after.strip(" ,;:([–—-")[:1].islower()
    if remark or (closed and says_online(cluster)) or after.lstrip().startswith(("(", "[")):
        return Presence(text=text, online=True, onsite=False)
    return Presence(text=text)


def _behind(text: str, before: str, cluster: str, after: str) -> Presence:
    """`Berlin and online` is two places, `Iron Yard (online)` is one, and so is `the office of Slack`."""
    aside = not _has_words(after) or _OPENS.match(after) or _BRACKET.search(cluster)
    joined = _ADDS.search(before) or _JOINS_BEFORE.search(before)
    if aside and (joined or _HYBRID.search(cluster)):
        return _mixed(text, before[: joined.start()] if joined else before)
    marked = (
        _OPENS.search(before.rstrip()[-1:])
        or _BY_IT.match(cluster)
        or (says_online(cluster) and not _WEAK.search(cluster))
    )
    return Presence(text=text, online=True, onsite=False) if aside and marked else Presence(text=text)


def _mixed(text: str, rest: str) -> Presence:
    """A place beside which it is online as well."""
    rest = rest.strip(" ,;:/|&+–—-([")
    rest = rest if rest.count("(") == rest.count(")") else rest.rstrip(")]")
    if _ONSITE.fullmatch(rest):
        return Presence(text=text, online=True, onsite=False)
    place = read_presence(rest)
    return Presence(text=place.text, online=True, onsite=place.onsite)


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)
