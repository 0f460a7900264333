"""Puts a built site into its place whole, or not at all.

MkDocs empties the site's folder and fills it page by page, so that a build that stops leaves half a site. Here it
fills a folder beside it, which takes the site's place in one step when everything in it is written.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from errno import EROFS
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from podium.files import exchange_folders

_MARK = ".podium-"
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a site is built, and where it belongs."""

    made: Path
    """The folder that the build fills."""
    final: Path
    """The folder that visitors see; it is not touched before the build is done."""


def find_place(config: MkDocsConfig) -> Place | None:
    """Sends a build to a folder beside the site's; None where there is no room for one, and it works in place.

    Raises Abort when the site cannot be written at all.
    """
    final = Path(config.site_dir).resolve()
    if _is_mounted(final):  # such a folder cannot be exchanged for another
        if not os.access(final, os.W_OK):
            raise Abort(say_unwritten(OSError(EROFS, os.strerror(EROFS), str(final)), config.site_dir))
        return None
    made = final.with_name(f".{final.name}{_MARK}{os.getpid()}")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        _sweep(final)
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
    except OSError as error:
        if os.access(final, os.W_OK):
            return None
        raise Abort(say_unwritten(error, config.site_dir)) from None
    config.site_dir = str(made)
    return Place(made=made, final=final)


def _is_mounted(folder: Path) -> bool:
    """Whether something is mounted there; Python does not see that of a folder from the same disk (proc(5))."""
    table = Path("/proc/self/mountinfo")
    mounts = table.read_text(encoding="utf-8", errors="replace").splitlines() if table.exists() else []
    return folder.is_mount() or str(folder).replace(" ", r"\040") in {line.split()[4] for line in mounts}


def _sweep(final: Path) -> None:
    """Removes what builds left that were killed, and brings back a site that one of them had put aside."""
    for left in sorted(final.parent.glob(f".{final.name}{_MARK}*")):
        if not _is_running(left):
            if left.suffix == ".old" and not final.exists():
                left.rename(final)
            else:
                shutil.rmtree(left, ignore_errors=True)


def _is_running(left: Path) -> bool:
    """Whether the build that owns a folder may still be at work."""
    number = left.name.partition(_MARK)[2].partition(".")[0]
    if sys.platform == "win32":  # where asking after a process ends it
        return time.time() - left.stat().st_mtime < _DAY
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def place_site(place: Place, config: MkDocsConfig) -> bool:
    """Puts a finished build into the site's place, unless warnings are about to fail it. Raises OSError."""
    if _has_failed(config):
        drop_site(place, config)
        return False
    for hidden in _hidden(place.final):  # MkDocs leaves such files alone: `.git`, `.nojekyll`
        if not (place.made / hidden.name).exists():
            _copy(hidden, place.made / hidden.name)
    exchange_folders(place.made, place.final)
    drop_site(place, config)
    return True


def drop_site(place: Place, config: MkDocsConfig) -> None:
    """Removes the folder that was filled, or the old site that is now in it."""
    config.site_dir = str(place.final)
    shutil.rmtree(place.made, ignore_errors=True)


def _has_failed(config: MkDocsConfig) -> bool:
    """Whether MkDocs has counted warnings that end a strict build."""
    counters = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    return bool(config.strict) and any(counter.get_counts() for counter in counters)


def _hidden(folder: Path) -> Iterator[Path]:
    return (each for each in sorted(folder.iterdir()) if each.name.startswith(".")) if folder.is_dir() else iter(())


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def say_unwritten(error: OSError, site: str, *, whole: bool = True) -> str:
    """The one line for a build that the system has stopped, and for a site that it may have left half written."""
    file = error.filename2 or error.filename
    where = f" at {file}" if file else ""
    state = "as it was before" if whole else "not whole: make room, and build it again"
    return f"The build stopped ({error.strerror or error}{where}); the site in {site} is {state}."
