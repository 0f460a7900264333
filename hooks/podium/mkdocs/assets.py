"""Lays Podium's templates, styles and elements over the site's theme."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from podium.structure.outputs import Output

THEME = Path(__file__).parent.parent / "theme" / "material"
_ASSETS = "assets/podium"


def add_theme(config: MkDocsConfig) -> None:
    """Puts Podium's templates between the site's own (`custom_dir`) and Material's, and links its files."""
    place = 1 if config.theme.custom_dir else 0
    config.theme.dirs.insert(place, str(THEME))
    folder = THEME / _ASSETS
    config.extra_css[:0] = [f"{_ASSETS}/{file.name}" for file in sorted(folder.glob("*.css"))]
    for file in sorted(folder.glob("*.js")):
        _link_script(config, f"{_ASSETS}/{file.name}")


def link_assets(config: MkDocsConfig, outputs: Iterable[Output]) -> None:
    """Links scripts and styles on all pages that the theme alone does not link."""
    for output in outputs:
        if output.address.endswith(".css"):
            config.extra_css.insert(0, output.address)
        else:
            _link_script(config, output.address)


def _link_script(config: MkDocsConfig, address: str) -> None:
    script = ExtraScriptValue(address)
    script.defer = True
    config.extra_javascript.append(script)
