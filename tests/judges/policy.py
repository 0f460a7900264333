"""What a page asks of other hosts, what its Content Security Policy stops, and Google's opinion of the policy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from judges.tools import run_own

_WATCH = """document.addEventListener("securitypolicyviolation", event => {
  console.error(`Content Security Policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`.trim())
})"""
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_LOADS = re.compile(r"<(?:script|style|link|img|iframe|base)\b")
_DOUBT = 45
"""The severity above which csp_evaluator only notes what is possible, such as that a site trusts itself."""


def watch(page: Page) -> list[str]:
    """A list that fills while a page, not open yet, is used: what it asks of other hosts, and what is stopped.

    One line each: `GET https://…`, `Content Security Policy: style-src-attr inline`. Its frames are watched as well.
    """
    found: list[str] = []
    page.add_init_script(_WATCH)
    page.on("request", lambda asked: found.append(f"{asked.method} {asked.url}") if _is_foreign(asked.url) else None)
    page.on("console", lambda said: found.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: found.append(f"error {error}"))
    return found


def _is_foreign(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).hostname != "127.0.0.1"


def missing(folder: Path) -> list[str]:
    """The pages below a folder whose policy is missing or stands behind something that loads."""
    pages = sorted(folder.rglob("*.html"))
    assert pages, f"no page in {folder}"
    return [page.relative_to(folder).as_posix() for page in pages if not _policy(page)]


def _policy(page: Path) -> str:
    html = page.read_text(encoding="utf-8")
    found = _META.search(html)
    return unescape(found[1]) if found and not _LOADS.search(html, 0, found.start()) else ""


def policies(folder: Path) -> set[str]:
    """All policies of the pages below a folder; the snippets' frame, which is sealed otherwise, is left out."""
    pages = (page for page in folder.rglob("*.html") if page.name != "runner.html")
    return set(filter(None, map(_policy, pages)))


def findings(given: Iterable[str]) -> list[str]:
    """What csp_evaluator says of policies, without what is only possible: `script-src: 'unsafe-inline' allows …`."""
    wanted = sorted(given)
    assert wanted, "no policy"
    report = json.loads(run_own("evaluate.js", json.dumps(wanted)))
    return [f"{each['directive']}: {each['description']}" for each in report if each["severity"] <= _DOUBT]
