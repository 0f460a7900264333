"""From a time on a wall and what was written about its zone to one instant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from podium.dates.abbreviations import READINGS, Reading, abbreviation, belongs
from podium.dates.zone_names import read_zone
from podium.dates.zones import fixed_zone, minutes_east, read_offset, show_offset, zone_info
from podium.problems import Finding, Level
from podium.text import quoted

_ASK = "Write an offset, as in 2016-03-18 12:00 -05:00, or name the zone in 'timezone'."


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A wall-clock time that has found its zone."""

    value: datetime
    """The wall clock, without a zone; `fold` tells the two passes of a repeated hour apart."""
    zone: str
    """The zone, as `Moment.zone`."""
    findings: tuple[Finding, ...] = ()
    """What its writer may want to know."""


def settle(value: datetime, written: str, zone: str) -> Settled:
    """The wall clock `value` with the zone `written` beside it, or that of its `zone` when nothing is.

    `written` is empty, `Z`, an offset, an abbreviation or an IANA name. An offset that is the zone's own at
    that time leaves the value in the zone; any other becomes a zone of its own.
    """
    if not written:
        return _on_the_wall(value, zone)
    if written in {"Z", "z"}:
        return _at_offset(value, 0, zone)
    if "/" in written:
        name, findings = read_zone(written)
        settled = _on_the_wall(value, name or zone)
        return replace(settled, findings=findings + settled.findings)
    minutes = read_offset(written.upper().removeprefix("GMT"))
    if minutes is not None:
        return _at_offset(value, minutes, zone)
    name = abbreviation(written)
    if belongs(name, zone, value.year):
        return _by_own_name(value, name, zone, written)
    return _by_any_name(value, name, zone, written)


def _on_the_wall(value: datetime, zone: str) -> Settled:
    """The value as clocks of the zone show it."""
    rules = zone_info(zone)
    first, second = (value.replace(tzinfo=rules, fold=fold).utcoffset() for fold in (0, 1))
    if first == second or first is None or second is None:
        return Settled(value=value, zone=zone)
    if first > second:
        twice = Finding(
            message=f"{_show(value)} comes twice in {zone}, when clocks go back; read as the first",
            hint=_ASK,
            level=Level.NOTICE,
        )
        return Settled(value=value, zone=zone, findings=(twice,))
    later = value + (second - first)
    gap = Finding(
        message=f"{_show(value)} does not exist in {zone}, where clocks go forward; read as {later:%H:%M}",
        level=Level.NOTICE,
    )
    return Settled(value=later, zone=zone, findings=(gap,))


def _at_offset(value: datetime, minutes: int, zone: str) -> Settled:
    """The value at an offset, in the zone when that is its offset then."""
    offset, rules = timedelta(minutes=minutes), zone_info(zone)
    instant = value.replace(tzinfo=UTC) - offset
    there = instant.astimezone(rules).replace(tzinfo=None)
    if there == value:
        return Settled(value=there, zone=zone)
    return Settled(value=value, zone=fixed_zone(minutes))


def _by_own_name(value: datetime, name: str, zone: str, written: str) -> Settled:
    """The value on the zone's clocks: people write the name of winter time all year."""
    rules = zone_info(zone)
    for fold in (0, 1):
        local = value.replace(tzinfo=rules, fold=fold)
        if local.tzname() == name and local.astimezone(UTC).astimezone(rules) == local:
            return Settled(value=local.replace(tzinfo=None), zone=zone)
    settled = _on_the_wall(value, zone)
    there = settled.value.replace(tzinfo=rules)
    actual = there.tzname() or ""
    usual = [reading.offset for reading in READINGS.get(name, ())[:1]]
    if settled.findings or len(name) == len("CT") or minutes_east(there) in usual:
        return settled
    wrong = Finding(
        message=f"{zone} is on {actual} and not on {written} at {_show(settled.value)}; read as {actual}",
        hint=f"Write {actual}, or no abbreviation at all.",
        level=Level.NOTICE,
    )
    return replace(settled, findings=(wrong,))


def _by_any_name(value: datetime, name: str, zone: str, written: str) -> Settled:
    """The value by an abbreviation that is not the zone's own."""
    readings = READINGS.get(name, ())
    if not readings:
        settled = _on_the_wall(value, zone)
        unknown = Finding(message=f"{quoted(written)} is no known zone; read as the time in {zone}", hint=_ASK)
        return replace(settled, findings=(unknown, *settled.findings))
    own = next((reading for reading in readings if reading.home == zone), None)
    first = own or readings[0]
    if first.offset is None:
        return _on_the_wall(value, first.home)
    settled = _at_offset(value, first.offset, zone)
    if own and settled.zone == zone:
        return settled
    if len(readings) > 1:
        ambiguous = Finding(
            message=f"{written} can be {_list(readings)}; read as {first.name}, UTC{_offset(first)}",
            hint=_ASK,
        )
        return replace(settled, findings=(ambiguous,))
    if value.replace(tzinfo=zone_info(first.home)).utcoffset() != timedelta(minutes=first.offset):
        unusual = Finding(
            message=f"{first.home} is not on {written} at {_show(value)}; read as UTC{_offset(first)}",
            hint=_ASK,
        )
        return replace(settled, findings=(unusual,))
    return settled


def _list(readings: tuple[Reading, ...]) -> str:
    *most, last = (reading.name for reading in readings)
    return f"{', '.join(most)} or {last}"


def _offset(reading: Reading) -> str:
    return show_offset(reading.offset or 0, minus="\u2212")


def _show(value: datetime) -> str:
    return f"{value:%Y-%m-%d %H:%M}"
