"""The names of time zones that writers may use."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from podium.dates.abbreviations import homes
from podium.dates.zones import fixed_zone, read_offset
from podium.problems import Finding, Level
from podium.text import did_you_mean, quoted

# Names of the database that depend on the machine, count leap seconds or turn the sign around.
_TRAPS = ("Etc/", "SystemV/", "posix/", "right/")


def read_zone(name: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The zone a writer names, and what is wrong with the name.

    In: an IANA name, in any case and with blanks for underscores, or an offset as `+02:00` and `UTC+2`.
    Out: the name as the database spells it, `UTC`, `+02:00`, or None. Abbreviations are no zones, nor are the
    database's old names without a region, of which some differ from machine to machine.
    """
    if name in _names():
        return name, ()
    minutes = read_offset(name)
    if minutes is not None:
        return fixed_zone(minutes), ()
    known = _names_by_folded().get(_fold(name))
    if known:
        return known, (
            Finding(
                message=f"the time zone {quoted(name)} is spelt {known}; read as {known}",
                level=Level.NOTICE,
            ),
        )
    if homes(name):
        return None, (
            Finding(
                message=f"{quoted(name)} is an abbreviation, not a time zone; not used",
                hint=f"Write {' or '.join(homes(name))}.",
            ),
        )
    return None, (
        Finding(
            message=f"{quoted(name)} is no time zone; not used",
            hint=did_you_mean(name, _names()) or _by_city(name) or "Write an IANA name such as Europe/Paris.",
        ),
    )


def _fold(name: str) -> str:
    return "_".join(name.casefold().split())


@cache
def _names() -> frozenset[str]:
    names = {name for name in available_timezones() if "/" in name and not name.startswith(_TRAPS)}
    return frozenset(names | {"UTC"})


@cache
def _names_by_folded() -> dict[str, str]:
    return {_fold(name): name for name in sorted(_names())} | {"etc/utc": "UTC"}


def _by_city(name: str) -> str:
    """The hint for a city without its region."""
    city = _fold(name)
    found = sorted(zone for folded, zone in _names_by_folded().items() if folded.rpartition("/")[2] == city)
    return f"Did you mean '{found[0]}'?" if city and found else ""
