"""Finds the browser of the tests; run as a program, `browsers.py STEP`, it says what is missing to start it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, Playwright, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""No window, no sandbox (tests may run as root), and no request that a page did not make."""

SCRIPTLESS = "--blink-settings=scriptEnabled=false"
"""No page runs a script. Playwright's own `java_script_enabled` let one run once on a busy machine."""

_PATIENCE = 30
_REST = """async () => {
  const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  const ends = each => each.effect?.getComputedTiming().endTime < Infinity
  if (document.readyState !== "complete") await new Promise(done => addEventListener("load", done, { once: true }))
  await document.fonts.ready
  await frame()
  await Promise.allSettled(document.getAnimations().filter(ends).map(each => each.finished))
  await new Promise(done => requestIdleCallback(done))
  await frame()
}"""
_SHIFT = """async () => {
  const moves = []
  const observer = new PerformanceObserver(list => moves.push(...list.getEntries()))
  observer.observe({ type: "layout-shift", buffered: true })
  await new Promise(done => requestIdleCallback(done))
  return [...moves, ...observer.takeRecords()].reduce((sum, { value }) => sum + value, 0)
}"""


def installed() -> str | None:
    """The system's Chromium, or None when there is none and Playwright's own has to do."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright: Playwright, *more: str) -> Browser:
    """Start Chromium, the system's or Playwright's own, with more arguments than the quiet ones if need be."""
    return playwright.chromium.launch(executable_path=installed(), args=[*QUIET, *more])


def wait_until(page: Page, wanted: str) -> None:
    """Wait until a JavaScript expression is true; Playwright's own wait needs the `eval` that the policy forbids."""
    wait_for(page, lambda: page.evaluate(f"() => Boolean({wanted})"), wanted)


def wait_for(page: Page, true: Callable[[], bool], wanted: str = "what was waited for") -> None:
    """Wait until something is true while the page goes on, such as that it has asked for an address."""
    begin = time.monotonic()
    while not true():
        assert time.monotonic() - begin < _PATIENCE, f"never true: {wanted}"
        page.wait_for_timeout(20)


def rest(page: Page) -> Page:
    """Wait until a page is loaded, drawn, through with what moves, and idle; gives it back."""
    page.evaluate(_REST)
    return page


def shift(page: Page) -> float:
    """How far the things on a page have moved by themselves, as the browser counts it (Layout Instability)."""
    page.wait_for_load_state("networkidle")
    return float(rest(page).evaluate(_SHIFT))


def publish(page: Page, address: str, folder: Path) -> None:
    """Let a public address, which Material finds in the sitemap, answer with the files of a folder."""

    def answer(route: Route) -> None:
        path = folder / route.request.url.removeprefix(address).partition("?")[0].partition("#")[0]
        file = path / "index.html" if path.is_dir() else path
        route.fulfill(path=file) if file.is_file() else route.fulfill(status=404, body="")

    page.context.route(f"{address}**", answer)


def _driver() -> str:
    """Why Playwright's driver, a Node.js in its wheel, does not start; empty when it does."""
    done = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"], capture_output=True, text=True, check=False
    )
    return done.stderr.strip() if done.returncode else ""


def _installed() -> str:
    """Why there is no browser to start; empty when there is one, the system's or Playwright's own."""
    if installed():
        return ""
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return "" if path.exists() else f"there is no {path}"


def _starts() -> str:
    """Why the browser shows no page; empty when it does."""
    try:
        with sync_playwright() as playwright, launch(playwright) as browser:
            browser.new_page().set_content("<p>Hello")
    except Error as error:
        return str(error)
    return ""


STEPS = {
    "driver": ("Playwright's driver does not start", _driver),
    "installed": ("there is no browser for the tests", _installed),
    "starts": ("the browser for the tests does not start", _starts),
}
"""What `make` asks, in this order: what is missing in words, and what finds out why."""


def missing(step: str) -> str:
    """What is missing for a step, in one sentence; empty when nothing is."""
    sentence, find = STEPS[step]
    reason = find()
    return f"{sentence}: {reason.splitlines()[0]}" if reason else ""


if __name__ == "__main__":
    sys.exit(missing(sys.argv[1]) or None)
