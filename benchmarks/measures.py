"""What a build costs and how long a writer waits, measured on real processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

_COMMAND = (sys.executable, "-m", "mkdocs")
# Linux counts memory in kilobytes, macOS in bytes.
_UNIT = 1 if sys.platform == "darwin" else 1024
_PATIENCE = 300.0
_PAUSE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one build took."""

    seconds: float
    """CPU time of the process, in user and system mode: other work on the machine adds little to it."""
    megabytes: float
    """The most memory it held at one time."""


class MeasureError(Exception):
    """A process failed or never answered; the text says which."""


def measure_build(project: Path) -> Cost:
    """The cost of a cold `mkdocs build` of a project, strict so that a mistake in the samples shows."""
    process = _start(project, "build", "--strict")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise MeasureError(f"mkdocs build failed:\n{_log(project).read_text()}")
    return Cost(seconds=usage.ru_utime + usage.ru_stime, megabytes=usage.ru_maxrss * _UNIT / 1e6)


def measure_saves(project: Path, file: Path, count: int) -> list[float]:
    """Seconds from each of `count` saves of a page's file until `mkdocs serve` serves its new text."""
    with _serving(project) as address:
        return [_measure_save(f"{address}/talks/{file.stem}/", file, number) for number in range(count)]


def _start(project: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Runs MkDocs; what it says and its temporary files stay beside the project."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(project.parent)}
    # On a writer's machine Python keeps what it has compiled, of Podium as of MkDocs.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with _log(project).open("wb") as log:
        return subprocess.Popen((*_COMMAND, *arguments), cwd=project, env=environment, stdout=log, stderr=log)


def _log(project: Path) -> Path:
    return project.with_suffix(".log")


def _measure_save(page: str, file: Path, number: int) -> float:
    # MkDocs looks at its files every half second: saves fall at different moments between two looks.
    time.sleep(1 + number * 0.137 % 0.5)
    word = f"saved-{number}-{time.time_ns()}"
    text = f"{file.read_text(encoding='utf-8')}\n{word}\n"
    start = time.monotonic()
    file.write_text(text, encoding="utf-8")
    _wait_for(word, page)
    return time.monotonic() - start


@contextmanager
def _serving(project: Path) -> Iterator[str]:
    """Runs `mkdocs serve` while the block runs; gives its address once the first build is done."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    process = _start(project, "serve", "--dev-addr", host)
    try:
        _wait_for("</html>", f"http://{host}/", process)
        yield f"http://{host}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(word: str, page: str, process: subprocess.Popen[bytes] | None = None) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if process and process.poll() is not None:
            break
        if word in _read(page):
            return
        time.sleep(_PAUSE)
    raise MeasureError(f"{page} never showed {word!r}")


def _read(page: str) -> str:
    """The page, or an empty text while nobody serves it; MkDocs answers only when a build is done."""
    try:
        with urlopen(page, timeout=_PATIENCE) as answer:  # noqa: S310 (our own address)
            return str(answer.read(), "utf-8")
    except (URLError, ConnectionError):
        return ""
