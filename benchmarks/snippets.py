"""Prints what runnable snippets cost: the time from *Run* to the first output, the bytes of it, and the build.

`python benchmarks/snippets.py` serves a tiny site from this machine as `python -m http.server` would, and opens it in
Chromium, each cold run in a new browser. Needs `make test` once.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

import browsers  # noqa: E402 (found through the line above)
from podium.mkdocs.building import built_site  # noqa: E402
from podium.renderers.running import worker_text  # noqa: E402
from podium.runners.packages import install  # noqa: E402
from podium.runners.python import prepare_python  # noqa: E402
from podium.runners.snippets import run_snippets  # noqa: E402
from podium.structure.snippets import Language, Snippet, SnippetFile  # noqa: E402
from sites import lend_packages, served, settings  # noqa: E402

CODE = {
    "js": "export const initial = 0\nexport const events = [{ type: 'A' }, { type: 'B' }]\n"
    "export const evolve = (state, event) => state + 1\nconsole.log(events.reduce(evolve, initial))\n",
    "py": "from functools import reduce\ninitial = 0\nevents = [{'type': 'A'}, {'type': 'B'}]\n"
    "def evolve(state, event):\n    return state + 1\nprint(reduce(evolve, events, initial))\n",
}
# The time from a press on a button until the output of that run is in the page, in milliseconds.
RUN = """async ([name, press]) => {
  const snippet = document.querySelector(`podium-snippet[data-name=${name}]`)
  const find = () => [...snippet.querySelectorAll("button")].find(
    (each) => each.textContent === press && each.offsetParent)
  while (!find()) await new Promise((next) => setTimeout(next, 20))
  return new Promise((done) => {
  snippet.querySelector(".podium-snippet__output")?.remove()
  let began = 0
  const observer = new MutationObserver(() => {
    if (!/^Your run/.test(snippet.querySelector(".podium-snippet__when").textContent)) return
    if (snippet.querySelector(".podium-snippet__output")?.textContent !== "2") return
    observer.disconnect()
    done(performance.now() - began)
  })
  observer.observe(snippet, { childList: true, subtree: true, characterData: true })
  began = performance.now()
  find().click()
})}"""


def write_project(root: Path) -> None:
    """A site with one snippet in each language, each on a page of its own."""
    for name, text in {
        "mkdocs.yml": yaml.safe_dump(settings({"hooks": [str(ROOT / "hooks" / "main.py")]})),
        "docs/index.md": "# Home\n",
        "docs/js.md": "# JavaScript\n\n[[[js]]]\n",
        "docs/py.md": "# Python\n\n[[[py]]]\n",
        "talks/one.md": "---\ntitle: One\n---\n",
        "snippets/js.js": CODE["js"],
        "snippets/py.py": CODE["py"],
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    lend_packages(root)


def show(values: list[float]) -> str:
    """The least, the middle and the most, in milliseconds."""
    return f"{min(values):.0f} / **{median(values):.0f}** / {max(values):.0f}"


def measure(address: str, context: Callable[[], BrowserContext], name: str) -> dict[str, float]:
    """One visit: cold, warm, again in the same moment, after a stop, and the page opened again."""
    browser = context()
    page = open_page(browser, address, name)
    seen = {"cold": page.evaluate(RUN, [name, "Run"])}
    seen["warm"] = median(run_later(page, name) for _ in range(3))
    seen["at once again"] = median(page.evaluate(RUN, [name, "Run"]) for _ in range(3))
    if name == "py":
        page.evaluate(STOP)
        seen["after Stop"] = page.evaluate(RUN, [name, "Run"])
    page.close()
    page = open_page(browser, address, name)
    seen["second page view"] = page.evaluate(RUN, [name, "Run"])
    browser.close()
    return seen


def run_later(page: Page, name: str) -> float:
    """A run by somebody who has read the result of the one before."""
    page.wait_for_timeout(1500)
    return float(page.evaluate(RUN, [name, "Run"]))


# Runs what never ends, and stops it.
STOP = """async () => {
  const { run, python } = document.querySelector("podium-snippet").dataset
  const files = [{ name: "a.py", text: "while True: pass" }]
  const job = { do: "run", language: "python", entry: "a.py", files }
  podiumRun.run({ frame: run, python, limit: 30, job, hear() {} })
  await new Promise((next) => setTimeout(next, 200))
  podiumRun.stop()
}"""


def open_page(browser: BrowserContext, address: str, name: str) -> Page:
    """A page with a snippet, when nothing happens there any more."""
    page = browser.new_page()
    page.goto(f"{address}{name}/", wait_until="networkidle")
    page.wait_for_timeout(300)
    return page


@contextmanager
def chromium() -> Iterator[Callable[[], BrowserContext]]:
    """Makes contexts, each of a browser that has seen nothing."""
    with sync_playwright() as playwright:
        made = []

        def new() -> BrowserContext:
            made.append(browsers.launch(playwright))
            return made[-1].new_context()

        yield new
        for browser in made:
            browser.close()


def bytes_sent(address: str, context: Callable[[], BrowserContext], name: str) -> tuple[dict[str, int], set[str]]:
    """What a page with a snippet fetches of ours until it has run once, and the hosts that were asked."""
    browser = context()
    page = browser.new_page()
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))  # noqa: PLW0108 (Playwright marks what it is given)
    page.goto(f"{address}{name}/", wait_until="networkidle")
    page.evaluate(RUN, [name, "Run"])
    bodies = {request.url: request.response().body() for request in requests if "/assets/podium/" in request.url}  # type: ignore[union-attr]
    sizes = {"script": 0, "style": 0, "frame": 0, "Python": 0}
    for url, body in bodies.items():
        kind = (
            "Python" if "/run/python" in url else "frame" if "/run/" in url else "style" if ".css" in url else "script"
        )
        used = "/run/" in url or "podium-snippet" in url
        sizes[kind] += (len(body) if url.endswith(".bin") else len(gzip.compress(body))) if used else 0
    browser.close()
    return sizes, {request.url.split("/")[2] for request in requests if request.url.startswith("http")}


def build_time(language: Language, count: int) -> float:
    """Seconds to run many different snippets of one language, engine included."""
    end = "js" if language is Language.JAVASCRIPT else "py"
    snippets = [
        Snippet(
            name=f"s{number}",
            language=language,
            path="",
            files=(SnippetFile(name=f"s{number}.{end}", text=f"{CODE[end]}\n{'//' if end == 'js' else '#'} {number}"),),
        )
        for number in range(count)
    ]
    cache = ROOT / ".cache" / "podium"
    python = prepare_python(cache, install(cache))
    began = time.perf_counter()
    run_snippets(snippets, worker=worker_text(), python=python, engine="Deno", day="")
    return time.perf_counter() - began


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    with TemporaryDirectory() as folder:
        write_project(Path(folder))
        with built_site(Path(folder) / "mkdocs.yml") as site, served(site.folder) as address, chromium() as context:
            print("| from *Run* to the first output, ms (least / median / most) | JavaScript | Python |\n|---|--:|--:|")
            visits = {name: [measure(address, context, name) for _ in range(repeats)] for name in CODE}
            for what in visits["py"][0]:
                cells = [
                    show([visit[what] for visit in visits[name]]) if what in visits[name][0] else "" for name in CODE
                ]
                print(f"| {what} | {' | '.join(cells)} |")
            print("\n| bytes of ours, compressed | JavaScript | Python |\n|---|--:|--:|")
            sent = {name: bytes_sent(address, context, name) for name in CODE}
            for what in sent["js"][0]:
                print(f"| {what} | {' | '.join(f'{sent[name][0][what]:,}' for name in CODE)} |")
            hosts = set.union(*(hosts for _, hosts in sent.values()))
            print(f"\nHosts asked besides the site's own: {len(hosts - {address.split('/')[2]})}.\n")
    for language in Language:
        times = [build_time(language, 50) for _ in range(3)]
        print(f"Build: 50 snippets in {language}, engine included: {median(times):.2f} s (median of 3).")


if __name__ == "__main__":
    main()
