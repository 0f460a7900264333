"""Decks as people use them: on stage, in a page, on a phone, by keyboard, in a second window, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

import gallery
from browsers import publish, rest, shift, wait_until
from judges import axe, html, nu
from sites import Built, served

DECK = "decks/made/"
TALK = "talks/with-slides/"
INDICES = "() => { const { h, v, f } = Reveal.getIndices(); return [h, v, f ?? -1] }"
NOW = datetime.fromtimestamp(int(gallery.NOW), UTC)
PUBLIC = "https://talks.example/"
"""The address of the tiny site: Material's instant navigation looks pages up in the sitemap, which has it."""
HEARD = """path => {
  new BroadcastChannel("podium:" + path).onmessage = ({ data }) => { window.heardAll = data === "x" }
}"""
"""Tells when a deck has been sent the last message of a test; those before it have arrived then."""
GO = """number => {
  const { h, v } = Reveal.getIndices(Reveal.getSlides()[number])
  Reveal.slide(h, v, 99)
  const slide = Reveal.getCurrentSlide()
  return slide.scrollWidth - slide.clientWidth
}"""
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", gallery.NOW)
        return Built(
            tmp_path_factory.mktemp("decks"), gallery.SLIDES, config=gallery.CONFIG_SLIDES, strict=True, serving=False
        )


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    # Below a path, as on many static hosts.
    root = built.site.parent / "host"
    root.mkdir()
    (root / "sub").symlink_to(built.site, target_is_directory=True)
    with served(root) as url:
        yield f"{url}sub/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 720}) as context:
        yield context


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """A page in a browser, its clock `still` at the build's moment or not.

    Errors in the console and requests to strangers fail the test.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(
        url: str,
        width: int = 1280,
        height: int = 720,
        *,
        still: bool = False,
        browser: Browser = browser,
        **options: object,
    ) -> Page:
        made = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(made)
        page = made.new_page()
        page.clock.set_fixed_time(NOW) if still else None
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: None if local(request.url) else errors.append(request.url))
        page.goto(url)
        return page

    yield open_page
    for each in contexts:
        each.close()
    assert errors == []


def local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", PUBLIC, "data:", "blob:", "file:", "about:"))


def ready(page: Page) -> Page:
    wait_until(page, "window.Reveal?.isReady?.()")
    return page


def frame_of(page: Page) -> Frame:
    """The deck inside a talk's page, once it can be moved."""
    page.locator("podium-deck").scroll_into_view_if_needed()
    page.locator(".podium-deck--ready").wait_for()
    frame = page.locator("podium-deck iframe").element_handle().content_frame()
    assert frame
    return frame


def test_built_decks_are_valid_html(built: Built) -> None:
    assert built.problems == []
    assert html.findings(built.site) == []


@pytest.mark.judges
def test_the_nu_checker_finds_nothing_in_decks(built: Built) -> None:
    assert nu.findings(built.site) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_every_slide_is_accessible(opened: Open, address: str, width: int, height: int, scheme: str) -> None:
    page = ready(opened(address + DECK, width, height, color_scheme=scheme, reduced_motion="reduce"))
    found = {}
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate(
            "number => { const { h, v } = Reveal.getIndices(Reveal.getSlides()[number]); Reveal.slide(h, v, 99) }",
            number,
        )
        found[number] = axe.violations(page)
    assert found == {number: [] for number in found}
    assert len(found) >= 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "key"),
    [(DECK, "o"), (DECK, "q"), (DECK, "?"), (f"{DECK}?speaker", ""), (TALK, ""), (f"{DECK}?handout", "")],
)
def test_every_way_to_see_a_deck_is_accessible(opened: Open, address: str, path: str, key: str, scheme: str) -> None:
    page = opened(address + path, color_scheme=scheme, reduced_motion="reduce")
    if path == TALK:
        frame_of(page)
        page.locator("summary", has_text="Read the slides").click()
    elif "handout" not in path:
        ready(page)
    if key:
        page.keyboard.press(key)
    assert axe.violations(page) == []


def test_keys_move_through_slides_and_steps(opened: Open, address: str) -> None:
    page = ready(opened(address + DECK))
    seen = []
    for key in ("ArrowRight", "Space", "ArrowRight", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        seen.append(page.evaluate(INDICES)[:2])
    assert seen[0] == [1, 0]
    assert seen[-2] == [page.evaluate("Reveal.getHorizontalSlides().length") - 1, 0]
    assert seen[-1] == [0, 0]


def test_an_address_leads_to_a_slide(opened: Open, address: str) -> None:
    page = ready(opened(address + DECK + "#/2/1"))
    assert page.evaluate(INDICES)[:2] == [2, 1]
    page.keyboard.press("ArrowLeft")
    wait_until(page, "location.hash.startsWith('#/1')")
    page.reload()
    assert ready(page).evaluate(INDICES)[:2] == [1, 0]
    page.goto(address + DECK + "#/pictures")
    page.reload()
    assert ready(page).evaluate("Reveal.getCurrentSlide().id") == "pictures"


def test_code_is_lit_step_by_step(opened: Open, address: str) -> None:
    page = ready(opened(address + DECK + "#/code"))
    lit = """() => [...document.querySelectorAll(".present .podium-line")].map(line => {
      const shown = line.querySelector("span") ?? line
      return getComputedStyle(shown).color
    })"""
    colours = []
    for _ in range(3):
        colours.append(rest(page).evaluate(lit))
        page.keyboard.press("ArrowRight")
    first, second, third = colours
    dimmed = first[1]
    assert first[0] != dimmed
    assert [colour == dimmed for colour in second] == [True, False, False]
    assert dimmed not in third


def test_a_query_cannot_set_options_of_reveal(opened: Open, address: str) -> None:
    page = ready(opened(address + DECK + "?postMessage=true&controls=true&h=word&transition=zoom#/1"))
    assert page.evaluate("location.search") == ""
    config = page.evaluate(
        "(({ postMessage, controls, transition }) => [postMessage, controls, transition])(Reveal.getConfig())"
    )
    assert config == [False, False, "fade"]
    assert page.evaluate(INDICES)[:2] == [1, 0]


def test_typing_on_a_slide_moves_nothing(opened: Open, address: str) -> None:
    page = ready(opened(address + DECK + "#/1"))
    page.evaluate("""() => {
      const host = document.createElement("div")
      host.attachShadow({ mode: "open" }).append(document.createElement("textarea"))
      document.querySelector(".present").append(host)
      host.shadowRoot.firstChild.focus()
    }""")
    page.keyboard.type("no sofa b")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(INDICES)[:2] == [1, 0]
    assert page.evaluate("document.querySelector('.present div').shadowRoot.activeElement.value") == "no sofa b"


def test_a_deck_follows_the_sites_colours(opened: Open, address: str) -> None:
    page = opened(address + TALK, color_scheme="light")
    page.locator(".md-header [title='Dark']").click()
    page.goto(address + DECK)
    assert ready(page).evaluate("document.documentElement.dataset.podiumScheme") == "dark"


def test_swiping_moves_slides_on_a_phone(opened: Open, address: str) -> None:
    page = ready(opened(address + DECK, 390, 844, has_touch=True, is_mobile=True))
    assert page.evaluate("Reveal.getConfig().width") == 600
    assert page.evaluate("Reveal.getScale()") > 0.6
    session = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", 330), ("touchMove", 250), ("touchMove", 120), ("touchEnd", None)):
        session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if x is None else [{"x": x, "y": 300}]}
        )
    wait_until(page, "Reveal.getIndices().h === 1")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 740), (844, 390), (1280, 720), (1920, 1080)])
def test_no_slide_is_wider_than_the_screen(opened: Open, address: str, width: int, height: int) -> None:
    page = ready(opened(address + DECK, width, height, reduced_motion="reduce"))
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate(
            "number => { const { h, v } = Reveal.getIndices(Reveal.getSlides()[number]); Reveal.slide(h, v, 99) }",
            number,
        )
        over = page.evaluate(
            "(() => { const slide = Reveal.getCurrentSlide(); return slide.scrollWidth - slide.clientWidth })()"
        )
        assert over <= 1, number
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_without_javascript_a_deck_is_a_text(opened: Open, scriptless: Browser, address: str) -> None:
    page = opened(address + DECK, browser=scriptless)
    for words in ("Made for tests", "The first of two", "Under it"):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_alt_text("A bee")).to_be_visible()
    heights = [box["y"] for slide in page.locator(".podium-slide").all() if (box := slide.bounding_box())]
    assert heights == sorted(heights)
    assert len(set(heights)) == len(heights)


def test_when_reveal_does_not_come_a_deck_is_a_text(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/reveal.js", lambda route: route.abort())
        page.goto(address + DECK)
        expect(page.get_by_text("Under it")).to_be_visible()


# In a page.


def test_a_deck_starts_in_its_page_and_is_moved_there(opened: Open, address: str) -> None:
    page = opened(address + TALK, 1280, 300)
    assert page.locator("podium-deck iframe").count() == 0, "nothing is loaded before it is seen"
    frame = frame_of(page)
    assert page.locator(".podium-controls__count").inner_text() == "1 / 12"
    page.get_by_role("button", name="Next slide").click()
    expect(page.locator(".podium-controls__count")).to_have_text("2 / 12")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    assert rest(page).url == address + TALK, "Material's keys do not leave the page"
    assert frame.evaluate("Reveal.getSlidePastCount()") >= 1
    page.keyboard.press("End")
    expect(page.locator(".podium-controls__count")).to_have_text("12 / 12")


def test_a_deck_can_be_reached_by_keyboard(opened: Open, address: str) -> None:
    page = opened(address + TALK)
    names = []
    for _ in range(60):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText")
        )
    reached = " | ".join(filter(None, names))
    for name in ("Previous slide", "Next slide", "Speaker view", "Full screen", "Open", "Read the slides as text"):
        assert name in reached


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_a_deck_starts(opened: Open, address: str, width: int) -> None:
    page = opened(address + TALK, width, 900, still=True)
    stage = page.locator(".podium-stage")
    before = stage.bounding_box()
    frame_of(page)
    assert shift(page) < 0.01
    assert stage.bounding_box()["width"] == before["width"]
    assert stage.bounding_box()["height"] == before["height"]
    assert before["width"] / before["height"] == pytest.approx(16 / 9 if width > 390 else 4 / 5, rel=0.02)


def test_a_touch_on_a_deck_can_scroll_the_page(opened: Open, address: str) -> None:
    page = opened(address + TALK, 390, 844, has_touch=True, is_mobile=True)
    touch = frame_of(page).evaluate("getComputedStyle(document.querySelector('.reveal')).touchAction")
    assert "pan-y" in touch


def test_the_slides_stand_below_as_text(opened: Open, address: str) -> None:
    page = opened(address + TALK)
    transcript = page.locator(".podium-transcript")
    assert not transcript.get_by_text("Under it").is_visible()
    page.locator("summary", has_text="Read the slides").click()
    assert transcript.get_by_text("Under it").is_visible()
    assert transcript.get_by_role("img", name="A bee").count() == 1


def test_a_link_to_a_slide_opens_the_text(opened: Open, address: str) -> None:
    page = opened(address + TALK + "#made-4")
    assert page.locator("#made-4").is_visible()


def test_without_javascript_the_text_is_what_one_sees(opened: Open, scriptless: Browser, address: str) -> None:
    page = opened(address + TALK, browser=scriptless)
    assert page.locator(".podium-transcript").get_by_text("Under it").is_visible()
    assert not page.locator(".podium-stage").is_visible()
    assert page.get_by_role("link", name=re.compile("^Open ?: Made for tests$")).is_visible()


def test_on_paper_the_text_is_there(opened: Open, address: str) -> None:
    page = opened(address + TALK)
    frame_of(page)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".podium-transcript").get_by_text("Under it").is_visible()
    assert not page.locator(".podium-controls").is_visible()


def test_a_deck_is_laid_out_for_printing_within_its_policy(opened: Open, address: str) -> None:
    page = opened(f"{address}{DECK}?print")
    page.locator("html[data-podium-ready]").wait_for(state="attached")
    sizes = page.evaluate(
        "[...document.styleSheets].map(sheet => [...sheet.cssRules].map(rule => rule.cssText)).flat()"
    )
    assert [rule for rule in sizes if rule.startswith("@page") and "1280px 720px" in rule]


def test_a_page_that_is_loaded_again_keeps_its_slide(opened: Open, address: str) -> None:
    page = opened(address + TALK)
    frame_of(page)
    page.get_by_role("button", name="Next slide").click()
    expect(page.locator(".podium-controls__count")).to_have_text("2 / 12")
    page.reload()
    frame_of(page)
    expect(page.locator(".podium-controls__count")).to_have_text("2 / 12")


# Other windows.


def test_the_speaker_view_moves_the_deck_and_follows_it(context: BrowserContext, address: str) -> None:
    deck = context.new_page()
    deck.goto(address + DECK + "#/1")
    ready(deck)
    with context.expect_page() as popup:
        deck.keyboard.press("s")
    speaker = ready(popup.value)
    assert speaker.evaluate(INDICES)[:2] == [1, 0]
    expect(speaker.get_by_label("Text of the notes").get_by_text("Notes for the second.")).to_be_visible()
    expect(speaker.get_by_text("2 / 12")).to_be_visible()
    expect(speaker.get_by_label("For the audience").get_by_text("talks.example/talks/with-slides/")).to_be_visible()
    speaker.keyboard.press("ArrowRight")
    wait_until(deck, "Reveal.getIndices().f === 0")
    deck.keyboard.press("End")
    wait_until(speaker, "Reveal.isLastSlide()")
    expect(speaker.get_by_text("This is the last slide.")).to_be_visible()
    expect(speaker.get_by_text("No notes for this slide.")).to_be_visible()


def test_a_second_screen_follows(context: BrowserContext, address: str) -> None:
    deck, second = context.new_page(), context.new_page()
    deck.goto(address + DECK)
    ready(deck)
    second.goto(address + DECK + "?follow#/2")
    assert ready(second).evaluate(INDICES)[:2] == [2, 0]
    deck.bring_to_front()
    deck.keyboard.press("End")
    wait_until(second, "Reveal.isLastSlide()")
    second.keyboard.press("Home")
    wait_until(second, "Reveal.isFirstSlide()")
    assert deck.evaluate("Reveal.isLastSlide()"), "who follows never leads"


def test_other_windows_cannot_move_a_deck_by_nonsense(context: BrowserContext, address: str) -> None:
    deck, other = context.new_page(), context.new_page()
    deck.goto(address + DECK + "#/1")
    ready(deck)
    other.goto(address)
    path = "/" + (address + DECK).split("/", 3)[3]
    deck.evaluate(HEARD, path)
    other.evaluate(
        """path => {
      const channel = new BroadcastChannel("podium:" + path)
      for (const indexh of ["2", 1e9, NaN, {}, null]) channel.postMessage({ podium: "state", role: "speaker", indexh })
      channel.postMessage({ podium: "state", role: "deck", indexh: 3, indexv: 0, indexf: -1, paused: false })
      channel.postMessage("x")
    }""",
        path,
    )
    wait_until(deck, "window.heardAll")
    assert deck.evaluate(INDICES)[:2] == [1, 0]


def test_the_qr_code_comes_by_key(opened: Open, address: str) -> None:
    page = ready(opened(address + DECK))
    page.keyboard.press("q")
    assert page.get_by_role("img", name="QR code of talks.example/talks/with-slides/").is_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    assert not page.evaluate("Reveal.isOverview()")


def test_decks_work_from_a_folder(opened: Open, built: Built) -> None:
    page = ready(opened((built.site / DECK / "index.html").as_uri()))
    page.keyboard.press("ArrowRight")
    assert page.evaluate(INDICES)[:2] == [1, 0]


# Material around.


def test_instant_navigation_loads_a_deck_whole(opened: Open, built: Built) -> None:
    page = opened("about:blank")
    publish(page, PUBLIC, built.site)
    page.goto(PUBLIC, wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="the deck").click()
    page.wait_for_url(f"**/{DECK}")
    assert ready(page).evaluate("window.stayed") is None
    page.go_back()
    page.get_by_role("link", name="the deck").wait_for()


def test_a_deck_survives_instant_navigation(opened: Open, built: Built) -> None:
    page = opened("about:blank")
    publish(page, PUBLIC, built.site)
    page.goto(PUBLIC + TALK, wait_until="networkidle")
    frame_of(page)
    page.evaluate("window.stayed = true")
    page.locator(".md-tabs, .md-nav--primary").get_by_role("link", name="Home").first.click()
    page.get_by_role("link", name="the deck").wait_for()
    page.go_back()
    page.locator("podium-deck").wait_for()
    frame_of(page)
    assert page.evaluate("window.stayed") is True
    page.get_by_role("button", name="Next slide").click()
    expect(page.locator(".podium-controls__count")).to_have_text("2 / 12")


def test_code_of_a_slide_is_a_block_in_its_text(opened: Open, address: str) -> None:
    page = opened(address + TALK)
    frame_of(page)
    page.locator("summary", has_text="Read the slides").click()
    code = page.locator(".podium-transcript__slide .highlight code").first
    block, frame = code.bounding_box(), page.locator(".podium-transcript__slide .highlight").first.bounding_box()
    assert block
    assert frame
    assert block["width"] == frame["width"]
    assert code.evaluate("code => parseFloat(getComputedStyle(code).paddingInlineStart)") > 8


def test_the_search_leads_to_a_slide(opened: Open, built: Built) -> None:
    page = opened("about:blank")
    publish(page, PUBLIC, built.site)
    page.goto(PUBLIC)
    page.keyboard.press("/")
    page.keyboard.type("unfindable elsewhere", delay=20)
    link = page.locator(".md-search-result__link").filter(has_text="Under it").first
    link.wait_for()
    link.click()
    page.wait_for_url(f"**/{DECK}**")
    assert ready(page).evaluate(INDICES)[:2] == [2, 1]


def test_front_matter_never_runs_in_a_deck(browser: Browser, tmp_path: Path) -> None:
    built = Built(_made(tmp_path), gallery.hostile_decks(), config=gallery.CONFIG_SLIDES, strict=False, serving=True)
    pages = [file.relative_to(built.site).as_posix() for file in sorted((built.site / "decks").rglob("*.html"))]
    assert len(pages) == len(gallery.PAYLOADS)
    assert html.findings(built.site) == []
    with served(built.site) as url, browser.new_context() as context:
        page = context.new_page()
        for path in (*pages, *(f"{path}?speaker" for path in pages), "talks/shows/"):
            page.goto(url + path)
            rest(page).mouse.move(300, 300)
            assert rest(page).evaluate("typeof pwned") == "undefined", path
            assert page.locator("body [onerror], body [onload], body [onmouseover]").count() == 0, path


def _made(folder: Path) -> Path:
    folder.joinpath("project").mkdir()
    return folder / "project"
