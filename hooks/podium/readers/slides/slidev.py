"""Reads slides written for Slidev: its layouts and clicks carry over, its components are named and left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from podium.problems import Finding
from podium.readers.fields import key
from podium.readers.report import Report
from podium.readers.slides.draft import Draft
from podium.readers.slides.lines import read_lines
from podium.readers.slides.notes import take_comments
from podium.readers.values import Value

FIELDS = frozenset(
    key(name)
    for name in (
        "drawings highlighter mdc routerMode canvasWidth fonts themeConfig lineNumbers seoMeta clicks "
        "exportFilename titleTemplate presenter addons monaco"
    ).split()
)
"""Fields that only Slidev has, by which its decks are told from others."""
_SLOT = re.compile(r"::(?P<name>[a-z]+)::[ \t]*$")
_CLICK_ATTRIBUTE = re.compile(r"\s(?:v-click|v-after)(?:\.hide)?(?:=(?:\"[^\"]*\"|'[^']*'))?(?=[\s/>])")
_CLASS = re.compile(r"\bclass=\"([^\"]*)\"")
_BOUND = re.compile(r"\s(?:[:@][\w.-]+|v-[\w.-]+|#\w+)(?:=(?:\"[^\"]*\"|'[^']*'))?(?=[\s/>])")
_TAG = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?)(?P<end>/?)>"
)
_DROPPED = re.compile(r"<(?P<name>script|style)\b[^<>]*>.*?</(?P=name)>", re.DOTALL | re.IGNORECASE)
_MATHS = re.compile(r"^\$\$[ \t]*\{[^{}]*\}[ \t]*$", re.MULTILINE)
_MUSTACHE = re.compile(r"\{\{[^{}\n]*\}\}")
_PLAIN = frozenset(
    "a abbr article aside audio b blockquote br button caption center circle cite code col colgroup dd defs del "
    "details dfn div dl dt ellipse em figcaption figure footer g h1 h2 h3 h4 h5 h6 header hr i iframe img ins kbd li "
    "line lineargradient main mark marker math nav ol p path picture polygon polyline pre q rect s samp section small "
    "source span stop strong sub summary sup svg table tbody td text tfoot th thead title tr tspan u ul use var video "
    "wbr input label template ruby rt rp mrow mi mn mo msub msup mfrac notes".split()
)


def from_slidev(draft: Draft, report: Report) -> Draft:
    """The slide in Podium's own dialect; each thing of Slidev's that it lacks is said once a slide."""
    draft = take_comments(draft, last=True)
    draft = replace(draft, lines=tuple(_MATHS.sub("$$", draft.text).split("\n")))
    for step in (_drop_scripts, _read_tags, _read_mustaches, _read_layout):
        draft = step(draft, report)
    return draft


def _outside_code(draft: Draft, change: Callable[[str, int], str]) -> Draft:
    """The slide with every line that is not code changed; code spans stay."""
    hidden = read_lines(draft.lines)[0].hidden
    lines = [
        text if place in hidden else _outside_spans(text, partial(_at, change, draft.line + place))
        for place, text in enumerate(draft.lines)
    ]
    return replace(draft, lines=tuple(lines))


def _at(change: Callable[[str, int], str], line: int, text: str) -> str:
    return change(text, line)


def _outside_spans(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(`+[^`]+`+)", text)
    return "".join(part if part.startswith("`") else change(part) for part in parts)


def _drop_scripts(draft: Draft, report: Report) -> Draft:
    def drop(found: re.Match[str]) -> str:
        line = draft.line + draft.text.count("\n", 0, found.start())
        report.add(_say_left_out(f"<{found['name'].lower()}>"), line)
        return "\n" * found[0].count("\n")

    if "<s" not in draft.text:
        return draft
    return replace(draft, lines=tuple(_DROPPED.sub(drop, draft.text).split("\n")))


def _read_tags(draft: Draft, report: Report) -> Draft:
    named: set[str] = set()

    def read(found: re.Match[str], line: int) -> str:
        name = found["name"].casefold()
        if name in ("v-click", "v-clicks", "v-after", "vclick", "vclicks"):
            return _click(found, several=name.rstrip("s") != name)
        if name in _PLAIN:
            return _plain(found)
        if name not in named:
            named.add(name)
            report.add(_say_left_out(f"<{found['name']}>"), line)
        return ""

    if "<" not in draft.text:
        return draft
    return _outside_code(draft, lambda text, line: _TAG.sub(lambda found: read(found, line), text))


def _click(found: re.Match[str], *, several: bool) -> str:
    if found["slash"]:
        return "\n\n</div>\n"
    return f'\n<div class="{"incremental" if several else "fragment"}" markdown="1">\n\n'


def _plain(found: re.Match[str]) -> str:
    """An element of HTML without what only Vue understands; `v-click` becomes a fragment."""
    rest = found["rest"]
    clicked = _CLICK_ATTRIBUTE.sub("", f"{rest}>")[:-1]
    if clicked != rest:
        given = _CLASS.search(clicked)
        rest = clicked.replace(given[0], f'class="{given[1]} fragment"') if given else f'{clicked} class="fragment"'
    rest = _BOUND.sub("", f"{rest}>")[:-1]
    return f"<{found['slash']}{found['name']}{rest}{found['end']}>"


def _read_mustaches(draft: Draft, report: Report) -> Draft:
    def drop(found: re.Match[str], line: int) -> str:
        report.add(_say_left_out(found[0]), line)
        return ""

    if "{{" not in draft.text:
        return draft
    return _outside_code(draft, lambda text, line: _MUSTACHE.sub(lambda found: drop(found, line), text))


def _say_left_out(what: str) -> Finding:
    return Finding(
        message=f"'{what}' is a part of Slidev that needs its own program; it was left out",
        hint="Write it as Markdown, a picture or an embed.",
    )


def _read_layout(draft: Draft, report: Report) -> Draft:
    layout = draft.options.get("layout")
    word = str(layout.data).strip().casefold() if layout else ""
    if "src" in draft.options:
        source = draft.options["src"]
        report.add(_say_import(str(source.data)), source.line, "src")
    if word.startswith("two-cols"):
        return _columns(draft, "")
    if word in ("image-right", "image-left"):
        return _beside_image(draft, left=word.endswith("left"))
    if word.startswith("iframe"):
        return _with_link(draft)
    return draft


def _say_import(name: str) -> Finding:
    return Finding(
        message=f"slides of another file ('{name}') are not brought in; the slide has only its own text",
        hint="Copy them here.",
    )


def _columns(draft: Draft, modifier: str) -> Draft:
    """The parts of a slide, which `::right::` and the like separate, as columns."""
    hidden = read_lines(draft.lines)[0].hidden
    slots = {place for place, text in enumerate(draft.lines) if place not in hidden and _SLOT.match(text)}
    head = "header" in str(draft.options["layout"].data)
    first = min(slots, default=len(draft.lines)) if head else 0
    lines = [*draft.lines[:first], f"::: columns {modifier}".rstrip()]
    for place, text in enumerate(draft.lines[first:], start=first):
        if place not in slots:
            lines.append(text)
        elif place > first and "".join(draft.lines[first:place]).strip():
            lines.append("::: column")
    return _with_text(draft, [*lines, ":::"])


def _beside_image(draft: Draft, *, left: bool) -> Draft:
    image = draft.options.get("image")
    source = f"![]({image.data}){{ .podium-decoration }}" if image and isinstance(image.data, str) else ""
    parts = [[source], [*draft.lines]] if left else [[*draft.lines], [source]]
    return _with_text(draft, ["::: columns", *parts[0], "::: column", *parts[1], ":::"])


def _with_link(draft: Draft) -> Draft:
    url = draft.options.get("url")
    return _with_text(draft, [*draft.lines, "", f"<{url.data}>"] if url else [*draft.lines])


def _with_text(draft: Draft, lines: list[str]) -> Draft:
    """The slide with other lines, and its layout spent."""
    used = ("layout", "image", "url")
    options: dict[str, Value] = {name: value for name, value in draft.options.items() if name not in used}
    return replace(draft, lines=tuple(lines), options=options)
