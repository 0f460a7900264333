"""Finds and starts Deno, which fetches packages and runs what is written in JavaScript."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path


class DenoError(Exception):
    """Deno is not here, did not end in time, or complained; the text says which in a few words."""


_COMPLAINT = 160
_COMPLAINTS = 64 * 1024
_MOST = 64 * 1024 * 1024


def run_deno(*arguments: str, seconds: float, text: str = "", cwd: Path | None = None) -> str:
    """What Deno writes, given a text on its standard input. Raises DenoError, also when it complains."""
    done = _run(arguments, seconds, text, cwd)
    if done.returncode:
        raise DenoError(_reason(done.stderr))
    return done.stdout


def ask_deno(*arguments: str, seconds: float, text: str = "") -> tuple[str, bool]:
    """What Deno writes whatever becomes of it, and whether it was stopped because that grew past 64 million letters.

    Raises DenoError when it writes nothing.
    """
    with _start(arguments, None) as process:
        timer = threading.Timer(seconds, process.kill)
        feeder = threading.Thread(target=_feed, args=(process, text), daemon=True)
        complaints: list[str] = []
        listener = threading.Thread(target=lambda: complaints.append(_drain(process)), daemon=True)
        for thread in (timer, feeder, listener):
            thread.start()
        assert process.stdout is not None
        said = process.stdout.read(_MOST)
        process.kill() if len(said) == _MOST else process.wait()
        timer.cancel()
        listener.join()
    if not said:
        raise DenoError(_reason(complaints[0]))
    return said, len(said) == _MOST


def _feed(process: subprocess.Popen[str], text: str) -> None:
    assert process.stdin is not None
    with contextlib.suppress(OSError):  # it ended before it had read all
        process.stdin.write(text)
        process.stdin.close()


def _drain(process: subprocess.Popen[str]) -> str:
    """The beginning of what a process complains about; the rest is read and forgotten."""
    assert process.stderr is not None
    kept = process.stderr.read(_COMPLAINTS)
    while process.stderr.read(_COMPLAINTS):
        pass
    return kept


@cache
def deno_version() -> str:
    """The version of Deno: `2.9.8`. Raises DenoError when there is none."""
    return run_deno("--version", seconds=10).split()[1]


def _run(arguments: Sequence[str], seconds: float, text: str, cwd: Path | None) -> subprocess.CompletedProcess[str]:
    with _start(arguments, cwd) as process:
        try:
            out, complaint = process.communicate(text, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise DenoError(f"nothing came within {seconds:.0f} seconds") from None
    return subprocess.CompletedProcess(arguments, process.returncode, out, complaint)


def _start(arguments: Sequence[str], cwd: Path | None) -> subprocess.Popen[str]:
    # Deno says on its own what it thinks of its age, which is nobody's business here; and it trusts whom the machine
    # trusts, or no package came where a company looks into what is sent.
    quiet = {"DENO_TLS_CA_STORE": "mozilla,system", **os.environ, "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(  # noqa: S603 - our own command, no word of a writer's in it
            (_deno(), *arguments),
            cwd=cwd,
            env=quiet,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise DenoError(f"Deno does not start: {error.strerror}") from None


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
