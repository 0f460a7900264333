"""Where people are found on social networks: handles, and the addresses that they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable

from podium.placeholders import is_placeholder
from podium.problems import Finding
from podium.readers.scalars import read_link
from podium.text import quoted
from podium.urls import host_of

_HOST = r"[\w-]+(?:\.[\w-]+)+"


def _at(base: str, shape: str) -> Callable[[str], str]:
    pattern = re.compile(shape, re.ASCII)
    return lambda handle: f"{base}{handle}" if pattern.fullmatch(handle) else ""


def _mastodon(handle: str) -> str:
    user, _, host = handle.partition("@")
    return f"https://{host}/@{user}" if re.fullmatch(r"[\w.-]{1,80}", user) and re.fullmatch(_HOST, host) else ""


def _linkedin(handle: str) -> str:
    """`ann`, `in/ann`, or the page of a company or a school."""
    found = re.fullmatch(r"/?(?:(in|company|school)/)?([\w.%-]{1,100})/?", handle)
    return f"https://www.linkedin.com/{found[1] or 'in'}/{found[2]}" if found else ""


NETWORKS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("mastodon", "Mastodon", _mastodon),
    # A handle is the name of a host; the other one is an account that moved.
    ("bluesky", "Bluesky", _at("https://bsky.app/profile/", rf"{_HOST}|did:(?:plc|web):[\w.:%-]+")),
    ("github", "GitHub", _at("https://github.com/", r"[\w-]{1,39}")),
    ("linkedin", "LinkedIn", _linkedin),
    ("twitter", "Twitter", _at("https://twitter.com/", r"\w{1,20}")),
)
"""The names of the fields, of the networks, and what makes an address of a handle, or nothing."""


_HOSTS_OF = {
    "GitHub": ("github.com",),
    "LinkedIn": ("linkedin.com", "lnkd.in"),
    "Twitter": ("twitter.com", "x.com"),
}
"""The hosts of networks, and of all parts of them; anybody may have a Mastodon or an address at Bluesky."""


def _is_at(link: str, network: str) -> bool:
    host = f".{host_of(link)}"
    return network not in _HOSTS_OF or any(host.endswith(f".{known}") for known in _HOSTS_OF[network])


def read_profile(text: str, network: str, build: Callable[[str], str]) -> tuple[str, Finding | None]:
    """The address of somebody's page at a network, from a handle or a whole address; empty where nothing is said."""
    if is_placeholder(text):
        return "", None
    url = build(text.removeprefix("@"))
    if url:
        return url, None
    whole = re.match(rf"[a-z][a-z0-9+.-]*:|//|{_HOST}/", text, re.IGNORECASE)
    link, finding = read_link(text) if whole else (None, None)
    if link and link.startswith(("http://", "https://")) and _is_at(link, network):
        return link, None
    return "", finding or Finding(
        message=f"{quoted(text)} is not a name on {network}; it was left out",
        hint="Write the handle or the whole address.",
    )
