"""The colour of a site, as Material and the writer's style sheets have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from podium.problems import Finding, Level, Problem
from podium.readers.stylesheets import site_colour
from podium.runners.cards import as_hex, can_draw
from podium.structure.settings import Settings
from podium.text import quoted

_FIELD = "theme.palette.primary"
_DEFAULT = Settings().accent
_PRIMARY = re.compile(r"\[data-md-color-primary=([a-z-]+)\]\{--md-primary-fg-color:(#[0-9a-f]{6})")


def palettes(config: MkDocsConfig) -> list[Mapping[str, Any]]:
    """What Material's `palette` holds: one, or several with a toggle."""
    palette = config.theme.get("palette")
    found = palette if isinstance(palette, list) else [palette]
    return [each for each in found if isinstance(each, Mapping)]


def read_accent(config: MkDocsConfig) -> tuple[str, tuple[Problem, ...]]:
    """The primary colour of the palette, in CSS: the writer's own, else the one of the theme's own style sheet."""
    found = palettes(config)
    primary = next((str(each["primary"]).replace(" ", "-") for each in found if each.get("primary")), "")
    scheme = next((str(each["scheme"]) for each in found if each.get("scheme")), "default")
    own = _theme_colours(tuple(config.theme.dirs)).get(primary, "")
    colour = site_colour(_sheets(config), scheme, primary, custom=primary == "custom" or not primary)
    if not colour:
        return own or _DEFAULT, (_say_no_colour(),) if primary == "custom" else ()
    unknown = can_draw() and not as_hex(colour)
    return colour, (_say_not_drawn(colour),) if unknown else ()


@lru_cache(maxsize=8)
def _theme_colours(folders: tuple[str, ...]) -> Mapping[str, str]:
    files = [file for folder in folders for file in sorted(Path(folder).glob("assets/stylesheets/palette.*.css"))]
    return dict(_PRIMARY.findall(files[0].read_text(encoding="utf-8"))) if files else {}


def _sheets(config: MkDocsConfig) -> Iterator[str]:
    """The writer's style sheets that lie in the docs folder or in the theme's folder of their own."""
    folders = [config.docs_dir, *([config.theme.custom_dir] if config.theme.custom_dir else [])]
    for name in map(str, config.extra_css):
        file = next((file for folder in folders if (file := Path(folder) / name).is_file()), None)
        if file and "://" not in name:
            yield file.read_text(encoding="utf-8", errors="replace")


def _say_no_colour() -> Problem:
    return Finding(
        message="the primary colour is custom, and no style sheet under extra_css says which; decks and images to "
        "share have Material's indigo",
        hint="Write '--md-primary-fg-color: #0b6e44;' below ':root > *' in one of them.",
        level=Level.NOTICE,
    ).at("mkdocs.yml", None, _FIELD)


def _say_not_drawn(colour: str) -> Problem:
    return Finding(
        message=f"the colour {quoted(colour)} cannot be drawn; decks have it, images to share have Material's indigo",
        hint="Write it as #rrggbb.",
        level=Level.NOTICE,
    ).at("mkdocs.yml", None, _FIELD)
