"""`podium check`: all that is wrong."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from podium.cli.links import check_links
from podium.cli.project import NoSiteError, config_option
from podium.mkdocs.checking import NoProjectError, inspect
from podium.mkdocs.measuring import find_overflows
from podium.problems import Level, Problem
from podium.runners.browser import NoBrowserError

_LINES = {"+": "green", "-": "red"}
_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTICE: "blue"}


@click.command()
@config_option
@click.option("--browser/--no-browser", default=True, help="Measure slides in a browser, when there is one.")
@click.option("--json", "as_json", is_flag=True, help="Write the problems as JSON, for other programs.")
@click.option("--links", "links", is_flag=True, help="Ask other sites instead whether the links of talks still work.")
@click.option("--fresh", is_flag=True, help="With --links: ask again what was good within the last day.")
@click.option("--write", is_flag=True, help="With --links: write archived copies beside dead resources.")
def check(  # noqa: PLR0913 - an argument for each option
    config_file: Path, *, as_json: bool, browser: bool, links: bool, fresh: bool, write: bool
) -> None:
    """Say all that is wrong with the talks and pages of a site.

    Ends with 1 when there is an error or a warning, with 0 when there are only notices, with 2 when there is no site.
    With --links it ends with 1 when a link is dead.
    """
    if (fresh or write) and not links:
        raise click.UsageError("--fresh and --write belong to --links")
    try:
        if links:
            sys.exit(check_links(config_file, as_json=as_json, fresh=fresh, write=write))
        problems, decks = inspect(config_file)
        problems += _overflows(config_file) if browser and decks else ()
    except NoProjectError as error:
        raise NoSiteError(str(error)) from None
    click.echo(_as_json(problems)) if as_json else _show(problems)
    sys.exit(any(problem.level is not Level.NOTICE for problem in problems))


def _overflows(config_file: Path) -> tuple[Problem, ...]:
    """Slides that hold too much, or a word on why nobody can tell."""
    try:
        return find_overflows(config_file)
    except NoBrowserError as error:
        click.echo(f"Slides were not measured: {error}.", err=True)
        return ()


def _as_json(problems: Sequence[Problem]) -> str:
    return json.dumps([dataclasses.asdict(problem) for problem in problems], indent=2, ensure_ascii=False)


def _show(problems: Sequence[Problem]) -> None:
    for problem in problems:
        level = click.style(problem.level, fg=_COLOURS[problem.level], bold=True)
        click.echo(f"{problem.place}: {level}: {problem.text}")
        for line in problem.detail.splitlines():
            click.echo("    " + click.style(line, fg=_LINES.get(line[:1])))
    count = Counter(problem.level for problem in problems)
    parts = [f"{count[level]} {level}{'s' * (count[level] > 1)}" for level in Level if count[level]]
    click.echo(", ".join(parts) if parts else "No problems.", err=True)
