"""Lists in a page that show some of the talks: their options, and their rows by the visitor's clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldens import built, examples
from podium.renderers import parts
from podium.renderers.choices import choose_all, read_choice
from podium.renderers.clock import Span
from podium.renderers.context import Context
from podium.renderers.listings import render_past, render_upcoming
from podium.renderers.parts import chronicle
from podium.renderers.rows import last_rows, next_rows
from podium.resolvers.listings import resolve_listings
from podium.resolvers.references import read_reference
from podium.structure.settings import Settings
from sites import Built
from test_renderers import Parsed

NOW = "1780000000"  # 28 May 2026
TALKS = {
    "us-24": "event: PyCon US\ndate: 2024-05-01\ntopics: [Event Sourcing, C++]\nspeaker: Ann Example",
    "us-27": "event: pycon-us\ndate: 2027-05-01\ntopics: [event-sourcing]\nspeaker: Bo Ek\nseries: Basics",
    "eu-27": "event: EuroPython\ndate: 2027-07-01\ntopics: [cqrs, C#]\nspeaker: [Ann Example, Bo Ek]",
    "eu-28": "event: EuroPython\ndate: 2028-07-01\ntopics: [cqrs]\nspeaker: Ann Example\nseries: basics",
    "odd": 'event: "Ghent, by Night"\ndate: 2025-02-01\ntopics: [C]',
    "lost": "event: PyCon US\nspeaker: Bo Ek",
}
LINKS = {
    "us-24": "[Video](https://vimeo.com/1)",
    "eu-27": "[Page](https://a.example/p)\n- [Code](https://github.com/a/b)",
}
FILES = {
    f"talks/{slug}.md": f"---\ntitle: {slug}\n{fields}\n---\nText.\n\n"
    + (f"Resources:\n\n- {LINKS[slug]}\n" if slug in LINKS else "")
    for slug, fields in TALKS.items()
}
LISTS = {
    '[[[upcoming event="PyCon US"]]]': ["us-27"],
    "[[[upcoming event=pycon_us]]]": ["us-27"],
    "[[[upcoming event=\u201cPyCon US\u201d]]]": ["us-27"],
    "[[[upcoming event='PyCon US', limit=1]]]": ["us-27"],
    "[[[upcoming limit=2]]]": ["us-27", "eu-27"],
    "[[[upcoming speaker='ann example' year=2028]]]": ["eu-28"],
    '[[[upcoming event="PyCon US, EuroPython"]]]': ["us-27", "eu-27", "eu-28"],
    "[[[upcoming event=EuroPython event=PyCon-US]]]": ["us-27", "eu-27", "eu-28"],
    "[[[upcoming topic=C#]]]": ["eu-27"],
    "[[[upcoming tag=cqrs year=2027]]]": ["eu-27"],
    "[[[upcoming series=BASICS]]]": ["us-27", "eu-28"],
    "[[[upcoming year=2027-2029 limit=1]]]": ["us-27"],
    "[[[upcoming topic=C++]]]": [],
    "[[[past year=2025]]]": ["odd"],
    "[[[past limit=1]]]": ["odd"],
    '[[[past event="Ghent, by Night"]]]': ["odd"],
    '[[[past event="PyCon US"]]]': ["us-24", "lost"],
    '[[[past event="PyCon US" limit=1]]]': ["us-24"],
    "[[[past topic=C]]]": ["odd"],
    "[[[past year=2024-2025]]]": ["odd", "us-24"],
    "[[[past series=basics]]]": [],
    "[[[talks topic=cqrs]]]": ["eu-27", "eu-28"],
    "[[[talks topic=cqrs,C limit=1]]]": ["eu-27", "odd"],
    "[[[talks speaker=Bo-Ek]]]": ["us-27", "eu-27", "lost"],
}
PAGES = {f"docs/list-{number}.md": f"# L\n\n{embed}\n" for number, embed in enumerate(LISTS)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    every = "# All\n\n" + "\n\n".join(LISTS)
    reading = {
        "docs/topic.md": "# R\n\n[[[all-resources topic=cqrs kind=code]]]\n",
        "docs/ann.md": "# R\n\n[[[all-resources speaker='Ann Example']]]\n",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        files = {**FILES, **PAGES, **reading, "docs/every.md": every}
        yield Built(tmp_path_factory.mktemp("choices"), files, config={}, strict=False, serving=False)


@pytest.mark.parametrize("number", range(len(LISTS)), ids=list(LISTS))
def test_a_list_shows_what_its_options_choose(made: Built, number: int) -> None:
    page = Parsed(made.page(f"list-{number}/"))
    names = ("podium-agenda__topic", "podium-year__talk")
    shown = [element.text for name in names for element in page.find(name, shown=True)]
    assert shown == list(LISTS.values())[number]
    empty = [name for name in ("podium-empty__title", "podium-years__nothing") if page.find(name, shown=True)]
    assert shown or empty


def test_many_lists_share_a_page(made: Built) -> None:
    ids = [element.attributes["id"] for element in Parsed(made.page("every/")).elements if "id" in element.attributes]
    assert {found for found in ids if ids.count(found) > 1} == set()


def test_resources_are_chosen_by_their_talks(made: Built) -> None:
    found = {name: Parsed(made.page(f"{name}/")).texts("podium-resources__what") for name in ("topic", "ann")}
    assert [text.split()[0] for text in found["topic"]] == ["Code"]
    assert sorted(text.split()[0] for text in found["ann"]) == ["Code", "Page", "Video"]


def context_of(*fields: str) -> Context:
    files = {f"talks/t{n}.md": f"---\ntitle: T\n{line}\n---\n".encode() for n, line in enumerate(fields)}
    catalogue, settings = built(files).catalogue, Settings()
    return Context(
        settings=settings,
        catalogue=catalogue,
        now=datetime.fromtimestamp(int(NOW), UTC),
        page="",
        listings=resolve_listings(catalogue, settings),
    )


@examples(60)
@given(
    st.lists(st.integers(-30, 30), min_size=1, max_size=12),
    st.lists(st.sampled_from([1, 3, 40]), min_size=12, max_size=12),
    st.integers(1, 4),
)
def test_a_short_list_is_right_at_any_time(starts: list[int], lengths: list[int], limit: int) -> None:
    """Whatever the visitor's clock says, the rows are those that a build at that time would show."""
    context = context_of(
        *(
            f"date: {datetime(2026, 5, 28, tzinfo=UTC) + timedelta(days=start):%Y-%m-%d}\nduration: {length} days"
            for start, length in zip(starts, lengths, strict=False)
        )
    )
    catalogue, entries = context.catalogue, choose_all(context).entries
    ahead = [entry for entry in entries if catalogue.is_ahead(entry, context.now)]
    agenda = [
        (entry, Span(since=since, until=catalogue.ends(entry))) for entry, since in next_rows(ahead, limit, context)
    ]
    timeline = list(last_rows(chronicle(entries), limit, context))
    for day in range(80):
        now = context.now + timedelta(days=day)
        later = [entry for entry in entries if catalogue.is_ahead(entry, now)][:limit]
        before = [entry for entry in chronicle(entries) if catalogue.is_past(entry, now)][:limit]
        assert [entry for entry, span in agenda if span.holds(now)] == later
        assert [entry for entry, span in timeline if span.holds(now)] == before


@pytest.mark.parametrize(
    ("option", "rest"),
    [("event=A", "events/a/2/"), ("year=2020-2024", "talks/"), ("event=A year=2020-2024", "talks/")],
)
def test_of_a_long_list_the_rest_is_a_link(monkeypatch: pytest.MonkeyPatch, option: str, rest: str) -> None:
    monkeypatch.setattr(parts, "SIZE", 2)
    context = context_of("date: 2019-01-01", *(f"event: A\ndate: {year}-01-01" for year in range(2020, 2025)))
    choice, _ = read_choice(read_reference(f"[[[past {option}]]]").options, context)
    page = Parsed(render_past(context, choice))
    assert len(page.find("podium-year__talk")) == 2
    assert [link.attributes["href"] for link in page.find("a") if link.text == "Earlier talks"] == [rest]


def test_a_short_agenda_has_room_for_those_that_come_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "AGENDA", 1)
    context = context_of(*(f"date: {year}-01-01" for year in range(2027, 2032)))
    page = Parsed(render_upcoming(context, replace(choose_all(context), limit=3)))
    assert [row.hidden for row in page.find("podium-agenda__topic")] == [False, False, False, True]


def test_a_list_that_chose_nothing_does_not_say_that_nothing_is_scheduled(site: Callable[..., Built]) -> None:
    ahead = "---\ntitle: Ahead\ndate: 2048-05-01\n---\n"
    text = "[[[upcoming topic=cobol]]]\n\n[[[talks topic=cobol]]]\n"
    page = site({"talks/a.md": ahead, "docs/b.md": text}).page("b/")
    assert page.count("No talk fits here at present") == 2
    assert "No talk is scheduled" not in page
    assert "Upcoming</h2>" not in page
