"""The site as visitors meet it: in a browser, wide and narrow, light and dark, by keyboard, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

import gallery
from browsers import rest, shift, wait_for, wait_until
from judges import axe, html, nu
from sites import ROOT, Built, served

PAGES = (
    "",
    "about/",
    "tags/",
    "talks/",
    "talks/upcoming-talk/",
    "talks/past-talk/",
    "talks/tour/",
    "talks/cancelled/",
    "talks/online/",
    "talks/long/",
    "404.html",
)
AT_BUILD = datetime.fromtimestamp(int(gallery.NOW), UTC)
ON_TALK = datetime(2026, 3, 21, 17, 30, tzinfo=UTC)
AFTER_TALK = datetime(2026, 3, 21, 18, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", gallery.NOW)
        return Built(
            tmp_path_factory.mktemp("gallery"), gallery.FRIENDLY, config=gallery.CONFIG, strict=False, serving=False
        )


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    with served(built.site) as url:
        yield url


@pytest.fixture
def open_at(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """A page whose clock stands at the build's moment, or another; `options` are the browser context's."""

    def open_page(url: str, now: datetime | None = None, **options: object) -> Page:
        page = new_context(**options).new_page()
        if now:
            page.clock.set_fixed_time(now)
        page.goto(url)
        return page

    return open_page


def test_every_page_is_valid_html(built: Built) -> None:
    assert html.findings(built.site) == []


@pytest.mark.judges
def test_the_nu_checker_finds_nothing(built: Built, hostile: Built) -> None:
    assert nu.findings(built.site) + nu.findings(hostile.site) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_accessible(open_at: Callable[..., Page], address: str, width: int, scheme: str) -> None:
    page = open_at(address, viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = {}
    for path in PAGES:
        page.goto(address + path)
        found[path] = axe.violations(page)
    assert found == {path: [] for path in PAGES}


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1600])
def test_no_page_is_wider_than_the_screen(open_at: Callable[..., Page], address: str, width: int) -> None:
    page = open_at(address, viewport={"width": width, "height": 900})
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, path


@pytest.mark.parametrize("path", ["", "talks/", "talks/upcoming-talk/", "talks/past-talk/", "talks/tour/"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads(open_at: Callable[..., Page], address: str, path: str, width: int) -> None:
    page = open_at(address + path, AT_BUILD, timezone_id="Asia/Tokyo", viewport={"width": width, "height": 900})
    assert shift(page) < 0.01


def test_nothing_is_asked_of_anybody_before_a_click(open_at: Callable[..., Page], address: str) -> None:
    page = open_at(address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(address + path)
        rest(page)
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_a_click_shows_the_video(open_at: Callable[..., Page], address: str) -> None:
    page = open_at(address + "talks/past-talk/")
    asked = _answer_for_others(page, address)
    page.get_by_role("button", name="Play").click()
    frame = page.locator("iframe")
    frame.wait_for()
    wait_for(page, lambda: bool(asked))
    rest(page)
    assert [urlsplit(url).hostname for url in asked] == ["www.youtube-nocookie.com"]
    assert frame.get_attribute("title")
    assert "allow-top-navigation" not in (frame.get_attribute("sandbox") or "allow-top-navigation")
    assert frame.get_attribute("referrerpolicy") == "strict-origin-when-cross-origin"


def test_a_deck_opens_by_keyboard_and_keeps_its_shape(open_at: Callable[..., Page], address: str) -> None:
    page = open_at(address + "talks/upcoming-talk/")
    _answer_for_others(page, address)
    stage = page.locator("podium-embed")
    page.get_by_role("button", name="Show the slides").focus()
    before = stage.bounding_box()
    page.keyboard.press("Enter")
    frame = page.locator("iframe")
    frame.wait_for()
    box = frame.bounding_box()
    assert stage.bounding_box() == before
    assert box
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.01)
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"


def _answer_for_others(page: Page, address: str) -> list[str]:
    """Answers requests to other hosts with an empty page; gives the list that fills with them."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<p>elsewhere</p>", content_type="text/html")

    page.route(lambda url: not url.startswith(address), answer)
    return asked


def test_a_talk_moves_to_the_past_by_the_visitors_clock(open_at: Callable[..., Page], address: str) -> None:
    before = open_at(address + "talks/", AT_BUILD)
    assert _visible(before, "Events from the ground up") == ["upcoming"]
    during = open_at(address + "talks/", ON_TALK)
    assert _visible(during, "Events from the ground up") == ["upcoming"]
    after = open_at(address + "talks/", AFTER_TALK)
    assert _visible(after, "Events from the ground up") == ["past"]


def _visible(page: Page, title: str) -> list[str]:
    """In which lists a title can be seen."""
    wait_until(page, "customElements.get('podium-clock') !== undefined")
    lists = {"upcoming": ".podium-agenda", "past": ".podium-years"}
    return [
        name
        for name, selector in lists.items()
        if any(link.is_visible() for link in page.locator(selector).get_by_role("link", name=title, exact=True).all())
    ]


def test_a_talk_page_follows_the_visitors_clock(open_at: Callable[..., Page], address: str) -> None:
    url = address + "talks/upcoming-talk/"
    before = open_at(url, datetime(2026, 3, 20, 12, tzinfo=UTC))
    assert before.get_by_role("link", name="Register on Meetup").is_visible()
    during = open_at(url, ON_TALK)
    assert during.get_by_text("Happening now").is_visible()
    after = open_at(url, AFTER_TALK)
    assert not after.get_by_role("link", name="Register on Meetup").is_visible()
    assert after.get_by_text("Given in March 2026").is_visible()


def test_the_agenda_empties_by_the_visitors_clock(open_at: Callable[..., Page], address: str) -> None:
    page = open_at(address, datetime(2031, 1, 1, tzinfo=UTC))
    assert page.get_by_text("No talk is scheduled").is_visible()
    assert not page.get_by_text("Events from the ground up").first.is_visible()


def test_a_visitor_elsewhere_sees_their_own_time(open_at: Callable[..., Page], address: str) -> None:
    page = open_at(address + "talks/upcoming-talk/", timezone_id="Europe/Berlin", locale="en-GB")
    assert "18:00–19:00" in page.locator("podium-local").first.inner_text()
    there = open_at(address + "talks/upcoming-talk/", timezone_id="America/Chicago", locale="en-GB")
    assert there.locator("podium-local").first.inner_text().strip() == ""


def test_a_narrow_page_s_navigation_opens_and_closes_by_keyboard(open_at: Callable[..., Page], address: str) -> None:
    page = open_at(address + "talks/past-talk/", viewport={"width": 390, "height": 844})
    drawer, button = page.locator(".md-sidebar--primary"), page.locator(".md-header label[for=__drawer]")
    inside = page.locator(".md-sidebar--primary :focus")
    expect(page.locator("html.js")).to_be_attached()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert "Navigation" in button.inner_text()
    for _ in range(6):
        page.keyboard.press("Tab")
        expect(inside).to_have_count(0)
    button.focus()
    page.keyboard.press("Enter")
    expect(inside).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(inside).to_have_text("Home")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(drawer).not_to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(inside).to_be_in_viewport()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(drawer).not_to_be_in_viewport()


def test_what_is_laid_out_only_near_view_leaves_room_for_the_ring_of_a_focus() -> None:
    rule = re.compile(r"([^{};]+)\{([^{}]*content-visibility: auto;[^{}]*)\}")
    sheets = (ROOT / "hooks" / "podium" / "theme").rglob("*.css")
    rules = [each for sheet in sheets for each in rule.findall(sheet.read_text(encoding="utf-8"))]
    assert len(rules) > 5
    tight = [selector.split("*/")[-1].strip() for selector, body in rules if "overflow-clip-margin" not in body]
    # Nothing in the lines of code takes the focus; a snippet has round corners, and draws its rings inside.
    assert tight == [".podium-snippet", ".podium-snippet__lines"]


def test_everything_can_be_read_without_javascript(
    open_at: Callable[..., Page], scriptless: Browser, address: str
) -> None:
    page = open_at(address + "talks/upcoming-talk/", browser=scriptless)
    for words in ("Events from the ground up", "Saturday 21 March 2026, 12:00–13:00", "Central Time", "Ann Example"):
        assert page.get_by_text(words).first.is_visible(), words
    for link in ("Register on Meetup", "Open on Speaker Deck", "Event sourcing"):
        assert page.get_by_role("link", name=link).first.is_visible(), link
    page.goto(address + "talks/")
    assert page.locator(".podium-agenda").get_by_role("link", name="Events from the ground up", exact=True).is_visible()
    assert page.get_by_role("link", name="Past talk").first.is_visible()


def test_elements_live_through_instant_navigation(open_at: Callable[..., Page], built: Built) -> None:
    # Instant navigation looks pages up in the sitemap, which has the public address; it works once that is here.
    public = "https://talks.example/"
    page = open_at("about:blank", AT_BUILD)
    page.route(public + "**", lambda route: _from_folder(route, built.site, public))
    page.goto(public, wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator(".md-tabs").get_by_role("link", name="Talks", exact=True).click()
    page.wait_for_url("**/talks/")
    page.locator(".podium-agenda").get_by_role("link", name="Events from the ground up", exact=True).click()
    page.wait_for_url("**/upcoming-talk/")
    assert page.evaluate("window.stayed") is True
    expect(page.get_by_role("button", name="Show the slides")).to_be_visible()
    page.go_back()
    page.locator(".podium-agenda").wait_for()
    assert page.evaluate("window.stayed") is True


def _from_folder(route: Route, folder: Path, public: str) -> None:
    path = folder / route.request.url.removeprefix(public).partition("?")[0].partition("#")[0]
    file = path / "index.html" if path.is_dir() else path
    route.fulfill(path=file) if file.is_file() else route.fulfill(status=404, body="")


def test_feeds_and_calendars_cost_a_page_no_request(open_at: Callable[..., Page], built: Built) -> None:
    public = "https://talks.example/"
    asked: list[str] = []
    page = open_at("about:blank", AT_BUILD)
    page.route(public + "**", lambda route: _from_folder(route, built.site, public))
    page.on("request", lambda request: asked.append(request.url.removeprefix(public)))
    page.goto(public + "talks/upcoming-talk/", wait_until="networkidle")
    kinds = page.locator("head link[rel~=alternate]").evaluate_all("links => links.map(link => link.type)")
    assert kinds == ["application/atom+xml", "application/feed+json", "text/calendar"]
    assert [path for path in asked if path.endswith("sitemap.xml")] == ["sitemap.xml"], "the one of the site"


def test_search_finds_what_the_header_says(open_at: Callable[..., Page], address: str) -> None:
    page = open_at(address)
    page.keyboard.press("/")
    page.keyboard.type("Sentralen", delay=20)
    page.locator(".md-search-result__link").first.wait_for()
    assert "Past talk" in page.locator(".md-search-result__link").first.inner_text()


def test_an_old_address_leads_to_the_talk(open_at: Callable[..., Page], address: str) -> None:
    page = open_at(address + "old/past/")
    page.wait_for_url("**/talks/past-talk/")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {**gallery.FRIENDLY, **gallery.hostile()}
    config = {name: value for name, value in gallery.CONFIG.items() if name != "nav"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", gallery.NOW)
        return Built(tmp_path_factory.mktemp("hostile"), files, config=config, strict=False, serving=True)


def test_front_matter_never_runs(browser: Browser, hostile: Built) -> None:
    files = [file for file in sorted(hostile.site.rglob("*.html")) if 'http-equiv="refresh"' not in file.read_text()]
    pages = [file.relative_to(hostile.site).as_posix() for file in files]
    assert len(pages) > 3 * len(gallery.PAYLOADS)
    with served(hostile.site) as url, browser.new_context() as context:
        page = context.new_page()
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for path in pages:
            page.goto(url + path)
            page.mouse.move(300, 300)
            assert page.evaluate("typeof pwned") == "undefined", path
            assert page.locator("body [onerror], body [onload], body [onmouseover]").count() == 0, path
        page.goto(url)
        page.keyboard.press("/")
        page.keyboard.type("words", delay=20)
        page.locator(".md-search-result__link").first.wait_for()
        assert page.evaluate("typeof pwned") == "undefined"


def test_a_hostile_site_is_valid_html(hostile: Built) -> None:
    assert html.findings(hostile.site) == []
