"""lychee: the links inside a site, with their fragments. It asks no network."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from judges.tools import output


def findings(folder: Path, public: str) -> list[str]:
    """What lychee says of the links of every .html file below a folder: `talks/x/index.html: target: reason`.

    `public` is the site's address: links that name it, or begin at its host, are looked up in the folder too.
    """
    pages = sorted(folder.rglob("*.html"))
    assert pages, f"no page in {folder}"
    with tempfile.TemporaryDirectory() as root:
        place = _under(Path(root).resolve(), urlsplit(public).path, folder)
        command = [
            Path(sys.executable).with_name("lychee"),
            *("--offline", "--no-progress", "--include-fragments", "--format", "json"),
            *("--root-dir", root if urlsplit(public).path.strip("/") else place, "--index-files", "index.html,."),
            *("--remap", f"^{re.escape(public)}(.*) file://{place}/$1"),
            *(place / page.relative_to(folder) for page in pages),
        ]
        report = json.loads(output(tuple(command)))
    assert report["total"] > 0, f"no link in {folder}"
    return [
        f"{Path(name).relative_to(place).as_posix()}: {found['url']}: {found['status']['text']}"
        for name, wrong in report["error_map"].items()
        for found in wrong
    ]


def _under(root: Path, path: str, folder: Path) -> Path:
    """The folder as its host shows it: under the path of its public address."""
    place = root / path.strip("/") if path.strip("/") else root / "site"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(folder.resolve(), target_is_directory=True)
    return place
