"""Talks without a date: over when recorded, ahead when they say so, and otherwise neither."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from goldens import built
from podium.renderers.data import talk_as_data
from podium.structure.settings import Settings
from sites import Built
from test_renderers import Parsed

NOW = "1780000000"  # 28 May 2026
REGISTER = "register: https://www.meetup.com/x/events/1/"
VIDEO = "video: https://vimeo.com/108441214"
TALKS = {
    "bare": "event: Club",
    "registered": REGISTER,
    "impossible": f"date: 2026-02-30\n{REGISTER}",
    "ambiguous": "date: 03/04/2016",
    "slides": "slides: https://speakerdeck.com/ann/streams",
    "off": "status: cancelled",
    "filmed": f"{VIDEO}\n{REGISTER}",
    "filmed-maybe": f"{VIDEO}\nstatus: tentative\ncategory: upcoming talk",
    "published": "recording: published",
    "past": "category: past talks",
    "done": "status: done",
    "this-year": f"date: 2026\n{VIDEO}",
    "maybe": f"status: tentative\n{REGISTER}",
    "moved": "status: postponed",
    "tba": f"date: To be announced\n{REGISTER}",
    "hinted": "category: upcoming talk",
    "filming": "recording: scheduled",
    "month": "date: 2027-05",
}
OVER = {"filmed", "filmed-maybe", "published", "past", "done", "this-year", "embedded"}
AHEAD = {"maybe", "moved", "tba", "hinted", "filming", "month"}
NEITHER = {*TALKS, "embedded"} - OVER - AHEAD
FILES = {f"talks/{slug}.md": f"---\ntitle: {slug}\n{fields}\n---\nText.\n" for slug, fields in TALKS.items()}
FILES["talks/embedded.md"] = "---\ntitle: embedded\n---\n[[[https://vimeo.com/108441214]]]\n"
FILES["docs/index.md"] = "# Home\n\n[[[upcoming]]]\n\n[[[past]]]\n\n[[[bare]]]\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        yield Built(tmp_path_factory.mktemp("undated"), FILES, config={}, strict=False, serving=False)


def test_a_talk_is_ahead_only_when_it_says_so(made: Built) -> None:
    home = Parsed(made.page(""))
    assert {element.text for element in home.find("podium-agenda__topic")} == AHEAD
    rows = {element.text for element in home.find("podium-year__talk") if not element.hidden}
    assert rows >= OVER | NEITHER
    assert [element.text for element in home.find("podium-state")] == ["Undated"]


@pytest.mark.parametrize(
    ("slugs", "words"),
    [
        (OVER, {"Past talk", "Given in 2026"}),
        (NEITHER, {"Undated", "Cancelled"}),
        (AHEAD, {"Upcoming", "To be confirmed", "Postponed", "This month"}),
    ],
)
def test_a_page_says_no_more_than_is_known(made: Built, slugs: set[str], words: set[str]) -> None:
    for slug in slugs:
        states = [element.text for element in Parsed(made.page(f"talks/{slug}/")).find("podium-state")]
        assert set(states[:1]) <= words, slug


def test_only_what_is_ahead_registers_anybody(made: Built) -> None:
    buttons = {
        slug: Parsed(made.page(f"talks/{slug}/")).texts("podium-button--primary")
        for slug in ("registered", "impossible", "filmed", "tba", "maybe")
    }
    assert buttons == {
        "registered": [],
        "impossible": [],
        "filmed": ["Watch recording"],
        "tba": ["Register on Meetup"],
        "maybe": ["Register on Meetup"],
    }
    assert "Event page on Meetup" in made.page("talks/registered/")
    assert "Register" not in json.dumps(json.loads((made.site / "talks/feed.json").read_text())).partition("tba")[0]


def test_programs_are_told_the_same(made: Built) -> None:
    text = made.page("llms.txt")
    sections = dict(re.findall(r"^## (\w+)\n\n((?:- .*\n)+)", text, re.MULTILINE))
    named = {name: set(re.findall(r"^- \[([^]]+)\]", lines, re.MULTILINE)) for name, lines in sections.items()}
    assert (named["Upcoming"], named["Past"], named["Undated"]) == (AHEAD, OVER, NEITHER)


def test_the_talks_before_the_first_have_no_date() -> None:
    fields = {"talks/a.md": "date: 2020-01-01", "talks/b.md": "event: X", "talks/c.md": "date: TBA"}
    site = built({path: f"---\ntitle: T\n{line}\n---\n".encode() for path, line in fields.items()})
    talks = {talk.slug: talk for talk in site.catalogue.talks}
    before, after = site.catalogue.neighbours(talks["a"])
    assert (before, after) == (talks["b"], talks["c"])


@pytest.mark.parametrize(
    ("occasions", "leads"),
    [
        (["{event: A, date: 2020-01-01}", "{event: B}"], "A"),
        (["{event: A}", "{event: B}"], "A"),
        (["{event: A, date: 2020-01-01}", "{event: B, date: TBA}"], "B"),
        (["{event: A, date: 2020-01-01}", f"{{event: B, date: TBA, {VIDEO}}}"], "A"),
    ],
)
def test_what_leads_a_page_is_what_is_known_of(occasions: list[str], leads: str) -> None:
    text = "---\ntitle: T\noccasions:\n" + "".join(f"  - {each}\n" for each in occasions) + "---\n"
    catalogue = built({"talks/t.md": text.encode()}).catalogue
    leading = catalogue.leading(catalogue.talks[0], datetime(2026, 5, 28, tzinfo=UTC))
    assert leading.occasion.event == leads


def test_a_recording_that_all_occasions_share_says_nothing_of_one() -> None:
    text = f"---\ntitle: T\n{VIDEO}\noccasions:\n  - {{event: A, date: 2020-01-01}}\n  - {{event: B, date: TBA}}\n---\n"
    catalogue = built({"talks/t.md": text.encode()}).catalogue
    now = datetime(2026, 5, 28, tzinfo=UTC)
    assert [entry.occasion.event for entry in catalogue.upcoming(now)] == ["B"]


@pytest.mark.parametrize(("word", "ahead"), [("date: TBA", "upcoming"), ("status: done", "past"), ("event: X", None)])
def test_data_keeps_what_words_say(word: str, ahead: str | None) -> None:
    (talk,) = built({"talks/t.md": f"---\ntitle: T\n{word}\n---\n".encode()}).catalogue.talks
    (occasion,) = talk_as_data(talk, Settings())["occasions"]  # type: ignore[misc, attr-defined]
    assert occasion.get("status") == ahead
