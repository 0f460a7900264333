"""Finds `[[links]]` and `[[[embeds]]]` in text and tells what they ask for."""

from __future__ import annotations

import re
from functools import lru_cache

from podium.problems import Finding, Level
from podium.readers.markdown_lines import masked
from podium.structure.links import Reference
from podium.structure.names import Names
from podium.text import one_line, quoted

# An address may hold single brackets; a name holds none. The three brackets of an embed are tried first.
PATTERN = (
    r"\[\[\[(?P<embed>(?!\[|\s*[\]|])(?:[^\[\]\n]|\[[^\[\]\n]*\]|\n(?!\s*\n))+?)\]\]\](?!\])"
    r"|\[\[(?P<link>(?!\s*[\]|])[^\[\]\n]+)\]\](?![\](])"
)
_REFERENCE = re.compile(PATTERN)
# Where people write, an editor may turn quotes into those of a language.
_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
_OPTION = re.compile(
    r"""[\s|,]+([A-Za-z][\w-]*)=("[^"]*"|'[^']*'|[\u201c\u201e][^\u201c\u201d]*[\u201c\u201d]"""
    r"""|[\u2018\u201a][^\u2018\u2019]*[\u2018\u2019]|\u00ab[^\u00bb]*\u00bb|\S*)\s*$"""
)
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.", re.IGNORECASE)


def read_reference(raw: str) -> Reference:
    """A reference from its text with brackets: `[[name|label]]`, `[[[name key=value]]]`."""
    embed = raw.startswith("[[[")
    text = one_line(raw[3:-3] if embed else raw[2:-2])
    options: list[tuple[str, str]] = []
    while embed and (found := _OPTION.search(text)):
        options.insert(0, (found[1].lower(), found[2].strip(_QUOTES).strip()))
        text = text[: found.start()]
    name, _, label = text.partition("|")
    return Reference(raw=raw, name=name.strip(), label=label.strip(), options=tuple(options), embed=embed)


# A talk's text is asked for what it shows and for what it embeds, in a preview after every save.
@lru_cache(maxsize=20_000)
def find_references(text: str) -> tuple[tuple[Reference, int], ...]:
    """References of a Markdown text with their lines (from 0), outside code and comments."""
    if "[[" not in text:
        return ()
    shown = masked(text)
    return tuple(
        (read_reference(found[0]), text.count("\n", 0, found.start()))
        for found in _REFERENCE.finditer(shown)
        if shown[found.start() - 1 : found.start()] != "\\"
    )


def is_address(name: str) -> bool:
    """Whether an embed names an address instead of something on the site."""
    return bool(_ADDRESS.match(name))


def say_unknown(reference: Reference, names: Names) -> Finding:
    """The sentence for a reference that names nothing on the site."""
    what = "embed was left out" if reference.embed else "link became plain text"
    kinds = "deck, talk or snippet" if reference.embed else "talk, deck or page"
    other = names.nearest(reference.name)
    if is_address(reference.name):
        return Finding(
            message=f"{quoted(reference.name)} is an address and no name; the link became plain text",
            hint=f"Write [words]({reference.name}), or three brackets to embed it.",
        )
    return Finding(
        message=f"no {kinds} is called {quoted(reference.name)}; the {what}",
        hint=f"Did you mean '{other}'?" if other else _how_to_make(reference),
        level=Level.WARNING,
    )


def _how_to_make(reference: Reference) -> str:
    return f"Create it with 'podium new deck {reference.name}'." if reference.embed else ""
