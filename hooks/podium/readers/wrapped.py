"""Addresses within addresses: what mail protection, search engines and calendars wrap around the one they lead to."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from urllib.parse import unquote

_DEPTH = 5
"""How often an address can be encoded within another: a forwarded mail is protected by both sides."""
_LONGEST = 16_384
# Some of them leave one of the two slashes.
_WHOLE = re.compile(
    r"(?P<web>https?:)[\\/]+(?P<rest>(?:(?!https?:[\\/]).)*)|(?:msteams|zoommtg|zoomus):\S*", re.IGNORECASE | re.DOTALL
)
# `?url=zoom.us/j/1`, and Google's `/amp/s/zoom.us/j/1`.
_BARE = re.compile(r"(?:[?&#;]\w{1,20}=|/amp/(?:s/)?)((?:[\w-]+\.)+[a-z]{2,}[/?#][^?&#;]*)", re.IGNORECASE)
# Proofpoint's second form: `-3A` is `%3A`, `_` is `/`.
_PROOFPOINT = re.compile(r"urldefense\.(?:proofpoint\.)?com/v2/url\?(?:[^?]{0,200}&)?u=([^&\s]+)", re.IGNORECASE)
_HEX = re.compile(r"-([0-9A-Fa-f]{2})")
# `http` in base64, as Sophos and Bing write it.
_BASE64 = re.compile(r"aHR0c[\w+/-]{8,}={0,2}")
# Mimecast keeps the address to itself and names the host it leads to.
_NAMED = re.compile(r"mimecast[\w.]{0,40}\.com/[^?]{0,200}\?(?:[^?]{0,200}&)?domain=([\w.-]+)", re.IGNORECASE)


def inner(url: str) -> Iterator[str]:
    """Every address that stands inside an address, plain, percent-encoded or in base64, however deep."""
    texts = [url[:_LONGEST]]
    for _ in range(_DEPTH):
        for text in texts:
            yield from _addresses(text)
        texts = [made for text in texts for made in _decoded(text)]
        if not texts:
            return


def named_host(url: str) -> str:
    """The host that a wrapped address says it leads to where the address itself is hidden; empty when it says none."""
    found = _NAMED.search(unquote(url)) if "mimecast" in url.casefold() else None
    return found[1] if found else ""


def _addresses(text: str) -> Iterator[str]:
    """The addresses that begin in a text, each up to where the next begins."""
    for whole in _WHOLE.finditer(text):
        yield f"{whole['web']}//{whole['rest']}" if whole["web"] else whole[0]
    yield from (f"https://{bare[1]}" for bare in _BARE.finditer(text))


def _decoded(text: str) -> Iterator[str]:
    """What a text says when its encoding is taken away."""
    if "%" in text and (plain := unquote(text)) != text:
        yield plain
    for proofpoint in _PROOFPOINT.finditer(text) if "/v2/url?" in text else ():
        yield unquote(_HEX.sub(r"%\1", proofpoint[1]).replace("_", "/"))
    for hidden in _BASE64.finditer(text) if "aHR0c" in text else ():
        yield _from_base64(hidden[0])


def _from_base64(text: str) -> str:
    whole = text.rstrip("=").replace("+", "-").replace("/", "_")
    whole = whole[: len(whole) - 1] if len(whole) % 4 == 1 else whole
    return urlsafe_b64decode(whole + "=" * (-len(whole) % 4)).decode("utf-8", "replace")
