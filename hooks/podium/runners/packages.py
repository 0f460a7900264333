"""Fetches what Podium did not write, once: packages of npm, by Deno, checked against the lock's hashes."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path

from podium.files import move_folder
from podium.runners.deno import DenoError, run_deno

PACKAGES = Path(__file__).parent.parent / "packages"
"""The list of packages with its lock, and our own script that uses one."""
_FILES = ("package.json", "deno.lock")
_SECONDS = 120


class PackagesError(Exception):
    """The packages are not here and could not be fetched; the text says why in a few words."""


def packages_folder(cache: Path) -> Path:
    """Where the packages of this version of Podium lie, whether or not they have been fetched."""
    digest = hashlib.sha256(b"".join((PACKAGES / name).read_bytes() for name in _FILES)).hexdigest()
    return cache / f"packages-{digest[:12]}"


def install(cache: Path) -> Path:
    """The folder with one folder for each package, which is fetched when it is not there.

    The folder appears whole or not at all, whoever else fetches it at the same time. Raises PackagesError.
    """
    final = packages_folder(cache)
    if not final.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="packages-") as place:
            _fetch(Path(place))
            _settle(Path(place) / "node_modules", final)
    return final


def _fetch(place: Path) -> None:
    for name in _FILES:
        shutil.copy(PACKAGES / name, place)
    try:
        run_deno("install", "--frozen", "--quiet", seconds=_SECONDS, cwd=place)
    except DenoError as error:
        raise PackagesError(str(error)) from None


def _settle(modules: Path, final: Path) -> None:
    """Moves the packages, without Deno's own notes and links, to their place, unless another process was first."""
    made = modules.with_name("made")
    for package in modules.glob("[!.]*"):
        shutil.copytree(package.resolve(), made / package.name)
    try:
        move_folder(made, final)
    except OSError:
        raise PackagesError(f"{final} cannot be written") from None
