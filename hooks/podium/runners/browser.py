"""Opens pages of a built site in Chromium, which gets them from a folder: no server, and no network at all."""

from __future__ import annotations

import mimetypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright, Route

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_CHANNELS = ("chrome", "msedge")
_QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
# Reserved for what is nowhere (RFC 6761); Chromium asks this program for whatever is there.
_SITE = "http://podium.invalid/"


class NoBrowserError(Exception):
    """There is no browser to print or to measure with; the text says what is missing."""


@contextmanager
def open_site(folder: Path) -> Iterator[Page]:
    """A page of a browser in which `address(…)` shows a file of the folder. Raises NoBrowserError."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 (an extra, which most sites do without)
    except ImportError:
        raise NoBrowserError("Playwright is not installed; 'pip install playwright' brings it") from None
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        try:
            page = browser.new_page(reduced_motion="reduce", color_scheme="light")
            page.route("**/*", lambda route: _answer(route, folder))
            yield page
        finally:
            browser.close()


def address(path: str) -> str:
    """Where a page of the folder is, for the browser."""
    return _SITE + path


def _launch(playwright: Playwright) -> Browser:
    from playwright.sync_api import Error  # noqa: PLC0415 (as above)

    # Chromium refuses its sandbox to root, as in a container.
    args = [*_QUIET, *(["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else [])]
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return playwright.chromium.launch(executable_path=found, args=args)
    for channel in (*_CHANNELS, None):
        try:
            return playwright.chromium.launch(channel=channel, args=args)
        except Error:
            continue
    raise NoBrowserError("there is neither Chromium nor Google Chrome; install one of them")


def _answer(route: Route, folder: Path) -> None:
    """Answers with a file of the folder; everything else does not exist."""
    url = urlsplit(route.request.url)
    file = (folder / unquote(url.path).lstrip("/")).resolve()
    file = file / "index.html" if file.is_dir() else file
    if url.hostname == urlsplit(_SITE).hostname and file.is_relative_to(folder.resolve()) and file.is_file():
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        route.fulfill(body=file.read_bytes(), content_type=f"{kind}; charset=utf-8" if "text" in kind else kind)
    else:
        route.abort()
