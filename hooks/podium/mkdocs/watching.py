"""Keeps a preview watching: also folders that are away for a while, or that are made while it runs.

MkDocs stops to watch a folder for good once it is not there, as for the moment in which somebody changes branches.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter
from watchdog.utils.dirsnapshot import DirectorySnapshot, EmptyDirectorySnapshot

_SECONDS = 0.5


class _PatientEmitter(PollingEmitter):
    """Looks at a folder again and again, and takes one that is not there for an empty one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (as its base has it)
        super().__init__(*args, **kwargs)
        self._take_snapshot = partial(_look, self._take_snapshot)


def _look(take: Callable[[], DirectorySnapshot]) -> DirectorySnapshot:
    try:
        return take()
    except (FileNotFoundError, NotADirectoryError):
        return EmptyDirectorySnapshot()


def watch_patiently(server: LiveReloadServer) -> None:
    """Gives a preview that does not run yet an observer that never stops to look."""
    paths = list(server._watched_paths)  # noqa: SLF001 (what it has been told to watch, nobody else knows)
    server._watched_paths.clear()  # noqa: SLF001
    server._watch_refs.clear()  # noqa: SLF001
    server.observer = BaseObserver(_PatientEmitter, timeout=_SECONDS)  # type: ignore[assignment] # it asks for no more
    watch_too(server, paths)


def watch_too(server: LiveReloadServer, paths: Iterable[str]) -> None:
    """Watches what a preview does not watch already."""
    for path in paths:
        if os.path.abspath(path) not in server._watched_paths:  # noqa: SLF001, PTH100 (a link stays one, as in MkDocs)
            server.watch(path)
