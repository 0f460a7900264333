"""Keeps the addresses of meetings off the site: whoever has one can walk in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from podium.problems import Finding, Level
from podium.readers.dial_in import hide_numbers
from podium.readers.markdown_lines import masked
from podium.readers.matching import Given
from podium.readers.meeting_places import is_place, is_room
from podium.readers.report import Report
from podium.readers.values import Value
from podium.readers.wrapped import inner, named_host

# An address with its scheme, or a host with something behind it.
_IN_TEXT = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,30}:(?=[^\s])[^\s<>\"()\[\]]+"
    r"|(?<![\w@.-])(?://)?(?:[\w-]+\.)+[a-z]{2,}\.?(?::\d+)?[\\/?#][^\s<>\"()\[\]]*",
    re.IGNORECASE,
)
_BEYOND_HOST = re.compile(r"[\w.\\][\\/?#]|\w:\S")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))", re.IGNORECASE)
# Browsers take any number of slashes, and either kind.
_SLASHES = re.compile(r"^(https?:)/*", re.IGNORECASE)
# What is left around an address that is gone.
_NOTHING = re.compile(r"\s*(?:\(\s*\)|\[\s*\]|<\s*>)|\s+(?=[,;)])")
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_PLACES = ("location", "venue")
_APART = ("date", "occasions")


def is_meeting(url: str) -> bool:
    """Whether an address leads straight into a meeting, itself or by an address that it carries.

    The front pages of the hosts where meetings are held, their pages to register and the recordings that they publish
    are for everyone.
    """
    url = _SLASHES.sub(r"\1//", url.replace("\\", "/"))
    if not _SCHEME.match(url):
        url = f"https://{url.lstrip('/')}"
    return is_room(url) or any(map(is_room, inner(url))) or is_place(named_host(url))


def hide_meetings(text: str) -> str:
    """A text without the addresses of meetings in it, and without what one dials or types to enter them."""
    before = ""
    while before != text:  # what is left may come to say something that was not there
        before, text = text, _hidden(text)
    return text


def _hidden(text: str) -> str:
    shown = _IN_TEXT.sub(_hide, text) if _BEYOND_HOST.search(text) else text
    hidden = hide_numbers(shown, beside=shown != text)
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


def say_numbers() -> Finding:
    """What is said of numbers and words that open a meeting."""
    return Finding(
        message="this looks like what people dial or type to enter a meeting; it was left out of the site",
        hint="Send it to those who register.",
        level=Level.NOTICE,
    )


def say_shown() -> Finding:
    """What is said of a meeting in the text, which is the writer's own."""
    return Finding(
        message="what leads into a meeting stands in the text; the page and its search show it, and nothing else does",
        hint="Take it out unless everybody may come in.",
        level=Level.NOTICE,
    )


def find_meetings(body: str) -> Iterator[int]:
    """The lines of a text, from 0, that lead into a meeting; code is none."""
    if hide_meetings(body) != body:
        lines = enumerate(masked(body).split("\n"))
        yield from (place for place, line in lines if hide_meetings(line) != line)


def hide_value(value: Value, name: str, report: Report, label: str = "") -> Value:
    """A value without the addresses of meetings: the same one when there are none.

    `label` names it where that is more than the field: `zoom id` for `zoom: {id: …}`.
    """
    label = label or name
    data = value.data
    if isinstance(data, Mapping):
        entries = {part: hide_value(other, name, report, f"{label} {part}") for part, other in data.items()}
        same = all(entries[part] is data[part] for part in data)
        return value if same else replace(value, data=entries)
    if isinstance(data, tuple):
        items = tuple(hide_value(other, name, report, label) for other in data)
        same = all(new is old for new, old in zip(items, data, strict=True))
        return value if same else replace(value, data=items)
    hidden = "" if _is_number(label, data) else _hide_address(data)
    if hidden == data:
        return value
    report.add(say_private() if _IN_TEXT.sub(_hide, data) != data else say_numbers(), value.line, name)
    return replace(value, data=hidden, quoted=False)


def _is_number(label: str, text: str) -> bool:
    """Whether a field holds nothing but a number of a meeting, as `meeting_id` does, or the word that opens one."""
    words = re.sub(r"[\s_-]+", " ", label)
    return bool(text.strip()) and text.strip() not in hide_numbers(f"{words}: {text}")


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
    return found[0][len(address) :] if is_meeting(address) else found[0]
