"""`podium setup`: the one step that needs a network before a site with decks can be built."""

from __future__ import annotations

from pathlib import Path

import click

from podium.cli.project import config_option, load_project
from podium.runners.mending import mend_cache
from podium.runners.packages import PackagesError, install
from podium.runners.python import PythonError, prepare_python


@click.command()
@config_option
def setup(config_file: Path) -> None:
    """Fetch what Podium did not write: reveal.js, which moves slides, Graphviz, which draws, and Python for browsers.

    The first build that needs one does the same by itself. They come from npm, are checked against the hashes that
    Podium carries, and stay in .cache/podium/, so that no later build needs a network.
    """
    root, _, _ = load_project(config_file)
    cache = root / ".cache" / "podium"
    for problem in mend_cache(cache, root):
        click.echo(str(problem), err=True)
    try:
        folder = install(cache)
        python = prepare_python(cache, folder)
    except (PackagesError, PythonError) as error:
        raise click.ClickException(f"reveal.js, Graphviz and Python could not be fetched: {error}") from None
    click.echo(f"reveal.js and Graphviz are in {folder.relative_to(root)}.")
    click.echo(f"Python is in {python['wasm'].parent.relative_to(root)}.")
