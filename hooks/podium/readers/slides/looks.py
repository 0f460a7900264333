"""Reads how all slides of a deck look, from the deck's front matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from podium.problems import Finding, Level
from podium.readers.fields import key
from podium.readers.languages import read_tag
from podium.readers.measures import read_ratio
from podium.readers.report import Report
from podium.readers.scalars import plain, truth
from podium.readers.slides.colours import is_colour
from podium.readers.slides.words import Word, canonical
from podium.readers.values import Value
from podium.structure.slides import SCHEMES, TRANSITIONS, Look
from podium.text import did_you_mean, quoted

# Marp's words for a number that is not shown on one slide.
_NOT_SHOWN = ("hold", "skip")


DECK_FIELDS: tuple[Word, ...] = (
    Word(name="title"),
    Word(name="type"),
    Word(name="slug"),
    Word(name="summary", aliases=("description", "info", "abstract")),
    Word(name="language", aliases=("lang",)),
    Word(name="theme", aliases=("scheme", "colorSchema")),
    Word(name="accent"),
    Word(name="background", aliases=("backgroundColor",)),
    Word(name="color", aliases=("colour",)),
    Word(name="ratio", aliases=("aspectRatio", "size")),
    Word(name="logo"),
    Word(name="footer"),
    Word(name="numbers", aliases=("paginate", "slideNumbers")),
    Word(name="incremental"),
    Word(name="transition"),
    Word(name="notes"),
    Word(name="draft"),
)
"""What the front matter of a deck written in Markdown can say."""
_NAMES = canonical(DECK_FIELDS)
# What other slide tools keep here and a deck can do without.
FOREIGN = frozenset(
    key(name)
    for name in (
        "marp style math header class backgroundImage headingDivider url keywords author image layout clicks drawings "
        "highlighter mdc routerMode canvasWidth fonts themeConfig lineNumbers seoMeta download exportFilename favicon "
        "titleTemplate presenter addons monaco monacoTypesSource record selectable css defaults hideInToc htmlAttrs "
        "export duration timer wakeLock overviewSnapshots plantUmlServer browserExporter contextMenu editor comark "
        "remoteAssets src level revealjs plugins slides date created event level separator verticalSeparator"
    ).split()
)


def look_field(name: str) -> str:
    """The canonical name of a field of a deck, or an empty text."""
    return _NAMES.get(key(name), "")


def read_fields(fields: Mapping[str, Value], report: Report) -> dict[str, Any]:
    """What the front matter says: `look` for `Deck`, `incremental`, and plain fields of `Deck`."""
    look: dict[str, Any] = {}
    deck: dict[str, Any] = {}
    for written, value in fields.items():
        name = look_field(written)
        if name in _READERS and isinstance(value.data, str) and not value.empty:
            report.add(_READERS[name](plain(value.data), look, deck), value.line, written)
    return {"look": Look(**look), "incremental": False, **deck}


Said = dict[str, Any]
Reader = Callable[[str, Said, Said], Finding | None]


def _scheme(text: str, look: Said, _: Said) -> Finding | None:
    word = text.casefold()
    if word in SCHEMES:
        look["scheme"] = word
        return None
    hint = did_you_mean(word, SCHEMES) or f"The themes are {', '.join(SCHEMES)}."
    # Every deck of another tool names one of its themes.
    return Finding(
        message=f"there is no theme {quoted(text)}; the site's own looks were used", hint=hint, level=Level.NOTICE
    )


def _colour(name: str) -> Reader:
    def read(text: str, look: Said, _: Said) -> Finding | None:
        if is_colour(text):
            look[name] = text
            return None
        return Finding(
            message=f"{quoted(text)} is not a colour; the site's own was used",
            hint="Write it as '#0b6e44', in quotes.",
        )

    return read


def _ratio(text: str, look: Said, _: Said) -> Finding | None:
    ratio = read_ratio(text)
    if ratio:
        look["ratio"] = ratio
        return None
    return Finding(message=f"{quoted(text)} is no usable ratio; 16:9 was used", hint="Write it as 16:9, 4/3 or 1.7777.")


def _transition(text: str, look: Said, _: Said) -> Finding | None:
    word = text.casefold().partition("-")[0].partition("|")[0].strip()
    if word in TRANSITIONS:
        look["transition"] = word
        return None
    return Finding(
        message=f"there is no transition {quoted(text)}; 'fade' was used",
        hint=did_you_mean(word, TRANSITIONS) or f"The transitions are {', '.join(TRANSITIONS)}.",
    )


def _look_text(name: str) -> Reader:
    def read(text: str, look: Said, _: Said) -> None:
        look[name] = text

    return read


def _deck_text(name: str) -> Reader:
    def read(text: str, _: Said, deck: Said) -> None:
        deck[name] = text

    return read


def _language(text: str, _: Said, deck: Said) -> Finding | None:
    deck["language"], finding = read_tag(text)
    return finding


def _flag(name: str, *, of_look: bool = False) -> Reader:
    def read(text: str, look: Said, deck: Said) -> Finding | None:
        value = False if text.casefold() in _NOT_SHOWN else truth(text)
        if value is not None:
            (look if of_look else deck)[name] = value
            return None
        return Finding(message=f"{quoted(text)} is neither true nor false; false was used", hint="Write true or false.")

    return read


_READERS: Mapping[str, Reader] = {
    "summary": _deck_text("summary"),
    "language": _language,
    "theme": _scheme,
    "accent": _colour("accent"),
    "background": _colour("paper"),
    "color": _colour("ink"),
    "ratio": _ratio,
    "logo": _look_text("logo"),
    "footer": _look_text("footer"),
    "numbers": _flag("numbers", of_look=True),
    "incremental": _flag("incremental"),
    "transition": _transition,
    "notes": _flag("shows_notes"),
    "draft": _flag("draft"),
}
