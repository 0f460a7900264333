"""Says what is wrong where MkDocs says it: in its log, whose warnings and errors make `--strict` fail."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from podium.mkdocs.site import Build
from podium.problems import Level, by_place

_log = logging.getLogger("mkdocs.plugins.podium")
_LEVELS = {Level.ERROR: logging.ERROR, Level.WARNING: logging.WARNING, Level.NOTICE: logging.INFO}


def report(builds: Iterable[Build]) -> None:
    """Logs the problems of builds, in the order of files, and clears them; what an outer build said is not repeated."""
    for build in builds:
        known = build.said if build.outer else ()
        for problem in sorted(dict.fromkeys(build.problems), key=by_place):
            if problem not in known:
                _log.log(_LEVELS[problem.level], "%s", problem)
        build.said.update(build.problems)
        build.problems.clear()
