"""The Python that snippets run in: Pyodide, with a standard library that is compiled and trimmed once."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from podium.files import settle_folder
from podium.kept import is_kept, keep
from podium.runners.deno import DenoError, run_deno
from podium.runners.packages import PACKAGES

_SCRIPT = PACKAGES / "prepare.js"
_TRIM = PACKAGES / "trim.py"
_DRIVER = PACKAGES.parent / "theme" / "run" / "driver.py"
_SECONDS = 120
_NAMES = {"asm": "asm.mjs", "loader": "loader.mjs", "wasm": "python.wasm", "library": "library.zip"}


class PythonError(Exception):
    """Python could not be made ready; the text says why in a few words."""


def python_folder(cache: Path, packages: Path) -> Path:
    """Where Python lies that was made of these packages, whether or not it has been made."""
    parts = (packages.name.encode(), _SCRIPT.read_bytes(), _TRIM.read_bytes(), _DRIVER.read_bytes())
    return cache / f"python-{hashlib.sha256(b'/'.join(parts)).hexdigest()[:12]}"


def prepare_python(cache: Path, packages: Path) -> Mapping[str, Path]:
    """The files that Python is made of, by what they are: `asm`, `loader`, `wasm` and `library`.

    Beside each lies the same compressed, `.gz`, for browsers. They are made when they are not there or damaged.
    Raises PythonError.
    """
    final = python_folder(cache, packages).resolve()  # several projects may share one
    if not all(map(is_kept, _python_files(final))):
        try:
            with tempfile.TemporaryDirectory(dir=final.parent, prefix="python-") as place:
                made = Path(place) / "made"
                made.mkdir()
                _make((packages / "pyodide").resolve(), made)
                settle_folder(made, final)
        except (DenoError, OSError) as error:
            raise PythonError(str(error)) from None
    return {name: python_folder(cache, packages) / file for name, file in _NAMES.items()}


def _python_files(folder: Path) -> tuple[Path, ...]:
    """All files of a folder in which Python lies."""
    return tuple(folder / f"{name}{end}" for name in _NAMES.values() for end in ("", ".gz"))


def _make(pyodide: Path, made: Path) -> None:
    allowed = f"--allow-read={pyodide}"
    command = ("run", "--quiet", "--no-prompt", "--no-remote", "--no-lock", "--no-config", allowed, str(_SCRIPT))
    # Our own driver is compiled with the library: to compile it at every start would take a tenth of a second.
    driver = _DRIVER.read_text(encoding="utf-8")
    task = {"trim": _TRIM.read_text(encoding="utf-8"), "modules": {"podium_driver": driver}}
    library = run_deno(*command, str(pyodide), seconds=_SECONDS, text=json.dumps(task))
    files = {
        "library": base64.b64decode(library),
        "asm": (pyodide / "pyodide.asm.mjs").read_bytes(),
        "wasm": (pyodide / "pyodide.asm.wasm").read_bytes(),
    }
    # Pyodide wants to know for which of its versions a list of packages is; ours is empty.
    lock = {"info": json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]}
    loader = (pyodide / "pyodide.mjs").read_text(encoding="utf-8")
    files["loader"] = f"{loader}\nexport const lock = {json.dumps(lock)}\n".encode()
    for name, data in files.items():
        keep(made / _NAMES[name], data)
        keep(made / f"{_NAMES[name]}.gz", gzip.compress(data, mtime=0))
