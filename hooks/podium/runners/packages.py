"""Fetches what Podium did not write, once: packages of npm, by Deno, checked against the lock's hashes."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from podium.files import settle_folder
from podium.kept import digest
from podium.runners.deno import DenoError, run_deno

PACKAGES = Path(__file__).parent.parent / "packages"
"""The list of packages with its lock, and our own script that uses one."""
_FILES = ("package.json", "deno.lock")
# What is used of them, as npm gave it: the lock has digests of the packages alone.
_DIGESTS = PACKAGES / "digests.json"
_SECONDS = 120


class PackagesError(Exception):
    """The packages are not here and could not be fetched; the text says why in a few words."""


def packages_folder(cache: Path) -> Path:
    """Where the packages of this version of Podium lie, whether or not they have been fetched."""
    digest = hashlib.sha256(b"".join((PACKAGES / name).read_bytes() for name in _FILES)).hexdigest()
    return cache / f"packages-{digest[:12]}"


def install(cache: Path) -> Path:
    """The folder with one folder for each package, which is fetched when it is not there or damaged.

    The folder appears whole or not at all, whoever else fetches it at the same time. Raises PackagesError.
    """
    final = packages_folder(cache)
    if damaged_packages(final):
        home = final.resolve()  # several projects may share one
        home.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home.parent, prefix="packages-") as place:
            _fetch(Path(place))
            _settle(Path(place) / "node_modules", home)
    return final


def damaged_packages(folder: Path) -> tuple[Path, ...]:
    """The files of a folder of packages that are not there, or not what npm gave."""
    return tuple(folder / name for name, known in _known().items() if not _is(folder / name, known))


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    return dict(json.loads(_DIGESTS.read_text(encoding="utf-8")))


def _is(file: Path, known: str) -> bool:
    try:
        return digest(file) == known
    except OSError:
        return False


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
    if wrong := damaged_packages(made):
        raise PackagesError(f"{wrong[0].relative_to(made)} is not what npm gave when Podium was made")
    try:
        settle_folder(made, final)
    except OSError:
        raise PackagesError(f"{final} cannot be written") from None
