"""Listings of many talks ahead, and the ways between listings: under a path, as files, from the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browsers import rest, wait_until
from judges import axe
from podium.renderers import parts
from sites import Built, served

NOW = "1780000000"  # 28 May 2026
_TALK = "---\ntitle: {0}\nspeaker: Ann Example\nevent: PyCon\ntopics: [time]\nseries: Basics\n{1}\n---\nText.\n"
SITE = {
    "docs/index.md": "# Home\n\n[[[upcoming]]]\n\n## Before\n\n[[[past]]]\n",
    **{
        f"talks/{title.lower()}.md": _TALK.format(title, more)
        for title, more in {
            "Some-day": "date: to be announced",
            "Farthest": "date: 2029-03-04 18:30\nstatus: tentative",
            "Later": "date: 2028-03-04",
            "Next": "date: 2026-06-04",
            "Last": "date: 2026-02-03",
            "Older": "date: 2024-02-03",
            "Oldest": "date: 2023-02-03\nstatus: cancelled",
        }.items()
    },
}
LISTS = ("talks/", "talks/parts/2/", "talks/parts/4/", "speakers/ann-example/", "speakers/ann-example/3/", "events/")
YEARS = (
    "talks/years/2023/",
    "talks/years/2026/",
    "talks/years/",
    "talks/tags/time/",
    "series/basics/",
    "events/pycon/",
)


def build(root: Path, **config: object) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        patch.setattr(parts, "SIZE", 2)
        patch.setattr(parts, "AGENDA", 1)
        return Built(root, SITE, config=config, strict=True, serving=False)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Built:
    schemes = {"light": "default", "dark": "slate"}
    palette = [
        {
            "media": f"(prefers-color-scheme: {media})",
            "scheme": scheme,
            "toggle": {"icon": "material/eye", "name": media},
        }
        for media, scheme in schemes.items()
    ]
    return build(tmp_path_factory.mktemp("folders"), theme={"features": ["navigation.instant"], "palette": palette})


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("files"), use_directory_urls=False)


@pytest.fixture(scope="module")
def address(folders: Built) -> Iterator[str]:
    """The site under a path, as GitHub Pages has it."""
    with served(folders.root) as url:
        yield f"{url}site/"


def file_of(address: str, directories: bool) -> str:  # noqa: FBT001
    """The file of a page: `talks/index.html`, `speakers/ann-example/index.html` or `speakers/ann-example.html`."""
    index = directories or address in {"talks/", "events/", "talks/years/"}
    return f"{address}index.html" if index else f"{address.rstrip('/')}.html"


@pytest.fixture
def page(page: Page) -> Page:
    """A visitor on the day of the build."""
    page.clock.set_fixed_time("2026-05-28T12:00:00Z")
    return page


class Links(HTMLParser):
    """The links of a page that lead to a file, with what they are called for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html.partition('class="md-content"')[2].partition("</article>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href and not urlsplit(href).scheme:
            self.found.append(href)


def talks(page: Page) -> list[str]:
    return page.locator(".podium-year__talk:visible").all_inner_texts()


def test_an_agenda_shows_the_next_and_the_list_of_all_has_the_rest(scriptless: Browser, address: str) -> None:
    with scriptless.new_context() as context:
        page = context.new_page()
        page.goto(address + "talks/")
        expect(page.locator(".podium-agenda__topic")).to_have_text(["Next"])
        expect(page.get_by_role("link", name="3 later talks")).to_have_attribute("href", "./#past")
        found = talks(page)
        for number in (2, 3, 4):
            page.get_by_role("link", name=f"Part {number}", exact=True).click()
            assert page.locator(".podium-agenda").count() == 0
            found += talks(page)
        assert found == ["Farthest", "Later", "Next", "Last", "Older", "Oldest", "Some-day"]


def test_a_listing_is_named_for_what_is_on_it(scriptless: Browser, address: str) -> None:
    with scriptless.new_context() as context:
        page = context.new_page()
        for path, heading, rows in (
            ("speakers/ann-example/", "All talks", ["Farthest", "Later"]),
            ("speakers/ann-example/3/", "Past talks, part 3", ["Older", "Oldest"]),
            ("talks/years/2026/", "Past talks", ["Last"]),
        ):
            page.goto(address + path)
            expect(page.locator("#past")).to_have_text(heading)
            assert talks(page) == rows
        page.goto(address + "talks/years/2029/")
        expect(page.locator(".podium-agenda__topic")).to_have_text(["Farthest"])
        expect(page.locator("#past")).to_be_hidden()


def test_many_names_come_in_parts_too(page: Page, address: str) -> None:
    page.goto(address + "talks/years/")
    names = page.locator(".podium-names__name")
    expect(names).to_have_text(["2029", "2028"])
    page.get_by_role("link", name="Part 3").click()
    expect(names).to_have_text(["2023"])
    expect(page.locator("h1")).to_have_text("Years")
    expect(page).to_have_title(re.compile("^Years, part 3"))
    page.get_by_role("link", name="2023").click()
    expect(page.locator("h1")).to_have_text("2023")


def test_past_talks_begin_with_the_last_one_however_many_are_ahead(page: Page, address: str) -> None:
    page.goto(address)
    assert talks(page) == ["Last"]  # the other place is kept for the next one
    expect(page.get_by_role("link", name="3 later talks")).to_have_attribute("href", re.compile("talks/#past$"))
    page.get_by_role("link", name="Earlier talks").click()
    page.get_by_role("link", name="Oldest").wait_for()
    assert talks(page) == ["Older", "Oldest"]


def test_the_agenda_passes_on_what_is_over(page: Page, address: str) -> None:
    page.clock.set_fixed_time("2026-06-06T12:00:00Z")
    page.goto(address + "talks/years/2026/")
    expect(page.locator(".podium-agenda")).to_be_hidden()
    assert talks(page) == ["Next", "Last"]
    page.goto(address)
    expect(page.get_by_role("link", name="3 later talks")).to_be_visible()
    expect(page.get_by_text("No talk is scheduled")).to_be_hidden()


def test_the_filter_finds_what_is_ahead_in_every_part(page: Page, address: str) -> None:
    page.goto(address + "talks/")
    assert talks(page) == ["Farthest", "Later"]
    page.get_by_role("searchbox", name="Find a talk").fill("ann")
    expect(page.get_by_role("status").first).to_have_text("7 talks found")
    assert talks(page) == ["Farthest", "Later", "Next", "Last", "Older", "Oldest", "Some-day"]
    assert (urlsplit(page.url).query, urlsplit(page.url).fragment) == ("find=ann", "past")
    words = page.locator(".podium-year li").filter(has_text="Farthest").locator(".podium-word:visible")
    expect(words).to_have_text(["upcoming", "to be confirmed"])
    page.set_viewport_size({"width": 1280, "height": 300})
    shared = page.url
    page.goto("about:blank")
    page.goto(shared)
    expect(page.get_by_role("status").first).to_have_text("7 talks found")
    wait_until(page, "document.querySelector('#past').getBoundingClientRect().top < 120")
    page.get_by_role("button", name="Clear the filter").click()
    expect(page).to_have_url(address + "talks/")


def test_a_list_of_which_nothing_is_over_says_so(tmp_path: Path, page: Page) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", NOW)
        talk = {"talks/next.md": SITE["talks/next.md"]}
        built = Built(tmp_path, talk, config={}, strict=True, serving=False)
    with served(built.site) as url:
        page.goto(f"{url}talks/")
        expect(page.get_by_text("No talk is over yet")).to_be_visible()
        page.get_by_role("searchbox", name="Find a talk").fill("next")
        expect(page.get_by_text("No talk is over yet")).to_be_hidden()
        assert talks(page) == ["Next"]


def test_years_lead_to_the_years_beside_them_that_have_talks(page: Page, address: str) -> None:
    page.goto(address + "talks/years/2024/")
    steps = page.get_by_role("navigation", name="The years before and after this one")
    expect(steps.get_by_role("link")).to_have_text(["Earlier2023", "Later2026"])
    steps.get_by_role("link", name="Later").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("2026")
    steps.get_by_role("link", name="Later").click()
    steps.get_by_role("link", name="Later").click()
    expect(page.locator("h1")).to_have_text("2029")
    expect(steps.get_by_role("link")).to_have_text(["Earlier2028"])
    page.goto(address + "series/basics/")
    expect(steps).to_have_count(0)


@pytest.mark.parametrize("path", [*LISTS, *YEARS])
@pytest.mark.parametrize("directories", [True, False])
def test_every_link_of_a_listing_leads_to_a_file_of_the_site(
    folders: Built,
    files: Built,
    path: str,
    directories: bool,  # noqa: FBT001
) -> None:
    built = folders if directories else files
    file = file_of(path, directories)
    links = Links(built.page(file)).found
    assert len(links) >= 2  # crumbs, at least
    for link in links:
        target = unquote(urljoin(f"https://x.example/deep/site/{file}", link).partition("#")[0].partition("?")[0])
        assert target.startswith("https://x.example/deep/site/"), link  # else it leaves a site under a path
        found = built.site / target.removeprefix("https://x.example/deep/site/")
        assert (found / "index.html" if directories and found.is_dir() else found).is_file(), link


def test_all_ways_between_listings_work_from_the_disk(page: Page, files: Built) -> None:
    page.goto((files.site / "index.html").as_uri())
    page.get_by_role("link", name="3 later talks").click()
    expect(page).to_have_url(re.compile(r"/talks/index\.html#past$"))
    page.get_by_role("link", name="Part 2", exact=True).click()
    expect(page.locator(".podium-year__talk:visible")).to_have_text(["Next", "Last"])
    crumbs = page.get_by_role("navigation", name="Where this is")
    crumbs.get_by_role("link", name="Talks").click()
    page.get_by_role("link", name="Speakers", exact=True).click()
    page.get_by_role("link", name="Ann Example").click()
    page.get_by_role("link", name="Part 3", exact=True).click()
    expect(page.locator("h1")).to_have_text("Ann Example")
    page.get_by_role("link", name="Older", exact=True).click()
    crumbs.get_by_role("link", name="2024").click()
    page.get_by_role("link", name="Later 2026").click()
    expect(page.locator("h1")).to_have_text("2026")
    crumbs.get_by_role("link", name="Years").click()
    expect(page.locator("h1")).to_have_text("Years")


def test_the_choice_stands_in_the_address_from_the_disk_too(page: Page, files: Built) -> None:
    page.goto((files.site / "talks" / "index.html").as_uri() + "?year=2028")
    expect(page.locator(".podium-year__talk:visible")).to_have_text(["Later"])
    expect(page.get_by_label("Year")).to_have_value("2028")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_lists_of_many_ahead_are_accessible_and_fit(browser: Browser, address: str, width: int, scheme: str) -> None:
    paths = ("talks/", "talks/?find=ann", "talks/parts/2/", "talks/years/2026/", "")
    found = {}
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.clock.set_fixed_time("2026-05-28T12:00:00Z")
        for path in paths:
            page.goto(address + path)
            rest(page)
            found[path] = axe.violations(page)
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width, path
    assert found == {path: [] for path in paths}


@pytest.mark.parametrize("path", ["talks/", "talks/years/2026/", "talks/next/"])
def test_a_short_page_prints_on_one_sheet_without_what_only_a_screen_needs(
    browser: Browser, address: str, path: str
) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(address + path)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--podium-good')") == "#0b6e44"
        for part in (".podium-subscribe", ".podium-filter__form", ".podium-parts", ".podium-pager"):
            for each in page.locator(part).all():
                expect(each).to_be_hidden()
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))) == 1
