"""Prints Lighthouse's scores of the project's own site; run as a program, `make lighthouse`. It is slow."""

from __future__ import annotations

import gzip
import json
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import browsers
from judges.tools import MODULES, output
from sites import ROOT, build_project

PAGES = {
    "home": "",
    "talks": "talks/",
    "talk, deck, snippet": "talks/es-intro/",
    "manual, snippets": "manual/snippets/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
DEVICES = {"mobile": (), "desktop": ("--preset=desktop",)}
REPEATS = 5
"""How often a page is asked for: a score goes with the machine's moods, and the middle one is printed."""
_CLI = MODULES.parent / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
_PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml")


class _Packing(SimpleHTTPRequestHandler):
    """Answers as a static host does: what is text comes packed, and may be kept."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | None:  # type: ignore[override]
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return None
        packs = file.suffix in _PACKED
        data = gzip.compress(file.read_bytes()) if packs else file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return BytesIO(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        pass


@contextmanager
def _host(root: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Packing, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def scores(url: str, device: str) -> tuple[list[int], list[str]]:
    """The four scores of a page, of 100, and what cost points."""
    deno = Path(sys.executable).with_name("deno")
    os.environ["CHROME_PATH"] = browsers.installed() or ""
    flags = f"--chrome-flags={' '.join(browsers.QUIET)}"
    options = ("--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}", flags)
    report = json.loads(output((deno, "run", "--quiet", "--allow-all", _CLI, url, *options, *DEVICES[device])))
    found = report["categories"]
    lost = [
        f"{audit['id']}: {audit.get('displayValue', '')}"
        for category in found.values()
        for reference in category["auditRefs"]
        if reference["weight"] and ((audit := report["audits"][reference["id"]])["score"] or 0) < 0.9
        and audit["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]  # fmt: skip
    return [round(100 * (found[name]["score"] or 0)) for name in CATEGORIES], lost


def middle(url: str, device: str) -> tuple[list[int], list[str]]:
    """The scores of the visit whose performance is in the middle of all."""
    return sorted((scores(url, device) for _ in range(REPEATS)), key=lambda found: found[0])[REPEATS // 2]


def main() -> None:
    """Builds the site, asks about each page on each device, and prints a table."""
    with tempfile.TemporaryDirectory() as place, _host(build_project(ROOT, Path(place) / "site")) as address:
        print(f"{'':28}" + "".join(f"{name:>16}" for name in CATEGORIES))
        for device in DEVICES:
            for name, path in PAGES.items():
                figures, lost = middle(address + path, device)
                print(f"{name + ', ' + device:28}" + "".join(f"{figure:>16}" for figure in figures), flush=True)
                for line in lost:
                    print(f"{'':30}{line}", flush=True)


if __name__ == "__main__":
    main()
