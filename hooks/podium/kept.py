"""Keeps files that can be made again beside their digests, so that a damaged one is never taken for a good one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from podium.files import write_whole

_DIGESTS = ".digests"


def keep(path: Path, content: bytes) -> None:
    """Writes a file and notes what it holds. Raises OSError."""
    _note(path).unlink(missing_ok=True)  # of an older one
    write_whole(path, content)
    write_whole(_note(path), hashlib.sha256(content).hexdigest().encode())


def is_kept(path: Path) -> bool:
    """Whether a file holds what was kept in it, all of it."""
    try:
        return digest(path) == _note(path).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return False


def drop_damaged(folder: Path) -> Iterator[Path]:
    """Removes the files below a folder that are not what was kept in them; gives those that were there."""
    for note in sorted(folder.rglob(f"{_DIGESTS}/*")):
        path = note.parent.parent / note.name
        if not is_kept(path):
            there = path.is_file()
            path.unlink(missing_ok=True)
            note.unlink(missing_ok=True)
            if there:
                yield path


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits; one that has not changed is read once. Raises OSError."""
    stat = path.stat()
    return _digest(os.fspath(path), stat.st_ino, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=20_000)
def _digest(path: str, *_state: int) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 (texts are quicker to compare than paths)
        return hashlib.file_digest(file, "sha256").hexdigest()


def _note(path: Path) -> Path:
    return path.parent / _DIGESTS / path.name
