"""`podium import`: talk files from the data of a site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from podium.cli.project import config_option, load_project
from podium.files import write_whole
from podium.readers.data import read_data


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@config_option
def import_(file: Path, config_file: Path, *, force: bool) -> None:
    """Write the talk files and deck files that a site's talks.json was made of.

    They go to the talks folder under the names they had. Pictures and PDFs beside them are not part of the data. Ends
    with 1 when something was left out.
    """
    root, settings, _ = load_project(config_file)
    files, findings = read_data(file.read_bytes())
    for finding in findings:
        click.echo(str(finding.at(file.name)), err=True)
    folder = root / settings.talks
    inside = folder.resolve()
    astray = [name for name, _ in files if not (folder / name).resolve().is_relative_to(inside)]
    kept = [name for name, _ in files if name not in astray and (folder / name).exists() and not force]
    for name, text in files:
        if name not in kept + astray:
            write_whole(folder / name, text.encode())
            click.echo(f"{settings.talks}/{name}: written.")
    for name in kept:
        click.echo(f"{settings.talks}/{name}: is there already; it was left as it is.", err=True)
    for name in astray:
        click.echo(f"{settings.talks}/{name}: leads out of the talks folder; it was left out.", err=True)
    sys.exit(bool(findings or kept or astray))
