"""Prints what a deck costs: its first view in a browser, its build, and how surely it prints.

`python benchmarks/decks.py` compares a deck of 20 slides, rendered at build, with the same Markdown rendered in the
browser by reveal.js' own plugins, as most tools do. Both come from this machine, compressed; the processor is slowed
down four times. Needs Chromium and the network-free half of `make test`.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

import browsers  # noqa: E402 (found through the line above)
from podium.mkdocs.building import built_site  # noqa: E402
from podium.runners.browser import open_site  # noqa: E402
from podium.runners.packages import install, packages_folder  # noqa: E402
from podium.runners.printing import print_slides  # noqa: E402

SLIDE = """\
## Slide {number}: what a row forgets

A paragraph of a few words, **some of them strong**, with [a link](https://example.org/{number}).

- What was it before?
- Who asked for the change?

```python
def evolve(state, event):
    if event["type"] == "Deposited{number}":
        return {{**state, "balance": state["balance"] + event["amount"]}}
    return state
```

Note: What the speaker says about slide {number}, in a sentence or two.
"""
CLIENT = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Deck</title>
<link rel="stylesheet" href="reveal/dist/reveal.css"><link rel="stylesheet" href="reveal/dist/theme/{theme}.css">
<link rel="stylesheet" href="reveal/dist/plugin/highlight/monokai.css"></head><body>
<div class="reveal"><div class="slides"><section data-markdown data-separator="^\\n---\\n"><textarea data-template>
{markdown}
</textarea></section></div></div>
<script src="reveal/dist/reveal.js"></script><script src="reveal/dist/plugin/markdown.js"></script>
<script src="reveal/dist/plugin/highlight.js"></script><script src="reveal/dist/plugin/notes.js"></script>
<script>Reveal.initialize({{ plugins: [RevealMarkdown, RevealHighlight, RevealNotes] }})</script></body></html>
"""
_READY = "window.Reveal?.isReady?.()"
_SLOWER = 4
_SLIDES = 20


@dataclass(slots=True)
class View:
    """What the first view of a deck took."""

    sent: int = 0
    """Bytes of all answers, compressed."""
    raw: int = 0
    """The same, not compressed."""
    seconds: list[float] = field(default_factory=list)
    """From asking for the deck until its slides can be moved."""


def main() -> None:
    """Measures and prints tables in Markdown."""
    options = _options()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder)
        browser = browsers.launch(playwright)
        print("| first view of 20 slides | KB sent | KB raw | seconds to ready, median |\n|---|--:|--:|--:|")
        for name, site, path in _decks(place):
            view = _views(browser, site, path, options.repeats)
            print(
                f"| {name} | {view.sent / 1000:.1f} | {view.raw / 1000:.1f} | {median(view.seconds):.2f} |", flush=True
            )
        browser.close()
        print()
        none, many = (_build(place / f"build-{count}", count, options.repeats) for count in (1, options.slides))
        print(f"Build: {(many - none) / (options.slides - 1) * 1000:.2f} ms a slide, of {options.slides}\n", flush=True)
    print(f"Printed: {_prints(options.prints)} of {options.prints} times, 20 pages each")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7, help="how often, for the medians")
    parser.add_argument("--slides", type=int, default=200, help="how many slides are built")
    parser.add_argument("--prints", type=int, default=20, help="how often a deck is printed")
    return parser.parse_args()


def _markdown(count: int) -> str:
    return "\n---\n\n".join(SLIDE.format(number=number) for number in range(1, count + 1))


def _project(folder: Path, count: int) -> Path:
    """A site with one deck of so many slides; gives its configuration."""
    (folder / "talks").mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n")
    (folder / "talks" / "deck.md").write_text(f"---\ntitle: Deck\ntype: deck\n---\n{_markdown(count)}")
    settings = {
        "site_name": "Decks",
        "theme": {"name": "material", "font": False},
        "markdown_extensions": ["admonition", "attr_list", "md_in_html", "pymdownx.superfences", "pymdownx.highlight"],
        "hooks": [str(ROOT / "hooks" / "main.py")],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    cache = folder / ".cache" / "podium"
    cache.mkdir(parents=True)
    packages_folder(cache).symlink_to(install(ROOT / ".cache" / "podium"))
    return folder / "mkdocs.yml"


def _decks(place: Path) -> Iterator[tuple[str, Path, str]]:
    with built_site(_project(place / "project", _SLIDES)) as site:
        shutil.copytree(site.folder, place / "site")
    yield "rendered at build", place / "site", "decks/deck/"
    for theme in ("white", "serif"):
        client = place / f"client-{theme}"
        shutil.copytree(install(ROOT / ".cache" / "podium") / "reveal.js", client / "reveal")
        (client / "index.html").write_text(CLIENT.format(theme=theme, markdown=_markdown(_SLIDES)))
        yield f"rendered in the browser, theme {theme}", client, ""


def _views(browser: Browser, site: Path, path: str, repeats: int) -> View:
    view = View()
    with _served(site) as (address, sizes):
        for _ in range(repeats):
            sizes.clear()
            context = browser.new_context(viewport={"width": 1280, "height": 720})
            page = context.new_page()
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
            begin = time.perf_counter()
            page.goto(address + path, wait_until="commit")
            browsers.wait_until(page, _READY)
            view.seconds.append(time.perf_counter() - begin)
            page.wait_for_timeout(500)
            context.close()
            view.sent, view.raw = (sum(size[part] for size in sizes.values()) for part in (0, 1))
    return view


class _Compressing(SimpleHTTPRequestHandler):
    """Answers as a static host does, and notes how much."""

    def __init__(self, *arguments: object, sizes: dict[str, tuple[int, int]], **options: object) -> None:
        self._sizes = sizes
        super().__init__(*arguments, **options)  # type: ignore[arg-type] # whatever the server gives

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        raw = file.read_bytes()
        body = gzip.compress(raw, 9, mtime=0)
        self._sizes[self.path] = (len(body), len(raw))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        pass


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, dict[str, tuple[int, int]]]]:
    sizes: dict[str, tuple[int, int]] = {}
    handler: Callable[..., SimpleHTTPRequestHandler] = partial(_Compressing, directory=str(folder), sizes=sizes)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sizes
        server.shutdown()


def _build(folder: Path, count: int, repeats: int) -> float:
    """Seconds of processor time to build a site with one deck, the median."""
    config = _project(folder, count)
    spent = []
    for _ in range(repeats):
        begin = time.process_time()
        with built_site(config):
            spent.append(time.process_time() - begin)
    return median(spent)


def _prints(times: int) -> int:
    """How many of some printings give a page for each slide, with its words."""
    from pypdf import PdfReader  # noqa: PLC0415 (only here)

    good = 0
    with TemporaryDirectory() as folder, built_site(_project(Path(folder) / "p", _SLIDES)) as site:
        for _ in range(times):
            with open_site(site.folder) as page:
                paper = Path(folder) / "deck.pdf"
                paper.write_bytes(print_slides(page, "decks/deck/", fragments=False))
                pages = PdfReader(paper).pages
                good += len(pages) == _SLIDES and all(
                    f"Slide {n}" in p.extract_text() for n, p in enumerate(pages, start=1)
                )
    return good


if __name__ == "__main__":
    main()
