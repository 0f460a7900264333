"""Files that pymdownx.snippets brings into a text: one that is missing costs its line, and not the whole site.

A file from outside the project costs its line too, unless the site's settings name the folder it lies in, and so does
one from the network: a text is not trusted, and a link in the snippets folder may lead anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from markdown import Markdown
from pymdownx.snippets import SnippetMissingError

from podium.problems import Finding, Level

Say = Callable[[Finding, str], None]
"""Takes what is wrong, and the line that asks for a file."""
_ASKS = re.compile(r"[ \t]*-+8<-+(?=[ \t]|$)")
_NAMES = re.compile(r"[ \t]*-+8<-+[ \t]+[\"']")


class _RefusedError(Exception):
    """A file that must not be brought in; the extension would pass over one of its own kind."""


_REASONS = (SnippetMissingError, _RefusedError)


def guard_inclusions(md: Markdown, say: Say, root: Path | None) -> None:
    """Shows a line whose file is missing or refused as it stands, where the extension would stop everything.

    `root` is the project, outside which nothing is read; None when there is none.
    """
    if "snippet" in md.preprocessors:
        preprocessor: Any = md.preprocessors["snippet"]
        if root:
            inside = _folders(root, preprocessor.base_path)
            preprocessor.get_snippet_path = partial(_find, preprocessor.get_snippet_path, inside)
        preprocessor.download = lru_cache(_refuse_download)  # the extension clears a cache before each page
        preprocessor.run = partial(_run, preprocessor, preprocessor.run, say)


def _folders(root: Path, bases: list[str]) -> tuple[Path, ...]:
    """The project, and the folders outside it that its settings name."""
    named = [Path(base).resolve() for base in bases if not Path(base).is_relative_to(root)]
    return (root.resolve(), *named)


def _find(find: Callable[[str], str | None], inside: tuple[Path, ...], path: str) -> str | None:
    """The file at a path as the extension finds it. Raises _RefusedError when it must not be read."""
    found = find(path)
    if found is None:
        return None
    real = Path(found).resolve()
    if not any(real.is_relative_to(folder) for folder in inside):
        raise _RefusedError(f"snippet at path '{path}' leads out of the project")
    if not real.is_file():  # to open a pipe would wait for ever
        raise _RefusedError(f"snippet at path '{path}' is not a plain file")
    return found


def _refuse_download(url: str) -> list[str]:
    raise _RefusedError(f"snippet at path '{url}' is on the network, which a build never asks")


def say_missing_file(error: Exception) -> Finding:
    """The sentence for a file that cannot be brought in; the reason is the extension's own, or ours."""
    reason = str(error)
    hint = "The path begins at 'base_path' of pymdownx.snippets."
    return Finding(
        message=f"{reason[:1].lower()}{reason[1:]}; the line that asks for it is shown",
        hint="Keep a copy of it in the project." if isinstance(error, _RefusedError) else hint,
        level=Level.ERROR,
    )


def _run(preprocessor: Any, run: Callable[[list[str]], list[str]], say: Say, lines: list[str]) -> list[str]:  # noqa: ANN401
    try:
        return run([*lines])
    except _REASONS as error:
        first = error
    _drop_appended(preprocessor, run, say)
    kept = [_kept(line, run, say) if _NAMES.match(line) else line for line in lines]
    try:
        return run([*kept])
    except _REASONS:  # several lines ask for it together
        asking = [line for line in lines if _ASKS.match(line)]
        say(say_missing_file(first), asking[0] if asking else "")
        return run([_escaped(line) if _ASKS.match(line) else line for line in kept])


def _drop_appended(preprocessor: Any, run: Callable[[list[str]], list[str]], say: Say) -> None:  # noqa: ANN401
    """Takes away what the settings append to every page and cannot be brought in."""
    try:
        run([])
    except _REASONS as error:
        say(say_missing_file(error), "")
        preprocessor.auto_append = []


def _kept(line: str, run: Callable[[list[str]], list[str]], say: Say) -> str:
    try:
        run([line])
    except _REASONS as error:
        say(say_missing_file(error), line)
        return _escaped(line)
    return line


def _escaped(line: str) -> str:
    """The line as text: the extension takes one semicolon away."""
    return line.replace("-", ";-", 1)
