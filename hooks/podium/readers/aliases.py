"""Reads the old addresses of a talk."""

from __future__ import annotations

import re
from collections.abc import Iterable

from podium.placeholders import is_placeholder
from podium.problems import Finding
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.scalars import read_texts
from podium.structure.settings import Settings
from podium.text import quoted
from podium.urls import fits_a_disk, host_of, is_absolute, read_url

# Dots climb, colons and braces are the placeholders of other generators, percent signs hide all of these.
_NO_PATH = re.compile(r"\.\.|[%:{}]")


def read_aliases(fields: Iterable[Given], settings: Settings, report: Report) -> tuple[str, ...]:
    """Paths of old addresses, without the slash at the front."""
    paths: list[str] = []
    for given in fields:
        for text, line in read_texts(given, report):
            # Eleventy says `false` where a page has no address.
            if text.casefold() == "true" or is_placeholder(text):
                continue
            url, finding = read_url(text)
            report.add(finding, line, given.name)
            here = host_of(settings.site_url)
            if url and is_absolute(url) and (host_of(url) != here or not here):
                finding = Finding(message=f"{quoted(text)} is not an address of this site; it was left out")
                report.add(finding, line, given.name)
            elif url:
                paths.append(_path(url, text, line, given, report))
    return tuple(dict.fromkeys(filter(None, paths)))


def _path(url: str, text: str, line: int, given: Given, report: Report) -> str:
    path = re.sub(r"^https?://[^/]*", "", url).partition("#")[0].partition("?")[0].lstrip("/")
    if not path or _NO_PATH.search(path):
        report.add(
            Finding(
                message=f"{quoted(text)} is not an address that can redirect; it was left out",
                hint="Write a path such as /2016/03/my-talk/.",
            ),
            line,
            given.name,
        )
        return ""
    if not fits_a_disk(path):
        finding = Finding(message=f"{quoted(text)} is longer than a file's name can be; it was left out")
        report.add(finding, line, given.name)
        return ""
    return path
