"""The files with which visitors run snippets, and the script that runs them everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from rjsmin import jsmin

from podium.structure.outputs import Output

ASSETS = "assets/podium/run"
"""Where they lie, relative to the site."""
_FOLDER = Path(__file__).parent.parent / "theme" / "run"
_WORKER = ("output.js", "driver.js", "worker.js")
_DRIVER = _FOLDER / "driver.py"


# The package brings no text of its own; the MPL (3.2) wants it said where the source is.
_LICENCES = """\
The files python-*.bin are Pyodide, compressed; python-library is compiled and has fewer modules than Pyodide's own.

Pyodide: Mozilla Public License 2.0, https://www.mozilla.org/MPL/2.0/
Its source: https://github.com/pyodide/pyodide

CPython and its standard library, within: PSF License Agreement, https://docs.python.org/3/license.html
"""


@cache
def worker_text() -> str:
    """The script of a worker that runs snippets: one function, so that nothing of it is in a snippet's way."""
    parts = "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in _WORKER)
    return f'(() => {{\n"use strict"\n{parts}\n}})()\n'


@cache
def runtime_digest(engine: str) -> str:
    """What the result of a run depends on besides the snippet: our own scripts and the engine."""
    parts = (worker_text(), _DRIVER.read_text(encoding="utf-8"), engine)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def run_assets(python: Mapping[str, Path]) -> Iterator[Output]:
    """The frame in which snippets run, and the files of Python when there are any."""
    yield Output(address=f"{ASSETS}/runner.html", text=_runner())
    if python:
        yield Output(address=f"{ASSETS}/python.LICENSE.txt", text=_LICENCES)
    for name, file in python.items():
        yield Output(address=f"{ASSETS}/{_file_name(name, file)}", source=_compressed(file))


@cache
def _runner() -> str:
    """The document of the frame, with its scripts in it: it can fetch nothing."""
    page = (_FOLDER / "runner.html").read_text(encoding="utf-8")
    scripts = {"worker": worker_text(), "frame": (_FOLDER / "frame.js").read_text(encoding="utf-8")}
    for name, text in scripts.items():
        page = page.replace(f"{{{{ {name} }}}}", str(jsmin(text)).replace("</script", "<\\/script"))
    return page


def python_parts(python: Mapping[str, Path]) -> tuple[Mapping[str, object], ...]:
    """What a page says of the files of Python, so that a script can fetch them."""
    return tuple(
        {
            "name": name,
            "href": _file_name(name, file),
            "bytes": _compressed(file).stat().st_size,
            "gzip": _compressed(file) != file,
        }
        for name, file in python.items()
    )


def _compressed(file: Path) -> Path:
    other = file.with_name(f"{file.name}.gz")
    return other if other.is_file() else file


def _file_name(name: str, file: Path) -> str:
    """A name that changes with the content, and that no server takes for something it should unpack."""
    digest = _digest(_compressed(file), _compressed(file).stat().st_mtime_ns)
    return f"python-{name}.{digest}.bin"


@cache
def _digest(file: Path, _: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
