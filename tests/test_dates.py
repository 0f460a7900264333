"""Dates as people write them, and what becomes of them."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from podium.dates import (
    Moment,
    Precision,
    When,
    add,
    read_duration,
    read_end,
    read_when,
    read_zone,
    show_day,
    show_moment,
    show_when,
    show_zone,
    zone_info,
)
from podium.dates.reading import _read_when
from podium.problems import Finding
from sites import ROOT

Case = dict[str, Any]
CASES = ROOT / "tests" / "cases" / "dates"
PACKAGE = ROOT / "hooks" / "podium" / "dates"
ZONES = ("UTC", "Europe/Paris", "America/Chicago", "Asia/Kolkata", "Africa/Monrovia", "-06:00", "+05:45")


@cache
def cases(*names: str) -> tuple[Case, ...]:
    texts = ((CASES / f"{name}.yml").read_text(encoding="utf-8") for name in names)
    return tuple(case for text in texts for case in yaml.safe_load(text))


def name_of(case: Case) -> str:
    return f"{case['in']} in {case.get('zone', 'UTC')}"


def check_says(case: Case, findings: tuple[Finding, ...]) -> None:
    """Every finding is one that the case expects, and the other way round."""
    expected = list(case.get("says", {}).items())
    assert len(findings) == len(expected), findings
    for finding, (level, words) in zip(findings, expected, strict=True):
        assert finding.level == level
        assert words in f"{finding.message}. {finding.hint}"
        assert "; " in finding.message
        assert not finding.message.endswith(".")
        assert finding.hint == "" or finding.hint.endswith((".", "?"))


def read(case: Case) -> tuple[When | None, tuple[Finding, ...]]:
    return read_when(str(case["in"]), zone=case.get("zone", "UTC"))


def start_of(case: Case) -> Moment:
    when, findings = read_when(case["start"], zone=case.get("zone", "UTC"))
    assert when
    assert not any(finding.level == "warning" for finding in findings)
    return when.start


@pytest.mark.parametrize("case", cases("readings", "more"), ids=name_of)
def test_reading(case: Case) -> None:
    when, findings = read(case)
    check_says(case, findings)
    if case.get("start") == "none":
        assert when is None
        return
    assert when
    assert when.start.iso == case.get("start", when.start.iso)
    assert (when.end and when.end.iso) == case.get("end")
    assert when.zone == case.get("at", when.zone)
    if "utc" in case:
        assert when.starts == datetime.fromisoformat(case["utc"])


@pytest.mark.parametrize("case", cases("ends"), ids=lambda case: f"{case['start']} to {case['in']}")
def test_end(case: Case) -> None:
    start = start_of(case)
    end, findings = read_end(case["in"], start)
    check_says(case, findings)
    assert (end.iso if end else "none") == case["end"]
    assert end is None or end.zone == start.zone


@pytest.mark.parametrize("case", cases("durations"), ids=lambda case: case["in"])
def test_duration(case: Case) -> None:
    length, findings = read_duration(case["in"])
    check_says(case, findings)
    assert (length / timedelta(minutes=1) if length else "none") == case["minutes"]


@pytest.mark.parametrize("case", cases("zones"), ids=lambda case: case["in"])
def test_zone(case: Case) -> None:
    zone, findings = read_zone(case["in"])
    check_says(case, findings)
    assert (zone or "none") == case["zone"]
    assert zone is None or zone_info(zone) is not None


@pytest.mark.parametrize("case", cases("display"), ids=name_of)
def test_display(case: Case) -> None:
    when, findings = read(case)
    assert when
    assert findings == ()
    assert show_when(when) == case["when"]
    assert show_day(when) == case["day"]
    assert show_moment(when.start) == case["date"]
    assert show_zone(when.start) == case["shows"]


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Each place that makes a finding, and the sentence it makes."""
    found = []
    for path in sorted(PACKAGE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                message = next(word.value for word in node.keywords if word.arg == "message")
                found.append((f"{path.name}:{node.lineno}", re.compile(pattern_of(message), re.DOTALL)))
    return found


def pattern_of(message: ast.expr) -> str:
    if isinstance(message, ast.Constant):
        return re.escape(str(message.value))
    assert isinstance(message, ast.JoinedStr), "write the message where the finding is made"
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*" for part in message.values)


@cache
def messages() -> tuple[str, ...]:
    """What all golden cases are told."""
    findings: list[Finding] = []
    for case in cases("readings", "more"):
        findings += read(case)[1]
    for case in cases("ends"):
        findings += read_end(case["in"], start_of(case))[1]
    for case in cases("durations"):
        findings += read_duration(case["in"])[1]
    for case in cases("zones"):
        findings += read_zone(case["in"])[1]
    return tuple(finding.message for finding in findings)


@pytest.mark.parametrize(("place", "pattern"), patterns(), ids=str)
def test_every_sentence_has_a_golden_case(place: str, pattern: re.Pattern[str]) -> None:
    assert any(pattern.fullmatch(message) for message in messages()), place


def moment(text: str, zone: str = "UTC") -> Moment:
    when, _ = read_when(text, zone=zone)
    assert when
    return when.start


def test_instants_follow_the_zone() -> None:
    day = moment("2026-03-29", "Europe/Paris")
    assert day.until - day.starts == timedelta(hours=23)
    assert moment("2026-12").until == datetime(2027, 1, 1, tzinfo=UTC)
    assert moment("2024").until == datetime(2025, 1, 1, tzinfo=UTC)
    noon = moment("2026-03-01 12:00")
    assert noon.until == noon.starts


@pytest.mark.parametrize(
    ("text", "zone", "machine"),
    [
        ("2016-03-18 12:00", "America/Chicago", "2016-03-18T12:00-05:00"),
        ("2016-03-18 12:00:05.25", "UTC", "2016-03-18T12:00:05.250+00:00"),
        ("1971-01-01 12:00", "Africa/Monrovia", "1971-01-01T12:44:30+00:00"),
        ("2016-03-18", "UTC", "2016-03-18"),
        ("2016-03", "UTC", "2016-03"),
        ("2016", "UTC", "2016"),
    ],
)
def test_machine_readable(text: str, zone: str, machine: str) -> None:
    assert moment(text, zone).machine == machine


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2016-03-18 12:00", "2016-03-18T13:00Z"),
        ("2016-03-18 12:00 - 12:30", "2016-03-18T12:30Z"),
        ("2016-03-18", "2016-03-19T00:00Z"),
        ("2016-03-18/2016-03-20", "2016-03-21T00:00Z"),
        ("2016-03", "2016-04-01T00:00Z"),
    ],
)
def test_when_it_is_over(text: str, ends: str) -> None:
    when, _ = read_when(text, zone="UTC")
    assert when
    assert when.ends(timedelta(hours=1)) == datetime.fromisoformat(ends)


@pytest.mark.parametrize(
    ("text", "length", "end"),
    [
        ("2016-03-18 12:00", timedelta(minutes=90), "2016-03-18T13:30"),
        ("2026-03-29 01:30", timedelta(hours=1), "2026-03-29T03:30"),
        ("2026-06-01", timedelta(days=3), "2026-06-03"),
        ("2026-06-01", timedelta(minutes=45), "2026-06-01"),
        ("2026-06", timedelta(days=1), "2026-06"),
    ],
)
def test_adding_a_duration(text: str, length: timedelta, end: str) -> None:
    assert add(moment(text, "Europe/Paris"), length).iso == end


def floored(value: datetime, precision: Precision, zone: str) -> Moment:
    length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}.get(precision)
    return moment(value.isoformat()[:length], zone)


moments = st.builds(
    floored,
    value=st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 12, 31)),  # noqa: DTZ001
    precision=st.sampled_from(Precision),
    zone=st.sampled_from(ZONES),
)
# What dates are made of, to be put together in any order.
WORDS = """
0 1 3 12 13 18 31 99 2016 9999 20260301 - – / . : , T Z + ' ( ) [ ] May mars listopada Friday to au am
PM CST IST XYZ GMT Europe/Paris h Uhr st 年 月 日 e a P PT º
\N{FULLWIDTH DIGIT ONE} \x00 \ud800"""
PIECES = st.sampled_from(WORDS.split())
texts = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=12).map(" ".join),
    st.lists(PIECES, max_size=12).map("".join),
)


@given(text=texts, zone=st.sampled_from(ZONES))
def test_any_text_is_read_or_refused(text: str, zone: str) -> None:
    when, findings = read_when(text, zone=zone)
    assert when or findings
    assert all(finding.message for finding in findings)
    read_duration(text)
    read_zone(text)
    read_end(text, moment("2016-03-18 12:00", zone))
    if when:
        ends = when.ends(timedelta(hours=1))
        assert when.starts < ends
        assert ends - when.starts <= timedelta(days=366, hours=1)
        assert show_when(when)
        assert show_day(when) or when.start.precision is Precision.YEAR
        assert show_zone(when.start)


@given(moments)
def test_a_moment_survives_its_own_text(moment: Moment) -> None:
    when, _ = read_when(moment.iso, zone=moment.zone)
    assert when == When(start=moment)


@given(moments)
def test_a_moment_starts_before_it_ends(moment: Moment) -> None:
    assert moment.starts <= moment.until
    assert moment.starts.tzinfo is UTC
    if moment.precision is Precision.MINUTE:
        assert datetime.fromisoformat(moment.machine) == moment.starts


@given(start=moments, length=st.timedeltas(timedelta(minutes=1), timedelta(days=13)))
def test_an_added_end_is_as_long_as_its_duration(start: Moment, length: timedelta) -> None:
    end = add(start, length)
    assert (end.zone, end.precision) == (start.zone, start.precision)
    assert end.until >= start.starts
    if start.precision is Precision.MINUTE:
        assert end.starts - start.starts == length


def test_a_foreign_word_costs_its_languages_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_when("28 novembre 2025", zone="UTC")
    _read_when.cache_clear()
    monkeypatch.setattr("babel.Locale.parse", lambda *_: pytest.fail("read twice"))
    assert read_when("29 novembre 2025", zone="UTC")[0]
