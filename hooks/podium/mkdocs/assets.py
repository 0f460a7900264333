"""Lays Podium's templates, styles and elements over the site's theme."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from podium.renderers.assets import PAGES

THEME = Path(__file__).parent.parent / "theme" / "material"


def add_theme(config: MkDocsConfig) -> None:
    """Puts Podium's templates between the site's own (`custom_dir`) and Material's, and links its files."""
    place = 1 if config.theme.custom_dir else 0
    config.theme.dirs.insert(place, str(THEME))
    config.extra_css.insert(0, f"{PAGES}.css")
    link_script(config, f"{PAGES}.js")


def link_script(config: MkDocsConfig, address: str) -> None:
    """Links a script on all pages, in which it waits for the page; once, when a site is built for several languages."""
    if address in map(str, config.extra_javascript):
        return
    script = ExtraScriptValue(address)
    script.defer = True
    config.extra_javascript.append(script)
