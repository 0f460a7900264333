"""What is special about the records of PyVideo, from which many lists of talks begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from podium.problems import Finding, Level
from podium.readers.fields import key
from podium.readers.matching import Given
from podium.readers.report import Report
from podium.readers.values import Value

# Fields of its records that hardly anybody else has, and of which each record has most.
_MARKS = ("copyright_text", "quality_notes", "recorded", "related_urls", "thumbnail_url", "videos")
_SURE = 3
_LIKELY = 2
# Whoever means minutes does not write as many as these.
_LONG = 600
_MINUTE = 60


def read_seconds(given: Given, written: Mapping[str, Value], report: Report) -> Given:
    """A `duration`, which PyVideo counts in seconds, in whole minutes where the file is one of its records.

    It is when three of the fields that mark its records are there, or two beside a number of 600 or more.
    """
    text = given.value.data
    if not isinstance(text, str) or not (text.isascii() and text.isdecimal()):
        return given
    names = {key(name) for name in written}
    count = sum(key(mark) in names for mark in _MARKS)
    seconds = int(text[:9])
    if count < _LIKELY or (count < _SURE and seconds < _LONG):
        return given
    minutes = max(1, round(seconds / _MINUTE))
    report.say(
        given,
        Finding(
            message=f"the file looks like a record of PyVideo, so the {text} are seconds; {minutes} minutes were read",
            hint="Write the unit, such as 30m, if that is wrong.",
            level=Level.NOTICE,
        ),
    )
    return replace(given, value=replace(given.value, data=f"{minutes}m"))
