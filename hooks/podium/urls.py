"""Addresses: which ones are safe to show, and how one page names another."""

from __future__ import annotations

import posixpath
import re
from string import punctuation
from urllib.parse import quote, unquote, urlsplit

from podium.problems import Finding
from podium.text import clean, quoted

_ADDRESS = re.compile(r"(?:https?:)?//\S+|mailto:\S+|www\.\S+", re.IGNORECASE)
_BEGINS = re.compile(r"//|(?:javascript|vbscript|data|file|blob):|[a-z][a-z0-9+.-]*:(?!\s)", re.IGNORECASE)
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# `meetup.com/x` is a host, `deck.pdf` and `docs/x.md` are files.
_HOST = re.compile(
    r"^(?:[\w-]+\.)+(?!(?:md|pdf|html?|svg|png|jpe?g|webp|gif|pptx?|odp|key|mp4|webm|ogg|txt)(?:[/?#]|$))[a-z]{2,}(?:[/?#]|$)",
    re.IGNORECASE,
)
# What RFC 3986 allows nowhere; a `%` has to begin an escape.
_UNSAFE = re.compile(r"[\s\x00-\x20\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")
_WEB = ("http", "https")
# Linux and macOS; a path is shorter than their 4,096 and 1,024, since it begins in the folder of the project.
_NAME_BYTES, _PATH_BYTES = 255, 1_000
_NAMES = {
    "meetup.com": "Meetup",
    "eventbrite.com": "Eventbrite",
    "lu.ma": "Luma",
    "luma.com": "Luma",
    "ti.to": "Tito",
    "pretix.eu": "pretix",
    "mobilizon.fr": "Mobilizon",
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "speakerdeck.com": "Speaker Deck",
    "slideshare.net": "SlideShare",
    "docs.google.com": "Google Slides",
    "noti.st": "Notist",
    "github.com": "GitHub",
}


def read_url(text: str) -> tuple[str | None, Finding | None]:
    """An address from untrusted text, made safe to put into a link.

    Takes http, https, mailto and site-relative addresses (RFC 3986); `//host/…` and a bare `www.example.org/x`
    become https. Refuses every other scheme and an address that names a user, which can
    make one host look like another. Returns the address, or None and what is wrong with it.
    """
    # Browsers drop tabs and line ends inside an address, so `java\tscript:` has to be seen as they see it.
    url = re.sub(r"[\t\r\n]", "", clean(text)).strip()
    if not url:
        return None, Finding(message="the address is empty; it was left out")
    if url.startswith("//"):
        url = "https:" + url
    elif _HOST.match(url):
        url = "https://" + url
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].casefold() not in (*_WEB, "mailto"):
        return None, Finding(
            message=f"{quoted(text)} is not a web address; it was left out",
            hint="Use an address that begins with https://.",
        )
    return _read_absolute(url, text) if scheme else (_encode(url), None)


def _read_absolute(url: str, text: str) -> tuple[str | None, Finding | None]:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host, parts = None, urlsplit("https:")
    if parts.scheme in _WEB and not host:
        return None, Finding(message=f"{quoted(text)} names no host; it was left out")
    if parts.scheme in _WEB and "@" in parts.netloc:
        return None, Finding(
            message=f"{quoted(text)} carries a user name, which can hide the host it leads to; it was left out",
            hint="Remove the part before '@'.",
        )
    return _encode(url), None


def _encode(url: str) -> str:
    encoded = _UNSAFE.sub(lambda found: quote(found[0]), url)
    # An accent behind an escape would become one letter with its last digit.
    return encoded if clean(encoded) == encoded else quote(encoded, safe=punctuation)


def is_absolute(url: str) -> bool:
    """Whether the address leads to another site."""
    return bool(_SCHEME.match(url))


def looks_like_address(text: str) -> bool:
    """Whether a text is a whole address and nothing else, such as `https://…`; `TAO: A Store` is a title."""
    return _ADDRESS.fullmatch(text) is not None


def may_be_address(text: str) -> bool:
    """Whether a text begins as an address does. A colon before a blank ends the first word of a title: `Raft: A Talk`.

    Never so for a scheme that browsers run, which they do after a blank as well.
    """
    return _BEGINS.match(text) is not None


def host_of(url: str) -> str:
    """The host of an address in lower case without `www.`, in its ASCII form, or an empty text.

    A name in another script is shown as `xn--…`, so that a look-alike cannot pass for the real one.
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return quote(host)


def host_name(url: str) -> str:
    """What people call the host: `Meetup` for www.meetup.com, else the host itself."""
    host = host_of(url)
    for known, name in _NAMES.items():
        if host == known or host.endswith("." + known):
            return name
    return host


def page_address(path: str, *, directories: bool) -> str:
    """Where a page lies in the site: `talks/x/` or `talks/x.html`, percent-encoded (RFC 3986)."""
    return quote(path + "/" if directories else path + ".html")


def page_file(address: str) -> str:
    """The file behind a page's address, not percent-encoded: `talks/x/index.html` or `talks/x.html`."""
    path = unquote(address)
    return path + "index.html" if path.endswith("/") or not path else path


def fits_a_disk(file: str) -> bool:
    """Whether a file of the site can be stored: no part of its name is longer than 255 bytes, nor all than 1,000."""
    return len(file.encode()) <= _PATH_BYTES and all(len(part.encode()) <= _NAME_BYTES for part in file.split("/"))


def relative(target: str, page: str) -> str:
    """A site address as seen from a page, e.g. `../es-intro/`, so that a site works under any sub-path."""
    if is_absolute(target):
        return target
    path, mark, rest = target.partition("#")
    link = posixpath.relpath("/" + path, "/" + posixpath.dirname(page))
    return (link if path and not path.endswith("/") else link + "/") + mark + rest
