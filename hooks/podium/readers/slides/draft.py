"""A slide on its way from lines to Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from podium.readers.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The lines of one slide, which each step of reading takes further."""

    lines: tuple[str, ...]
    """Its Markdown."""
    line: int
    """The line of the file at which it begins."""
    source: str = ""
    """The same lines as they stand in the file."""
    options: Mapping[str, Value] = field(default_factory=dict)
    """What its block of YAML says, by canonical name."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What its `.slide:` comments say."""
    notes: tuple[str, ...] = ()
    """What the speaker says."""
    below: bool = False
    """Whether it stands under the slide before it."""

    @property
    def text(self) -> str:
        """Its lines in one."""
        return "\n".join(self.lines)
