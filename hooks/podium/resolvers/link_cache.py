"""What was learnt of addresses, kept for a while, so that a second run asks little."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from podium.files import write_whole
from podium.resolvers.link_answers import Answer, State

_FRESH = 24 * 60 * 60
_KEPT = {State.GOOD, State.MOVED}


def read_answers(file: Path, now: float) -> dict[str, Answer]:
    """Good answers of the last day, by address; what cannot be read is nothing. `now` in seconds since 1970."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(known, dict):
        return {}
    found = {}
    for url, entry in known.items():
        try:
            answer, at = Answer(**{**entry["answer"], "state": State(entry["answer"]["state"])}), float(entry["at"])
        except (TypeError, ValueError, KeyError):
            continue
        if answer.state in _KEPT and 0 <= now - at < _FRESH:
            found[url] = answer
    return found


def write_answers(file: Path, asked: Mapping[str, Answer], now: float) -> None:
    """Adds good answers to those of the file. Raises OSError."""
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        known = {}
    known = {url: entry for url, entry in known.items() if url not in asked} if isinstance(known, dict) else {}
    known |= {url: {"at": now, "answer": asdict(answer)} for url, answer in asked.items() if answer.state in _KEPT}
    text = json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    write_whole(file, text.encode())
