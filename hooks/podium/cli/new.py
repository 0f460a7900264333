"""`podium new`: files to begin with."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import click

from podium.cli.project import config_option, load_project
from podium.readers.slugs import is_reserved
from podium.resolvers.providers import resolve_embed
from podium.structure.decks import Kind
from podium.text import slugify

_AHEAD = timedelta(weeks=4)
_TALK = """\
---
title: {title}
date: {date} 18:30
duration: 45m
{speakers}
{fields}
---

What the talk is about, in a few sentences. The first paragraph stands in for a summary.
"""
_DECK = """\
---
title: {title}
type: {type}
url: {url}
---
"""
_SLIDES = """\
---
title: {title}
type: deck
---

# {heading}

Who you are, and where you say it

---

## One idea a slide

- What they see {{.fragment}}
- comes one by one {{.fragment}}

Note: What you say stands here, and only you see it.

---

## What to take home
"""
_LATER = """\
# event: The name of the evening
# location: The house, the city
# register: https://example.org/register
# summary: What one hears, in a sentence
# tags: [one topic, another]
# slides: https://example.org/slides.pdf
# video: https://example.org/recording.mp4"""
"""Fields for later, with values that are nobody's."""


@click.group()
def new() -> None:
    """Write a file to begin with. It asks nothing and overwrites nothing."""


@new.command()
@click.argument("name")
@config_option
def talk(name: str, config_file: Path) -> None:
    """Write a talk called NAME, dated four weeks from today.

    NAME is the title, 'Events from the ground up', or the file's name, 'events-ground-up'.
    """
    root, settings, author = load_project(config_file)
    text = _TALK.format(
        title=_scalar(_title(name)),
        date=date.today() + _AHEAD,  # noqa: DTZ011 (the writer's own day)
        speakers=f"speakers: {_scalar(author)}" if author else "# speakers: Your Name",
        fields=_LATER,
    )
    _write(root / settings.talks, name, text)


@new.command()
@click.argument("name")
@click.argument("address", required=False, default="")
@config_option
def deck(name: str, address: str, config_file: Path) -> None:
    """Write a deck called NAME, which a talk shows with '[[[NAME]]]'.

    Without ADDRESS it has slides to write on. ADDRESS is where slides are that exist already: a page at Speaker Deck,
    Google Slides and the like, or a PDF beside the talk.
    """
    root, settings, _ = load_project(config_file)
    title = _title(name)
    if not address:
        _write(root / settings.talks, name, _SLIDES.format(title=_scalar(title), heading=title))
        return
    embed, findings = resolve_embed(address, peertube=settings.peertube)
    for finding in findings:
        click.echo(f"{finding.message}. {finding.hint}".rstrip(), err=True)
    kind = embed.provider if embed and embed.kind is not Kind.LINK else "slides"
    _write(root / settings.talks, name, _DECK.format(title=_scalar(title), type=kind, url=_scalar(address)))


def _title(name: str) -> str:
    return name if " " in name or name != name.lower() else name.replace("-", " ").replace("_", " ").capitalize()


def _scalar(text: str) -> str:
    """A YAML scalar, quoted (as JSON, which YAML reads) where YAML would take it for something else."""
    plain = text.replace(" ", "").replace("-", "").isalnum() and not text[0].isdigit() and len(text) > len("false")
    return text if plain else json.dumps(text, ensure_ascii=False)


def _write(folder: Path, name: str, text: str) -> None:
    slug = slugify(name.removesuffix(".md"))
    if not slug or is_reserved(slug):
        raise click.ClickException(f"'{name}' gives no name for a file; use letters and digits")
    file = folder / f"{slug}.md"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise click.ClickException(f"{_shown(file)} exists; nothing was written") from None
    click.echo(f"Wrote {_shown(file)}.")


def _shown(file: Path) -> str:
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
