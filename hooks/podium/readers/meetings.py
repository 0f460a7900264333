"""Keeps the addresses of meetings off the site: whoever has one can walk in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from podium.problems import Finding, Level
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.values import Value

_HOSTS = (
    "8x8.vc",
    "app.gather.town",
    "bluejeans.com",
    "chime.aws",
    "gotomeet.me",
    "gotomeeting.com",
    "join.skype.com",
    "meet.google.com",
    "meet.goto.com",
    "meet.jit.si",
    "teams.live.com",
    "teams.microsoft.com",
    "webex.com",
    "whereby.com",
    "zoom.com",
    "zoom.us",
    "zoomgov.com",
)
_FOR_EVERYONE = ("events.teams.microsoft.com", "events.zoom.us", "www.webex.com")
# Pages to register and recordings that were published; a `..` could lead back to the meeting.
_PUBLIC_PATH = re.compile(
    r"(?!.*\.\.)/(?:(?:meeting|webinar)s?/register|rec/|registration/|register/|weblink/register|.*/webinar/)",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    r"(?:https?://)?(?<![\w@.-])(?:[\w-]+\.)*(?:"
    + "|".join(map(re.escape, _HOSTS))
    + r")(?![\w-])(?:\.?:\d+|\.)?[/?#][^\s<>\"()\[\]]*",
    re.IGNORECASE,
)
_BEYOND_HOST = re.compile(r"\w[/?#]")
# What is left around an address that is gone.
_NOTHING = re.compile(r"\s*(?:\(\s*\)|\[\s*\]|<\s*>)|\s+(?=[,;)])")
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_PLACES = ("location", "venue")
_APART = ("date", "occasions")


def is_meeting(url: str) -> bool:
    """Whether an address leads straight into a meeting, on one of the hosts where most are held.

    Their front pages, their pages to register and the recordings that they publish are for everyone.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").casefold()
    except ValueError:
        return False
    held = any(host == known or host.endswith("." + known) for known in _HOSTS)
    front = parts.path in ("", "/") and not parts.query and not parts.fragment
    return held and not front and host not in _FOR_EVERYONE and not _PUBLIC_PATH.match(unquote(parts.path))


def hide_meetings(text: str) -> str:
    """A text without the addresses of meetings in it."""
    if not _BEYOND_HOST.search(text):  # most texts, and this is quick
        return text
    hidden = _IN_TEXT.sub(_hide, text)
    return text if hidden == text else _NOTHING.sub("", hidden).strip(" ,;:–—-|")


def hide_given(given: Given, report: Report) -> Given:
    """A field without the addresses of meetings; the message does not repeat them, as logs are often public.

    A place of which nothing is left is online. Lists of occasions are read one by one.
    """
    if given.field.name in _APART and not isinstance(given.value.data, str):
        return given
    value = hide_value(given.value, given.name, report)
    if value is given.value:
        return given
    if given.field.name in _PLACES:
        value = _online(value)
    elif given.field.name == "online":
        value = replace(value, data="true")
    return replace(given, value=value)


def say_private() -> Finding:
    """What is said of an address of a meeting."""
    return Finding(
        message="this looks like a private meeting link; it was left out of the site",
        hint="Write the page where people register instead.",
        level=Level.NOTICE,
    )


def hide_value(value: Value, name: str, report: Report) -> Value:
    """A value without the addresses of meetings: the same one when there are none."""
    data = value.data
    if isinstance(data, Mapping):
        entries = {part: hide_value(other, name, report) for part, other in data.items()}
        same = all(entries[part] is data[part] for part in data)
        return value if same else replace(value, data=entries)
    if isinstance(data, tuple):
        items = tuple(hide_value(other, name, report) for other in data)
        same = all(new is old for new, old in zip(items, data, strict=True))
        return value if same else replace(value, data=items)
    hidden = _hide_address(data)
    if hidden == data:
        return value
    report.add(say_private(), value.line, name)
    return replace(value, data=hidden, quoted=False)


def _hide_address(text: str) -> str:
    """As `hide_meetings`, but of `[Zoom](https://…)` its words stay."""
    link = _LINK.fullmatch(text.strip())
    return link[1] if link and is_meeting(link[2]) else hide_meetings(text)


def _online(value: Value) -> Value:
    """A place of which a meeting was a part."""
    if isinstance(value.data, Mapping):
        said = {name.casefold() for name in value.data}
        return value if "online" in said else replace(value, data={**value.data, "online": replace(value, data="true")})
    return replace(value, data="Online") if not value.data else value


def _hide(found: re.Match[str]) -> str:
    address = found[0].rstrip(".,;")
    return "" if is_meeting(address if "//" in address else "https://" + address) else found[0]
