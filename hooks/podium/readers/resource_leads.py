"""Which headings and lead-in lines say that a list of links follows."""

from __future__ import annotations

import re

_MORE = "additional|background|further|more|other|recommended|suggested"
_PLURALS = (
    "resources|references|links|sources|bibliography|literature|reading list"
    rf"|(?:{_MORE}) (?:reading|material|information)"
    "|see also|learn more|read more|find out more|works cited"
    "|ressources|références|liens|pour aller plus loin|ressourcen|quellen|literaturhinweise|weiterlesen"
    "|recursos|referencias|referências|enlaces|bibliografía|bibliografia|bibliographie|risorse|riferimenti|bronnen"
)
_TAILS = (
    "for|on|about|from|mentioned|used|cited|i|we|you|that|worth|in this|in the|of this|of the talk"
    "|to (?:other|related|go|learn|dig|help|get|the)"
    r"|(?:and|&|or|/) (?:(?:further|related) )?(?:slides|videos?|code|notes|materials?|reading|credits"
    "|tools|books|papers|articles|downloads|demos?|acknowledge?ments)"
)
_NAMES = re.compile(
    rf"(?:.*[^\w-])?(?:{_PLURALS})(?:\W*$|\s+(?:{_TAILS})\b.*$)"
    r"|\W*(?:resource|reference|link|source|reading)\W*$",
    re.IGNORECASE,
)
_REFUSES = re.compile(r"\b(?:outline|agenda|schedule|contents|about|contact|follow|speakers?)\b", re.IGNORECASE)
_REFUSES_OUTRIGHT = re.compile(r"\b(?:outline|agenda)\b", re.IGNORECASE)
_LENGTH = 120
# Quotes, tables, HTML, images, embeds, attributes, templates, definitions, footnotes and link definitions.
_SPECIAL = re.compile(r"[>|<{:]|!\[|\[")
_ENDS_SENTENCE = re.compile(r"[.!?][\"'”’)]*$")

WORDS = (
    *(
        "resource",
        "reference",
        "link",
        "reading",
        "source",
        "bibliogra",
        "literatur",
        "see also",
        "read more",
    ),
    *(
        "learn more",
        "find out more",
        "works cited",
        "material",
        "information",
        "ressource",
        "référence",
        "liens",
    ),
    *("aller plus loin", "quellen", "weiterlesen", "recurso", "referenc", "referên", "enlaces"),
    *("risorse", "riferimenti", "bronnen"),
)
"""A text in lower case without any of these names no resources."""


def names_resources(title: str) -> bool:
    """Whether a heading or a line of plain text names resources: `Further reading`, `Links from the talk`."""
    return len(title) <= _LENGTH and not _REFUSES_OUTRIGHT.search(title) and _NAMES.match(title) is not None


def ends_resources(title: str) -> bool:
    """Whether a heading among resources begins something else: `Agenda`, `About the speaker`."""
    return _REFUSES.search(title) is not None and not names_resources(title)


def may_lead(line: str) -> bool:
    """Whether a paragraph of this one line may lead into a list."""
    return len(line) <= _LENGTH and not _SPECIAL.match(line)


def leads(title: str) -> bool:
    """Whether a line of plain text below a heading that names resources titles some of them: no sentence."""
    return title.endswith(":") or not _ENDS_SENTENCE.search(title)
