"""Where the files of a site lie: one cannot be where another has its folder."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote


class Ground:
    """The files of a site, as they are spelled, with who has them."""

    def __init__(self) -> None:
        """Begins with no file at all."""
        self._files: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def take(self, file: str, owner: str) -> None:
        """Gives a file to somebody; who had it has it no more."""
        self._files[file] = owner
        for folder in _above(file):
            if folder in self._folders:  # and so are those above it
                break
            self._folders[folder] = owner

    def owner(self, file: str) -> str | None:
        """Who has a file; None when nobody does."""
        return self._files.get(file)

    def blocker(self, file: str) -> str | None:
        """Who has a folder where the file would be, or a file where it needs a folder; None when there is room."""
        above = (self._files[folder] for folder in _above(file) if folder in self._files)
        return self._folders.get(file) or next(above, None)


def spot(file: str) -> str:
    """What two files share that are one on many disks, or at many hosts: case does not count."""
    return posixpath.normpath(unquote(file)).casefold()


def _above(file: str) -> Iterator[str]:
    folder = posixpath.dirname(file)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
