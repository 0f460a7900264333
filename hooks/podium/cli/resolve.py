"""`podium resolve`: the one command that asks the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from podium.cli.project import config_option, load_project
from podium.mkdocs.checking import read_catalogue
from podium.pipeline import read_matter
from podium.readers.sources import read_sources
from podium.resolvers.oembed import Unanswered, apply, fetch, read_answer, wanted
from podium.resolvers.unasked import Unasked, find_unasked
from podium.structure.sources import Source
from podium.text import fold, slugify


@click.command()
@click.argument("decks", nargs=-1)
@config_option
def resolve(decks: tuple[str, ...], config_file: Path) -> None:
    """Ask the hosts of decks for what only they know, and write it into the deck files.

    The id of a deck at Speaker Deck or SlideShare and its ratio are asked for once, so that a build needs no network.
    A deck of which a talk or a page has the address alone gets a deck file, which that address then stands for. DECKS
    are names of deck files, talks and pages; without them all that lack something are asked about.
    """
    root, settings, _ = load_project(config_file)
    folder = root / settings.talks
    sources, _, _ = read_sources(root, settings.talks)
    names = {fold(name.removesuffix(".md")) for name in decks}
    chosen = [source for source in sources if not names or fold(source.file.stem) in names]
    unasked = [each for each in _unasked(config_file) if not names or fold(PurePosixPath(each.path).stem) in names]
    if names and not chosen and not unasked:
        raise click.ClickException(f"there is no deck file called {', '.join(decks)} in {settings.talks}/")
    results = [_resolve(source) for source in chosen] + [_write(each, folder, root) for each in unasked]
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


def _unasked(config_file: Path) -> tuple[Unasked, ...]:
    build, catalogue = read_catalogue(config_file)
    assert build.site is not None
    texts = {f"{build.docs}/{uri}": matter.body for uri, matter in build.matters.items()}
    return find_unasked(catalogue, texts, build.site.names, build.shelf, build.settings)


def _write(deck: Unasked, folder: Path, root: Path) -> str:
    """Asks about a deck that has no file, and writes one; gives `done` or `failed`."""
    try:
        text = _deck_file(deck)
    except Unanswered as error:
        click.echo(f"{deck.path}: {error}.", err=True)
        return "failed"
    file = next(file for file in _files(deck, folder) if not file.exists())
    file.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{file.relative_to(root).as_posix()}: written, for the deck that {deck.path} shows.")
    return "done"


def _deck_file(deck: Unasked) -> str:
    """The text of a deck file with what the host says. Raises Unanswered."""
    answer = fetch(deck.question)
    if not read_answer(answer).id:
        raise Unanswered("the answer names no player; nothing was written")
    return apply(f"---\ntype: {deck.provider}\nurl: {deck.url}\n---\n", answer)


def _files(deck: Unasked, folder: Path) -> Iterator[Path]:
    """Files that the deck may have, the best name first."""
    stem = slugify(PurePosixPath(deck.url).name).removesuffix("-deck") or deck.provider
    yield folder / f"{stem}-deck.md"
    yield from (folder / f"{stem}-deck-{number}.md" for number in range(2, 1000))
