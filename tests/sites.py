"""Builds tiny sites in a folder, in this process, as `mkdocs build` and `mkdocs serve` do."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from podium.runners.packages import packages_folder
from podium.runners.python import python_folder

ROOT = Path(__file__).parents[1]
ADDRESS = "https://talks.example/"
Files = Mapping[str, str | bytes | None]


def settings(changes: Mapping[str, Any]) -> dict[str, Any]:
    """What a small site's `mkdocs.yml` holds; mappings in `changes` are merged, other values replace."""
    plain = {
        "site_name": "Example talks",
        "site_url": ADDRESS,
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "md_in_html", "toc"],
        "hooks": [str(ROOT / "hooks" / "main.py")],
    }
    return _merged(plain, changes)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        key: _merged(below[key], above[key]) for key in below.keys() & above.keys() if _maps(below[key], above[key])
    }
    return {**below, **above, **both}


def _maps(*values: object) -> bool:
    return all(isinstance(value, Mapping) for value in values)


class Built:
    """A site in a folder, built once; `rebuild` changes files and builds it again."""

    root: Path
    """The project."""
    site: Path
    """What was written."""
    records: list[logging.LogRecord]
    """Everything that was logged under `mkdocs` during the last build, from INFO up."""
    error: Exception | None
    """What stopped the last build: `Abort`, as in `--strict`, or a wrong configuration."""

    def __init__(self, root: Path, files: Files, *, config: Mapping[str, Any], strict: bool, serving: bool) -> None:
        """Write the project into `root` and build it."""
        self.root = root
        self.site = root / "site"
        self._strict = strict
        self._serving = serving
        (root / "talks").mkdir()
        lend_packages(root)
        self._write({"mkdocs.yml": yaml.safe_dump(settings(config)), "docs/index.md": "# Home\n"})
        self.rebuild(files)

    @property
    def problems(self) -> list[str]:
        """The warnings and errors of the last build, in order."""
        return self._messages(logging.WARNING)

    @property
    def messages(self) -> list[str]:
        """The same with everything at INFO: notices too."""
        return self._messages(logging.INFO)

    def _messages(self, level: int) -> list[str]:
        return [record.getMessage() for record in self.records if record.levelno >= level]

    def rebuild(self, files: Files) -> None:
        """Write `files` (None deletes one) and build again."""
        self._write(files)
        with _recorded() as self.records:
            self.error = self._build()

    def page(self, address: str) -> str:
        """The HTML at an address relative to the site: `talks/x/`, `404.html`, or empty for the home page."""
        path = self.site / address
        return (path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8")

    def _write(self, files: Files) -> None:
        for name, content in files.items():
            path = self.root / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def _build(self) -> Exception | None:
        try:
            config = load_config(str(self.root / "mkdocs.yml"), strict=self._strict)
            config.plugins.on_startup(command="serve" if self._serving else "build", dirty=False)
            try:
                build(config, serve_url=ADDRESS if self._serving else None)
            finally:
                config.plugins.on_shutdown()
        except (Abort, ConfigurationError) as error:
            return error
        return None


def lend_packages(root: Path) -> None:
    """Lets a project have what this one has fetched for browsers."""
    cache = root / ".cache" / "podium"
    cache.mkdir(parents=True)
    ours = packages_folder(ROOT / ".cache" / "podium")
    packages_folder(cache).symlink_to(ours, target_is_directory=True)
    python_folder(cache, ours).symlink_to(python_folder(ROOT / ".cache" / "podium", ours), target_is_directory=True)


@contextmanager
def _recorded() -> Iterator[list[logging.LogRecord]]:
    records: list[logging.LogRecord] = []
    logger = logging.getLogger("mkdocs")
    handler = logging.Handler(logging.INFO)
    handler.emit = records.append  # type: ignore[method-assign]
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield records
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def build_project(root: Path, site: Path) -> Path:
    """Build the project at `root` into `site` with `mkdocs build --strict`; gives `site` back."""
    command = (Path(sys.executable).with_name("mkdocs"), "build", "--strict", "--site-dir", site)
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return site


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder while the block runs; gives its address, `http://127.0.0.1:PORT/`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
