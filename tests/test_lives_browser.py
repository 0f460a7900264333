"""The life of a talk in a browser whose clock and zone are moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browsers import shift, wait_for
from sites import Built, served

CHICAGO = "America/Chicago"
REGISTER = "register: https://www.meetup.com/x/events/1/"


def talk(*lines: str) -> str:
    return "\n".join(("---", *lines, "---", "Words.", ""))


FILES = {
    "docs/index.md": "# Home\n\n[[[upcoming]]]\n\n[[[evening]]]\n\n[[[day]]]\n",
    "talks/evening.md": talk(
        "title: Evening", "date: 2028-09-14 18:30", f"timezone: {CHICAGO}", REGISTER, "slides: deck"
    ),
    "talks/deck.md": "---\ntype: deck\ntitle: Deck\n---\n# One\n",
    "talks/day.md": talk("title: Day", "date: 2028-09-14", "timezone: Asia/Tokyo", REGISTER),
    "talks/two-days.md": talk("title: Two days", "date: 2028-09-14/2028-09-15", "timezone: Europe/Oslo"),
    "talks/spring.md": talk("title: Spring", "date: 2028-03-12 01:30", f"timezone: {CHICAGO}", "end: 2028-03-12 03:30"),
    "talks/autumn.md": talk("title: Autumn", "date: 2028-11-05", f"timezone: {CHICAGO}"),
    "talks/many.md": talk(
        "title: Many",
        "occasions:",
        "  - {event: First, date: 2028-09-14 10:00, timezone: Europe/Oslo}",
        "  - {event: Off, date: 2028-09-15, status: cancelled}",
        "  - {event: Second, date: 2028-09-16 10:00, timezone: Asia/Tokyo}",
    ),
    "talks/off.md": talk("title: Off", "date: 2028-09-14", "status: cancelled", REGISTER),
    "talks/moved.md": talk("title: Moved", "date: 2028-09-14", "status: postponed", REGISTER),
    "talks/maybe.md": talk("title: Maybe", "date: 2028-09-14", "status: tentative", REGISTER),
    "talks/late.md": talk(
        "title: Late", "date: 2027-09-14 18:30", "end: 2027-09-14 20:00", "timezone: America/New_York"
    ),
    "talks/refused.md": talk("title: Refused", "date: tomorrow"),
    "talks/some-day.md": talk("title: Some day\ndate: to be announced", REGISTER),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built long before all of it."""
    root = tmp_path_factory.mktemp("lives")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1830297600")  # 1 January 2028
        made = Built(root, FILES, config={}, strict=False, serving=False)
    assert made.error is None
    return made.site


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with served(built) as found:
        yield found


Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def visitors(browser: Browser, scriptless: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """People by their zone, and whether scripts run; they keep what they have loaded."""
    contexts: dict[tuple[str, bool], BrowserContext] = {}

    def find(zone: str, *, script: bool) -> BrowserContext:
        if (zone, script) not in contexts:
            contexts[zone, script] = (browser if script else scriptless).new_context(timezone_id=zone, locale="en-GB")
        return contexts[zone, script]

    yield find
    for context in contexts.values():
        context.close()


@pytest.fixture
def visit(visitors: Callable[..., BrowserContext], address: str) -> Iterator[Visit]:
    """`visit("talks/day/", "2028-09-14T10:00Z", "Asia/Tokyo")` is somebody there and then."""
    pages: list[Page] = []

    def open_page(path: str, now: str, zone: str = CHICAGO, *, script: bool = True) -> Page:
        pages.append(visitors(zone, script=script).new_page())
        pages[-1].clock.set_fixed_time(now)
        pages[-1].goto(address + path)
        return pages[-1]

    yield open_page
    for page in pages:
        page.close()


def state(page: Page) -> str:
    return "|".join(page.locator(".podium-now .podium-state:visible").all_inner_texts())


def rows(page: Page) -> list[str]:
    return page.locator(".podium-agenda__topic:visible").all_inner_texts()


def past(page: Page) -> list[str]:
    return page.locator(".podium-year__talk:visible").all_inner_texts()


@pytest.mark.parametrize("zone", [CHICAGO, "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2028-09-14T23:29:30Z", "In 1 minute"),
        ("2028-09-14T23:30:00Z", "Happening now"),
        ("2028-09-15T00:29:59Z", "Happening now"),  # no end: an hour
        ("2028-09-15T00:30:00Z", "Given in September 2028"),
    ],
)
def test_a_time_is_the_same_instant_everywhere(visit: Visit, now: str, said: str, zone: str) -> None:
    assert state(visit("talks/evening/", now, zone)) == said


@pytest.mark.parametrize(
    ("path", "now", "said"),
    [
        # A bare day is the day at the place: Tokyo's begins at 15:00 UTC of the day before.
        ("talks/day/", "2028-09-13T14:59:59Z", "Tomorrow"),
        ("talks/day/", "2028-09-13T15:00:00Z", "Today"),
        ("talks/day/", "2028-09-14T14:59:59Z", "Today"),
        ("talks/day/", "2028-09-14T15:00:00Z", "Given in September 2028"),
        # Two days last until the end of the second.
        ("talks/two-days/", "2028-09-13T22:00:00Z", "Happening now"),
        ("talks/two-days/", "2028-09-15T21:59:59Z", "Happening now"),
        ("talks/two-days/", "2028-09-15T22:00:00Z", "Given in September 2028"),
        # The clock goes from 2:00 to 3:00 during it: it lasts one hour.
        ("talks/spring/", "2028-03-12T07:30:00Z", "Happening now"),
        ("talks/spring/", "2028-03-12T08:29:59Z", "Happening now"),
        ("talks/spring/", "2028-03-12T08:30:00Z", "Given in March 2028"),
        # A day of 25 hours.
        ("talks/autumn/", "2028-11-05T04:59:59Z", "Tomorrow"),
        ("talks/autumn/", "2028-11-05T05:00:00Z", "Today"),
        ("talks/autumn/", "2028-11-06T05:59:59Z", "Today"),
        ("talks/autumn/", "2028-11-06T06:00:00Z", "Given in November 2028"),
        # What is off stays off, and what is to be announced stays ahead.
        ("talks/off/", "2028-09-14T12:00:00Z", "Cancelled"),
        ("talks/off/", "2030-01-01T12:00:00Z", "Cancelled"),
        ("talks/moved/", "2028-09-14T12:00:00Z", "Postponed"),
        ("talks/maybe/", "2028-09-13T12:00:00Z", "To be confirmed"),
        ("talks/maybe/", "2028-09-14T12:00:00Z", "To be confirmed"),
        ("talks/maybe/", "2028-09-16T12:00:00Z", "Was planned for September 2028"),
        ("talks/some-day/", "2040-01-01T12:00:00Z", "Upcoming"),
    ],
)
def test_a_state_changes_at_the_place(visit: Visit, path: str, now: str, said: str) -> None:
    assert state(visit(path, now, "Pacific/Pago_Pago")) == said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2028-09-01T12:00:00Z", "Upcoming"),
        ("2028-09-07T04:59:59Z", "Upcoming"),  # 23:59 of the 6th in Chicago: eight nights
        ("2028-09-07T05:00:00Z", "In 7 days"),
        ("2028-09-12T12:00:00Z", "In 2 days"),
        ("2028-09-13T12:00:00Z", "Tomorrow"),
        ("2028-09-14T11:00:00Z", "In 13 hours"),
    ],
)
def test_the_last_week_is_counted(visit: Visit, now: str, said: str) -> None:
    assert state(visit("talks/evening/", now)) == said


def test_a_page_left_open_goes_through_the_whole_life(page: Page, address: str) -> None:
    page.clock.install(time="2028-08-20T12:00:00Z")
    page.goto(f"{address}talks/evening/")
    assert state(page) == "Upcoming"
    for now, said in (
        ("2028-09-10T12:00:00Z", "In 4 days"),
        ("2028-09-14T23:40:00Z", "Happening now"),
        ("2028-09-15T01:00:00Z", "Given in September 2028"),
    ):
        page.clock.pause_at(now)
        wait_for(page, lambda said=said: state(page) == said, said)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("now", "buttons"),
    [
        ("2028-09-10T12:00:00Z", ["Register on Meetup", "Open slides", "Add to calendar"]),
        ("2028-09-14T23:40:00Z", ["Follow along", "Register on Meetup"]),
        ("2028-09-16T12:00:00Z", ["Open slides"]),
    ],
)
def test_the_buttons_follow_the_clock(visit: Visit, now: str, buttons: list[str]) -> None:
    page = visit("talks/evening/", now)
    assert page.locator(".podium-now .podium-button:visible").all_inner_texts() == buttons
    event_page = page.locator(".podium-now").get_by_role("link", name="Event page on Meetup")
    assert event_page.count() == (now > "2028-09-15")


def test_following_along_leads_to_the_deck(visit: Visit) -> None:
    page = visit("talks/evening/", "2028-09-14T23:40:00Z")
    page.get_by_role("link", name="Follow along").click()
    assert page.url.endswith("/decks/deck/")


@pytest.mark.parametrize(
    ("now", "event"),
    [
        ("2028-09-14T08:59:59Z", "First"),
        ("2028-09-14T09:00:00Z", "Second"),  # the cancelled one between them never leads
        ("2028-09-16T01:59:59Z", "Second"),
        ("2028-09-20T00:00:00Z", "Second"),
    ],
)
def test_occasions_lead_one_after_the_other(visit: Visit, now: str, event: str) -> None:
    page = visit("talks/many/", now)
    assert page.locator(".podium-talk__event:visible").all_inner_texts() == [event]
    assert page.locator(".podium-now > :visible").count() == 1
    assert "cancelled" in page.locator(".podium-occasions").inner_text()


def test_cards_follow_the_clock(visit: Visit) -> None:
    """What a page shows of a talk by its name."""
    said = [
        visit("", now).locator(".podium-card .podium-state:visible").all_inner_texts()
        for now in ("2028-09-01T00:00:00Z", "2028-09-14T00:00:00Z", "2028-09-14T23:40:00Z", "2028-09-16T00:00:00Z")
    ]
    given = "Given in September 2028"
    assert said == [["Upcoming", "Upcoming"], ["Tomorrow", "Today"], ["Happening now", given], [given, given]]


def test_lists_follow_the_clock(visit: Visit) -> None:
    """The agenda and the list of all talks, before, during and after."""
    soon = visit("talks/", "2028-09-14T14:59:59Z")
    assert "Day" in rows(soon)
    assert "Day" not in past(soon)
    later = visit("talks/", "2028-09-14T15:00:00Z")
    assert "Day" not in rows(later)
    assert "Day" in past(later)
    assert {"Evening", "Some day"} <= set(rows(later))
    assert "Autumn" in rows(later)
    assert "Spring" in past(later)
    assert set(rows(visit("talks/", "2030-01-01T00:00:00Z"))) == {"Some day"}


def test_the_agenda_says_what_is_on_and_what_is_off(visit: Visit) -> None:
    page = visit("", "2028-09-14T14:00:00Z", "Europe/Oslo")
    words = {
        row.locator(".podium-agenda__topic").inner_text(): " ".join(row.locator(".podium-words").inner_text().split())
        for row in page.locator(".podium-agenda tbody tr:visible").all()
    }
    assert words["Day"].startswith("today")
    assert words["Two days"].startswith("happening now")
    assert words["Off"].startswith("cancelled")
    assert words["Moved"].startswith("postponed")
    assert "to be confirmed" in words["Maybe"]
    for name in ("Off", "Moved"):
        row = page.locator(".podium-agenda tbody tr:visible", has_text=name)
        assert row.get_by_role("link", name="Register").count() == 0


def test_without_script_the_page_says_what_the_build_knew(visit: Visit) -> None:
    page = visit("talks/evening/", "2030-01-01T00:00:00Z", script=False)
    assert state(page) == "Upcoming"
    page.locator(".podium-menu > summary").click()
    assert page.get_by_role("link", name="Google Calendar").is_visible()
    assert "Evening" in rows(visit("talks/", "2030-01-01T00:00:00Z", script=False))


def test_the_calendars_open_by_keyboard(visit: Visit) -> None:
    page = visit("talks/evening/", "2028-09-10T12:00:00Z")
    page.locator(".podium-menu > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Calendar file (.ics)")
    assert link.evaluate("link => link === document.activeElement")
    assert page.request.get(link.evaluate("link => link.href")).text().startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_menu_is_no_wider_than_its_card(visit: Visit, width: int) -> None:
    page = visit("talks/evening/", "2028-09-10T12:00:00Z")
    page.set_viewport_size({"width": width, "height": 900})
    page.locator(".podium-menu > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_there_are_facts_and_a_code_but_no_menu(visit: Visit) -> None:
    page = visit("talks/evening/", "2028-09-10T12:00:00Z")
    assert not page.locator(".podium-print").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".podium-print svg").is_visible()
    assert "talks.example/talks/evening/" in page.locator(".podium-print").inner_text()
    assert not page.locator(".podium-menu").is_visible()
    assert page.get_by_text("Thursday 14 September 2028, 18:30").is_visible()
    assert page.locator(".podium-now .podium-button:visible").all_inner_texts() == ["Register on Meetup"]


# Chicago as if it kept summer time all year from now on, which a browser with older rules does not know.
NEWER = '<podium-local datetime="2028-01-20T18:30-05:00" zone="America/Chicago US/Central"></podium-local>'


@pytest.mark.parametrize(
    ("zone", "says"),
    [(CHICAGO, ""), ("US/Central", ""), ("America/Mexico_City", "17:30 where you are")],
)
@pytest.mark.parametrize("temporal", [True, False])
def test_a_browser_with_older_rules_says_nothing_false(visit: Visit, zone: str, says: str, *, temporal: bool) -> None:
    page = visit("talks/evening/", "2028-01-10T12:00Z", zone)
    if not temporal:
        page.evaluate("delete globalThis.Temporal")
    page.evaluate("html => document.body.insertAdjacentHTML('afterbegin', html)", NEWER)
    assert page.locator("podium-local").first.text_content() == says


def test_a_day_begins_an_hour_earlier_by_older_rules_and_is_the_same_day(visit: Visit) -> None:
    day = '<podium-countdown datetime="2028-09-13T14:00Z" precise="day" zone="Asia/Tokyo">Upcoming</podium-countdown>'
    page = visit("talks/evening/", "2028-09-13T00:00Z")
    page.evaluate("html => document.body.insertAdjacentHTML('afterbegin', html)", day)
    assert page.locator("podium-countdown").first.text_content() == "Tomorrow"


HOSTS = (
    "delta.example.org",
    "registrations.software-architecture-community.example.org",
    "rheinmain-softwareentwicklerinnen-stammtisch.example",
    "averylonghostnamewithoutanybreaks.example",
)
# The words of a button, letters side by side, that stand on more than one line.
BROKEN = r"""button => {
  const walker = document.createTreeWalker(button, NodeFilter.SHOW_TEXT)
  const broken = []
  while (walker.nextNode()) {
    for (const word of walker.currentNode.data.matchAll(/[\p{L}\d]+/gu)) {
      const range = document.createRange()
      range.setStart(walker.currentNode, word.index)
      range.setEnd(walker.currentNode, word.index + word[0].length)
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word[0])
    }
  }
  return broken
}"""


def test_a_button_to_register_breaks_inside_no_word(
    page: Page, site: Callable[..., Built], serve_folder: Callable[[Path], str]
) -> None:
    talks = {
        f"talks/t{at}.md": talk(f"title: T{at}", "date: 2048-09-14 18:30", f"register: https://{host}/september")
        for at, host in enumerate(HOSTS)
    }
    url = serve_folder(site(talks).site)
    said = []
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for at in range(len(HOSTS)):
            page.goto(f"{url}talks/t{at}/")
            button = page.locator(".podium-now .podium-button--primary:visible")
            assert (width, button.evaluate(BROKEN)) == (width, [])
            said.append(button.text_content())
    assert said == [f"Register on {HOSTS[0]}", f"Register on {HOSTS[1]}", "Register", "Register"] * 3


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_time_where_one_is_stands_under_the_date(visit: Visit, width: int) -> None:
    page = visit("talks/late/", "2028-01-10T12:00Z", "Europe/Oslo")
    page.set_viewport_size({"width": width, "height": 900})
    page.reload()
    assert page.locator("podium-local").inner_text() == "Wed 15 Sep, 00:30–02:00 where you are"
    date, here = (page.locator(name).bounding_box() for name in (".podium-when__text", ".podium-when podium-local"))
    assert date
    assert here
    assert here["x"] == date["x"]
    assert here["y"] >= date["y"] + date["height"]
    assert shift(page) == 0


LINES = """name => {
  const range = document.createRange()
  range.selectNodeContents(name)
  return new Set([...range.getClientRects()].map(line => line.top)).size
}"""


@pytest.mark.parametrize("width", [1280, 900, 320])
def test_a_heading_of_the_timeline_never_breaks_within_a_word(visit: Visit, width: int) -> None:
    page = visit("talks/", "2028-01-10T12:00Z")
    page.set_viewport_size({"width": width, "height": 900})
    name = page.locator(".podium-year__name", has_text="Undated")
    assert name.evaluate(LINES) == 1
    page.evaluate("() => { document.querySelector('.podium-year__name--word').textContent = 'Veranstaltungsdatum' }")
    assert page.locator(".podium-year__name--word").evaluate(LINES) == 1
