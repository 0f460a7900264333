"""Writes what is on record of a snippet, so that people can review it line by line."""

from __future__ import annotations

import difflib
import json
from typing import Any

from podium.readers.recordings import VERSION
from podium.structure.recordings import Recording
from podium.structure.snippets import Snippet

_STEPS = ("steps", "commands")


def write_recording(snippet: Snippet, recording: Recording) -> str:
    """The text of a recording: JSON, with each line of output and each step of the history on a line of its own."""
    head = {
        "podium": VERSION,
        "snippet": snippet.name,
        "language": str(snippet.language),
        "code": recording.code,
        "runtime": recording.runtime,
        "engine": recording.engine,
        "day": recording.day,
    }
    return _dumps({**head, **_result(recording)}) + "\n"


def _result(recording: Recording) -> dict[str, Any]:
    """All that another run has to repeat; what is empty is left out."""
    failure = recording.failure
    error = (
        {
            "name": failure.name,
            "message": failure.message,
            "file": failure.file,
            "line": failure.line,
            "text": failure.text.split("\n"),
        }
        if failure
        else None
    )
    parts = {
        "left": recording.left,
        "error": error,
        "stopped": recording.stop and str(recording.stop),
        "protocol": recording.protocol,
        "trace": dict(recording.trace),
    }
    output = [text if stream == "out" else {stream: text} for stream, text in recording.lines]
    return {"output": output, **{name: part for name, part in parts.items() if part}}


def compare_recordings(old: Recording, new: Recording) -> str:
    """What another run did differently, as lines with `-` and `+`."""
    before, after = (_dumps(_result(each)).split("\n") for each in (old, new))
    lines = difflib.unified_diff(before, after, "recorded", "now", n=1, lineterm="")
    return "\n".join(lines)


def _dumps(data: dict[str, Any], indent: str = "  ") -> str:
    """JSON in which lists are written item by item, and each item on one line."""
    parts = [f"{indent}{json.dumps(name)}: {_value(name, value, indent)}" for name, value in data.items()]
    return "{\n" + ",\n".join(parts) + f"\n{indent[2:]}}}"


def _value(name: str, value: object, indent: str) -> str:
    if name == "trace" and isinstance(value, dict):
        return _dumps(value, indent + "  ")
    if isinstance(value, list) and value:
        lines = ",\n".join(f"{indent}  {json.dumps(item, ensure_ascii=False)}" for item in value)
        return f"[\n{lines}\n{indent}]"
    return json.dumps(value, ensure_ascii=False)
