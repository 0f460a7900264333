"""A trace as people read it: stops on a line, what each event did to the state, and the whole as a table.

`podium-travel.js` says the same in the browser, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self
from urllib.parse import quote

from podium.renderers.leaves import Line, compare, flatten

_SVG = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<svg\b", re.IGNORECASE)
_SPACE = 'xmlns="http://www.w3.org/2000/svg"'
_LEAST_LINES, _MOST_LINES = 2, 14
_MANY, _CROWD = 10, 24


class Kind(StrEnum):
    """What happens at a stop."""

    START = "start"
    """Nothing yet."""
    EVENT = "event"
    """An event."""
    REJECTED = "rejected"
    """A command that `decide` refused."""
    IDLE = "idle"
    """A command that came to nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """One thing beside the others at a stop: the event, the state, a read model or a picture."""

    name: str
    """What stands above it."""
    lines: tuple[Line, ...] = ()
    """Its leaves."""
    notes: tuple[str, ...] = ()
    """Sentences under them."""
    text: str = ""
    """A view that is text."""
    picture: str = ""
    """A view that is SVG, as an address for an image."""

    @property
    def height(self) -> int:
        """How many lines it needs; a picture has a height of its own."""
        return len(self.lines) + len(self.notes) + (self.text.count("\n") + 1 if self.text else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place on the line."""

    kind: Kind
    """What happens here."""
    sign: str
    """What stands in its ring: the version, or `×`, or `–`."""
    label: str
    """A word or two under it."""
    version: int
    """The version of the state here."""
    command: int | None = None
    """Which command it is, from 0."""
    at: str
    """How links name it: `3`, or `3.1` for the first command after version 3 that changed nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stop as a row of the table."""

    stop: Stop
    """The stop."""
    happened: tuple[Line, ...]
    """The leaves of its event or command, without the type."""
    states: tuple[tuple[Line, ...], ...]
    """The state and the read models; none when nothing changed."""
    notes: tuple[str, ...]
    """What else there is to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """A trace, ready to be shown at one of its stops."""

    stops: tuple[Stop, ...]
    """Every stop in order."""
    position: int
    """The stop that is shown, from 0."""
    spoken: str
    """Where that is, in words."""
    panes: tuple[Pane, ...]
    """What is seen there."""
    lines: int
    """The most lines that any pane has at any stop, within reason."""
    names: tuple[str, ...]
    """The read models."""
    rows: tuple[Row, ...]
    """The whole story."""
    warnings: tuple[str, ...]
    """What is odd about all of it."""

    @property
    def at(self) -> str:
        """How links name the stop that is shown."""
        return self.stops[self.position].at

    @property
    def size(self) -> str:
        """How much room each stop has: empty, `many` or `crowd`."""
        return "crowd" if len(self.stops) > _CROWD else "many" if len(self.stops) > _MANY else ""


def read_travel(trace: Mapping[str, Any], at: int | None = None) -> Travel:
    """What pages show of a trace at the version `at`; the last one when it is None or there is no such version."""
    story = _Story(trace=trace, stops=tuple(_stops(trace)))
    versions = [place for place, stop in enumerate(story.stops) if stop.command is None]
    position = versions[at if at is not None and 0 <= at < len(versions) else -1]
    seen = [story.panes(place) for place in range(len(story.stops))]
    most = max(pane.height for panes in seen for pane in panes)
    return Travel(
        stops=story.stops,
        position=position,
        spoken=story.spoken(position),
        panes=seen[position],
        lines=min(max(most, _LEAST_LINES), _MOST_LINES),
        names=story.names,
        rows=tuple(story.row(place) for place in range(len(story.stops))),
        warnings=tuple(trace.get("warnings", ())),
    )


def _stops(trace: Mapping[str, Any]) -> Iterator[Stop]:
    quiet = [
        (number, command)
        for number, command in enumerate(trace.get("commands", ()))
        if command["atVersion"] == command["toVersion"]
    ]
    yield Stop(kind=Kind.START, sign="0", label="start", version=0, at="0")
    for version in range(len(trace["steps"]) + 1):
        if version:
            label = trace["steps"][version - 1]["event"]["type"]
            yield Stop(kind=Kind.EVENT, sign=str(version), label=label, version=version, at=str(version))
        here = [(number, command) for number, command in quiet if command["atVersion"] == version]
        for place, (number, command) in enumerate(here, 1):
            rejected = "rejected" in command
            yield Stop(
                kind=Kind.REJECTED if rejected else Kind.IDLE,
                sign="×" if rejected else "–",
                label=f"{command['command']['type']}: {'rejected' if rejected else 'nothing happened'}",
                version=version,
                command=number,
                at=f"{version}.{place}",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Story:
    """A trace with its stops."""

    trace: Mapping[str, Any]
    """The trace."""
    stops: tuple[Stop, ...]
    """Every stop in order."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.trace.get("projections", {}))

    def panes(self: Self, position: int) -> tuple[Pane, ...]:
        """What is seen at a stop."""
        stop = self.stops[position]
        name = {Kind.START: "Start", Kind.EVENT: f"Event {stop.version}"}.get(stop.kind, "Command")
        first = Pane(name=name, lines=_facts(self._happened(stop)), notes=self.notes(stop))
        words = {Kind.START: "State at the start", Kind.EVENT: "State after it"}.get(stop.kind, "State, as before")
        return (first, Pane(name=words, lines=self._state(stop)), *self._read_models(stop), *self._view(stop))

    def row(self, position: int) -> Row:
        """A stop as a row."""
        stop = self.stops[position]
        states = (
            () if stop.command is not None else (self._state(stop), *(pane.lines for pane in self._read_models(stop)))
        )
        return Row(stop=stop, happened=_facts(self._happened(stop))[1:], states=states, notes=self.notes(stop))

    def spoken(self, position: int) -> str:
        """Where a stop is, in words."""
        stop, count = self.stops[position], len(self.trace["steps"])
        place = f"after event {stop.version} of {count}" if stop.version else f"at the start of {count} events"
        if stop.kind is Kind.START:
            return place
        if stop.command is None:
            return f"{place}: {stop.label}"
        return f"{place}: {self._happened(stop)['type']}, {self.notes(stop)[0]}"

    def notes(self, stop: Stop) -> tuple[str, ...]:
        """What there is to say about a stop."""
        if stop.kind is Kind.START:
            return ()
        if stop.command is not None:
            reason = self.trace["commands"][stop.command].get("rejected", "")
            return (f"rejected: {reason}" if stop.kind is Kind.REJECTED and reason else stop.label.rpartition(": ")[2],)
        step = self.trace["steps"][stop.version - 1]
        cause = step.get("cause")
        decided = f"decided by {self.trace['commands'][cause]['command']['type']}" if cause is not None else ""
        warning = f"warning: {step['warning']}" if step.get("warning") else ""
        return tuple(filter(None, (decided, warning)))

    def _happened(self, stop: Stop) -> Mapping[str, Any]:
        if stop.command is not None:
            return self.trace["commands"][stop.command]["command"]  # type: ignore[no-any-return]
        return self.trace["steps"][stop.version - 1]["event"] if stop.version else {}

    def _at(self, version: int) -> Mapping[str, Any]:
        """What holds state, read models and view at a version."""
        return self.trace["steps"][version - 1] if version else {**self.trace, "state": self.trace["initial"]}

    def _state(self, stop: Stop) -> tuple[Line, ...]:
        now = self._at(stop.version)["state"]
        return compare(now, self._at(stop.version - 1)["state"]) if stop.kind is Kind.EVENT else flatten(now)

    def _read_models(self, stop: Stop) -> Iterator[Pane]:
        now = self._at(stop.version).get("projections", {})
        before = self._at(stop.version - 1).get("projections", {}) if stop.kind is Kind.EVENT else now
        for name in self.names:
            yield Pane(name=name, lines=compare(now.get(name), before.get(name)))

    def _view(self, stop: Stop) -> Iterator[Pane]:
        view = self._at(stop.version).get("view", "")
        if view or self.trace.get("view") or any(step.get("view") for step in self.trace["steps"]):
            picture = picture_address(view)
            yield Pane(name="View", text="" if picture else view, picture=picture)


def _facts(fields: Mapping[str, Any]) -> tuple[Line, ...]:
    """An event or a command; its type is a name and stands without quotation marks."""
    if not fields:
        return ()
    rest = {name: value for name, value in fields.items() if name != "type"}
    return (Line(path="type", value=str(fields["type"])), *(flatten(rest) if rest else ()))


def picture_address(view: str) -> str:
    """The address of an image of a view that is SVG; empty for one that is text. Browsers run nothing in images."""
    if not _SVG.match(view):
        return ""
    drawn = view if _SPACE in view else re.sub(r"<svg\b", f"<svg {_SPACE}", view, count=1, flags=re.IGNORECASE)
    return f"data:image/svg+xml,{quote(drawn, safe='', errors='replace')}"
