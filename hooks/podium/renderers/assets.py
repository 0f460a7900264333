"""The files that decks need in the site."""

from __future__ import annotations

from pathlib import Path

from podium.renderers.decks import ASSETS
from podium.structure.outputs import Output

_THEME = Path(__file__).parent.parent / "theme" / "decks"
_REVEAL = {"reveal.js": "dist/reveal.js", "reveal.css": "dist/reveal.css", "reveal.LICENSE.txt": "LICENSE"}


def deck_assets(packages: Path | None) -> list[Output]:
    """The theme of decks and its scripts, and reveal.js when its package is here."""
    own = {file.name: file for file in sorted(_THEME.iterdir()) if file.suffix in (".css", ".js")}
    foreign = {name: packages / "reveal.js" / path for name, path in _REVEAL.items()} if packages else {}
    return [Output(address=f"{ASSETS}/{name}", source=file) for name, file in {**own, **foreign}.items()]
