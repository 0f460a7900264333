"""Traces as people read them: leaves, what changed, stops, and the words for where one is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldens import Case, cases, examples, name_of
from podium.renderers.leaves import Line, compare, flatten
from podium.renderers.traces import Kind, picture_address, read_travel

KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | NUMBERS | KEYS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


@pytest.mark.parametrize("case", cases("traces"), ids=name_of)
def test_changes_are_said_in_words(case: Case) -> None:
    lines = compare(json.loads(case["now"]), json.loads(case["before"]))
    assert [f"{line.path} | {line.value} | {line.words}" for line in lines] == case["lines"]


def trace(commands: int = 0) -> dict[str, Any]:
    return {
        "v": 1,
        "initial": {"balance": 0},
        "projections": {"count": 0},
        "steps": [
            {"version": 1, "event": {"type": "Opened"}, "state": {"balance": 0}, "projections": {"count": 1}},
            {
                "version": 2,
                "event": {"type": "Deposited", "amount": 5},
                "state": {"balance": 5},
                "projections": {"count": 2},
                "cause": 0,
                "warning": "it is odd",
            },
        ],
        "commands": [
            {"command": {"type": "Deposit", "amount": 5}, "atVersion": 1, "toVersion": 2},
            {"command": {"type": "Withdraw"}, "atVersion": 2, "toVersion": 2, "rejected": "too much: 9"},
            {"command": {"type": "Look"}, "atVersion": 2, "toVersion": 2},
        ][: commands or 3],
    }


def test_stops_stand_in_the_order_of_the_story() -> None:
    travel = read_travel(trace())
    assert [(stop.kind, stop.sign, stop.label, stop.at) for stop in travel.stops] == [
        (Kind.START, "0", "start", "0"),
        (Kind.EVENT, "1", "Opened", "1"),
        (Kind.EVENT, "2", "Deposited", "2"),
        (Kind.REJECTED, "×", "Withdraw: rejected", "2.1"),
        (Kind.IDLE, "–", "Look: nothing happened", "2.2"),
    ]


@pytest.mark.parametrize(
    ("at", "spoken"),
    [
        (0, "at the start of 2 events"),
        (1, "after event 1 of 2: Opened"),
        (2, "after event 2 of 2: Deposited"),
        (None, "after event 2 of 2: Deposited"),
        (9, "after event 2 of 2: Deposited"),
        (-1, "after event 2 of 2: Deposited"),
    ],
)
def test_where_one_is_is_said_in_words(at: int | None, spoken: str) -> None:
    assert read_travel(trace(), at).spoken == spoken


def test_what_is_seen_at_a_stop() -> None:
    event, state, count = read_travel(trace(), 2).panes
    assert event.name == "Event 2"
    assert event.lines == (Line(path="type", value="Deposited"), Line(path="amount", value="5"))
    assert event.notes == ("decided by Deposit", "warning: it is odd")
    assert state.lines == (Line(path="balance", value="5", words="was 0"),)
    assert (count.name, count.lines) == ("count", (Line(path="", value="2", words="was 1"),))


def test_rows_tell_the_whole_story() -> None:
    rows = read_travel(trace(), 0).rows
    assert [row.notes for row in rows] == [
        (),
        (),
        ("decided by Deposit", "warning: it is odd"),
        ("rejected: too much: 9",),
        ("nothing happened",),
    ]
    assert [len(row.states) for row in rows] == [2, 2, 2, 0, 0]
    assert rows[2].happened == (Line(path="amount", value="5"),)


@pytest.mark.parametrize(
    ("count", "size"), [(3, ""), (9, ""), (10, "many"), (23, "many"), (24, "crowd"), (500, "crowd")]
)
def test_many_stops_have_less_room(count: int, size: str) -> None:
    steps = [{"version": number + 1, "event": {"type": "Added"}, "state": number} for number in range(count)]
    assert read_travel({"v": 1, "initial": 0, "steps": steps}).size == size


def test_a_view_is_a_picture_or_a_text() -> None:
    drawn = {"v": 1, "initial": 0, "view": "<svg viewBox='0 0 1 1'></svg>", "steps": []}
    assert read_travel(drawn).panes[-1].picture.startswith("data:image/svg+xml,%3Csvg%20xmlns%3D")
    assert read_travel({**drawn, "view": "<b>words</b>"}).panes[-1].text == "<b>words</b>"
    assert picture_address(" <?xml version='1.0'?><SVG/>").endswith(("%3E%3CSVG%20xmlns%3D", "%2F%3E"))


@given(VALUES)
@examples(200)
def test_every_leaf_has_one_line(value: object) -> None:
    lines = flatten(value)
    assert len({line.path for line in lines}) == len(lines)
    assert all(line.value for line in lines)
    assert compare(value, value) == lines


@given(VALUES, VALUES)
@examples(200)
def test_nothing_that_changed_is_left_out(now: object, before: object) -> None:
    new, old = {line.path: line.value for line in flatten(now)}, {line.path: line.value for line in flatten(before)}
    said = compare(now, before)
    assert [line.path for line in said if line.value] == list(new)
    for line in said:
        if line.words.startswith("was "):
            assert line.words == f"was {old[line.path]}"
        elif line.words == "new":
            assert line.path not in old
        elif line.words:
            assert line.words == f"removed, was {old[line.path]}"
            assert line.path not in new
    gone = [path for path in old if path not in new and old[path] not in ("[]", "{}")]
    assert [line.path for line in said if not line.value and line.path in gone] == gone


@given(NUMBERS)
@examples(300)
def test_numbers_can_be_read_back(number: float) -> None:
    (line,) = flatten(number)
    assert float(line.value) == number
    assert not line.value.endswith(".0")


@given(VALUES, st.lists(st.tuples(KEYS, VALUES), max_size=5))
@examples(100)
def test_any_story_can_be_read(initial: object, events: list[tuple[str, object]]) -> None:
    steps = [
        {"version": number, "event": {"type": name, "what": value}, "state": value}
        for number, (name, value) in enumerate(events, 1)
    ]
    for at in (None, *range(len(events) + 1)):
        travel = read_travel({"v": 1, "initial": initial, "steps": steps}, at)
        assert len(travel.rows) == len(travel.stops) == len(events) + 1
        assert travel.position == (len(events) if at is None else at)
        assert 2 <= travel.lines <= 14
