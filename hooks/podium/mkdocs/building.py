"""Builds a site into a folder for tools that look at it, as `mkdocs build` does."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from podium.mkdocs.checking import NoProjectError
from podium.mkdocs.config import is_hooked, root_of, say_unhooked
from podium.mkdocs.events import last_build
from podium.structure.decks import Deck
from podium.structure.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """A site that was built for a moment."""

    folder: Path
    """Its files."""
    root: Path
    """The project it was built from."""
    cache: Path
    """Where things are kept that can be made again."""
    decks: Sequence[Deck]
    """The decks that are written in Markdown."""
    settings: Settings
    """What its owner decided."""


@contextmanager
def built_site(config_file: Path) -> Iterator[BuiltSite]:
    """The site of a project in a folder that goes away; what is wrong with it is not said. Raises NoProjectError."""
    if not config_file.is_file():
        raise NoProjectError(f"there is no {config_file}; go to the folder of your site, or name the file")
    log = logging.getLogger("mkdocs")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with tempfile.TemporaryDirectory(prefix="podium-") as folder:
            yield _build(config_file, Path(folder))
    except (Abort, ConfigurationError) as error:
        raise NoProjectError(
            f"the site cannot be built; 'mkdocs build' says why ({error})".replace(" ()", "")
        ) from None
    finally:
        log.setLevel(level)


def _build(config_file: Path, folder: Path) -> BuiltSite:
    config = load_config(str(config_file), site_dir=str(folder))
    if not is_hooked(config):
        raise NoProjectError(str(say_unhooked().at(config_file.name, None, "hooks")).rstrip("."))
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
        made = last_build()
    finally:
        config.plugins.on_shutdown()
    return BuiltSite(
        folder=folder,
        root=root_of(config),
        cache=made.cache,
        decks=tuple(made.decks.values()),
        settings=made.settings,
    )
