"""What a site costs grows with what is in a talk, and no faster: counted in calls and in bytes, not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from sites import Built

STEP = 60
KINDS: dict[str, Callable[[int], str]] = {
    "topics": lambda count: f"tags: [{', '.join(f'topic {n:03}' for n in range(count))}]\n",
    "speakers": lambda count: f"speakers: [{', '.join(f'Ann {n:03}' for n in range(count))}]\n",
    "occasions": lambda count: (
        "occasions:\n"
        + "".join(f"  - {{date: {2001 + n // 12}-{n % 12 + 1:02}-03, event: Conf {n:03}}}\n" for n in range(count))
    ),
    "aliases": lambda count: f"aliases: [{', '.join(f'/old-{n:03}/' for n in range(count))}]\n",
    "resources": lambda count: "resources:\n" + "".join(f"  - https://{n:03}.example/\n" for n in range(count)),
}


@contextmanager
def counted() -> Iterator[list[int]]:
    """Counts the calls of Podium's own functions and templates while the block runs."""
    calls = [0]

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and "podium" in frame.f_code.co_filename:
            calls[0] += 1

    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(None)


def cost(built: Built, text: str) -> tuple[int, int]:
    """The calls and the bytes that a site costs."""
    with counted() as calls:
        built.rebuild({"talks/a.md": text})
    assert built.error is None
    assert built.problems == []
    return calls[0], sum(file.stat().st_size for file in built.site.rglob("*") if file.is_file())


@pytest.mark.parametrize("kind", KINDS)
def test_twice_as_much_costs_twice_as_much(site: Callable[..., Built], kind: str) -> None:
    built = site({"talks/b.md": "---\ntitle: B\nspeakers: [Bea]\n---\nWords.\n"}, config={"plugins": []})
    date = "" if kind == "occasions" else "date: 2026-03-18\n"
    texts = [f"---\ntitle: A\n{date}{KINDS[kind](STEP * times)}---\nWords.\n" for times in (1, 2, 3)]
    cost(built, texts[0])  # what is done once a process
    first, second, third = (cost(built, text) for text in texts)
    for before, between, after in zip(first, second, third, strict=True):
        assert after - between < 1.25 * (between - before)
