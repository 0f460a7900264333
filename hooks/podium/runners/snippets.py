"""Runs snippets with Deno, without permissions: JavaScript as it is, Python in the Pyodide that visitors get."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from podium.runners.deno import DenoError, ask_deno
from podium.runners.packages import PACKAGES
from podium.structure.recordings import Failure, Recording, Stop
from podium.structure.snippets import Language, Snippet

_SCRIPT = PACKAGES / "run.js"
_MEGABYTES = 512
# Past this V8 gives up by itself, and all that runs with it; what watches the memory is to be first.
_HEAP = 2048
_START = 60.0
"""Seconds that an engine may take to start."""
Made = Mapping[str, Recording]
"""Recordings by the keys of snippets."""


class RunError(Exception):
    """Snippets cannot be run at all; the text says why in a few words."""


def run_snippets(
    snippets: Sequence[Snippet], *, worker: str, python: Mapping[str, Path] | None, engine: str, day: str
) -> Made:
    """What snippets do. Each is alone with its files, has its time and its memory, and reaches nothing else.

    `worker` is the script that runs them, `python` the files that Python is made of, `engine` the version of Deno.
    The languages run side by side. Raises RunError.
    """
    runs = [[each for each in snippets if each.language is language] for language in Language]
    with ThreadPoolExecutor(len(runs)) as pool:
        made = list(pool.map(lambda run: _run_all(run, worker, python), runs))
    results = {key: result for part in made for key, result in part.items()}
    return {each.key: _record(each, results[each.key], engine, day) for each in snippets}


def _run_all(snippets: Sequence[Snippet], worker: str, python: Mapping[str, Path] | None) -> dict[str, dict[str, Any]]:
    """The result of each snippet of one language.

    Deno ends after one that had to be stopped; who brings it down is told so. The others run in a new process.
    """
    results: dict[str, dict[str, Any]] = {}
    waiting = list(snippets)
    while waiting:
        begun = ""
        answers, flooded = _ask(waiting, worker, python if waiting[0].language is Language.PYTHON else None)
        for said in answers:
            begun = said.get("began", begun)
            if "id" in said:
                results[said["id"]] = said
        left = [each for each in waiting if each.key not in results]
        if left and begun in {each.key for each in left}:
            results[begun] = {"stopped": Stop.MESSAGES if flooded else Stop.MEMORY}
            left = [each for each in left if each.key != begun]
        elif left and not begun:
            raise RunError("Deno ended before it began")
        waiting = left
    return results


def _ask(
    snippets: Sequence[Snippet], worker: str, python: Mapping[str, Path] | None
) -> tuple[Iterator[dict[str, Any]], bool]:
    """What Deno says of the snippets, one after the other, and whether one wrote so much that it was stopped."""
    mark = secrets.token_hex(16)
    task = {
        "worker": worker,
        "python": {name: str(path.resolve()) for name, path in python.items()} if python else None,
        "jobs": [_job(each) for each in snippets],
        "mark": mark,
        "megabytes": _MEGABYTES,
    }
    folders = {str(path.resolve().parent) for path in python.values()} if python else set()
    command = ["run", "--quiet", "--no-prompt", "--no-remote", "--no-npm", "--no-config", "--no-lock"]
    command += [f"--v8-flags=--max-old-space-size={_HEAP}", *(f"--allow-read={folder}" for folder in folders)]
    seconds = _START + sum(each.limit + 1 for each in snippets)
    try:
        said, flooded = ask_deno(*command, str(_SCRIPT), seconds=seconds, text=json.dumps(task))
    except DenoError as error:
        raise RunError(str(error)) from None
    # A snippet that finds a way to write here knows no mark.
    answers = (json.loads(line.partition(mark)[2]) for line in said.split("\n") if mark in line and line.endswith("}"))
    return answers, flooded


def _job(snippet: Snippet) -> dict[str, Any]:
    return {
        "id": snippet.key,
        "language": snippet.language,
        "entry": snippet.entry.name,
        "files": [{"name": file.name, "text": file.text} for file in snippet.files],
        "seconds": snippet.limit,
    }


def _record(snippet: Snippet, said: Mapping[str, Any], engine: str, day: str) -> Recording:
    is_python = snippet.language is Language.PYTHON
    stop = said.get("stopped")
    return Recording(
        code=snippet.digest,
        engine=f"Python {said['python']}" if is_python and said.get("python") else "Python" if is_python else engine,
        day=day,
        lines=tuple((str(stream), str(text)) for stream, text in said.get("lines", ())),
        left=int(said.get("left", 0)),
        failure=_failure(said.get("error")),
        stop=Stop(stop) if stop else None,
        protocol=str(said.get("protocol", "")),
        trace=said.get("trace") or {},
    )


def _failure(error: Mapping[str, Any] | None) -> Failure | None:
    if not error:
        return None
    return Failure(
        name=str(error.get("name", "Error")),
        message=str(error.get("message", "")),
        text=str(error.get("text", "")),
        file=str(error.get("file", "")),
        line=error.get("line"),
    )


def used_languages(snippets: Iterable[Snippet]) -> set[Language]:
    """The languages that some snippets are written in."""
    return {each.language for each in snippets}
