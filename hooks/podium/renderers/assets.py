"""The files that decks need in the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from rjsmin import jsmin

from podium.renderers.decks import ASSETS
from podium.structure.outputs import Output

_THEME = Path(__file__).parent.parent / "theme" / "decks"
_REVEAL = {"reveal.js": "dist/reveal.js", "reveal.css": "dist/reveal.css", "reveal.LICENSE.txt": "LICENSE"}
_NO_STYLE = re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)


def _shorten_style(text: str) -> str:
    """A style of ours without comments and indentation; what is left keeps its blanks, which can mean something."""
    return _NO_STYLE.sub("", text)


_SHORTER: Mapping[str, Callable[[str], str]] = {".css": _shorten_style, ".js": jsmin}


def deck_assets(packages: Path | None) -> list[Output]:
    """The theme of decks and its scripts, without comments, and reveal.js when its package is here."""
    own = [Output(address=f"{ASSETS}/{name}", text=text) for name, text in _own().items()]
    foreign = {name: packages / "reveal.js" / path for name, path in _REVEAL.items()} if packages else {}
    return own + [Output(address=f"{ASSETS}/{name}", source=file) for name, file in foreign.items()]


@cache
def _own() -> Mapping[str, str]:
    files = [file for file in sorted(_THEME.iterdir()) if file.suffix in _SHORTER]
    return {file.name: str(_SHORTER[file.suffix](file.read_text(encoding="utf-8"))) for file in files}
