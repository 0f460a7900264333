"""Reads the picture of a talk."""

from __future__ import annotations

from collections.abc import Mapping

from podium.placeholders import is_placeholder
from podium.readers.matching import Given
from podium.readers.prose import plain_text
from podium.readers.report import Report
from podium.readers.scalars import read_text
from podium.readers.values import bare
from podium.structure.talks import Cover
from podium.urls import read_url

_PICTURES = ("src", "url", "path", "filename", "image", "teaser", "feature")


def read_cover(given: Given | None, alt: Given | None, report: Report) -> Cover | None:
    """The picture that `cover` names, with the words of `alt` or of its own; None when it names none."""
    if given is None or given.value.empty:
        return None
    parts = bare(given.value)
    parts = parts if isinstance(parts, Mapping) else {"src": read_text(given, report)}
    src = next((str(parts[name]) for name in _PICTURES if parts.get(name)), "")
    if not src or is_placeholder(src):  # HugoBlox writes only how to crop a picture it finds by its name
        return None
    url, finding = read_url(src)
    report.say(given, finding)
    words = read_text(alt, report) or plain_text(str(parts.get("alt") or parts.get("caption") or ""))
    return Cover(src=url, alt=words) if url else None
