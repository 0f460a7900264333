"""Asks a provider's oEmbed endpoint (oembed.com, version 1.0) what an address alone does not tell.

Only `podium resolve` does this, once for each deck; a build never asks anybody.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request

from podium.readers.measures import read_ratio
from podium.resolvers.amendments import add_fields, field_names
from podium.resolvers.guard import open_public
from podium.resolvers.providers import resolve_deck
from podium.text import clean, one_line, quoted, shorten

_ENDPOINTS: Mapping[str, str] = {
    "speakerdeck": "https://speakerdeck.com/oembed.json",
    "slideshare": "https://www.slideshare.net/api/oembed/2",
    "vimeo": "https://vimeo.com/api/oembed.json",
}
_PLAYERS = (
    re.compile(r"//speakerdeck\.com/player/([0-9a-f]{32}|[0-9a-f]{24})(?![0-9A-Za-z])"),
    re.compile(r"//(?:www\.)?slideshare\.net/slideshow/embed_code/key/([A-Za-z0-9]{6,40})(?![0-9A-Za-z])"),
)
_IDS = ("dataid", "id")
_RATIOS = ("ratio", "dataratio", "aspectratio")
_LARGEST = 1024 * 1024
_LONGEST_TITLE = 200
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
# Hosts report whole pixels, so that 16:9 arrives as 710 by 399.
_USUAL = (16 / 9, 16 / 10, 4 / 3, 3 / 2, 1.0, 9 / 16, 3 / 4)
_NEAR = 0.01


class Unanswered(Exception):  # noqa: N818 - it is no error of the program
    """No usable answer came; the text says why, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an oEmbed answer tells, checked."""

    id: str = ""
    """The id of the player, or empty."""
    ratio: float | None = None
    """Width divided by height, or None."""
    title: str = ""
    """The title as one line, or empty."""


def wanted(meta: Mapping[str, object]) -> str | None:
    """The address to ask about a deck, from its front matter; None when nothing is missing or known there."""
    given = {re.sub(r"[\s_-]+", "", name.casefold()): str(value) for name, value in meta.items() if value}
    embed, _ = resolve_deck(given.get("type", ""), {"url": given.get("url", "")})
    if embed is None or embed.provider not in _ENDPOINTS or not given.get("url"):
        return None
    has_id = bool(embed.frame) or any(given.get(name) for name in _IDS)
    if has_id and any(given.get(name) for name in _RATIOS):
        return None
    return f"{_ENDPOINTS[embed.provider]}?{urlencode({'url': embed.link, 'format': 'json'})}"


def fetch(url: str, *, timeout: float = 10) -> dict[str, object]:
    """The JSON object at an https address, at most 1 MB, within `timeout` seconds in all.

    Redirects are followed while they stay with https; http is for this machine alone. Raises Unanswered.
    """
    _check_address(url)
    return _parse(_within(timeout, lambda: _download(url, timeout)), url)


def read_answer(answer: Mapping[str, object]) -> Answer:
    """What an untrusted answer tells; ids are taken by shape from the player's own address."""
    html = answer.get("html")
    matches = (shape.search(html) for shape in _PLAYERS) if isinstance(html, str) else ()
    title = answer.get("title")
    return Answer(
        id=next((found[1] for found in matches if found), ""),
        ratio=_ratio(answer.get("width"), answer.get("height")),
        title=shorten(clean(title), _LONGEST_TITLE) if isinstance(title, str) else "",
    )


def apply(text: str, answer: Mapping[str, object]) -> str:
    """A deck file's text with `data-id`, `ratio` and `title` where they were missing, else unchanged.

    Comments, order, line ends and a byte order mark stay, so read and write the file with `newline=""`. A
    second call changes nothing. Raises Unanswered when the answer tells nothing of use or the text has no
    front matter.
    """
    told = read_answer(answer)
    if not told.id and told.ratio is None:
        raise Unanswered("the answer names no player and no size; the file was left as it is")
    names = field_names(text)
    if names is None:
        raise Unanswered("the file has no front matter; it was left as it is")
    fields = {}
    if told.id and not names & set(_IDS):
        fields["data-id"] = f"'{told.id}'"
    if told.ratio and not names & set(_RATIOS):
        fields["ratio"] = f"{told.ratio:.4f}".rstrip("0").rstrip(".")
    if told.title and "title" not in names:
        # A JSON string is a double-quoted YAML scalar (YAML 1.2, section 1.3).
        fields["title"] = json.dumps(one_line(told.title), ensure_ascii=False)
    return add_fields(text, fields)


def _ratio(width: object, height: object) -> float | None:
    """The ratio of two sizes, drawn to a usual one when it is very near."""
    ratio = read_ratio(f"{_pixels(width)}/{_pixels(height)}")
    near = [usual for usual in _USUAL if ratio and abs(usual - ratio) / usual < _NEAR]
    return min(near, key=lambda usual: abs(usual - (ratio or 0))) if near else ratio


def _pixels(size: object) -> int:
    """A size in whole pixels, which some hosts send as a text; 0 when it is none."""
    if isinstance(size, (int, float)) and not isinstance(size, bool) and 0 < size < 100_000:  # noqa: PLR2004 - wider than any screen
        return int(size)
    return int(size) if isinstance(size, str) and re.fullmatch(r"[0-9]{1,5}", size) else 0


def _check_address(url: str, *, local: bool = True) -> None:
    """Raises Unanswered unless the address is https, or, if it may be `local`, http on this machine."""
    try:
        parts = urlsplit(url)
        secure = parts.scheme == "https" or (local and parts.scheme == "http" and parts.hostname in _LOOPBACK)
    except ValueError:
        secure = False
    if not secure:
        raise Unanswered(f"{quoted(url, 120)} is not an https address; nothing was asked")


class _SecureRedirects(HTTPRedirectHandler):
    """Follows redirects only to where the first request could have gone."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - the signature of urllib
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        try:
            _check_address(newurl, local=req.type == "http")
        except Unanswered:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _download(url: str, timeout: float) -> bytes:
    request = Request(url, headers={"User-Agent": "podium-resolve", "Accept": "application/json"})  # noqa: S310 - checked
    try:
        with open_public(request, timeout, _SecureRedirects(), local=request.type == "http") as response:
            body = response.read(_LARGEST + 1)
    except HTTPError as error:
        error.close()
        raise Unanswered(f"{_host(url)} answered {error.code} {_plain(error.reason)}; nothing was written") from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = _plain(getattr(error, "reason", error))
        raise Unanswered(f"{_host(url)} could not be asked ({reason}); nothing was written") from error
    if len(body) > _LARGEST:
        raise Unanswered(f"{_host(url)} sent more than 1 MB; nothing was written")
    return bytes(body)


def _within(timeout: float, work: Callable[[], bytes]) -> bytes:
    """What `work` returns, if it is done in time.

    A socket's own timeout starts anew with each byte, so a server that sends one byte a second could hold the
    caller for ever; a thread that nobody waits for cannot.
    """
    results: list[bytes] = []
    failures: list[Unanswered] = []

    def run() -> None:
        try:
            results.append(work())
        except Unanswered as failure:
            failures.append(failure)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(timeout)
    if failures:
        raise failures[0]
    if not results:
        raise Unanswered(f"no whole answer came within {timeout:g} seconds; nothing was written")
    return results[0]


def _parse(body: bytes, url: str) -> dict[str, object]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unanswered(f"{_host(url)} did not answer with JSON; nothing was written") from error
    if not isinstance(answer, dict):
        raise Unanswered(f"{_host(url)} did not answer with a JSON object; nothing was written")
    return answer


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _plain(reason: object) -> str:
    return shorten(clean(str(reason)), 120)
