"""Finds and starts Deno, which fetches packages and runs what is written in JavaScript."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


class DenoError(Exception):
    """Deno is not here, did not end in time, or complained; the text says which in a few words."""


_COMPLAINT = 160


def run_deno(*arguments: str, seconds: float, text: str = "", cwd: Path | None = None) -> str:
    """What Deno writes, given a text on its standard input. Raises DenoError."""
    # Deno says on its own what it thinks of its age, which is nobody's business here.
    quiet = {**os.environ, "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own command, no word of a writer's in it
            (_deno(), *arguments),
            cwd=cwd,
            env=quiet,
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DenoError(f"nothing came within {seconds:.0f} seconds") from None
    except OSError as error:
        raise DenoError(f"Deno does not start: {error.strerror}") from None
    if done.returncode:
        raise DenoError(_reason(done.stderr))
    return done.stdout


def _deno() -> str:
    """Deno as pip put it beside this Python, or another on the PATH."""
    beside = shutil.which("deno", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("deno")
    if not found:
        raise DenoError("Deno is not installed; 'pip install deno' brings it")
    return found


def _reason(complaint: str) -> str:
    """The first line of a complaint that says something, shortened."""
    lines = [line.strip().removeprefix("error: ") for line in complaint.splitlines() if line.strip()]
    return (lines[0] if lines else "Deno gives no reason")[:_COMPLAINT]
