"""Finds what is damaged of all that a build keeps, so that it is made or fetched again."""

from __future__ import annotations

from pathlib import Path

from podium.kept import drop_damaged, is_kept
from podium.problems import Finding, Level, Problem
from podium.runners.packages import damaged_packages, packages_folder
from podium.runners.python import python_files, python_folder


def mend_cache(cache: Path, root: Path) -> tuple[Problem, ...]:
    """Removes what is damaged in a cache of the project at `root`; says so of each file."""
    packages = packages_folder(cache)
    python = python_folder(cache, packages)
    fetched = [file for file in damaged_packages(packages) if file.is_file()]
    made = [file for file in python_files(python) if file.is_file() and not is_kept(file)]
    for file in (*fetched, *made):
        file.unlink()
    kept = [file for file in drop_damaged(cache) if file not in made]
    return tuple(say_damaged().at(file.relative_to(root).as_posix()) for file in (*fetched, *made, *kept))


def say_damaged() -> Finding:
    """The sentence for a file that is not what was kept in it."""
    return Finding(
        message="the file was damaged; it was removed, and comes again when a page needs it", level=Level.NOTICE
    )
