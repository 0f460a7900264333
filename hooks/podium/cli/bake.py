"""`podium bake`: what snippets do, written down."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from podium.cli.project import config_option
from podium.mkdocs.checking import NoProjectError, bake_snippets
from podium.problems import Level
from podium.runners.snippets import RunError
from podium.text import did_you_mean


@click.command()
@click.argument("names", nargs=-1)
@config_option
def bake(names: tuple[str, ...], config_file: Path) -> None:
    """Run snippets and record what they print and do.

    The recordings in snippets/.baked/ belong to the project: commit them. A build takes what is recorded of a snippet
    that has not changed, and 'podium check' says when one does something else. NAMES are names of snippets; without
    them all run, and recordings of snippets that are no more are removed. Needs Deno, which 'pip install deno' brings.
    """
    try:
        baker, problems = bake_snippets(config_file, names)
    except (NoProjectError, RunError) as error:
        raise click.ClickException(str(error)) from None
    for name in names:
        if name not in baker.names:
            raise click.ClickException(f"no snippet is called '{name}'. {did_you_mean(name, baker.names)}".rstrip())
    for problem in problems:
        click.echo(str(problem), err=True)
    for file, made in baker.done:
        click.echo(f"{file}: {made}.")
    if not baker.done:
        click.echo("There are no snippets.", err=True)
    sys.exit(any(problem.level is Level.ERROR for problem in problems))
