"""Files that pymdownx.snippets brings into a text: one that is missing costs its line, and not the whole site."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from markdown import Markdown
from pymdownx.snippets import SnippetMissingError

from podium.problems import Finding, Level

Say = Callable[[Finding, str], None]
"""Takes what is wrong, and the line that asks for a file."""
_ASKS = re.compile(r"[ \t]*-+8<-+(?=[ \t]|$)")
_NAMES = re.compile(r"[ \t]*-+8<-+[ \t]+[\"']")


def guard_inclusions(md: Markdown, say: Say) -> None:
    """Shows a line whose file is missing as it stands, where the extension would stop everything."""
    if "snippet" in md.preprocessors:
        preprocessor = md.preprocessors["snippet"]
        preprocessor.run = partial(_run, preprocessor.run, say)  # type: ignore[method-assign]


def say_missing_file(reason: str) -> Finding:
    """The sentence for a file that cannot be brought in; `reason` is the extension's own."""
    return Finding(
        message=f"{reason[:1].lower()}{reason[1:]}; the line that asks for it is shown",
        hint="The path begins at 'base_path' of pymdownx.snippets.",
        level=Level.ERROR,
    )


def _run(run: Callable[[list[str]], list[str]], say: Say, lines: list[str]) -> list[str]:
    try:
        return run([*lines])
    except SnippetMissingError as error:
        reason = str(error)
    kept = [_kept(line, run, say) if _NAMES.match(line) else line for line in lines]
    try:
        return run([*kept])
    except SnippetMissingError:  # several lines ask for it together
        asking = [line for line in lines if _ASKS.match(line)]
        say(say_missing_file(reason), asking[0] if asking else "")
        return run([_escaped(line) if _ASKS.match(line) else line for line in kept])


def _kept(line: str, run: Callable[[list[str]], list[str]], say: Say) -> str:
    try:
        run([line])
    except SnippetMissingError as error:
        say(say_missing_file(str(error)), line)
        return _escaped(line)
    return line


def _escaped(line: str) -> str:
    """The line as text: the extension takes one semicolon away."""
    return line.replace("-", ";-", 1)
