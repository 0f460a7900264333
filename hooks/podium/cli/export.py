"""`podium export`: what a site holds, in other forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podium.cli.project import config_option
from podium.files import write_whole
from podium.kept import is_kept, keep
from podium.mkdocs.building import BuiltSite, built_site
from podium.mkdocs.checking import NoProjectError
from podium.renderers.paper import paper_size
from podium.runners.browser import NoBrowserError, open_site
from podium.runners.printing import fingerprint, kept, print_handout, print_slides, version
from podium.structure.decks import Deck
from podium.text import did_you_mean, fold
from podium.urls import page_file

if TYPE_CHECKING:
    from playwright.sync_api import Page


@click.group()
def export() -> None:
    """Write what a site holds in other forms."""


@export.command()
@click.argument("decks", nargs=-1)
@click.option("--fragments", is_flag=True, help="Give each step of a slide a page of its own.")
@config_option
def pdf(decks: tuple[str, ...], config_file: Path, *, fragments: bool) -> None:
    """Print decks written in Markdown: the slides, and a handout with what the speaker says.

    NAME.pdf and NAME-handout.pdf go beside the deck's file, and the site links them from then on. DECKS are names of
    decks; without them all are printed. What has not changed since it was printed is not printed again. Needs
    Chromium or Google Chrome, and Playwright, which 'pip install playwright' brings.
    """
    try:
        with built_site(config_file) as site:
            chosen = _choose(decks, site.decks)
            with open_site(site.folder) as page:
                for deck in chosen:
                    for file, made in _print(deck, site, page, fragments=fragments):
                        click.echo(f"{file}: {made}.")
    except (NoProjectError, NoBrowserError) as error:
        raise click.ClickException(str(error)) from None


def _choose(names: Sequence[str], decks: Sequence[Deck]) -> Sequence[Deck]:
    """The decks of these names, or all of them."""
    if not decks:
        raise click.ClickException("no deck is written in Markdown; there is nothing to print")
    known = {fold(deck.slug): deck for deck in decks}
    wanted = [fold(Path(name).stem) for name in names]
    for name, folded in zip(names, wanted, strict=True):
        if folded not in known:
            hint = did_you_mean(name, [deck.slug for deck in decks])
            raise click.ClickException(f"no deck written in Markdown is called '{name}'. {hint}".rstrip())
    return [known[name] for name in wanted] or decks


def _print(deck: Deck, site: BuiltSite, page: Page, *, fragments: bool) -> Iterator[tuple[str, str]]:
    """Prints what has changed; gives each file, relative to the project, and what became of it."""
    stem = deck.path.rpartition(".")[0]
    size = paper_size(deck.language, site.settings)
    ways = (
        (f"{stem}.pdf", "slides" + " by step" * fragments),
        (f"{stem}-handout.pdf", "handout"),
    )
    for name, way in ways:
        facts = [way, version(page), *([size] if way == "handout" else [])]
        key = fingerprint(site.folder, page_file(deck.address), facts)
        store, target = kept(site.cache, key), site.root / name
        if is_kept(store) and target.is_file() and target.read_bytes() == store.read_bytes():
            yield name, "as it was"
            continue
        if not is_kept(store):
            paper = (
                print_handout(page, deck.address, size)
                if way == "handout"
                else print_slides(page, deck.address, fragments=fragments)
            )
            keep(store, paper)
        write_whole(target, store.read_bytes())
        yield name, "printed"
