"""`podium setup`: the one step that needs a network before a site with decks can be built."""

from __future__ import annotations

from pathlib import Path

import click

from podium.cli.project import config_option, load_project
from podium.runners.packages import PackagesError, install


@click.command()
@config_option
def setup(config_file: Path) -> None:
    """Fetch what browsers get from elsewhere: reveal.js, which moves the slides of decks.

    The first build that needs it does the same by itself. It comes from npm, is checked against the hash that Podium
    carries, and stays in .cache/podium/, so that no later build needs a network.
    """
    root, _, _ = load_project(config_file)
    try:
        folder = install(root / ".cache" / "podium")
    except PackagesError as error:
        raise click.ClickException(f"reveal.js could not be fetched: {error}") from None
    click.echo(f"reveal.js is in {folder.relative_to(root)}.")
