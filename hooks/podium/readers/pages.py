"""Reads the fields that belong to the host's page rather than to the talk, and lets only harmless ones through."""

from __future__ import annotations

from collections.abc import Mapping

from podium.problems import Finding
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.scalars import read_texts
from podium.text import did_you_mean, quoted

_HIDEABLE = ("tags", "footer", "feedback", "path", "toc", "navigation")
_YES = ("true", "yes", "on")
_BOOST = (0.01, 100.0)


def read_page_fields(one: Mapping[str, Given], report: Report) -> dict[str, object]:
    """Material's `hide` and `search`, checked, in the types that Material expects."""
    page: dict[str, object] = {}
    if "hide" in one:
        page["hide"] = [
            text for text, line in read_texts(one["hide"], report) if _known(text, line, one["hide"], report)
        ]
    if "search" in one:
        page["search"] = _read_search(one["search"], report)
    return {name: value for name, value in page.items() if value}


def _known(text: str, line: int, given: Given, report: Report) -> bool:
    if text in _HIDEABLE:
        return True
    report.add(
        Finding(
            message=f"{quoted(text)} is not a part of the page; it was left out", hint=did_you_mean(text, _HIDEABLE)
        ),
        line,
        given.name,
    )
    return False


def _read_search(given: Given, report: Report) -> dict[str, object]:
    data = given.value.data
    if isinstance(data, Mapping):
        search: dict[str, object] = {}
        if "exclude" in data and str(data["exclude"].data).casefold() in _YES:
            search["exclude"] = True
        boost = _number(str(data["boost"].data)) if "boost" in data else 1.0
        if _BOOST[0] <= boost <= _BOOST[1]:
            return search | ({"boost": boost} if "boost" in data else {})
    report.say(
        given,
        Finding(
            message="the search settings were not understood; they were left out",
            hint="Write 'exclude: true', or 'boost' with a number from 0.01 to 100.",
        ),
    )
    return {}


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
