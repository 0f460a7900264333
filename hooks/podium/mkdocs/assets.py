"""Lays Podium's templates, styles and elements over the site's theme."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

THEME = Path(__file__).parent.parent / "theme" / "material"
_ASSETS = "assets/podium"


def add_theme(config: MkDocsConfig) -> None:
    """Puts Podium's templates between the site's own (`custom_dir`) and Material's, and links its files."""
    place = 1 if config.theme.custom_dir else 0
    config.theme.dirs.insert(place, str(THEME))
    folder = THEME / _ASSETS
    config.extra_css[:0] = [f"{_ASSETS}/{file.name}" for file in sorted(folder.glob("*.css"))]
    for file in sorted(folder.glob("*.js")):
        script = ExtraScriptValue(f"{_ASSETS}/{file.name}")
        script.defer = True
        config.extra_javascript.append(script)


def leave_out(config: MkDocsConfig, names: Iterable[str]) -> None:
    """Takes files of Podium's off all pages: the site has nothing they are for."""
    unwanted = {f"{_ASSETS}/{name}" for name in names}
    for linked in (config.extra_css, config.extra_javascript):
        linked[:] = [file for file in linked if str(file) not in unwanted]
