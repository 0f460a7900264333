"""Runnable snippets: the code of a talk that visitors can run, change and rewind."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from podium.structure.recordings import Recording

LIMIT = 3.0
"""Seconds that a snippet has when it names none."""


class Language(StrEnum):
    """What snippets are written in."""

    JAVASCRIPT = "javascript"
    """ES modules, as browsers run them."""
    PYTHON = "python"
    """Python, as Pyodide runs it."""


LABELS = {Language.JAVASCRIPT: "JavaScript", Language.PYTHON: "Python"}
"""What people call them."""


def show_seconds(seconds: float) -> str:
    """A time limit in words: `1 second`, `0.5 seconds`."""
    return f"{seconds:g} second{'s' * (seconds != 1)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetFile:
    """One file that a snippet is made of."""

    name: str
    """Its path as seen from the snippets folder: `shopping-cart/events.js`."""
    text: str
    """Its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A program in one language."""

    name: str
    """Its name in references; the same program in another language shares it."""
    language: Language
    """What it is written in."""
    path: str
    """The file that holds it, relative to the project: its own, or the page with its block of code."""
    line: int = 1
    """The line of that file at which its text begins."""
    files: tuple[SnippetFile, ...]
    """Its files; it begins with the first."""
    title: str = ""
    """What it is called on the page, or empty."""
    limit: float = LIMIT
    """Seconds after which it is stopped."""
    fails: bool = False
    """Whether it is meant to end with an error."""
    hidden: frozenset[int] = frozenset()
    """The lines of its first file that the page does not show, from 1."""

    @property
    def entry(self) -> SnippetFile:
        """The file it begins with."""
        return self.files[0]

    @property
    def key(self) -> str:
        """What its recording is called: its name and its language."""
        return f"{self.name}.{'py' if self.language is Language.PYTHON else 'js'}"

    @property
    def digest(self) -> str:
        """SHA-256 of all that what it does depends on, but the engine; 64 hexadecimal digits."""
        parts = [self.language, self.limit, *([file.name, file.text] for file in self.files)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A snippet with what came of it."""

    snippet: Snippet
    """The snippet."""
    recording: Recording | None = None
    """What it printed and did; None when it has never run."""

    @property
    def stale(self) -> bool:
        """Whether the recording is of another version of the snippet."""
        return self.recording is not None and self.recording.code != self.snippet.digest
