"""Reads slides written for Marp: its directives and its picture words carry over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from podium.problems import Finding, Level
from podium.readers.report import Report
from podium.readers.slides.draft import Draft
from podium.readers.slides.lines import read_lines
from podium.readers.slides.notes import take_comments
from podium.readers.values import Value
from podium.readers.yaml_values import UnreadableError, read_yaml

_COMMENT = re.compile(r"<!--(?P<text>.*?)-->", re.DOTALL)
_FIT = re.compile(r"<!--\s*fit\s*-->")
_PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<src>[^()\s]+)(?:\s+\"[^\"]*\")?\)")
_SIZE = re.compile(
    r"(?:w|h|width|height):[\w.%]+\Z|(?:contain|cover|fit|auto)\Z|\d+(?:\.\d+)?%\Z|vertical\Z|[a-z-]+:[\w.%()-]+\Z"
)
_SIDE = re.compile(r"(?P<side>left|right)(?::\d+(?:\.\d+)?%)?\Z")
_STAR = re.compile(r"(?P<indent> *)\*(?P<gap> +)(?=\S)")
# Marp's name of a directive, and what it is on one slide here.
_LOCAL = {
    "class": "class",
    "backgroundColor": "background",
    "backgroundImage": "background",
    "color": "",
    "paginate": "",
    "footer": "",
    "header": "",
}
_GLOBAL = "theme style headingDivider size math title author description keywords url image marp lang".split()
_LOST = ("header", "style", "headingDivider")
_URL = re.compile(r"url\(\s*[\"']?(?P<src>[^\"')]*)[\"']?\s*\)")


Options = dict[str, Value]


def from_marp(drafts: Iterable[Draft], fields: Mapping[str, Value], report: Report) -> list[Draft]:
    """The slides in Podium's own dialect; `fields` is the deck's front matter, whose directives hold from the start."""
    carried: Options = {}  # what holds from one slide on, until another says otherwise
    first: Options = {}
    for name, value in fields.items():
        if name in ("class", "backgroundImage"):
            carried |= _option(name, value)
        elif name.startswith("_"):
            first |= _option(name.removeprefix("_"), value)
    for name in _LOST:
        if name in fields:
            report.add(_say_lost(name), fields[name].line, name)
    drafts = list(drafts)
    return [_read(replace(draft, options=first if draft is drafts[0] else {}), carried, report) for draft in drafts]


def _read(draft: Draft, carried: Options, report: Report) -> Draft:
    draft = replace(draft, lines=tuple(_FIT.sub("", text) for text in draft.lines))
    draft, here = _directives(draft, carried, report)
    draft = take_comments(draft, last=False)
    options = {**carried, **draft.options, **here}
    return _lead(_pictures(_stars(replace(draft, options=options))))


def _directives(draft: Draft, carried: Options, report: Report) -> tuple[Draft, Options]:
    """The slide without the comments that are directives, and what holds on it alone."""
    here: Options = {}
    text = draft.text
    code = read_lines(draft.lines)[0].code
    for found in reversed(list(_COMMENT.finditer(text))):
        place = text.count("\n", 0, found.start())
        line = draft.line + place
        values = _fields(found["text"], line) if place not in code else {}
        if not values:
            continue
        for name, value in values.items():
            bare = name.removeprefix("_")
            target = here if name.startswith("_") else carried
            target |= {} if name.startswith("_") and bare in here else _option(bare, value)
            if bare in _LOST:
                report.add(_say_lost(name), line)
            elif not _LOCAL.get(bare) and bare not in _GLOBAL:
                report.add(_say_directive(name), line)
        text = text[: found.start()] + "\n" * found[0].count("\n") + text[found.end() :]
    return replace(draft, lines=tuple(text.split("\n"))), here


def _fields(text: str, line: int) -> Mapping[str, Value]:
    """The directives of a comment; nothing when it is a note."""
    try:
        value, _ = read_yaml(text.strip("\n"), line)
    except UnreadableError:
        return {}
    if not isinstance(value.data, Mapping):
        return {}
    known = all(name.removeprefix("_") in _LOCAL or name in _GLOBAL for name in value.data)
    return value.data if known else {}


def _option(name: str, value: Value) -> Options:
    option = _LOCAL.get(name, "")
    if not option:
        return {}
    if isinstance(value.data, tuple):
        value = replace(value, data=" ".join(str(part.data) for part in value.data))
    if name == "backgroundImage" and (found := _URL.search(str(value.data))):
        value = replace(value, data=found["src"])
    return {option: value}


def _say_lost(name: str) -> Finding:
    return Finding(
        message=f"Marp's '{name}' means nothing here; it was left out",
        hint="Write a rule between slides, and a 'footer' instead of a header.",
        level=Level.NOTICE,
    )


def _say_directive(name: str) -> Finding:
    return Finding(
        message=f"Marp's '{name}' holds for a whole deck here; on one slide it was left out",
        hint="Set it in the front matter.",
    )


def _lead(draft: Draft) -> Draft:
    """Marp's class `lead` puts a slide in the middle, `invert` turns light and dark round."""
    value = draft.options.get("class")
    words = str(value.data).split() if value else []
    options = dict(draft.options)
    if value and "lead" in words:
        options["layout"] = replace(value, data="centre")
    if value and "invert" in words:
        options.setdefault("background", replace(value, data="#14171f"))
    return replace(draft, options=options)


def _stars(draft: Draft) -> Draft:
    """Items that begin with a star appear one by one."""
    hidden = read_lines(draft.lines)[0].hidden
    shown = [text for place, text in enumerate(draft.lines) if place not in hidden]
    if not any(_STAR.match(text) for text in shown):
        return draft
    options = {**draft.options, "incremental": Value(data="true", line=draft.line)}
    return replace(draft, options=options)


def _pictures(draft: Draft) -> Draft:
    """`![bg right](x.png)` becomes a column, `![bg](x.png)` a background, other words of size go."""
    hidden = read_lines(draft.lines)[0].hidden
    options = dict(draft.options)
    beside: list[tuple[str, str]] = []

    def read(line: int, found: re.Match[str]) -> str:
        words = found["words"].split()
        side = next((match["side"] for word in words if (match := _SIDE.match(word))), "")
        if "bg" not in words:
            return f"![{' '.join(word for word in words if not _SIZE.match(word))}]({found['src']})"
        if side:
            beside.append((side, found["src"]))
        else:
            options["background"] = Value(data=found["src"], line=line)
        return ""

    lines = [
        text if place in hidden else _PICTURE.sub(partial(read, draft.line + place), text)
        for place, text in enumerate(draft.lines)
    ]
    draft = replace(draft, lines=tuple(lines), options=options)
    return _beside(draft, beside) if beside else draft


def _beside(draft: Draft, pictures: list[tuple[str, str]]) -> Draft:
    images = [f"![]({src}){{ .podium-decoration }}" for _, src in pictures]
    parts = [images, [*draft.lines]] if pictures[0][0] == "left" else [[*draft.lines], images]
    return replace(draft, lines=("::: columns", *parts[0], "::: column", *parts[1], ":::"))
