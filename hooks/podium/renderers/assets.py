"""The files that decks need in the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

from rjsmin import jsmin

from podium.renderers.decks import ASSETS, EMBED, SNIPPET
from podium.structure.outputs import Output

_THEME = Path(__file__).parent.parent / "theme"
_DECKS = _THEME / "decks"
_PAGES = _THEME / "pages"
_SNIPPETS = _THEME / "snippets"
PAGES = "assets/podium/podium"
"""Where the scripts and the styles of pages lie, without their ends."""
_REVEAL = {"reveal.js": "dist/reveal.js", "reveal.LICENSE.txt": "LICENSE"}
_STYLE = "dist/reveal.css"
# Of reveal.js' style, what dresses its own buttons, its scrolling view and its previews: decks have none of them.
_UNUSED = re.compile(r"\.(?:controls|navigate-|enabled|reveal-scroll|scrollbar|scroll-|overlay|r-overlay)")
_NO_STYLE = re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)


def _shorten_style(text: str) -> str:
    """A style of ours without comments and indentation; what is left keeps its blanks, which can mean something."""
    return _NO_STYLE.sub("", text)


_SHORTER: Mapping[str, Callable[[str], str]] = {".css": _shorten_style, ".js": jsmin}


def deck_assets(packages: Path | None) -> list[Output]:
    """The theme of decks and its scripts, without comments, and reveal.js when its package is here."""
    own = [Output(address=f"{ASSETS}/{name}", text=text) for name, text in _shortened(_DECKS).items()]
    if packages:
        style = (packages / "reveal.js" / _STYLE).read_text(encoding="utf-8")
        own.append(Output(address=f"{ASSETS}/reveal.css", text=used_rules(style)))
    foreign = {name: packages / "reveal.js" / path for name, path in _REVEAL.items()} if packages else {}
    return own + [Output(address=f"{ASSETS}/{name}", source=file) for name, file in foreign.items()]


def page_assets(*, snippets: bool = False) -> list[Output]:
    """The elements and styles of pages, joined, since each style is a request before the first paint.

    What slides use of it stands alone too: a deck loads what it needs.
    """
    styles = (_SNIPPETS, _PAGES) if snippets else (_PAGES,)
    embed = _shortened(_PAGES)[PurePosixPath(EMBED).name]
    return [
        Output(address=f"{PAGES}.css", text="\n".join(_join(folder, ".css") for folder in styles)),
        Output(address=f"{PAGES}.js", text=_join(_PAGES, ".js")),
        Output(address=EMBED, text=embed),
    ]


def early_script() -> str:
    """What a page runs before it is seen, as the text of a `<script>`: it chooses the colours."""
    return str(jsmin((_THEME / "early" / "palette.js").read_text(encoding="utf-8")))


def snippet_assets() -> list[Output]:
    """The element of snippets, and its style for decks."""
    return [Output(address=f"{SNIPPET}{end}", text=_join(_SNIPPETS, end)) for end in (".css", ".js")]


def _join(folder: Path, end: str) -> str:
    """The scripts or the styles of a folder, in the order of their names."""
    return "\n".join(text for name, text in _shortened(folder).items() if name.endswith(end))


def used_rules(style: str) -> str:
    """A minified style without the rules of which every selector names what decks do not have."""
    return "".join(rule for rule in _rules(style) if not _is_unused(rule))


def _is_unused(rule: str) -> bool:
    selectors = rule.partition("{")[0]
    return not selectors.startswith("@") and all(map(_UNUSED.search, selectors.split(",")))


def _rules(style: str) -> Iterator[str]:
    """The rules at the top of a style, each with its braces."""
    begin = depth = 0
    for found in re.finditer(r"[{}]", style):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            yield style[begin : found.end()]
            begin = found.end()
    yield style[begin:]


@cache
def _shortened(folder: Path) -> Mapping[str, str]:
    files = [file for file in sorted(folder.iterdir()) if file.suffix in _SHORTER]
    return {file.name: str(_SHORTER[file.suffix](file.read_text(encoding="utf-8"))) for file in files}
