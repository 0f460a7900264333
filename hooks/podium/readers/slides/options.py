"""Reads what a writer says of one slide: a block of YAML below the rule, or reveal.js' own comment."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from podium.problems import Finding
from podium.readers.fields import key
from podium.readers.report import Report
from podium.readers.scalars import plain, truth
from podium.readers.slides.colours import is_colour, is_gradient
from podium.readers.slides.draft import Draft
from podium.readers.slides.words import Word, canonical
from podium.structure.slides import LAYOUTS, TRANSITIONS, Slide
from podium.text import did_you_mean, nearest, quoted

OPTIONS: tuple[Word, ...] = (
    Word(name="layout"),
    Word(name="class"),
    Word(name="id", aliases=("routeAlias",)),
    Word(name="title", aliases=("name",)),
    Word(name="background", aliases=("backgroundColor", "backgroundImage")),
    Word(name="image"),
    Word(name="transition"),
    Word(name="incremental"),
    Word(name="hidden", aliases=("hide", "disabled")),
    Word(name="footer"),
)
"""What can be said of a slide, in a block of YAML below the rule before it."""
_NAMES = canonical(OPTIONS)
# Slidev's own: they steer its tools, or say what Podium finds out by itself.
_FOREIGN = {
    key(name)
    for name in (
        "clicks clicksStart level mdc zoom preload dragPos hideInToc src theme routerMode layoutClass url "
        "color backgroundSize growX growY growSeed addons defaults info author"
    ).split()
}
_LAYOUTS = {
    "center": "centre",
    "cover": "title",
    "intro": "title",
    "default": "text",
    "fact": "statement",
    "end": "statement",
    "lead": "centre",
    "none": "full",
}
_SLIDE = re.compile(r"<!--\s*\.slide:(?P<attributes>.*?)-->", re.DOTALL)
_ATTRIBUTE = re.compile(r"""(?P<name>[^\s"'=<>/]+)(?:\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'<>]+)))?""")
_ALLOWED = re.compile(r"(?:class|id|lang|dir|aria-label|data-[a-z][a-z0-9-]*)\Z")
_LOADING = ("data-background-iframe", "data-background-video")
_IDS = re.compile(r"[^\s\"'<>#/]+\Z")
_CLASSES = re.compile(r"[^\s\"'<>]+")


def looks_like_option(name: str) -> bool:
    """Whether a name is that of an option, or a slip for one."""
    return bool(option_name(name) or nearest(name, [option.name for option in OPTIONS]))


def option_name(name: str) -> str:
    """The canonical name of an option, or an empty text; other tools' options count as known."""
    return _NAMES.get(key(name), key(name) if key(name) in _FOREIGN else "")


def read_slide_comments(draft: Draft, report: Report) -> Draft:
    """The slide without its `<!-- .slide: … -->` comments, whose attributes it has instead."""
    if ".slide:" not in draft.text:
        return draft
    attributes = dict(draft.attributes)
    for found in _SLIDE.finditer(draft.text):
        line = draft.line + draft.text.count("\n", 0, found.start())
        for each in _ATTRIBUTE.finditer(found["attributes"]):
            name = each["name"].casefold()
            value = next((each[part] for part in "abc" if each[part] is not None), "")
            if _ALLOWED.match(name) and name not in _LOADING:
                attributes[name] = _joined(attributes.get(name, ""), value) if name == "class" else value
            else:
                report.add(_say_attribute(name), line)
    # The lines stay, so that those below keep their places.
    text = _SLIDE.sub(lambda found: "\n" * found[0].count("\n"), draft.text)
    return replace(draft, lines=tuple(text.split("\n")), attributes=attributes)


def _joined(*classes: str) -> str:
    return " ".join(" ".join(classes).split())


def _say_attribute(name: str) -> Finding:
    hint = "It would load before anybody clicks." if name in _LOADING else ""
    return Finding(
        message=f"'{name}' cannot be set on a slide; it was left out",
        hint=hint or "A slide takes class, id, lang, dir and the data- attributes of reveal.js.",
    )


def read_options(draft: Draft, report: Report) -> dict[str, Any]:
    """What the options of a slide say, as fields of `Slide`, and `hidden` where it is to be left out."""
    said: dict[str, Any] = {"attributes": dict(draft.attributes)}
    for written, value in draft.options.items():
        name = _NAMES.get(key(written), "")
        if name and isinstance(value.data, str) and not value.empty:
            finding = _READERS[name](plain(value.data), said)
            report.add(finding, value.line, written)
        elif not name and key(written) not in _FOREIGN:
            report.add(_say_unknown(written), value.line, written)
    return said


def _say_unknown(name: str) -> Finding:
    return Finding(
        message=f"'{name}' is not an option of a slide; it was left out",
        hint=did_you_mean(name, [option.name for option in OPTIONS]),
    )


Said = dict[str, Any]


def _layout(text: str, said: Said) -> Finding | None:
    word = text.casefold()
    said["layout"] = _LAYOUTS.get(word, word)
    if said["layout"] in LAYOUTS:
        return None
    said["layout"] = ""
    return Finding(
        message=f"there is no layout {quoted(text)}; the slide is composed by what is on it",
        hint=did_you_mean(word, LAYOUTS) or f"The layouts are {', '.join(LAYOUTS)}.",
    )


def _class(text: str, said: Said) -> None:
    said["attributes"]["class"] = _joined(said["attributes"].get("class", ""), *_CLASSES.findall(text))


def _id(text: str, said: Said) -> Finding | None:
    if _IDS.match(text):
        said["attributes"]["id"] = text
        return None
    return Finding(message=f"{quoted(text)} cannot be an id; it was left out", hint="Use letters, digits and '-'.")


def _title(text: str, said: Said) -> None:
    said["name"] = text


def _background(text: str, said: Said) -> None:
    if is_colour(text):
        said["attributes"]["data-background-color"] = text
    elif is_gradient(text):
        said["attributes"]["data-background-gradient"] = text
    else:
        said["background"] = text


def _image(text: str, said: Said) -> None:
    said["image"] = text


def _transition(text: str, said: Said) -> Finding | None:
    word = text.casefold().partition("-")[0]
    if word in TRANSITIONS:
        said["attributes"]["data-transition"] = word
        return None
    return Finding(
        message=f"there is no transition {quoted(text)}; the deck's own was used",
        hint=did_you_mean(word, TRANSITIONS) or f"The transitions are {', '.join(TRANSITIONS)}.",
    )


def _flag(name: str) -> Callable[[str, Said], Finding | None]:
    def read(text: str, said: Said) -> Finding | None:
        value = truth(text)
        if value is None:
            return Finding(
                message=f"{quoted(text)} is neither true nor false; it was left out", hint="Write true or false."
            )
        said[name] = value
        return None

    return read


_READERS: Mapping[str, Callable[[str, Said], Finding | None]] = {
    "layout": _layout,
    "class": _class,
    "id": _id,
    "title": _title,
    "background": _background,
    "image": _image,
    "transition": _transition,
    "incremental": _flag("incremental"),
    "hidden": _flag("hidden"),
    "footer": _flag("footer"),
}


def make_slide(draft: Draft, said: Said, text: str) -> Slide:
    """The slide that a draft has become, with what its options say."""
    fields = {name: value for name, value in said.items() if name != "hidden"}
    return Slide(text=text, line=draft.line, source=draft.source, notes="\n".join(draft.notes).strip(), **fields)
