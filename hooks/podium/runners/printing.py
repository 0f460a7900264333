"""Prints decks as PDF and measures their slides, in a browser that shows the built site."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from podium.runners.browser import address

if TYPE_CHECKING:
    from playwright.sync_api import Page

READY = "html[data-podium-ready]"
"""What a deck's page becomes when it can be printed."""
_SECONDS = 60
_FILES = re.compile(r'(?:src|href|poster|data-background-image)="([^"#?:]+)"')
# Links to what was printed before are no part of what is printed.
_CHROME = re.compile(r'<nav class="podium-hud".*?</nav>', re.DOTALL)
_MEASURE = """() => [...document.querySelectorAll(".pdf-page")].map(page => {
  const slide = page.querySelector(":scope > section")
  if (!slide) return 0
  const low = slide.getBoundingClientRect()
  const foot = slide.querySelector(":scope > footer")?.getBoundingClientRect().top ?? low.bottom
  const over = [slide.scrollHeight - slide.clientHeight, slide.scrollWidth - slide.clientWidth]
  for (const part of slide.querySelectorAll(":scope > :not(aside, footer)")) {
    const box = part.getBoundingClientRect()
    if (box.height) over.push(box.bottom - Math.min(low.bottom, foot), box.right - low.right, low.top - box.top)
  }
  return Math.round(Math.max(...over))
})"""
_OVER = 4
"""Pixels by which a slide may be too tall before anybody sees it."""


def print_slides(page: Page, path: str, *, fragments: bool) -> bytes:
    """The PDF of a deck at a path of the site: a page a slide, or with `fragments` a page a step.

    Its text can be selected, its links work, and it has an outline and tags (PDF 1.4 and up).
    """
    return _print(page, f"{path}?print{'&fragments' * fragments}")


def print_handout(page: Page, path: str, paper: str) -> bytes:
    """The PDF of a deck as a text to read, each slide with what the speaker says; `paper` is `A4` or `Letter`."""
    return _print(page, f"{path}?handout", paper)


def measure_slides(page: Page, path: str) -> list[int]:
    """By how many pixels each slide of a deck is too tall or too wide for its ratio; 0 where it fits."""
    _open(page, f"{path}?print")
    over: list[Any] = page.evaluate(_MEASURE)
    return [pixels if pixels > _OVER else 0 for pixels in over]


def _print(page: Page, path: str, paper: str = "A4") -> bytes:
    _open(page, path)
    # Slides say how large they are; a text does not, so that visitors print it on the paper they have.
    return page.pdf(format=paper, prefer_css_page_size=True, print_background=True, tagged=True, outline=True)


def _open(page: Page, path: str) -> None:
    page.goto(address(path))
    page.wait_for_selector(READY, state="attached", timeout=_SECONDS * 1000)


def fingerprint(folder: Path, file: str, facts: Iterable[str]) -> str:
    """What a printed deck depends on, as a short text: its document, the files that names, and some facts."""
    document = folder / file
    text = _CHROME.sub("", document.read_text(encoding="utf-8"))
    digest = hashlib.sha256("\n".join([text, *facts]).encode())
    for name in sorted({unquote(found) for found in _FILES.findall(text)}):
        beside = document.parent / name
        if beside.is_file():
            digest.update(beside.read_bytes())
    return digest.hexdigest()[:32]


def version(page: Page) -> str:
    """The browser that prints, whose next version may do it otherwise."""
    return page.context.browser.version if page.context.browser else ""


def kept(cache: Path, key: str) -> Path:
    """Where a printed deck is kept under its fingerprint."""
    return cache / "pdf" / f"{key}.pdf"
