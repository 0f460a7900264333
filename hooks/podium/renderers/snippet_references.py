"""What stands in a page in the place of each reference to a snippet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from podium.problems import Finding, Level
from podium.readers.fences import EMBED
from podium.readers.snippets import FOLDER, LANGUAGES
from podium.renderers.context import Context
from podium.renderers.markdown import Expansion
from podium.renderers.snippet_options import read_options
from podium.renderers.snippets import render_snippet
from podium.structure.links import Reference
from podium.text import did_you_mean, quoted, slugify

Found = tuple[Expansion, tuple[Finding, ...]]


def is_code(name: str) -> bool:
    """Whether an embed names a block of the page itself, or a snippet by its file."""
    return name == EMBED or PurePosixPath(name).suffix in LANGUAGES


def _expand_fence(reference: Reference, context: Context) -> Found:
    """A runnable block of the page itself; a page that was not read with the others has none."""
    options = dict(reference.options)
    return expand_snippet(options.pop("name", ""), options, context)


def expand_code(reference: Reference, context: Context) -> Found:
    """A block of the page itself, or a snippet by its file: `bank-account.py`, `snippets/cart/main.js`."""
    if reference.name == EMBED:
        return _expand_fence(reference, context)
    path = PurePosixPath(reference.name)
    if path.is_absolute() or ".." in path.parts:
        return Expansion(text=""), (_say_outside(reference.name),)
    parts = path.parts[1:] if path.parts[0] == FOLDER and path.parent.name else path.parts
    name = slugify(parts[0] if parts[1:] else path.stem)
    language = LANGUAGES[path.suffix]
    if any(ran.snippet.language is language for ran in context.catalogue.snippet(name)):
        return expand_snippet(name, {"lang": str(language), **dict(reference.options)}, context)
    return Expansion(text=""), (_say_no_file(reference.name, context),)


def _say_outside(name: str) -> Finding:
    return Finding(
        message=f"{quoted(name)} leads out of the snippets folder; the embed was left out",
        hint="Put the file into the folder, and name it as seen from there.",
        level=Level.ERROR,
    )


def _say_no_file(name: str, context: Context) -> Finding:
    known = [ran.snippet.entry.name for ran in context.catalogue.snippets]
    return Finding(
        message=f"there is no snippet {quoted(name)}; the embed was left out",
        hint=did_you_mean(name, known) or f"Write it as {FOLDER}/{name.removeprefix(f'{FOLDER}/')}.",
    )


def expand_snippet(name: str, options: Mapping[str, str], context: Context) -> Found:
    """A snippet by its name, as the options of the embed want it."""
    wanted, findings = read_options(options)
    variants = context.catalogue.snippet(name)
    if not variants:
        return Expansion(text=""), findings
    html, more = render_snippet(variants, wanted, context)
    return Expansion(text=variants[0].snippet.title or name, html=html), (*findings, *more)
