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

    They go to the talks folder under the names they had. Pictures and PDFs beside them are not part of the data. What
    the data's schema does not allow is left out and said, and nothing else; then it ends with 1.
    """
    root, settings, _ = load_project(config_file)
    files, findings = read_data(file.read_bytes())
    for finding in findings:
        click.echo(str(finding.at(file.name)), err=True)
    failed = [
        _write(root / settings.talks, name, text, f"{settings.talks}/{name}", force=force) for name, text in files
    ]
    sys.exit(bool(findings) or any(failed))


def _write(folder: Path, name: str, text: str, shown: str, *, force: bool) -> bool:
    """Writes one file and says so; gives whether it could not, or would not."""
    file = folder / name
    wrong = ""
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            wrong = "leads out of the talks folder; it was left out"
        elif file.exists() and not force:
            wrong = "is there already; it was left as it is"
        else:
            write_whole(file, text.encode())
    except (OSError, RuntimeError) as error:  # Python 3.11 raises RuntimeError for a loop of links
        wrong = f"cannot be written ({getattr(error, 'strerror', None) or error}); it was left out"
    click.echo(f"{shown}: {wrong or 'written'}.", err=bool(wrong))
    return bool(wrong)
