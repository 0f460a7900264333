"""What the subcommands share: the project they work in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from podium.mkdocs.checking import NoProjectError, load
from podium.mkdocs.config import root_of
from podium.structure.settings import Settings


class NoSiteError(click.ClickException):
    """There is no site to work on; one line says why."""

    exit_code = 2


def config_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--config-file`, as MkDocs has it."""
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path),
        default="mkdocs.yml",
        show_default=True,
        help="The configuration of the site.",
    )(command)


def load_project(config_file: Path) -> tuple[Path, Settings, str]:
    """The project's folder, its settings, and the author that `mkdocs.yml` names."""
    try:
        config, settings, _ = load(config_file)
    except NoProjectError as error:
        raise click.ClickException(str(error)) from None
    return root_of(config), settings, config.site_author or ""
