"""Finds what is damaged of all that a build keeps, so that it is made or fetched again."""

from __future__ import annotations

from pathlib import Path

from podium.kept import drop_damaged
from podium.problems import Finding, Level, Problem
from podium.runners.packages import damaged_packages, packages_folder
from podium.runners.python import python_folder


def mend_cache(cache: Path, root: Path) -> tuple[Problem, ...]:
    """Removes what is damaged in a cache of the project at `root`; says so of each file."""
    packages = packages_folder(cache)
    python = python_folder(cache, packages)
    fetched = [file for file in damaged_packages(packages) if file.is_file()]
    for file in fetched:
        file.unlink()
    # Python's folder may be a link, into which nobody looks who looks through the cache.
    dropped = (*fetched, *drop_damaged(python), *drop_damaged(cache))
    return tuple(say_damaged().at(file.relative_to(root).as_posix()) for file in dropped)


def say_damaged() -> Finding:
    """The sentence for a file that is not what was kept in it."""
    return Finding(
        message="the file was damaged; it was removed, and comes again when a page needs it", level=Level.NOTICE
    )
