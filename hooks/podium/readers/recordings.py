"""Reads what is on record of a snippet: JSON that people review and merge, so it may be anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from podium.problems import Finding
from podium.structure.recordings import Failure, Line, Recording, Stop

VERSION = 1
"""The version of the format."""


def read_recording(text: str) -> tuple[Recording | None, Finding | None]:
    """The recording of a snippet, or what is wrong with the text."""
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("podium") != VERSION:
            return None, _say_unreadable("it is not of this version of Podium")
        return _recording(data), None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return None, _say_unreadable(str(error) or type(error).__name__)


def _recording(data: Mapping[str, Any]) -> Recording:
    error = data.get("error")
    stop = data.get("stopped")
    return Recording(
        code=str(data["code"]),
        runtime=str(data.get("runtime", "")),
        engine=str(data.get("engine", "")),
        day=str(data.get("day", "")),
        lines=tuple(_line(line) for line in data["output"]),
        left=int(data.get("left", 0)),
        failure=_failure(error) if error else None,
        stop=Stop(stop) if stop else None,
        protocol=str(data.get("protocol", "")),
        trace=dict(data.get("trace") or {}),
    )


def _line(line: str | Mapping[str, str]) -> Line:
    return ("err", str(line["err"])) if isinstance(line, Mapping) else ("out", str(line))


def _failure(error: Mapping[str, Any]) -> Failure:
    line = error.get("line")
    return Failure(
        name=str(error["name"]),
        message=str(error["message"]),
        text="\n".join(map(str, error.get("text", []))),
        file=str(error.get("file", "")),
        line=int(line) if line is not None else None,
    )


def _say_unreadable(reason: str) -> Finding:
    return Finding(
        message=f"the recording cannot be read ({reason}); the snippet runs again",
        hint="Write it anew with 'podium bake'.",
    )
