"""Small tools for text that people wrote."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

_NOT_WORD = re.compile(r"[^\w]+|_+")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1, but tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ud800-\udfff\ufffe\uffff\ufeff]"  # lone surrogates, non-characters and a stray BOM
)
_SLUG_LENGTH = 80
# A file's name takes 255 bytes, and the slug is not all of it: `x.html`, `x.ics`, `x-2`.
_SLUG_BYTES = 240
# The signs that are a part of a name: C++ and C++17, C# and F#, A*, and .NET.
_MARKS = re.compile(r"(?<=\w)(?:[+#\u266f]+(?!\w)|\+\+|#(?=\d))|(?<=\b[^\W\d_])\*(?!\w)|(?<!\S)\.(?=[^\W\d_])")
_SIGNS = {"+": " plus ", "#": " sharp ", "\u266f": " sharp ", "*": " star ", ".": "dot "}


def clean(text: str) -> str:
    """Text in NFC, without characters that XML forbids or that turn a line around."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def has_controls(text: str) -> bool:
    """Whether `clean` would take characters away."""
    return _CONTROLS.search(text) is not None


def one_line(text: str) -> str:
    """Text with every run of white space, line ends included, made one blank."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """What two names share when a reader would call them the same: case, accents' form, `-`, `_` and blanks."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_NOT_WORD.sub(" ", text).split())


def name_key(name: str) -> str:
    """What two spellings of one name share; C, C++ and C# are three names all the same, and so are .NET and NET."""
    marked = _MARKS.sub(lambda found: "".join(_SIGNS[mark] for mark in found[0]), name)
    return fold(marked) or name.casefold()


def slugify(text: str) -> str:
    """An address part from any title: lower case letters and digits of any script, joined by `-`.

    At most 80 characters and 240 bytes, cut between words; empty when the text has no letter or digit.
    """
    slug = fold(text).replace(" ", "-")
    cut = slug.encode()[:_SLUG_BYTES].decode(errors="ignore")[:_SLUG_LENGTH]
    if len(cut) == len(slug) or slug[len(cut)] == "-":
        return cut
    return cut.rpartition("-")[0] or cut


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that the writer probably meant, or None when nothing is close."""
    known = {fold(other): other for other in names}
    matches = difflib.get_close_matches(fold(name), known, n=1, cutoff=0.72)
    return known[matches[0]] if matches else None


class Nearest:
    """Finds the name that a writer probably meant, once for each name; the names are read at the first question."""

    def __init__(self, names: Iterable[str]) -> None:
        """Takes the names that there are."""
        self._names = names
        self._found: dict[str, str | None] = {}

    def __call__(self, name: str) -> str | None:
        """The nearest name, or None when nothing is close."""
        if name not in self._found:
            self._found[name] = nearest(name, self._names)
        return self._found[name]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """`Did you mean 'x'?`, or nothing."""
    other = nearest(name, names)
    return f"Did you mean '{other}'?" if other else ""


def shorten(text: str, length: int) -> str:
    """Text of at most `length` characters, cut between words and closed with `…`."""
    text = one_line(text)
    if len(text) <= length:
        return text
    cut = text[:length].rpartition(" ")[0] or text[: length - 1]
    return cut.rstrip(" ,;:.") + "…"


def quoted(value: object, length: int = 60) -> str:
    """A value as a message shows it: on one line, shortened, in single quotes."""
    return f"'{shorten(clean(str(value)), length)}'"
