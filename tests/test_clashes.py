"""Two talks that want one address: the one that was there first keeps it, and the other has another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldens import built, examples, sentences
from sites import Built

FIRST, SECOND = "talks/2026-06-09-queue.md", "talks/2027-03-09-queue.md"


def slugs(files: Mapping[str, str], *, serving: bool = False) -> dict[str, str]:
    texts = {path: f"---\ntitle: T\n{fields}\n---\n".encode() for path, fields in files.items()}
    site = built(texts, serving=serving)
    return {talk.path: talk.slug for talk in site.catalogue.talks}


def test_a_newcomer_has_its_date_and_that_is_said() -> None:
    site = built(dict.fromkeys((SECOND, FIRST), b"---\ntitle: T\nx-a: b\n---\n"))
    assert {talk.path: talk.address for talk in site.catalogue.talks} == {
        FIRST: "talks/queue/",
        SECOND: "talks/2027-03-09-queue/",
    }
    (said,) = [said for said in sentences(site.problems) if "address" in said]
    assert said == (
        f"notice {SECOND}: 'queue' is the address of {FIRST}, which was there first; here it is '2027-03-09-queue'. "
        f"Give this one a 'slug' if you want another."
    )


def test_a_published_page_and_its_event_stay_what_they_were(site: Callable[..., Built]) -> None:
    text = "---\ntitle: Q\ndate: {}\n---\nText.\n"
    built = site({FIRST: text.format("2026-06-09")}, strict=True)
    uid = re.findall("UID:.*", built.page("talks/calendar.ics"))
    built.rebuild({SECOND: text.format("2027-03-09")})
    assert (built.error, built.problems) == (None, [])
    assert "9 June 2026" in built.page("talks/queue/")
    assert set(uid) < set(re.findall("UID:.*", built.page("talks/calendar.ics")))
    assert "9 March 2027" in built.page("talks/2027-03-09-queue/")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The file's date stays when a talk is moved to another day; `created` tells more.
        ({FIRST: "date: 2029-01-01"}, {SECOND: "date: 2027-03-09"}),
        ({SECOND: "created: 2026-01-01\ndate: 2027-03-09"}, {FIRST: "date: 2026-06-09"}),
        # One that names its slug means it.
        ({SECOND: "slug: queue"}, {FIRST: "date: 2026-06-09"}),
        # A file without a date in its name goes by the day of the talk.
        ({"talks/queue.md": "date: 2025-01-01"}, {FIRST: "date: 2026-06-09"}),
        ({FIRST: "date: 2026-06-09"}, {"talks/queue.md": "date: 2028-01-01"}),
        ({"talks/2027/queue.md": "date: 2027-01-01"}, {"talks/2028/queue.md": "date: 2028-01-01"}),
        ({"talks/b/queue.md": "date: 2027-01-01"}, {"talks/a/queue.md": "date: 2028-01-01"}),
        # No date at all was there before, unless it is to come.
        ({"talks/queue.md": "event: X"}, {FIRST: "date: 2026-06-09"}),
        ({FIRST: "date: 2026-06-09"}, {"talks/queue.md": "date: TBA"}),
        # Case makes no difference, nor does an unpadded date.
        ({"talks/2026-6-9-Queue.md": "event: X"}, {"talks/2026-10-09-queue.md": "event: X"}),
        # An old address that leads on is still one.
        ({FIRST: "slug: line\naliases: [/talks/queue/]"}, {SECOND: "date: 2027-03-09"}),
        # The same day: the hour.
        ({"talks/b/queue.md": "date: 2027-01-01 09:00"}, {"talks/a/queue.md": "date: 2027-01-01 18:00"}),
    ],
)
def test_the_first_keeps_its_address(first: dict[str, str], second: dict[str, str]) -> None:
    (path,) = first
    assert slugs({**first, **second})[path] == slugs(first)[path]
    assert len(set(slugs({**first, **second}).values())) == 2


def test_a_deck_takes_no_address_of_a_talk_and_is_found_by_its_file() -> None:
    deck = b"---\ntype: youtube\nid: hv2dKtPq0ME\n---\n"
    site = built({"talks/queue.md": deck, FIRST: b"---\ntitle: T\nslides: queue\n---\n"})
    (talk,) = site.catalogue.talks
    assert (talk.slug, [show.name for show in talk.shows]) == ("queue", ["queue"])


def test_a_draft_takes_no_address() -> None:
    files = {FIRST: "draft: true", SECOND: "event: X"}
    assert slugs(files, serving=True)[SECOND] == slugs(files)[SECOND] == "queue"


_DAYS = st.dates(date(1970, 1, 1), date(2100, 12, 31))


@examples(50)
@given(st.lists(_DAYS, unique=True, min_size=2, max_size=6), st.sampled_from(["{}-queue", "{}/queue"]))
def test_whoever_comes_later_moves_nobody(days: list[date], name: str) -> None:
    """However many come, each in its turn, nobody has another address than before."""
    files = {f"talks/{name.format(day)}.md": f"date: {day}" for day in sorted(map(str, days))}
    known: dict[str, str] = {}
    for count in range(1, len(files) + 1):
        now = slugs(dict(list(files.items())[:count]))
        assert {path: now[path] for path in known} == known
        assert len(set(now.values())) == count
        known = now
