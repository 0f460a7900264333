"""`podium resolve`: the one command that asks the network."""

from __future__ import annotations

from pathlib import Path

import click

from podium.cli.project import config_option, load_project
from podium.pipeline import read_matter
from podium.readers.sources import read_sources
from podium.resolvers.oembed import Unanswered, apply, fetch, wanted
from podium.structure.sources import Source
from podium.text import fold


@click.command()
@click.argument("decks", nargs=-1)
@config_option
def resolve(decks: tuple[str, ...], config_file: Path) -> None:
    """Ask the hosts of decks for what only they know, and write it into the deck files.

    The id of a deck at Speaker Deck or SlideShare and its ratio are asked for once, so that a build needs no network.
    DECKS are names of deck files; without them all that lack something are asked about.
    """
    root, settings, _ = load_project(config_file)
    sources, _, _ = read_sources(root, settings.talks)
    names = {fold(name.removesuffix(".md")) for name in decks}
    chosen = [source for source in sources if not names or fold(source.file.stem) in names]
    if names and not chosen:
        raise click.ClickException(f"there is no deck file called {', '.join(decks)} in {settings.talks}/")
    results = [_resolve(source) for source in chosen]
    if not any(results) and not names:
        click.echo("Nothing to ask: every deck says all there is to know.")
    if "failed" in results:
        raise SystemExit(1)


def _resolve(source: Source) -> str:
    """Asks about one deck; gives an empty text when nothing is missing, else `done` or `failed`."""
    matter, _ = read_matter(source.data, source.path)
    url = wanted({name: value.data for name, value in matter.fields.items() if isinstance(value.data, str)})
    if not url:
        return ""
    try:
        with source.file.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        told = apply(text, fetch(url))
    except (Unanswered, UnicodeDecodeError) as error:
        click.echo(f"{source.path}: {error}.", err=True)
        return "failed"
    with source.file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(told)
    click.echo(f"{source.path}: done.")
    return "done"
