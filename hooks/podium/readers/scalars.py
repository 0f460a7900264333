"""Reads the value of one field as what the field expects: a text, texts, a flag, an address, a choice."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from podium.placeholders import is_placeholder
from podium.problems import Finding, Level
from podium.readers.markdown_text import plain as without_marks
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.values import Value
from podium.text import clean, did_you_mean, one_line, quoted
from podium.urls import is_absolute, looks_like_address, read_url

_YES = ("true", "yes", "on", "1")
_NO = ("false", "no", "off", "0")
_LOOKS_LIKE_ADDRESS = re.compile(r"[/.?]|#.")
_LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_ADDRESSES = ("url", "link", "href")
_Choice = TypeVar("_Choice", bound=StrEnum)


def plain(text: str) -> str:
    """Text on one line, with entities such as `&amp;` turned into what they mean."""
    return one_line(clean(html.unescape(text)))


def read_text(given: Given | None, report: Report) -> str:
    """One text, on one line; empty when there is none or it is not a text."""
    if given is None or given.value.empty:
        return ""
    data = given.value.data
    if isinstance(data, tuple) and len(data) == 1:
        data = data[0].data
    if isinstance(data, str):
        return plain(data)
    form, hint = (
        ("a list", "Write one of them.") if isinstance(data, tuple) else ("a mapping", "Write the value in quotes.")
    )
    report.say(
        given,
        Finding(message=f"this is {form} where one text belongs; it was left out", hint=hint, level=Level.ERROR),
    )
    return ""


def read_named(given: Given | None, report: Report) -> tuple[str, str]:
    """A name and the address it leads to: `PyCon`, `[PyCon](https://…)` or `https://…`; empty where not given.

    The name is read as Markdown and loses its marks.
    """
    text = read_text(given, report)
    found = _LINK.search(text)
    whole = found[1].strip() if found and found[0] == text else text
    name = "" if looks_like_address(whole) else without_marks(text)
    url = found[2] if found else "" if name else text
    if not given or not url:
        return name, ""
    address, finding = read_link(url)
    report.say(given, finding)
    return name, address or ""


def read_texts(given: Given, report: Report) -> list[tuple[str, int]]:
    """The texts of a list, or the one text, with their lines."""
    return [(plain(str(value.data)), value.line) for value in items(given, report, "a text") if value.data]


def items(given: Given, report: Report, wanted: str) -> Iterator[Value]:
    """The scalars of a list or the one scalar; anything nested deeper is reported as not being `wanted`."""
    values = given.value.data if isinstance(given.value.data, tuple) else (given.value,)
    for value in values:
        if value.empty:
            continue
        if isinstance(value.data, str):
            yield value
            continue
        report.add(
            Finding(
                message=f"an entry is a {_form(value)} where {wanted} belongs; it was left out",
                hint="Write the value in quotes.",
                level=Level.ERROR,
            ),
            value.line,
            given.name,
        )


def _form(value: Value) -> str:
    return "mapping" if isinstance(value.data, Mapping) else "list"


def truth(text: str) -> bool | None:
    """Yes or no, in any of the words that YAML has had for them; None for any other word."""
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def read_flag(given: Given | None, report: Report, *, default: bool) -> bool:
    """Yes or no, in any of the words that YAML has had for them."""
    if given is None or given.value.empty:
        return default
    said = truth(str(given.value.data))
    if said is not None:
        return said
    report.say(
        given,
        Finding(
            message=f"{quoted(given.value.data)} is neither true nor false; {str(default).lower()} was used",
            hint="Write true or false.",
        ),
    )
    return default


def read_address(given: Given | None, report: Report) -> str:
    """An address that is safe to link, or an empty text."""
    if given and isinstance(given.value.data, Mapping):
        inner = {name.casefold(): value for name, value in given.value.data.items()}
        given = replace(given, value=next((inner[part] for part in _ADDRESSES if part in inner), given.value))
    text = read_text(given, report)
    if not given:
        return ""
    found = _LINK.fullmatch(text)
    text = found[2] if found else text
    url, finding = read_link(text)
    report.say(given, finding)
    return url or ""


def read_link(text: str) -> tuple[str | None, Finding | None]:
    """What `read_url` reads, but for words that would become the address of a page of the site; `n/a` says nothing."""
    if is_placeholder(text):
        return None, None
    url, finding = read_url(text)
    if not url or is_absolute(url) or _LOOKS_LIKE_ADDRESS.search(url):
        return url, finding
    return None, Finding(
        message=f"{quoted(text)} is not an address; it was left out", hint="Write the whole address, with https://."
    )


def read_choice(given: Given | None, report: Report, choices: type[_Choice], default: _Choice) -> _Choice:
    """One of a few words; case, blanks and the American spelling of cancelled do not matter."""
    text = read_text(given, report)
    if not given or not text:
        return default
    word = text.casefold().replace(" ", "-").replace("_", "-").replace("canceled", "cancelled")
    if word in list(choices):
        return choices(word)
    known = ", ".join(choices)
    report.say(
        given,
        Finding(
            message=f"{quoted(text)} is none of {known}; {default} was used",
            hint=did_you_mean(word, choices),
        ),
    )
    return default
