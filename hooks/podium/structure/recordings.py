"""What a snippet did when it ran: what pages show and what is kept beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Line = tuple[str, str]
"""A line of output: `out` or `err`, and its text."""


class Stop(StrEnum):
    """Why a snippet was stopped."""

    TIME = "limit"
    """Its time was over."""
    MEMORY = "memory"
    """It took too much memory."""
    MESSAGES = "messages"
    """It sent too many messages to the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The error that a snippet ended with."""

    name: str
    """Its class: `TypeError`."""
    message: str
    """What it says."""
    text: str = ""
    """The whole traceback."""
    file: str = ""
    """The snippet's file in which it happened, as its files are named, or empty."""
    line: int | None = None
    """The line of that file, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One run of a snippet."""

    code: str
    """The digest of the snippet that ran."""
    runtime: str = ""
    """The digest of what ran it: the engine's version and our own part."""
    engine: str = ""
    """The engine, as people call it: `Deno 2.9.8`, `Python 3.14.2`."""
    day: str = ""
    """The day it ran, as ISO 8601."""
    lines: tuple[Line, ...] = ()
    """What it printed."""
    left: int = 0
    """How many lines more it printed, which were dropped."""
    failure: Failure | None = None
    """The error it ended with."""
    stop: Stop | None = None
    """Why it was stopped, if it was."""
    protocol: str = ""
    """What keeps it from having a history though it seems to want one, in a few words."""
    trace: Mapping[str, Any] = field(default_factory=dict)
    """Its history, as the schema of traces says; empty when it has none."""

    @property
    def result(self) -> tuple[object, ...]:
        """All that another run has to repeat."""
        return (self.lines, self.left, self.failure, self.stop, self.protocol, self.trace)
