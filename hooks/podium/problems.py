"""What is wrong with what a writer wrote, said in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a problem matters; `--strict` fails on errors and warnings."""

    ERROR = "error"
    """Something could not be used, and the page lacks it."""
    WARNING = "warning"
    """Something was read in a way its writer may not have meant."""
    NOTICE = "notice"
    """Worth knowing, nothing to mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem before anyone knows where it stands: what the tools return."""

    message: str
    """What is wrong and what was done: `X; Y`, without a full stop."""
    hint: str = ""
    """One sentence of help, with its full stop, or nothing."""
    level: Level = Level.WARNING
    """How much it matters."""
    detail: str = ""
    """More than a sentence, for whoever mends it: the lines of a difference."""

    def at(self, path: str, line: int | None = None, field: str | None = None) -> Problem:
        """The same, with the place where it was found."""
        return Problem(
            path=path,
            line=line,
            field=field,
            message=self.message,
            hint=self.hint,
            level=self.level,
            detail=self.detail,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem of one file, as `check`, the build's log and the page show it."""

    path: str
    """The file, relative to the project, with forward slashes."""
    line: int | None
    """The line, counted from 1, or None for the whole file."""
    field: str | None
    """The front matter field, as the writer spelled it, if it is about one."""
    message: str
    """What is wrong and what was done: `X; Y`, without a full stop."""
    hint: str = ""
    """One sentence of help, with its full stop, or nothing."""
    level: Level = Level.WARNING
    """How much it matters."""
    detail: str = ""
    """More than a sentence, for whoever mends it: the lines of a difference."""

    @property
    def place(self) -> str:
        """`talks/es-intro.md:20`, or the path alone."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    @property
    def text(self) -> str:
        """What is wrong, what was done and the hint, without the place."""
        subject = f"{self.field}: {self.message}" if self.field else self.message
        return f"{subject}. {self.hint}".rstrip()

    def __str__(self) -> str:
        """The whole sentence: `talks/es-intro.md:20: …; …. Did you mean …?`."""
        return f"{self.place}: {self.text}"


def by_place(problem: Problem) -> tuple[str, int, str]:
    """Sorts problems as a reader meets them: by file, then line, then text."""
    return (problem.path, problem.line or 0, problem.message)
