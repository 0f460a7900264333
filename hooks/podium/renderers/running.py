"""The files with which visitors run snippets, and the script that runs them everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonPart:
    """A file of the Python that visitors get."""

    name: str
    """What it is: `asm`, `loader`, `wasm` or `library`."""
    href: str
    """Its address as seen from the folder of such files."""
    source: Path
    """Where it lies, compressed by gzip."""
    size: int
    """Bytes, compressed."""


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


def run_assets(python: Sequence[PythonPart]) -> Iterator[Output]:
    """The frame in which snippets run, and the files of Python when there are any."""
    yield Output(address=f"{ASSETS}/runner.html", text=_runner())
    if python:
        yield Output(address=f"{ASSETS}/python.LICENSE.txt", text=_LICENCES)
    for part in python:
        yield Output(address=f"{ASSETS}/{part.href}", source=part.source)


@cache
def _runner() -> str:
    """The document of the frame, with its scripts in it: it can fetch nothing."""
    page = (_FOLDER / "runner.html").read_text(encoding="utf-8")
    scripts = {"worker": worker_text(), "frame": (_FOLDER / "frame.js").read_text(encoding="utf-8")}
    for name, text in scripts.items():
        page = page.replace(f"{{{{ {name} }}}}", str(jsmin(text)).replace("</script", "<\\/script"))
    return page


def python_parts(python: Mapping[str, Path]) -> tuple[PythonPart, ...]:
    """The files of Python as a site sends them: compressed, under names that change with their content."""
    return tuple(_part(name, file.with_name(f"{file.name}.gz")) for name, file in python.items())


def _part(name: str, source: Path) -> PythonPart:
    data = source.read_bytes()
    # No server takes such a name for something that it should unpack.
    href = f"python-{name}.{hashlib.sha256(data).hexdigest()[:12]}.bin"
    return PythonPart(name=name, href=href, source=source, size=len(data))
