"""The podium command."""

from __future__ import annotations

import click

from podium import __version__
from podium.cli.bake import bake
from podium.cli.check import check
from podium.cli.export import export
from podium.cli.importing import import_
from podium.cli.new import new
from podium.cli.resolve import resolve
from podium.cli.setup import setup

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="podium")
def main() -> None:
    """Your talks, as a site you own.

    Write talks as Markdown files, look at them with 'mkdocs serve', and publish the folder that 'mkdocs build' makes.
    """


main.add_command(new)
main.add_command(check)
main.add_command(bake)
main.add_command(export)
main.add_command(import_)
main.add_command(resolve)
main.add_command(setup)
