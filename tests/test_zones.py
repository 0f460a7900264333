"""Whose rules of time zones count, and what follows from new ones."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from zoneinfo import available_timezones

import icalendar
import pytest

from podium.dates import old_rules, read_when, rules, twins, zone_info
from podium.dates.abbreviations import home_of
from podium.dates.zones import common_name, minutes_east
from podium.mkdocs.checking import check
from podium.renderers.calendar_zones import render_zone
from sites import ROOT

PACKAGE = resources.files("tzdata") / "zoneinfo"
# A summer of Vancouver, in a process that finds `machine` where Python looks for the rules of zones.
ASK = """
from podium.dates import read_when
from podium.renderers.calendar_zones import render_zone
for zone in ("America/Vancouver", "US/Pacific"):
    print(read_when("2027-07-20 18:30", zone=zone)[0].start.machine)
print("TZOFFSETTO:+0900" in render_zone("America/Vancouver", 2027, 2027))
"""


def machine(folder: Path, said: dict[str, str]) -> Path:
    """Rules that have Tokyo's clocks in Vancouver, and a file that may say which release they are; nothing else."""
    (folder / "America").mkdir(parents=True)
    (folder / "America" / "Vancouver").write_bytes((PACKAGE / "Asia" / "Tokyo").read_bytes())
    for name, text in said.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def ask(machine: Path) -> list[str]:
    env = {**os.environ, "PYTHONTZPATH": str(machine), "PYTHONPATH": str(ROOT / "hooks")}
    asked = subprocess.run([sys.executable, "-c", ASK], env=env, capture_output=True, text=True, check=True)
    return asked.stdout.split()


@pytest.mark.parametrize(
    ("said", "newer"),
    [
        ({"tzdata.zi": "# version 1999a\n"}, False),
        ({"tzdata.zi": "# version 2999a-dirty\n"}, True),
        ({"+VERSION": "2999za\n"}, True),
        ({"tzdata.zi": "# version unknown\n"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_the_newer_rules_count_for_dates_and_calendars(tmp_path: Path, said: dict[str, str], *, newer: bool) -> None:
    vancouver = "2027-07-20T18:30+09:00" if newer else "2027-07-20T18:30-07:00"
    # A name that only the package has is read by the package.
    assert ask(machine(tmp_path / "rules", said)) == [vancouver, "2027-07-20T18:30-07:00", str(newer)]


def test_a_machine_without_rules_has_those_of_the_package(tmp_path: Path) -> None:
    assert ask(tmp_path / "nowhere")[0] == "2027-07-20T18:30-07:00"


@pytest.mark.parametrize(
    ("said", "older"),
    [
        (["2026z", "2026za", "2027a"], ["2026z", "2026za"]),
        (["2025b", "2025c"], ["2025b"]),
        (["", "2025a"], [""]),
    ],
)
def test_releases_are_sorted_as_they_came(said: list[str], older: list[str]) -> None:
    known = [rules.Rules(folder=Path(), version=version) for version in said]
    assert [each.version for each in sorted(known, key=lambda each: each.age)][:-1] == older


@pytest.mark.parametrize(
    ("version", "now", "old"),
    [
        ("2025b", "2026-11-30", True),
        ("2025b", "2026-10-01", False),  # as late as October a second release has come
        ("2025c", "2026-11-30", False),
        ("2025c", "2027-01-01", True),
        ("2026f", "2027-12-31", False),
        ("", "2099-01-01", False),
    ],
)
def test_rules_are_old_a_year_after_the_last_day_they_can_be_of(
    monkeypatch: pytest.MonkeyPatch, version: str, now: str, *, old: bool
) -> None:
    monkeypatch.setattr(rules, "known_rules", lambda: (rules.Rules(folder=Path(), version=version),))
    assert old_rules(datetime.fromisoformat(now)) == (version if old else "")


def test_check_says_that_the_rules_are_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nhooks: [{ROOT / 'hooks/main.py'}]\n", encoding="utf-8")
    newest = rules.known_rules()[0].version
    assert not any("time zones" in problem.message for problem in check(tmp_path / "mkdocs.yml"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2040, 1, 1, tzinfo=UTC).timestamp())))
    (said,) = (problem for problem in check(tmp_path / "mkdocs.yml") if "time zones" in problem.message)
    assert (said.level, newest in said.message) == ("notice", True)


def test_a_zone_has_several_names() -> None:
    assert twins("Canada/Central") == twins("America/Winnipeg")
    assert {"Asia/Kolkata", "Asia/Calcutta"} <= set(twins("Asia/Kolkata"))
    assert twins("-06:00") == ("-06:00",)


def test_names_that_several_clocks_share_are_those_of_one_place() -> None:
    """Whoever reads `Central Time` thinks of Chicago; a name without such a place would be told of two clocks."""
    shared: dict[str, set[tuple[int, ...]]] = {}
    days = [datetime(year, month, 1, 12, tzinfo=UTC) for year in range(2024, 2030) for month in range(1, 13)]
    for zone in available_timezones():
        if "/" in zone and zone.partition("/")[0] not in {"Etc", "posix", "right"}:
            offsets = tuple(minutes_east(day.astimezone(zone_info(zone))) for day in days)
            shared.setdefault(common_name(zone), set()).add(offsets)
    names = {name for name, clocks in shared.items() if len(clocks) > 1}
    assert "Central Time" in names
    assert [name for name in sorted(names) if not home_of(name)] == []


# The changes that the pairs hold between them: a week of summer time, and Gaza's Ramadan.
CLOSE = [
    ("America/Recife", 2000, ["2000-10-07", "2000-10-10", "2000-10-20"]),
    ("Asia/Gaza", 2040, ["2040-10-15", "2040-10-23", "2040-11-01"]),
]


@pytest.mark.parametrize(("zone", "year", "days"), CLOSE, ids=[zone for zone, *_ in CLOSE])
def test_calendars_know_changes_that_are_close_together(zone: str, year: int, days: list[str]) -> None:
    text = render_zone(zone, year, year)
    read = icalendar.Timezone.from_ical(text).to_tz(lookup_tzid=False)  # type: ignore[attr-defined]
    noons = [datetime.fromisoformat(f"{day}T14:00") for day in days]
    offsets = [noon.replace(tzinfo=read).utcoffset() for noon in noons]
    assert offsets == [noon.replace(tzinfo=zone_info(zone)).utcoffset() for noon in noons]
    assert len(set(offsets)) > 1


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("America/Vancouver", "-07:00"),
        ("America/Edmonton", "-06:00"),
        ("America/Winnipeg", "-05:00"),
        ("America/Inuvik", "-06:00"),
        ("Africa/Casablanca", "+00:00"),
        ("America/Havana", "-04:00"),
    ],
)
def test_what_changed_in_2026_is_known(zone: str, offset: str) -> None:
    when, _ = read_when("2027-01-20 18:30", zone=zone)
    assert when
    assert when.start.machine == f"2027-01-20T18:30{offset}"
    text = render_zone(zone, 2026, 2027)
    read = icalendar.Timezone.from_ical(text).to_tz(lookup_tzid=False)  # type: ignore[attr-defined]
    assert when.start.value.replace(tzinfo=read).astimezone(UTC) == when.starts
