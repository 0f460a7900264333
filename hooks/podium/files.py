"""Writes files and folders whole."""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Writes a file, and its folder, so that nobody ever reads half of it. Raises OSError.

    A `lasting` one is on the disk before it has its name: a machine that goes off then leaves the old one or the new.
    A site's files need not be, which are made again with the site.
    """
    write_pieces(path, (content,), lasting=lasting)


def write_pieces(path: Path, content: Iterable[bytes], *, lasting: bool = True) -> None:
    """The same with pieces that are made while they are written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".podium-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        Path(temporary).chmod(0o644)  # a temporary file is its owner's alone
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def settle_folder(made: Path, final: Path) -> None:
    """Puts a folder into its place when it is on the disk, and takes away what was there. Raises OSError."""
    for path in (*made.rglob("*"), made):
        if os.name == "posix" or path.is_file():  # Windows opens no folder
            _sync(path)
    exchange_folders(made, final)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def exchange_folders(made: Path, final: Path) -> None:
    """Puts a folder in the place of another in one step, and the other in its own. Raises OSError.

    Systems without such a step (renameat2 of Linux, renamex_np of macOS) take two, and for a moment there is neither.
    """
    if not final.exists():
        made.rename(final)
        return
    if _exchange(os.fsencode(made), os.fsencode(final)):
        return
    aside = made.with_name(f"{made.name}.old")
    final.rename(aside)
    try:
        made.rename(final)
    except OSError:
        aside.rename(final)
        raise
    aside.rename(made)


_HERE = -100
_SWAP = 2


def _exchange(one: bytes, other: bytes) -> bool:
    """Whether the system has exchanged two folders."""
    library = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    if rename := getattr(library, "renameat2", None):
        return bool(rename(_HERE, one, _HERE, other, _SWAP) == 0)
    if rename := getattr(library, "renamex_np", None):
        return bool(rename(one, other, _SWAP) == 0)
    return False
