"""Where the judges' programs are and how they are run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

MODULES = Path(__file__).parent / "node_modules"


def module(path: str) -> Path:
    """A file of an installed package: `module("axe-core/axe.min.js")`."""
    file = MODULES / path
    assert file.exists(), f"{path} is not installed; run: make test"
    return file


def run_script(script: str, *arguments: str | Path, cwd: Path | None = None) -> str:
    """What a package's program writes. Deno, a Python package, runs it: no Node is needed."""
    return _run(module(script), *arguments, cwd=cwd)


def run_own(script: str, *arguments: str | Path) -> str:
    """What a script of this folder writes, which may import the packages."""
    return _run(MODULES.parent / script, *arguments)


def _run(script: Path, *arguments: str | Path, cwd: Path | None = None) -> str:
    deno = Path(sys.executable).with_name("deno")
    return output((deno, "run", "--quiet", "--allow-all", script, *arguments), cwd=cwd)


def output(command: tuple[str | Path, ...], *, cwd: Path | None = None) -> str:
    """What a command writes, whatever its exit code; it must not complain about itself.

    It writes to a file, since some programs end before a pipe has taken everything.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        quiet = {**os.environ, "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
        done = subprocess.run(command, cwd=cwd, env=quiet, stdout=file, stderr=subprocess.PIPE, text=True, check=False)
        file.seek(0)
        written = file.read()
    assert written or done.returncode == 0, done.stderr
    return written
