"""Files that pymdownx.snippets brings into a text: one that is missing costs its line, and not the whole site.

A file from outside the project costs its line too, unless the site's settings name the folder it lies in: a text is not
trusted, and a link in the snippets folder may lead anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.request import Request

from markdown import Markdown
from pymdownx.snippets import SnippetMissingError

from podium.problems import Finding, Level
from podium.resolvers.guard import open_public

Say = Callable[[Finding, str], None]
"""Takes what is wrong, and the line that asks for a file."""
_ASKS = re.compile(r"[ \t]*-+8<-+(?=[ \t]|$)")
_NAMES = re.compile(r"[ \t]*-+8<-+[ \t]+[\"']")


class _RefusedError(SnippetMissingError):  # type: ignore[misc]  # the extension has no types
    """A file that is there and must not be brought in."""


def guard_inclusions(md: Markdown, say: Say, root: Path | None) -> None:
    """Shows a line whose file is missing or refused as it stands, where the extension would stop everything.

    `root` is the project, outside which nothing is read; None when there is none.
    """
    if "snippet" in md.preprocessors:
        preprocessor: Any = md.preprocessors["snippet"]
        if root:
            inside = _folders(root, preprocessor.base_path)
            preprocessor.get_snippet_path = partial(_find, preprocessor.get_snippet_path, inside)
        preprocessor.download = _Download(preprocessor)
        preprocessor.run = partial(_run, preprocessor, preprocessor.run, say)


def _folders(root: Path, bases: list[str]) -> tuple[Path, ...]:
    """The project, and the folders outside it that its settings name."""
    named = [Path(base).resolve() for base in bases if not Path(base).is_relative_to(root)]
    return (root.resolve(), *named)


def _find(find: Callable[[str], str | None], inside: tuple[Path, ...], path: str) -> str | None:
    """The file at a path as the extension finds it. Raises SnippetMissingError when it must not be read."""
    found = find(path)
    if found is None:
        return None
    real = Path(found).resolve()
    if not any(real.is_relative_to(folder) for folder in inside):
        raise _RefusedError(f"snippet at path '{path}' leads out of the project")
    if not real.is_file():  # to open a pipe would wait for ever
        raise _RefusedError(f"snippet at path '{path}' is not a plain file")
    return found


class _Download:
    """Brings in what `url_download` allows, from the public network alone."""

    def __init__(self, preprocessor: Any) -> None:  # noqa: ANN401 (the extension has no types)
        self._preprocessor = preprocessor
        self._known: dict[str, list[str]] = {}

    def __call__(self, url: str) -> list[str]:
        if url not in self._known:
            self._known[url] = self._fetch(url)
        return self._known[url]

    def cache_clear(self) -> None:
        """Forgets what was fetched: the extension does so before each page."""
        self._known.clear()

    def _fetch(self, url: str) -> list[str]:
        wanted, most = self._preprocessor, self._preprocessor.url_max_size
        try:
            request = Request(url, headers=wanted.url_request_headers)  # noqa: S310 - by handlers of the web alone
            with open_public(request, wanted.url_timeout or None) as response:
                data = response.read(most + 1 if most else -1)
            lines = str(data, wanted.encoding).splitlines()
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise _RefusedError(f"snippet at path '{url}' could not be fetched ({reason})") from error
        if most and len(data) > most:
            raise _RefusedError(f"snippet at path '{url}' is larger than 'url_max_size'")
        return [*lines, ""] if data.endswith((b"\r", b"\n")) else lines


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
    except SnippetMissingError as error:
        first = error
    _drop_appended(preprocessor, run, say)
    kept = [_kept(line, run, say) if _NAMES.match(line) else line for line in lines]
    try:
        return run([*kept])
    except SnippetMissingError:  # several lines ask for it together
        asking = [line for line in lines if _ASKS.match(line)]
        say(say_missing_file(first), asking[0] if asking else "")
        return run([_escaped(line) if _ASKS.match(line) else line for line in kept])


def _drop_appended(preprocessor: Any, run: Callable[[list[str]], list[str]], say: Say) -> None:  # noqa: ANN401
    """Takes away what the settings append to every page and cannot be brought in."""
    try:
        run([])
    except SnippetMissingError as error:
        say(say_missing_file(error), "")
        preprocessor.auto_append = []


def _kept(line: str, run: Callable[[list[str]], list[str]], say: Say) -> str:
    try:
        run([line])
    except SnippetMissingError as error:
        say(say_missing_file(error), line)
        return _escaped(line)
    return line


def _escaped(line: str) -> str:
    """The line as text: the extension takes one semicolon away."""
    return line.replace("-", ";-", 1)
