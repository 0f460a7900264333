"""The rules of time zones: the machine's or those of the package `tzdata`, whichever are newer.

Python takes the machine's where there are any. A system that is two years old would then move a talk by an hour in each
zone that changed since, although the package beside it knows better.
"""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

# What says which release it is: IANA's own file, and the one that macOS and the BSDs have.
_NAMED = ("tzdata.zi", "+VERSION")
_VERSION = re.compile(r"(\d{4})([a-z]{1,2})\b")
_LINK = re.compile(r"^L (\S+) (\S+)$", re.MULTILINE)
# The latest day of its year on which a first and a second release have come since 2016; a third may come at its end.
_LATEST = {"a": (4, 30), "b": (10, 31)}
_LAST_DAY = (12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """One copy of the IANA time zone database, compiled (RFC 9636)."""

    folder: Traversable
    """Where it is."""
    version: str
    """Its release, such as `2026f`; empty when it does not say."""

    @property
    def age(self) -> tuple[int, int, str]:
        """Sorts releases, the newest last: `2026z` comes before `2026za`."""
        found = _VERSION.match(self.version)
        return (int(found[1]), len(found[2]), found[2]) if found else (0, 0, "")


def load_zone(name: str) -> zoneinfo.ZoneInfo:
    """A zone by the newest rules that have it, apart from the zones that Python keeps for everybody else.

    Raises ZoneInfoNotFoundError, as Python does.
    """
    for rules in known_rules():
        file = rules.folder.joinpath(*name.split("/"))
        if file.is_file():
            with file.open("rb") as data:
                return zoneinfo.ZoneInfo.from_file(data, key=name)
    raise zoneinfo.ZoneInfoNotFoundError(name)


@cache
def known_rules() -> tuple[Rules, ...]:
    """Every copy on this machine, the newest first; among equals the machine's own, as Python has it."""
    found = (Rules(folder=folder, version=_version(folder)) for folder in _folders() if folder.is_dir())
    return tuple(sorted(found, key=lambda rules: rules.age, reverse=True))


def old_rules(now: datetime) -> str:
    """The release of the rules that count, when that is certainly older than a year; else empty."""
    version = next((rules.version for rules in known_rules()), "")
    found = _VERSION.match(version)
    if not found:
        return ""
    year, letter = int(found[1]) + 1, found[2]
    return version if now.date() > date(year, *_LATEST.get(letter, _LAST_DAY)) else ""


def twins(zone: str) -> tuple[str, ...]:
    """All names of one zone, in order: `America/Winnipeg` is `Canada/Central` as well."""
    return next((names for names in _twins() if zone in names), (zone,))


@cache
def _twins() -> tuple[tuple[str, ...], ...]:
    names: dict[str, set[str]] = {}
    for rules in known_rules()[:1]:
        for target, link in _LINK.findall(_read(rules.folder / "tzdata.zi")):
            names.setdefault(target, {target}).add(link)
    return tuple(tuple(sorted(same)) for same in names.values())


def _folders() -> Iterator[Traversable]:
    yield from map(Path, zoneinfo.TZPATH)
    try:
        yield resources.files("tzdata") / "zoneinfo"
    except ModuleNotFoundError:
        return


def _version(folder: Traversable) -> str:
    texts = (_read(folder / name) for name in _NAMED)
    return next((found[0] for text in texts if (found := _VERSION.search(text.partition("\n")[0]))), "")


def _read(file: Traversable) -> str:
    return file.read_bytes().decode("ascii", "replace") if file.is_file() else ""
