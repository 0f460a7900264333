"""Fetches what browsers get from elsewhere, once: reveal.js from npm, by Deno, checked against the lock's hashes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_LOCK = Path(__file__).parent.parent / "packages"
_FILES = ("package.json", "deno.lock")
_SECONDS = 120
_MESSAGE = 160


class PackagesError(Exception):
    """The packages are not here and could not be fetched; the text says why in a few words."""


def packages_folder(cache: Path) -> Path:
    """Where the packages of this version of Podium lie, whether or not they have been fetched."""
    digest = hashlib.sha256(b"".join((_LOCK / name).read_bytes() for name in _FILES)).hexdigest()
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
        shutil.copy(_LOCK / name, place)
    # Deno says on its own what it thinks of its age, which is nobody's business here.
    quiet = {**os.environ, "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    command = (_deno(), "install", "--frozen", "--quiet")
    try:
        done = subprocess.run(  # noqa: S603 - our own command, no word of a writer's in it
            command, cwd=place, env=quiet, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise PackagesError(f"nothing came within {_SECONDS} seconds") from None
    except OSError as error:
        raise PackagesError(f"Deno does not start: {error.strerror}") from None
    if done.returncode:
        raise PackagesError(_reason(done.stderr))


def _deno() -> str:
    """Deno as pip put it beside this Python, or another on the PATH."""
    beside = shutil.which("deno", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("deno")
    if not found:
        raise PackagesError("Deno is not installed; 'pip install deno' brings it")
    return found


def _reason(complaint: str) -> str:
    """The first line of a complaint that says something, shortened."""
    lines = [line.strip().removeprefix("error: ") for line in complaint.splitlines() if line.strip()]
    return (lines[0] if lines else "Deno gives no reason")[:_MESSAGE]


def _settle(modules: Path, final: Path) -> None:
    """Moves the packages, without Deno's own notes and links, to their place, unless another process was first."""
    made = modules.with_name("made")
    for package in modules.glob("[!.]*"):
        shutil.copytree(package.resolve(), made / package.name)
    try:
        made.rename(final)
    except OSError:
        if not final.is_dir():
            raise PackagesError(f"{final} cannot be written") from None
