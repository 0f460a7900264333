"""Listings: who belongs together, their pages, and the filter over all talks in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browsers import rest, shift
from judges import axe
from podium.dates import Moment, Precision, When
from podium.renderers import parts
from podium.renderers.context import Context
from podium.renderers.listing_pages import listing_pages
from podium.renderers.related import related_talks
from podium.resolvers.listings import resolve_listings
from podium.resolvers.media import Shelf
from podium.structure.catalogue import Catalogue
from podium.structure.listings import Group, Listings
from podium.structure.occasions import Occasion
from podium.structure.settings import Settings
from podium.structure.sources import Document
from podium.structure.talks import Speaker, Talk
from sites import Built, served

NOW = "1780000000"  # 28 May 2026
NO_FILES = Shelf(assets={}, pdfs={})
SITE = {
    "talks/streams.md": """\
---
title: Streams
speaker: {name: Ann Example, url: "https://ann.example/", bio: Writes.}
event: PyCon
date: 2025-06-03
topics: [Event Sourcing, C++]
series: Basics
slides: https://speakerdeck.com/ann/streams
---
Text.
""",
    "talks/folds.md": """\
---
title: Café Folds
speakers: [{name: ann example, bio: Writes and folds.}, Bob <b>]
event: pycon
date: 2024-03-18
topics: [event-sourcing, "C#"]
series: basics
video: https://vimeo.com/1234567
---
Text.
""",
    "talks/off.md": "---\ntitle: Off\nspeaker: Bob <b>\nevent: Gone\ndate: 2024-01-02\nstatus: cancelled\n---\nText.\n",
    "talks/ahead.md": "---\ntitle: Ahead\nspeaker: Ann Example\nevent: PyCon\ndate: 2097-01-02\n---\nText.\n",
}


def make_talk(slug: str, year: int, **fields: object) -> Talk:
    start = Moment(value=datetime(year, 5, 1), precision=Precision.DAY, zone="UTC")  # noqa: DTZ001
    talk = Talk(
        path=f"talks/{slug}.md",
        uri=f"talks/{slug}.md",
        slug=slug,
        address=f"talks/{slug}/",
        title=slug,
        occasions=(Occasion(when=When(start=start)),),
    )
    return replace(talk, **fields)  # type: ignore[arg-type]


def resolve(*talks: Talk, **settings: object) -> tuple[Listings, Settings, Catalogue]:
    made, catalogue = Settings(**settings), Catalogue(talks=talks)  # type: ignore[arg-type]
    return resolve_listings(catalogue, made), made, catalogue


def names(listings: Listings, group: Group) -> list[tuple[str, str, int]]:
    return [(listing.name, listing.address, len(listing.entries)) for listing in listings.of(group)]


def test_spellings_of_one_name_are_one_listing_and_languages_stay_apart() -> None:
    listings, _, _ = resolve(
        make_talk("a", 2024, topics=("Event Sourcing", "C++", "C")),
        make_talk("b", 2025, topics=("event-sourcing", "event_sourcing", "C#")),
    )
    assert names(listings, Group.TOPIC) == [
        ("C", "talks/tags/c/", 1),
        ("C++", "talks/tags/c-plus-plus/", 1),
        ("C#", "talks/tags/c-sharp/", 1),
        ("Event Sourcing", "talks/tags/event-sourcing/", 2),
    ]
    assert listings.find(Group.TOPIC, "EVENT  SOURCING") is listings.of(Group.TOPIC)[3]


def test_two_names_that_want_one_address_both_get_one() -> None:
    listings, _, _ = resolve(make_talk("a", 2024, topics=("\N{PARTY POPPER}", "\N{ROCKET}", "index", "nul", "parts")))
    assert [address for _, address, _ in names(listings, Group.TOPIC)] == [
        "talks/tags/index-topic/",
        "talks/tags/nul-topic/",
        "talks/tags/parts-topic/",
        "talks/tags/topic/",
        "talks/tags/topic-2/",
    ]


def test_a_speaker_has_what_all_talks_say_of_them() -> None:
    one = Speaker(name="Ann", bio="Short.", links=(("Mastodon", "https://m.example/@ann"),))
    two = Speaker(name="ANN", url="https://ann.example/", bio="A longer one.", avatar="talks/ann.png")
    listings, _, _ = resolve(make_talk("a", 2024, speakers=(one,)), make_talk("b", 2025, speakers=(two,)))
    (ann,) = listings.of(Group.SPEAKER)
    assert ann.name == "Ann"
    assert ann.speaker == replace(two, name="Ann", links=one.links)


def test_addresses_are_files_where_a_site_wants_them() -> None:
    listings, _, _ = resolve(make_talk("a", 2024, topics=("Café",)), directory_urls=False)
    assert listings.of(Group.ALL)[0].address == "talks/index.html"
    assert names(listings, Group.TOPIC) == [("Café", "talks/tags/caf%C3%A9.html", 1)]
    assert listings.of(Group.TOPIC)[0].folder == "talks/tags/café/"
    assert names(listings, Group.YEAR) == [("2024", "talks/years/2024.html", 1)]


@pytest.mark.parametrize(("address", "directories"), [("speakers/ann/", True), ("speakers/ann.html", False)])
def test_a_page_of_the_writer_wins(address: str, directories: bool) -> None:  # noqa: FBT001
    listings, settings, _ = resolve(make_talk("a", 2024, speakers=(Speaker(name="Ann"),)), directory_urls=directories)
    own = Document(uri="speakers/ann.md", title="Ann", address=address)
    uris = [page.uri for page in listing_pages(listings, [own], NO_FILES, settings)]
    assert "speakers/ann.md" not in uris
    assert "speakers/index.md" in uris


def test_a_long_listing_comes_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "SIZE", 2)
    talks = [make_talk(f"t{number}", 2000 + number, series="All") for number in range(5)]
    listings, settings, _ = resolve(*talks)
    (series,) = listings.of(Group.SERIES)
    found = parts.parts_of(series, settings)
    assert [part.address for part in found] == ["series/all/", "series/all/2/", "series/all/3/"]
    assert [[entry.talk.slug for entry in part.entries] for part in found] == [["t4", "t3"], ["t2", "t1"], ["t0"]]
    uris = [page.uri for page in listing_pages(listings, [], NO_FILES, settings)]
    assert {"series/all/3.md", "talks/parts/2.md", "talks/parts/3.md"} <= set(uris)
    assert "talks/index.md" not in uris


def test_related_talks_are_of_the_series_then_share_rare_topics() -> None:
    talks = (
        make_talk("a", 2020, topics=("common", "rare"), series="S"),
        make_talk("b", 2021, topics=("common", "rare")),
        make_talk("c", 2022, topics=("common",)),
        make_talk("d", 2023, topics=("common",), ready=False),
        make_talk("e", 2024, series="S"),
        make_talk("f", 2025, topics=("other",)),
    )
    listings, settings, catalogue = resolve(*talks)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    context = Context(settings=settings, catalogue=catalogue, now=now, page="", listings=listings)
    assert [talk.slug for talk in related_talks(talks[0], context)] == ["e", "b", "c"]
    assert related_talks(talks[5], context) == []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        config = {"theme": {"features": ["navigation.instant"]}}
        return Built(tmp_path_factory.mktemp("listings"), SITE, config=config, strict=True, serving=False)


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    with served(built.site) as url:
        yield url


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        patch.setattr(parts, "SIZE", 2)
        config = {"use_directory_urls": False}
        return Built(tmp_path_factory.mktemp("parted"), SITE, config=config, strict=True, serving=False)


def test_every_listing_has_a_page_and_no_warning(built: Built) -> None:
    assert built.problems == []
    for path in ("speakers/", "speakers/ann-example/", "events/pycon/", "series/basics/", "talks/years/2024/"):
        assert "<h1" in built.page(path), path
    page = built.page("speakers/ann-example/")
    assert "Speaker · 3 talks" in page
    assert "Writes and folds." in page
    assert 'href="webcal://talks.example/speakers/ann-example/calendar.ics"' in page
    assert "2097" in page
    hostile = built.page("speakers/bob-b/")
    assert "<b>" not in hostile
    assert "Bob &lt;b&gt;" in hostile
    assert "cancelled" in hostile


def test_a_talk_leads_to_its_listings_and_to_related_talks(built: Built) -> None:
    page = built.page("talks/streams/")
    for link in ("../tags/event-sourcing/", "../tags/c-plus-plus/", "../../speakers/ann-example/"):
        assert f'href="{link}"' in page, link
    for link in ("../../series/basics/", "../../events/pycon/", "../years/2025/", "../folds/"):
        assert f'href="{link}"' in page, link


def test_a_page_of_the_docs_folder_wins(site: Callable[..., Built]) -> None:
    own = "# Ann herself\n"
    built = site({**SITE, "docs/speakers/ann-example.md": own})
    assert "Ann herself" in built.page("speakers/ann-example/")
    assert 'class="podium-listing"' not in built.page("speakers/ann-example/")


def rows(page: Page) -> list[str]:
    return [title.inner_text() for title in page.locator(".podium-year__talk:visible").all()]


def test_the_filter_chooses_and_keeps_the_choice_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "talks/")
    assert rows(page) == ["Streams", "Café Folds", "Off"]
    page.get_by_role("searchbox", name="Find a talk").press_sequentially("cafe")
    expect(page.get_by_role("status").first).to_have_text("1 talk found")
    assert rows(page) == ["Café Folds"]
    assert page.locator(".podium-year__name:visible").all_inner_texts() == ["2024"]
    assert urlsplit(page.url).query == "find=cafe"
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Clear the filter").press("Enter")
    expect(page.locator(".podium-year__talk:visible")).to_have_count(3)
    assert urlsplit(page.url).query == ""
    expect(page.get_by_role("searchbox", name="Find a talk")).to_be_focused()
    page.get_by_label("Format").select_option("slides")
    expect(page.locator(".podium-year__talk:visible")).to_have_text(["Streams"])


def test_a_shared_address_brings_the_choice_and_back_brings_it_again(page: Page, address: str) -> None:
    page.goto(address + "talks/?topic=event-sourcing&year=2025")
    expect(page.locator(".podium-year__talk:visible")).to_have_text(["Streams"])
    expect(page.get_by_label("Topic")).to_have_value("event-sourcing")
    page.get_by_role("link", name="Streams").last.click()
    expect(page.locator("h1")).to_have_text("Streams")
    page.go_back()
    expect(page.locator(".podium-year__talk:visible")).to_have_text(["Streams"])


def test_a_site_under_a_path_leads_nowhere_else(page: Page, built: Built) -> None:
    with served(built.root) as url:
        page.goto(url + "site/speakers/ann-example/")
        page.get_by_role("navigation", name="Where this is").get_by_role("link", name="Talks").click()
        expect(page).to_have_url(url + "site/talks/")
        page.get_by_role("link", name="Topics", exact=True).click()
        page.get_by_role("link", name="event-sourcing").click()
        expect(page.locator("h1")).to_have_text("event-sourcing")  # as the earliest talk writes it


def test_nothing_found_is_said_with_a_way_out(page: Page, address: str) -> None:
    page.goto(address + "talks/?find=nothing+of+the+kind")
    expect(page.get_by_text("No talk matches")).to_be_visible()
    page.get_by_role("button", name="Show all talks").click()
    expect(page.get_by_text("No talk matches")).to_be_hidden()
    assert rows(page) == ["Streams", "Café Folds", "Off"]


OFTEN = """\
---
title: Often
slides: bees.pdf
occasions:
- {event: One, date: 2020-01-01, video: "https://vimeo.com/108441214"}
- {event: Two, date: 2021-01-01}
- {event: Three, date: 2022-01-01, slides: "https://speakerdeck.com/ann/three"}
---
"""


def test_a_row_says_what_is_there_of_its_own_occasion_and_talks_are_counted_once(
    page: Page, site: Callable[..., Built], serve_folder: Callable[[Path], str]
) -> None:
    once = "---\ntitle: Once\ndate: 2020-05-05\n---\n\n[[[https://vimeo.com/1084]]]\n"
    built = site({"talks/often.md": OFTEN, "talks/once.md": once})
    page.goto(serve_folder(built.site) + "talks/?find=o")
    expect(page.get_by_role("status").first).to_have_text("2 talks found, on 4 occasions")
    lines = [" ".join(text.split()) for text in page.locator(".podium-year li").all_inner_texts()]
    assert [("video" in line, "slides" in line) for line in lines] == [
        (False, True),
        (False, False),
        (True, False),
        (True, False),
    ]
    page.get_by_role("searchbox", name="Find a talk").fill("two")
    expect(page.get_by_role("status").first).to_have_text("1 talk found")


def test_talks_ahead_are_found_too_and_wait_for_their_end_otherwise(page: Page, address: str) -> None:
    page.goto(address + "talks/?event=pycon")
    expect(page.locator(".podium-year__talk:visible")).to_have_text(["Ahead", "Streams", "Café Folds"])
    expect(page.get_by_role("status").first).to_have_text("3 talks found")
    expect(page.locator(".podium-year li:visible").first).to_contain_text("upcoming")
    page.get_by_role("button", name="Clear the filter").click()
    expect(page.locator(".podium-year__talk:visible")).to_have_text(["Streams", "Café Folds", "Off"])


def test_without_scripts_the_ways_in_stand_where_the_filter_would(scriptless: Browser, address: str) -> None:
    with scriptless.new_context() as context:
        page = context.new_page()
        page.goto(address + "talks/")
        expect(page.locator("podium-filter form")).to_be_hidden()
        expect(page.get_by_role("link", name="Speakers", exact=True)).to_be_visible()
        expect(page.locator(".podium-filter__years a").first).to_be_visible()
        assert rows(page) == ["Streams", "Café Folds", "Off"]


def test_the_address_of_a_year_leads_to_it_though_no_row_above_was_seen(
    browser: Browser, site: Callable[..., Built]
) -> None:
    title = 3 * "A title of so many words that a telephone has no room for them in one line, nor in two. "
    talks = [(year, day) for year in (2021, 2022, 2023) for day in range(1, 29)]
    files = {f"talks/t-{y}-{d}.md": f"---\ntitle: {title}\ndate: {y}-03-{d:02}\n---\nText.\n" for y, d in talks}
    with served(site(files).site) as url, browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(url + "talks/#year-2021")
        expect(page.locator("#year-2021")).to_be_in_viewport()
        page.wait_for_load_state("networkidle")
        assert page.locator("#year-2021").evaluate("year => year.getBoundingClientRect().top") < 150


def test_the_other_parts_are_fetched_when_they_are_asked_for(page: Page, parted: Built) -> None:
    with served(parted.site) as url:
        page.goto(url + "talks/index.html")
        assert rows(page) == ["Streams"]
        page.get_by_label("Year").select_option("2024")
        expect(page.locator(".podium-year__talk:visible")).to_have_text(["Café Folds", "Off"])
        page.get_by_role("link", name="Café Folds").click()
        expect(page.locator("h1")).to_have_text("Café Folds")
        page.goto(url + "talks/parts/2.html")
        assert rows(page) == ["Café Folds", "Off"]


def test_from_the_disk_the_filter_does_what_it_can(page: Page, parted: Built) -> None:
    page.goto((parted.site / "talks" / "index.html").as_uri())
    page.get_by_role("searchbox", name="Find a talk").fill("streams")
    expect(page.get_by_role("status").first).to_contain_text("1 talk found on this page")
    assert rows(page) == ["Streams"]
    expect(page.get_by_role("link", name="Part 2")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_listings_are_accessible_and_fit(browser: Browser, address: str, width: int, scheme: str) -> None:
    paths = ("talks/", "talks/?find=zzz", "talks/tags/", "speakers/", "speakers/ann-example/", "talks/years/2024/")
    found = {}
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for path in paths:
            page.goto(address + path)
            rest(page)
            found[path] = axe.violations(page)
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width, path
    assert found == {path: [] for path in paths}


@pytest.mark.parametrize("path", ["talks/", "speakers/ann-example/"])
def test_nothing_moves_while_a_listing_loads(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert shift(page) < 0.01


def test_listings_are_not_in_the_search(built: Built) -> None:
    index = Path(built.site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "speakers/ann-example/" not in index
    assert "talks/streams/" in index
