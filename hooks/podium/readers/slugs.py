"""Reads the address parts of talks: what a writer may choose, and what a file's name gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from podium.problems import Finding, Level
from podium.text import fold, quoted, slugify
from podium.urls import may_be_address

_DATED = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}[-_ ]+(?=\w)")
_SHAPE = re.compile(r"\w+(?:[-.]+\w+)*", re.UNICODE)
_LENGTH, _BYTES = 80, 240
# What the site itself puts below /talks/, what every static host does, and what Windows cannot store.
RESERVED = frozenset(
    "index 404 search assets feed tags years parts calendar speakers events series decks resources sitemap robots "
    "con prn aux nul".split()
    + [f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10)]
)
# The files for programs that lie beside the pages of talks.
_MACHINES = (".ics", ".json", ".xml")


def read_slug(text: str) -> tuple[str, Finding | None]:
    """A slug as written, or as near to it as an address can be; empty when nothing of it can be used."""
    slug = text.strip().strip("/")
    if is_reserved(slug):
        return "", Finding(
            message=f"the slug {quoted(text)} is a name the site needs for itself; the file's name was used",
            hint="Choose another slug.",
            level=Level.ERROR,
        )
    if ".." in slug or "\\" in slug or "%" in slug or may_be_address(slug) or not slugify(slug):
        return "", Finding(
            message=f"the slug {quoted(text)} is not an address part; the file's name was used",
            hint="Use letters, digits and '-'.",
            level=Level.ERROR,
        )
    if _SHAPE.fullmatch(slug) and len(slug) <= _LENGTH and len(slug.encode()) <= _BYTES:
        return slug, None
    mended = slugify(slug)
    return mended, Finding(
        message=f"the slug {quoted(text)} has characters that do not belong into an address; '{mended}' was used",
        hint="Use letters, digits and '-'.",
    )


def is_reserved(slug: str) -> bool:
    """Whether the site, a host or Windows needs the name for itself; `nul.txt` counts as `nul`, `x.ics` is x's."""
    name = slug.casefold()
    return name.partition(".")[0] in RESERVED or name.endswith(_MACHINES)


def default_slug(uri: str) -> str:
    """A slug from a file's name, less a date at its front."""
    return _free_of_reserved(slugify(_DATED.sub("", _stem(uri))) or slugify(_stem(uri)))


def whole_slug(uri: str) -> str:
    """A slug from all of a file's name, for when another talk was there first."""
    return _free_of_reserved(slugify(_stem(uri)))


def _free_of_reserved(slug: str) -> str:
    slug = slug or "talk"
    return f"{slug}-talk" if is_reserved(slug) else slug


def _stem(uri: str) -> str:
    path = PurePosixPath(uri)
    stem = path.stem
    if stem == "index" or stem.startswith("index."):
        return path.parent.name + stem.removeprefix("index").replace(".", "-")
    return stem


def file_date(uri: str) -> str:
    """The date at the front of a file's name as it stands there, or an empty text."""
    found = _DATED.match(_stem(uri))
    return found[0].rstrip("-_ ") if found else ""


def file_day(uri: str) -> str:
    """The same as ISO 8601, so that two of them can be compared."""
    date = file_date(uri)
    return "-".join(part.zfill(2) for part in date.split("-")) if date else ""


def free_slug(slug: str, taken: Iterable[str]) -> str:
    """The slug, or the first of `slug-2`, `slug-3`… that nobody has; case and accents' form do not count."""
    folded = {fold(other) for other in taken}
    if fold(slug) not in folded:
        return slug
    return next(f"{slug}-{number}" for number in range(2, len(folded) + 3) if fold(f"{slug}-{number}") not in folded)
