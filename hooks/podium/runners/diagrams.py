"""Draws diagrams when the site is built: graphs in Graphviz' language, by its WebAssembly, without permissions."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from podium.kept import is_kept, keep
from podium.runners.deno import DenoError, run_deno
from podium.runners.packages import PACKAGES

_SCRIPT = PACKAGES / "draw.js"
_LIBRARY = "@viz-js/viz/dist/viz.js"
_SECONDS = 20
_LONGEST = 100_000


class DiagramError(Exception):
    """A diagram could not be drawn; the text says why in a few words."""


def draw_graph(source: str, cache: Path, packages: Path) -> str:
    """The SVG of a graph in the DOT language, as Graphviz writes it. Raises DiagramError.

    `packages` is the folder of the packages of npm. What was drawn once is kept in `cache`: a site with unchanged
    diagrams starts no other program.
    """
    if len(source) > _LONGEST:
        raise DiagramError("it is longer than 100,000 characters")
    try:
        library = (packages / _LIBRARY).resolve()
        kept = _kept(source, cache, packages)
        if not is_kept(kept):
            keep(kept, _draw(source, library).encode())
        return kept.read_text(encoding="utf-8")
    except (DenoError, OSError) as error:
        raise DiagramError(str(error)) from None


def _kept(source: str, cache: Path, packages: Path) -> Path:
    """Where a drawing is kept, by all that it depends on."""
    parts = (source.encode(), _SCRIPT.read_bytes(), packages.name.encode())
    return cache / "diagrams" / f"{hashlib.sha256(b'/'.join(parts)).hexdigest()[:32]}.svg"


def _draw(source: str, library: Path) -> str:
    allowed = f"--allow-read={library.parents[2]}"
    command = ("run", "--quiet", "--no-prompt", "--no-remote", allowed, str(_SCRIPT), library.as_uri())
    drawn = json.loads(run_deno(*command, seconds=_SECONDS, text=source))
    if drawn["status"] != "success":
        raise DiagramError(next((error["message"] for error in drawn["errors"]), "Graphviz gives no reason"))
    return str(drawn["output"])
