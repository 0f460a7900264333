"""Snippets as visitors use them: run, edited, stopped, shared, rewound; by keyboard, by touch, on a slide, on paper."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Route, expect

import gallery
from browsers import publish, rest, shift, wait_for, wait_until
from judges import axe, html
from podium.renderers.environment import _environment
from podium.renderers.traces import read_travel
from sites import Built, served

ACCOUNT = """\
// title: A bank account
// setup
const nobody = null
// end setup
export const initial = { open: false, balance: 0 }

// An account is the sum of what happened to it.
export function evolve(account, event) {
  switch (event.type) {
    case 'Opened': return { ...account, open: true }
    case 'Deposited': return { ...account, balance: account.balance + event.amount }
    case 'Withdrawn': return { ...account, balance: account.balance - event.amount }
  }
  return account
}

export function decide(command, account) {
  if (command.amount > account.balance) throw new Error('insufficient funds')
  return { type: 'Withdrawn', amount: command.amount }
}

export const events = [{ type: 'Opened' }, { type: 'Deposited', amount: 500 }]
export const commands = [
  { type: 'Withdraw', amount: 230 },
  { type: 'Withdraw', amount: 900 },
  { type: 'Withdraw', amount: 50 },
]
export const projections = { movements: [[], (list, event) => [...list, event.type]] }

console.log('balance: 220')
"""
PYTHON = """\
# title: A bank account
initial = {"open": False, "balance": 0}


def evolve(account, event):
    match event["type"]:
        case "Opened":
            return {**account, "open": True}
        case "Deposited":
            return {**account, "balance": account["balance"] + event["amount"]}
        case "Withdrawn":
            return {**account, "balance": account["balance"] - event["amount"]}
    return account


def decide(command, account):
    if command["amount"] > account["balance"]:
        raise ValueError("insufficient funds")
    return {"type": "Withdrawn", "amount": command["amount"]}


events = [{"type": "Opened"}, {"type": "Deposited", "amount": 500}]
commands = [
    {"type": "Withdraw", "amount": 230},
    {"type": "Withdraw", "amount": 900},
    {"type": "Withdraw", "amount": 50},
]
projections = {"movements": ([], lambda found, event: [*found, event["type"]])}

print("balance: 220")
"""
HOSTILE = """\
const mark = '<img src=x onerror="pwned=1">'
export const initial = {}
export const evolve = (state, event) => ({ ...state, [mark]: mark })
export const events = [{ type: mark, text: mark }]
export const projections = { [mark]: [0, () => mark] }
export const view = () => '<svg onload="pwned=1"><script>pwned=1</script><rect width="9" height="9"/></svg>'
console.log(mark)
"""
BLOB_THROWS = """const Real = Worker
window.Worker = function (url) {
  if (/^blob:/.test(url)) throw new Error("no")
  return new Real(url)
}"""
BLOB_FAILS = """const Real = Worker
window.Worker = function (url) { return new Real(/^blob:/.test(url) ? "blob:null/none" : url) }"""
FILES = {
    "docs/index.md": "# Home\n\n[one](one.md)\n",
    "docs/stops.md": "# Stops\n\n[[[bank-account]]]\n\n[[[endless]]]\n",
    "docs/one.md": "# One\n\nA balance is an end.\n\n[[[bank-account]]]\n\n[[[loop]]]\n\n[[[bad]]]\n\n[[[two]]]\n",
    "docs/far.md": "# Far\n\n[[[bank-account]]]\n\n## Between\n\n[[[crowd]]]\n\n## Behind\n\n" + "And on.\n\n" * 60,
    "docs/more.md": "# More\n\n[[[hostile]]]\n\n[[[many]]]\n\n[[[bank-account lang=js]]]\n\n[[[crowd at=20]]]\n",
    "snippets/bank-account.js": ACCOUNT,
    "snippets/bank-account.py": PYTHON,
    "snippets/endless.js": "// limit: 6s\n// expect: error\nwhile (true) {}\n",
    "snippets/loop.js": "// limit: 1s\n// expect: error\nconsole.log('before')\nwhile (true) {}\n",
    "snippets/bad.js": "// expect: error\nfunction go() {\n  null.x\n}\ngo()\n",
    "snippets/two/main.js": "import { two } from './lib.js'\n\nconsole.log(two)\nconsole.error('careful')\n",
    "snippets/two/lib.js": "export const two = 2\n",
    "snippets/hostile.js": HOSTILE,
    "snippets/many.js": "export const initial = 0\nexport const evolve = (sum, event) => sum + event.n\n"
    "export const events = Array.from({ length: 15 }, (_, n) => ({ type: 'Added', n }))\n",
    "snippets/crowd.js": "export const initial = 0\nexport const evolve = (sum, event) => sum + event.n\n"
    "export const events = Array.from({ length: 60 }, (_, n) => ({ type: 'Added', n }))\n"
    "export const view = (sum) => `<svg viewBox='0 0 100 9'><rect width='${sum / 20}' height='9'/></svg>`\n",
    "talks/made.md": "---\ntitle: Made\ntype: deck\n---\n\n# Made\n\n---\n\n## History\n\n"
    "[[[bank-account show=history lang=js steps=yes]]]\n\n---\n\n## Code\n\n[[[bank-account]]]\n",
}
CONFIG = {
    **gallery.CONFIG,
    "nav": [{"Home": "index.md"}, {"One": "one.md"}, {"More": "more.md"}],
    "plugins": [],  # a page without a search is there sooner
}
PUBLIC = "https://talks.example/"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("snippets"), FILES, config=CONFIG, strict=False, serving=False)


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    # Below a path, as on many static hosts.
    root = built.site.parent / "host"
    root.mkdir()
    (root / "sub").symlink_to(built.site, target_is_directory=True)
    with served(root) as url:
        yield f"{url}sub/"


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[BrowserContext]:
    """What most pages open in, so that scripts and styles of the theme are read once."""
    with _context(browser, 1280, 900) as made:
        yield made


def _context(browser: Browser, width: int, height: int, **options: object) -> BrowserContext:
    settings = {"permissions": ["clipboard-read", "clipboard-write"], **options}
    return browser.new_context(viewport={"width": width, "height": height}, **settings)  # type: ignore[arg-type]


@pytest.fixture
def opened(browser: Browser, shared: BrowserContext) -> Iterator[Open]:
    """A page, with nothing remembered; its own errors and requests to strangers fail the test."""
    contexts: list[BrowserContext] = []
    pages: list[Page] = []
    errors: list[str] = []

    def open_page(
        url: str, width: int = 1280, height: int = 900, script: str = "", browser: Browser = browser, **options: object
    ) -> Page:
        made = shared
        if script or options or url == "about:blank" or browser is not shared.browser:
            made = _context(browser, width, height, **options)
            contexts.append(made)
        made.add_init_script(script) if script else None
        page = made.new_page()
        page.set_viewport_size({"width": width, "height": height})
        pages.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: None if _is_ours(request) else errors.append(request.url))
        # A page without scripts waits for no style.
        page.goto(url, wait_until="domcontentloaded" if browser is shared.browser else "load")
        return page

    yield open_page
    for each in pages:
        if each.context is shared:
            each.evaluate("localStorage.clear()")
        each.close()
    for context in contexts:
        context.close()
    assert errors == []


def _is_ours(request: Request) -> bool:
    return request.url.startswith(("http://127.0.0.1:", PUBLIC, "data:", "blob:", "file:"))


def snippet(page: Page, name: str = "bank-account") -> Locator:
    return page.locator(f"podium-snippet[data-name='{name}']").first


def press(found: Locator, name: str) -> None:
    found.get_by_role("button", name=name, exact=True).click()


def status(found: Locator) -> Locator:
    return found.locator(".podium-snippet__status")


def yours(found: Locator) -> Locator:
    """What the visitor's own run printed, in the language that is shown."""
    return found.locator(".podium-snippet__variant:visible .podium-snippet__printed--yours")


def ran(found: Locator) -> Locator:
    """The same once the run is over."""
    expect(status(found)).to_contain_text(re.compile("Ran in|ended with|Stopped"))
    return yours(found)


def travel(found: Locator) -> Locator:
    return found.locator("podium-travel:visible")


def see(found: Locator, words: str) -> None:
    """Expect that one can see the words, wherever else they stand."""
    expect(found.get_by_text(words).locator("visible=true").first).to_be_visible()


def panes(found: Locator) -> list[str]:
    return [" ".join(text.split()) for text in travel(found).locator(".podium-travel__pane").all_inner_texts()]


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def write(found: Locator, text: str) -> None:
    """Open the editor if it is not, and replace the code."""
    if not found.locator(".podium-snippet__text").count():
        press(found, "Edit")
    found.locator(".podium-snippet__text").fill(text)


# As it comes.


def test_pages_with_snippets_are_valid_html(built: Built) -> None:
    assert html.findings(built.site) == []


def test_without_javascript_everything_can_be_read(opened: Open, scriptless: Browser, address: str) -> None:
    page = opened(address + "one/", browser=scriptless)
    found = snippet(page)
    for words in ("An account is the sum", "balance: 220", "rejected: insufficient funds", "decided by Withdraw"):
        see(found, words)
    assert found.get_by_role("button").count() == 0
    assert not found.get_by_role("slider").is_visible()
    assert not found.get_by_text("nobody").is_visible()
    found.get_by_role("radio", name="Python").check()
    expect(found.get_by_text('print("balance: 220")')).to_be_visible()
    assert not found.get_by_text("console.log").is_visible()


def test_on_paper_there_is_code_with_output_and_table(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    page.emulate_media(media="print")
    found = snippet(page)
    for words in ("An account is the sum", "balance: 220", "rejected: insufficient funds"):
        see(found, words)
    assert not found.get_by_role("slider").is_visible()
    assert found.get_by_role("button").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_scripts_come(opened: Open, address: str, width: int) -> None:
    page = opened(address + "one/", width)
    found = snippet(page)
    found.get_by_role("button", name="Run").wait_for()
    assert shift(page) < 0.001
    with_scripts = [box.bounding_box() for box in page.locator(".podium-travel__panes, .podium-snippet__code").all()]
    still = opened(address + "one/", width, script="customElements.define = () => {}")
    without = [box.bounding_box() for box in still.locator(".podium-travel__panes, .podium-snippet__code").all()]
    assert with_scripts == without


def test_code_far_from_view_takes_its_place_and_costs_nothing(opened: Open, address: str) -> None:
    page = opened(address + "more/", 390)
    last = page.locator(".podium-snippet__lines").last
    drawn = "found => found.querySelector('span').checkVisibility({ contentVisibilityAuto: true })"
    assert not last.evaluate(drawn)
    before = last.bounding_box()
    last.scroll_into_view_if_needed()
    wait_for(page, lambda: last.evaluate(drawn))
    after = last.bounding_box()
    assert before
    assert after
    assert abs(before["height"] - after["height"]) < 2
    assert page.locator("code[tabindex]").count() == 0, "Material makes no second stop of it"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["between", "behind"])
def test_a_link_leads_to_a_heading_past_snippets_that_were_not_laid_out(
    opened: Open, address: str, name: str, width: int
) -> None:
    page = opened(f"{address}far/#{name}", width)
    page.locator("podium-snippet button").first.wait_for(state="attached")
    rest(page)
    top = "name => document.getElementById(name).getBoundingClientRect().top"
    landed = page.evaluate(top, name)
    page.evaluate("name => document.getElementById(name).scrollIntoView()", name)
    assert page.evaluate(top, name) == pytest.approx(landed, abs=2)
    assert 0 < landed < 100


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_snippets_are_accessible_in_every_state(opened: Open, address: str, width: int, scheme: str) -> None:
    page = opened(address + "one/", width, color_scheme=scheme)
    found = snippet(page)
    press(snippet(page, "bad"), "Run")
    ran(snippet(page, "bad"))
    press(found, "What if")
    press(found, "Change Deposited")
    press(found, "Compare")
    press(found, "Table")
    press(found, "Edit")
    states = {"open": axe.violations(page, "main")}
    write(found, ACCOUNT.replace("220", "two"))
    press(found, "Done")
    press(found, "Run")
    ran(found)
    states["changed"] = axe.violations(page, "main")
    page.goto(address + "more/")
    states["more"] = axe.violations(page, "main")
    assert states == {state: [] for state in states}


def test_what_one_touches_is_large_enough(opened: Open, address: str) -> None:
    for least, options in ((24, {}), (44, {"is_mobile": True, "has_touch": True, "width": 390})):
        page = opened(address + "one/", **options)
        found = snippet(page)
        press(found, "What if")
        small = []
        for button in page.locator("podium-snippet :is(button, select, .podium-travel__slider)").all():
            box = button.bounding_box()
            if box and (box["height"] < least - 0.5 or box["width"] < least - 0.5):
                small.append((button.inner_text(), box))
        assert small == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= options.get("width", 1280)


# Running.


def test_a_run_prints_below_the_code(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    assert page.locator("iframe").count() == 0
    press(found, "Run")
    expect(ran(found)).to_contain_text(re.compile(r"Your run, [\d.]+ ms\s*balance: 220"))
    assert not found.get_by_role("button", name="Reset").is_visible()
    assert found.get_by_text("Printed by Deno").is_hidden()
    found.get_by_text("Printed when built").click()
    expect(found.get_by_text("Printed by Deno")).to_be_visible()
    assert page.locator("iframe").count() == 1
    assert page.locator("iframe").get_attribute("sandbox") == "allow-scripts"


def test_snippets_ask_nobody_anything(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    asked: list[str] = []
    found = snippet(page)
    press(found, "Run")
    ran(found)
    page.on("response", lambda response: asked.append(response.url) if response.url.startswith("http") else None)
    write(
        found,
        f"const tries = [() => fetch('{address}', {{ mode: 'no-cors' }}), () => new WebSocket('ws://127.0.0.1:9/'),\n"
        f"  () => import('{address}assets/podium/podium.js'), () => localStorage, () => indexedDB,\n"
        "  () => parent.document]\n"
        "for (const attempt of tries) {\n"
        "  try { await attempt(); console.log('got through') } catch { console.log('no') }\n"
        "}\n",
    )
    page.keyboard.press("Control+Enter")
    ran(found)
    assert yours(found).locator(".podium-snippet__out").all_inner_texts() == ["no"] * 6
    assert asked == []


def test_an_endless_loop_is_stopped_and_the_page_lives_on(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page, "loop")
    press(found, "Run")
    expect(found.get_by_role("button", name="Stop")).to_be_visible()
    assert page.evaluate("new Promise(done => requestAnimationFrame(() => done(1 + 1)))") == 2
    expect(status(found)).to_have_text("Stopped after 1 second, its limit.")
    expect(found.get_by_role("button", name="Run")).to_be_visible()
    expect(yours(found)).to_contain_text("before")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("const deep = () => deep() + 1\ndeep()", "It ended with an error: Maximum call stack size exceeded"),
        ("const kept = []\nwhile (true) kept.push(new Array(1e5).fill({}))", "Stopped after 3 seconds, its limit."),
        ("for (let i = 0; i < 1e6; i++) postMessage(i)", "It ended with an error: postMessage is not defined"),
        ("while (true) await new Promise((next) => setTimeout(next))", "Stopped after 3 seconds, its limit."),
        ("parent.location = 'about:blank'", "It ended with an error: parent is not defined"),
        ("new Worker('data:text/javascript,')", "It ended with an error: Worker is not defined"),
    ],
)
def test_what_is_bad_is_contained_and_said(opened: Open, address: str, code: str, words: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    write(found, code)
    page.keyboard.press("Control+Enter")
    assert page.evaluate("new Promise(done => requestAnimationFrame(() => done(1 + 1)))") == 2
    expect(status(found)).to_have_text(words)
    assert page.evaluate("new Promise(done => requestAnimationFrame(() => done(1 + 1)))") == 2
    press(found, "Reset")
    press(found, "Run")
    expect(ran(found)).to_contain_text("balance: 220")


def test_stop_stops_and_a_second_run_stops_the_first(opened: Open, address: str) -> None:
    page = opened(address + "stops/")
    loop, bank = snippet(page, "endless"), snippet(page)
    press(loop, "Run")
    press(loop, "Stop")
    expect(status(loop)).to_have_text("Stopped.")
    press(loop, "Run")
    expect(loop.get_by_role("button", name="Stop")).to_be_visible()
    press(bank, "Run")
    expect(ran(bank)).to_contain_text("balance: 220")
    expect(status(loop)).to_have_text("Stopped, because another snippet runs.")
    press(bank, "Run")
    ran(bank)


def test_an_error_shows_its_line_and_leads_there(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page, "bad")
    press(found, "Run")
    expect(ran(found)).to_contain_text("TypeError: Cannot read properties of null")
    marked = found.locator(".podium-snippet__line--wrong")
    assert marked.get_attribute("data-line") == "3"
    assert "wavy" in marked.evaluate("line => getComputedStyle(line).textDecorationStyle"), "not by colour alone"
    press(found, "Go to line 3")
    assert page.evaluate("getSelection().toString()") == "  null.x"
    write(found, "const a = 1\nlet b = = 2\n")
    page.keyboard.press("Control+Enter")
    expect(yours(found)).to_contain_text("SyntaxError")
    press(found, "Go to line 2")
    assert page.evaluate("getSelection().toString()") == "let b = = 2"


def test_an_error_in_another_file_names_it(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page, "two")
    press(found, "Edit")
    found.get_by_label("File").select_option("lib.js")
    found.locator(".podium-snippet__text").fill("export const two = 2\nnull.x\n")
    page.keyboard.press("Control+Enter")
    ran(found)
    press(found, "Go to two/lib.js, line 2")
    assert page.evaluate("getSelection().toString()") == "null.x"
    found.locator(".podium-snippet__text").fill("export const two = 4\n")
    page.keyboard.press("Control+Enter")
    expect(yours(found)).to_contain_text("4")
    expect(yours(found).locator(".podium-snippet__err")).to_have_text("careful")


def test_too_much_output_is_counted(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    write(found, "for (let i = 0; i < 50000; i++) console.log(i)\n")
    page.keyboard.press("Control+Enter")
    expect(ran(found)).to_contain_text("49,000 more lines left out")
    assert found.locator(".podium-snippet__printed--yours .podium-snippet__out").count() == 1000


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("delete window.Worker", "This browser does not run code here; what it printed when the page was built"),
        (BLOB_THROWS, "Ran in"),
        (BLOB_FAILS, "Ran in"),
    ],
)
def test_browsers_that_do_not_run_code_say_so(opened: Open, address: str, script: str, words: str) -> None:
    page = opened(address + "one/", script=script)
    found = snippet(page)
    press(found, "Run")
    expect(status(found)).to_contain_text(words)
    see(found, "balance: 220")


def test_a_frame_that_does_not_come_or_dies_is_given_up(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    page.route("**/runner.html", lambda route: route.fulfill(status=404, body=""))
    found = snippet(page, "loop")
    press(found, "Run")
    expect(status(found)).to_contain_text("This browser does not run code here")
    page.unroute("**/runner.html")
    press(found, "Run")
    expect(yours(found)).to_contain_text("before")
    page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    expect(status(found)).to_contain_text("The browser ended it")
    press(snippet(page), "Run")
    expect(ran(snippet(page))).to_contain_text("balance: 220")


# Editing.


def test_changes_survive_a_reload_and_can_be_undone_and_redone(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    write(found, ACCOUNT.replace("'balance: 220')", "`changed`) // twice"))
    press(found, "Done")
    expect(found.locator(".podium-snippet__code .s", has_text="`changed`")).to_be_visible()
    expect(found.locator(".podium-snippet__code .c1", has_text="// twice")).to_be_visible()
    page.reload()
    expect(status(found)).to_have_text("Your changes from before are here.")
    press(found, "Run")
    expect(ran(found)).to_contain_text("changed")
    press(found, "Reset")
    see(found, "Printed by Deno")
    assert not found.locator(".podium-snippet__printed--yours").count()
    assert "nobody" not in found.locator(".podium-snippet__code:visible").inner_text(), "the page's own lines are back"
    press(found, "Undo")
    expect(found.locator(".podium-snippet__code:visible")).to_contain_text("changed")
    press(found, "Reset")
    page.reload()
    assert not found.get_by_role("button", name="Reset").is_visible()


def test_by_keyboard_alone_one_runs_edits_and_rewinds(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    _tab_to(page, "Run")
    page.keyboard.press("Enter")
    ran(found)
    assert page.evaluate("document.activeElement.textContent") == "Run"
    _tab_to(page, "Edit")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("console.log('typed')\n")
    page.keyboard.press("Control+Enter")
    expect(yours(found)).to_contain_text("typed")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") != "TEXTAREA", "the editor is no trap"
    press(found, "Reset")
    found.get_by_role("slider").focus()
    seen = []
    for key in ("Home", "ArrowRight", "ArrowRight", "End", "ArrowLeft", "PageUp"):
        page.keyboard.press(key)
        seen.append(found.get_by_role("slider").get_attribute("aria-valuetext"))
    assert seen == [
        "at the start of 4 events",
        "after event 1 of 4: Opened",
        "after event 2 of 4: Deposited",
        "after event 4 of 4: Withdrawn",
        "after event 3 of 4: Withdraw, rejected: insufficient funds",
        "after event 4 of 4: Withdrawn",
    ]


def _tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if (
            page.evaluate("document.activeElement.closest('podium-snippet') && document.activeElement.textContent")
            == name
        ):
            return
    pytest.fail(f"Tab does not lead to {name}")


def test_a_storage_that_fails_is_no_error(opened: Open, address: str) -> None:
    script = """const { get } = Object.getOwnPropertyDescriptor(window, "localStorage")
      const refuse = () => { throw new DOMException("no") }
      const own = () => /podium-/.test(new Error().stack)
      Object.defineProperty(window, "localStorage", { get: () => own() ? refuse() : get.call(window) })"""
    page = opened(address + "more/", script=script)
    found = snippet(page)
    write(found, "console.log(1)\n")
    page.keyboard.press("Control+Enter")
    expect(ran(found)).to_contain_text("1")


def test_the_language_is_chosen_once_for_all(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    snippet(page).get_by_role("radio", name="Python").check()
    expect(snippet(page).get_by_text('print("balance: 220")')).to_be_visible()
    page.reload()
    expect(snippet(page).get_by_text('print("balance: 220")')).to_be_visible()
    see(snippet(page, "bad"), "null.x")


def test_a_language_chosen_before_the_script_is_there_counts(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    page.evaluate("localStorage.setItem('podium-language', 'javascript')")
    held: list[Route] = []
    page.route("**/podium-snippet.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright asks it for its arguments
    page.reload(wait_until="commit")
    found = snippet(page)
    found.get_by_role("radio", name="Python").check()
    assert found.get_by_role("button", name="Run").count() == 0
    wait_until(page, "document.readyState !== 'loading'")
    held[0].continue_()
    expect(found.get_by_role("button", name="Run")).to_be_visible()
    expect(found.get_by_text('print("balance: 220")')).to_be_visible()
    assert page.evaluate("localStorage.getItem('podium-language')") == "python"


# Copying and sharing.


def test_code_is_copied_and_links_carry_changes(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    press(found, "Copy")
    expect(status(found)).to_have_text("Copied.")
    assert clipboard(page).startswith("export const initial")
    write(found, "console.log('shared, ünïcödé')\n")
    press(found, "Share")
    expect(status(found)).to_contain_text("Link copied, with your changes in it.")
    link = clipboard(page)
    assert re.fullmatch(re.escape(address) + r"one/#snippet=bank-account\.js&code=1[\w-]+", link)
    other = opened(link)
    there = snippet(other)
    expect(status(there)).to_have_text("This code came with the link; read it before you run it.")
    assert there.locator(".podium-snippet__text").input_value() == "console.log('shared, ünïcödé')\n"
    assert other.locator("iframe").count() == 0
    assert there.locator(".podium-snippet__printed--yours").count() == 0, "it never runs by itself"
    other.reload()
    press(there, "Run")
    expect(ran(there)).to_contain_text("shared, ünïcödé")


@pytest.mark.parametrize("code", ["1AAAA", "x", "1%00", "0bm90IGpzb24", "0eyJhIjoxfQ", "1" + "A" * 5000])
def test_a_broken_link_says_so(opened: Open, address: str, code: str) -> None:
    page = opened(f"{address}one/#snippet=bank-account.js&code={code}")
    expect(status(snippet(page))).to_have_text(
        "The code in this link is broken; here is the snippet as the page has it."
    )
    see(snippet(page), "An account is the sum")


def test_old_browsers_share_and_copy_too(opened: Open, address: str) -> None:
    script = "delete window.CompressionStream; Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    page = opened(address + "one/", script=script)
    found = snippet(page)
    write(found, "console.log('plain')\n")
    press(found, "Share")
    expect(status(found)).to_contain_text("Press Ctrl+C")
    link = str(page.evaluate("getSelection().toString()"))
    assert "&code=0" in link
    other = opened(link)
    expect(snippet(other).locator(".podium-snippet__text")).to_have_value("console.log('plain')\n")


def test_a_link_leads_to_a_version(opened: Open, address: str) -> None:
    page = opened(f"{address}one/#snippet=bank-account.js&at=2", 1280, 500)
    found = snippet(page)
    expect(found.get_by_role("slider")).to_have_attribute("aria-valuetext", "after event 2 of 4: Deposited")
    assert found.bounding_box()["y"] < 200, "it has been scrolled to"
    page.evaluate("location.hash = '#snippet=bank-account&at=3.1'")
    expect(found.get_by_role("slider")).to_have_attribute("aria-valuetext", re.compile("rejected"))
    press(found, "Copy link")
    expect(status(found)).to_contain_text("copied")
    assert clipboard(page).endswith("#snippet=bank-account.js&at=3.1")
    page.evaluate("location.hash = '#snippet=bank-account.py&at=1'")
    expect(travel(found).get_by_role("slider")).to_have_attribute("aria-valuetext", "after event 1 of 4: Opened")
    expect(found.get_by_role("radio", name="Python")).to_be_checked()


# Travelling.


def test_stops_and_slider_are_one_control(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    travel(found).scroll_into_view_if_needed()
    for position in (0, 2, 4, 5):
        centre = (
            travel(found)
            .locator(".podium-travel__track b")
            .nth(position)
            .evaluate("ring => { const box = ring.getBoundingClientRect(); return box.left + box.width / 2 }")
        )
        slider = found.get_by_role("slider").bounding_box()
        page.mouse.click(centre, slider["y"] + slider["height"] / 2)
        assert found.get_by_role("slider").input_value() == str(position)
    travel(found).locator(".podium-travel__track").get_by_text("Deposited").click()
    assert panes(found) == [
        "Event 2 type Deposited amount 500",
        "State after it open true balance 500 was 0",
        'movements [0] "Opened" [1] "Deposited" new',
    ]
    travel(found).locator(".podium-travel__track").get_by_text("Withdraw: rejected").click()
    assert panes(found)[:2] == [
        "Command type Withdraw amount 900 rejected: insufficient funds",
        "State, as before open true balance 270",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_handle_lies_on_its_line_on_a_telephone(opened: Open, address: str, scheme: str) -> None:
    page = opened(address + "one/", 390, color_scheme=scheme)
    slider = travel(snippet(page)).get_by_role("slider")
    slider.scroll_into_view_if_needed()
    with Image.open(io.BytesIO(slider.screenshot())) as picture:
        drawn = picture.convert("RGB")
    ground = drawn.getpixel((drawn.width // 2, 1))

    def middle(column: int) -> float:
        rows = [row for row in range(drawn.height) if drawn.getpixel((column, row)) != ground]
        return (rows[0] + rows[-1]) / 2

    dot = max(
        range(drawn.width),
        key=lambda column: sum(drawn.getpixel((column, row)) != ground for row in range(drawn.height)),
    )
    assert dot > drawn.width * 0.8  # at the last version
    assert middle(dot) == pytest.approx(middle(drawn.width // 2), abs=1)


def test_it_plays_to_the_end_and_is_quiet_about_it(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    page.clock.install()
    page.reload()
    found = snippet(page)
    found.get_by_role("slider").focus()
    page.keyboard.press("Home")
    page.clock.run_for(1000)
    live = travel(found).locator("[role=status]")
    expect(live).to_contain_text("at the start of 4 events")
    press(found, "Play")
    page.clock.run_for(2500)
    assert found.get_by_role("slider").input_value() == "2"
    expect(live).to_contain_text("at the start of 4 events"), "nothing is read while it plays"
    page.clock.run_for(9000)
    assert found.get_by_role("slider").input_value() == "5"
    expect(live).to_have_text(re.compile(r"after event 4 of 4: Withdrawn; balance 220, was 270; "))
    expect(found.get_by_role("button", name="Play")).to_be_visible()
    press(found, "Previous")
    assert found.get_by_role("slider").input_value() == "4"


def test_two_versions_are_compared(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    press(found, "Compare")
    found.get_by_label("Compare with version").select_option("2")
    assert panes(found)[:2] == [
        "State at version 2 open true balance 500",
        "State at version 4 open true balance 220 was 500",
    ]
    found.get_by_label("Compare with version").select_option("4")
    assert panes(found)[0].endswith("no difference")
    press(found, "Compare")
    assert panes(found)[0] == "Event 4 type Withdrawn amount 50 decided by Withdraw"


def test_what_if_something_else_had_happened(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    press(found, "What if")
    found.get_by_role("checkbox").nth(2).uncheck()
    press(found, "Change Deposited")
    area = found.get_by_label("Deposited, as JSON")
    area.fill('{"type": "Deposited", "amount": }')
    press(found, "Apply")
    expect(found.get_by_text("This is not JSON")).to_be_visible()
    area.fill('{"type": "Deposited", "amount": 1500}')
    press(found, "Add a command")
    found.get_by_label("Withdraw, as JSON").fill('{"type": "Withdraw", "amount": 1}')
    press(found, "Apply")
    notice = travel(found).locator(".podium-story__notice")
    expect(notice).to_contain_text("What if: 1 skipped, 1 changed, 1 added.")
    assert panes(found)[1] == "State after it open true balance 549 was 550"
    press(found, "Back to what happened")
    expect(notice).to_be_hidden()
    assert panes(found)[1] == "State after it open true balance 220 was 270"


def test_another_evolve_folds_the_same_stream_anew(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    write(found, ACCOUNT.replace("balance + event.amount", "balance + 2 * event.amount"))
    page.keyboard.press("Control+Enter")
    ran(found)
    assert panes(found)[1] == "State after it open true balance 0 was 50".replace("0 was 50", "670 was 720") or panes(
        found
    )
    press(found, "Reset")
    assert panes(found)[1] == "State after it open true balance 220 was 270"


@pytest.mark.parametrize("language", ["JavaScript", "Python"])
def test_a_copied_test_passes(opened: Open, address: str, language: str, tmp_path: Path) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    found.get_by_role("radio", name=language).check()
    texts = []
    for at in ("0", "2", "3", "3.1"):
        page.evaluate(f"location.hash = '#snippet=bank-account&at={at}'")
        expect(travel(found)).to_have_attribute("data-at", at)
        press(travel(found), "Copy test")
        expect(status(found)).to_have_text("Copied as a test.")
        texts.append(clipboard(page))
        status(found).evaluate("line => line.replaceChildren()")
    (tmp_path / "bank-account.js").write_text(ACCOUNT, encoding="utf-8")
    (tmp_path / "bank-account.py").write_text(PYTHON, encoding="utf-8")
    ending = "test_{}.py" if language == "Python" else "{}.test.js"
    for number, text in enumerate(texts):
        (tmp_path / ending.format(number)).write_text(text, encoding="utf-8")
    deno = (Path(sys.executable).with_name("deno"), "test", "--quiet", "--no-remote", "--no-config", "--no-check")
    pythons = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", ".")
    done = subprocess.run(
        pythons if language == "Python" else deno, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout


NASTY = {
    "v": 1,
    "initial": {"a": [], "b": {}, "": 1, "x.y": None, "deep": {"er": [[1, {"k": "</dl>"}], []]}},
    "projections": {"<b>": 0.1},
    "view": "words",
    "steps": [
        {
            "version": 1,
            "event": {"type": "Happened", "n": 1e21, "text": 'a "b"\n\u0001é', "many words": [1e-7, 0.1, -0.0, 100.0]},
            "state": {"a": [1.5, {"$number": "NaN"}], "b": {"c": {"$repr": "f()"}}, "deep": {"er": "x"}},
            "projections": {"<b>": 123456789012345680000},
            "warning": "evolve changed what it was given",
            "view": "<svg viewBox='0 0 1 1'/>",
        },
        {"version": 2, "event": {"type": "Nothing"}, "state": [], "projections": {"<b>": [True]}, "cause": 1},
    ],
    "commands": [
        {"command": {"type": "Refused"}, "atVersion": 1, "toVersion": 1, "rejected": ""},
        {"command": {"type": "Done", "amount": 1.0}, "atVersion": 1, "toVersion": 2},
        {"command": {"type": "Idle"}, "atVersion": 2, "toVersion": 2},
    ],
    "warnings": ["odd"],
}


def test_the_script_draws_what_the_build_draws(opened: Open, address: str) -> None:
    page = opened(address + "more/")
    page.evaluate("customElements.whenDefined('podium-travel').then(() => true)")
    macro = _environment().get_template("_travel.html").module.travel  # type: ignore[attr-defined]
    for at in (0, 1, 2):
        drawn = page.evaluate(
            """([text, html]) => {
              const shape = (node) => [...node.childNodes].flatMap((child) =>
                child.nodeType === 3 ? (child.data.trim() ? [child.data.trim()] : [])
                  : child.matches(".podium-travel__tools, .podium-snippet__hidden, [data-keep]") ? []
                  : [[child.localName, child.className, child.getAttribute("aria-valuetext") ?? child.ariaLabel ?? "",
                      decodeURIComponent(child.getAttribute("src") ?? ""), child.colSpan ?? 1, shape(child)]])
              const host = document.createElement("div")
              host.innerHTML = html
              host.dataset.trace = text
              document.querySelector("article").append(host)
              const element = host.querySelector("podium-travel")
              const before = JSON.stringify(shape(element), null, 1)
              element.show(JSON.parse(text))
              const after = JSON.stringify(shape(element), null, 1)
              const style = element.getAttribute("style").replace(/;$/, "")
              host.remove()
              return [before, after, style]
            }""",
            [json.dumps(NASTY), str(macro(read_travel(NASTY, at)))],
        )
        assert drawn[0] == drawn[1]
        assert drawn[2] == f"--stops: 5; --lines: {read_travel(NASTY).lines}"


# Everything around.


def test_what_snippets_say_is_text(opened: Open, address: str) -> None:
    page = opened(address + "more/#snippet=<img src=x onerror=pwned=1>&at=<b>&code=<b>")
    found = snippet(page, "hostile")
    press(found, "Run")
    expect(ran(found)).to_contain_text('<img src=x onerror="pwned=1">')
    expect(found.locator("img.podium-travel__picture[src^='data:image/svg+xml,']")).to_be_visible()
    press(found, "Table")
    press(found, "What if")
    press(found, "Previous")
    press(found, "Compare")
    write(found, "throw new Error('<img src=x onerror=pwned=1>')\n")
    page.keyboard.press("Control+Enter")
    expect(yours(found)).to_contain_text("<img src=x onerror=pwned=1>")
    press(found, "Done")
    rest(page)
    assert page.locator("podium-snippet [onerror], podium-snippet svg, podium-snippet script").count() == 0
    assert page.evaluate("typeof pwned") == "undefined"


def test_the_frame_runs_nothing_without_its_sandbox(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    script = """([source, sandbox]) => {
      window.said = window.loaded = ""
      const frame = document.createElement("iframe")
      if (sandbox) frame.setAttribute("sandbox", sandbox)
      window.onmessage = ({ data }) => { window.said = data.podium }
      frame.onload = () => requestIdleCallback(() => { window.loaded = "yes" })
      frame.src = source
      document.body.append(frame)
    }"""
    runner = address + "assets/podium/run/runner.html"
    for sandbox in ("", "allow-scripts allow-same-origin"):
        page.evaluate(script, [runner, sandbox])
        wait_until(page, "loaded")
        assert page.evaluate("said") == ""
    page.evaluate(script, [runner, "allow-scripts"])
    wait_until(page, "said === 'frame'")


def test_forged_messages_are_nothing(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    page.evaluate(
        "for (const say of ['done', 'output']) for (const id of [0, 1, 2])"
        " postMessage({ podium: 'run', id, say, ms: 1, lines: [['out', 'forged']] }, '*')"
    )
    write(found, "console.log(1)\nexport const evolve = 1\nexport const events = 2\n")
    page.keyboard.press("Control+Enter")
    expect(ran(found)).to_contain_text("No history")
    assert "forged" not in found.inner_text()


def test_instant_navigation_leaves_nothing_behind(opened: Open, built: Built) -> None:
    page = opened("about:blank")
    publish(page, PUBLIC, built.site)
    page.goto(PUBLIC + "one/", wait_until="networkidle")
    page.evaluate("window.stayed = true")
    press(snippet(page, "loop"), "Run")
    page.locator(".md-tabs").get_by_role("link", name="More").click()
    page.get_by_role("heading", name="More").wait_for()  # The address is there before the page is.
    found = snippet(page)
    press(found, "Run")
    expect(ran(found)).to_contain_text("balance: 220")
    assert page.locator("iframe").count() == 1
    page.go_back()
    expect(
        page.get_by_role("heading", name="One", level=1)
    ).to_be_visible()  # The address changes before the page does.
    press(snippet(page), "Run")
    expect(ran(snippet(page))).to_contain_text("balance: 220")
    assert page.locator("iframe").count() == 1


def test_from_a_folder_javascript_runs_and_python_says_what_it_needs(opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    files = {name: text for name, text in FILES.items() if "bank" in name} | {
        "docs/one.md": "# One\n\n[[[bank-account]]]\n"
    }
    built = Built(folder, files, config={"use_directory_urls": False}, strict=False, serving=False)
    page = opened((built.site / "one.html").as_uri(), permissions=[])
    found = snippet(page)
    press(found, "Run")
    expect(ran(found)).to_contain_text("balance: 220")
    found.get_by_role("radio", name="Python").check()
    press(found, "Run")
    expect(status(found)).to_contain_text("Python needs a web server")


def test_a_deck_steps_through_the_history(opened: Open, address: str) -> None:
    page = opened(address + "decks/made/#/1")
    wait_until(page, "window.Reveal?.isReady?.()")
    found = page.locator(".present podium-snippet")
    slider = found.get_by_role("slider")
    expect(slider).to_have_attribute("aria-valuetext", "at the start of 4 events")
    found.evaluate("element => element.dispatchEvent(new CustomEvent('podium-step', { detail: { at: 1 } }))")
    expect(slider).to_have_attribute("aria-valuetext", "after event 1 of 4: Opened")
    slider.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("Reveal.getIndices().h") == 1, "keys within a snippet do not move the slides"
    assert found.get_by_role("button", name="Share").count() == 0
    slider.blur()
    page.evaluate("Reveal.slide(0)")
    for place in ("at the start of 4 events", "after event 1 of 4: Opened", "after event 2 of 4: Deposited"):
        page.keyboard.press("ArrowRight")
        expect(slider).to_have_attribute("aria-valuetext", place)
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "after event 1 of 4: Opened")
    page.evaluate("Reveal.slide(2)")
    press(found, "Run")
    expect(ran(found)).to_contain_text("balance: 220")
    assert axe.violations(page) == []
    box = found.bounding_box()
    assert box["y"] + box["height"] <= 900, "what does not fit scrolls inside"


# Python.


@pytest.fixture
def python(built: Built) -> None:
    if not list((built.site / "assets/podium/run").glob("python-wasm*")):
        pytest.skip("Pyodide is not here; `podium setup` fetches it")


@pytest.mark.usefixtures("python")
def test_python_runs_and_stops_and_is_fetched_once(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "python-" in request.url else None)
    found = snippet(page)
    found.get_by_role("radio", name="Python").check()
    assert asked == []
    page.evaluate(
        """() => { window.said = []; new MutationObserver(() => {
          said.push(document.querySelector(".podium-snippet__printed--yours > p")?.textContent)
        }).observe(document.querySelector("podium-snippet"), { childList: true, subtree: true }) }"""
    )
    press(found, "Run")
    press(found, "Stop")
    press(found, "Run")
    expect(yours(found)).to_contain_text("balance: 220")
    assert any(re.fullmatch(r"Fetching Python, 6 MB: \d\.\d of 5\.\d", words or "") for words in page.evaluate("said"))
    assert panes(found)[1] == "State after it open true balance 220 was 270"
    fetched = len(asked)
    write(found, "while True:\n    pass\n")
    page.keyboard.press("Control+Enter")
    press(found, "Stop")
    write(found, "print(1)\n1 / 0\n")
    page.keyboard.press("Control+Enter")
    expect(ran(found)).to_contain_text("ZeroDivisionError: division by zero")
    press(found, "Go to line 2")
    assert page.evaluate("getSelection().toString()") == "1 / 0"
    assert len(asked) == fetched == 4


@pytest.mark.usefixtures("python")
def test_a_network_that_fails_is_said_and_tried_again(opened: Open, address: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    found.get_by_role("radio", name="Python").check()
    page.route("**/python-wasm*", lambda route: route.abort())
    press(found, "Run")
    expect(status(found)).to_contain_text("Python did not arrive")
    expect(found.get_by_text("Printed by Python")).to_be_visible()
    page.unroute("**/python-wasm*")
    press(found, "Run")
    expect(ran(found)).to_contain_text("balance: 220")


# What one run could leave to the next: each prints how it finds something, and changes it.
LEAVING = {
    "JavaScript": "console.log('RUN:', typeof kept, [].kept, Math.max(1, 2))\n"
    "globalThis.kept = Array.prototype.kept = 1\nMath.max = Math.min\nJSON.stringify = null\nconsole.log = null\n",
    "Python": "import builtins, decimal, js, os\n"
    "print('RUN:', decimal.getcontext().prec, os.listdir('/tmp'), js.Math.max(1, 2))\n"
    "decimal.getcontext().prec = 5\nopen('/tmp/kept', 'w').close()\n"
    "js.Math.max = min\nbuiltins.print = lambda *_: None\n",
}


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize("language", LEAVING)
def test_each_run_begins_like_the_first(opened: Open, address: str, language: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    found.get_by_role("radio", name=language).check()
    seen = []
    for run in range(3):
        write(found, LEAVING[language].replace("RUN", f"run {run}"))
        page.keyboard.press("Control+Enter")
        printed = yours(found).locator(".podium-snippet__out")
        expect(printed).to_contain_text(f"run {run}: ", timeout=30_000)
        seen.append(printed.inner_text().partition(": ")[2])
    assert seen == [seen[0]] * 3


# What a snippet tries to reach in a browser, in both languages: each attempt has to fail.
REACHING = {
    "the network": ("await fetch(HERE)", "js.fetch(HERE)"),
    "a socket": ("new WebSocket('ws://127.0.0.1:9/')", "js.WebSocket.new('ws://127.0.0.1:9/')"),
    "a script elsewhere": ("await import(HERE + 'assets/podium/podium.js')", "js.importScripts(HERE)"),
    "an old request": ("new XMLHttpRequest()", "js.XMLHttpRequest.new()"),
    "storage": ("localStorage.getItem('x')", "js.localStorage.getItem('x')"),
    "a database": ("indexedDB.open('x')", "js.indexedDB.open('x')"),
    "a cache": ("await caches.open('x')", "js.caches.open('x')"),
    "cookies": ("document.cookie", "js.document.cookie"),
    "kept cookies": ("await cookieStore.getAll()", "js.cookieStore.getAll()"),
    "the page": ("parent.document.title", "js.parent.document.title"),
    "another address": ("parent.location.href = HERE", "js.parent.location.href = HERE"),
    "its own address": ("location.href = HERE; if (location.href !== HERE) throw 0", "js.window.location = HERE"),
    "another window": ("open(HERE)", "js.open(HERE)"),
    "other tabs": ("new BroadcastChannel('x')", "js.BroadcastChannel.new('x')"),
    "another worker": ("new Worker('data:text/javascript,1')", "js.Worker.new('data:text/javascript,1')"),
    "the frame": ("postMessage({ say: 'done' })", "js.postMessage('done')"),
    "text as code": ("new Function('return 1')()", "js.eval('1')"),
    "a file": ("Deno.readTextFileSync('/etc/passwd')", "open('/etc/passwd').read()"),
    "the environment": ("process.env.HOME", "js.process.env.HOME"),
    "a process": ("Deno.Command", "__import__('subprocess').run(['ls'])"),
}


@pytest.mark.usefixtures("python")
@pytest.mark.parametrize("language", ["JavaScript", "Python"])
def test_nothing_outside_is_reached(opened: Open, address: str, language: str) -> None:
    page = opened(address + "one/")
    found = snippet(page)
    found.get_by_role("radio", name=language).check()
    press(found, "Run")
    ran(found)
    asked: list[str] = []
    page.context.on(
        "response", lambda response: asked.append(response.url) if response.url.startswith("http") else None
    )
    if language == "JavaScript":
        tries = [f"try {{ {one}; console.log({name!r}) }} catch {{}}" for name, (one, _) in REACHING.items()]
        write(found, "\n".join([f"const HERE = '{address}'", *tries, "console.log('end')"]))
    else:
        tries = [f"try:\n    {one}\n    print({name!r})\nexcept Exception: pass" for name, (_, one) in REACHING.items()]
        write(found, "\n".join(["import js", f"HERE = '{address}'", *tries, "print('end')"]))
    page.keyboard.press("Control+Enter")
    ran(found)
    rest(page)
    assert yours(found).locator(".podium-snippet__out").all_inner_texts() == ["end"]
    assert asked == []
    assert page.url == address + "one/"
    assert len(page.context.pages) == 1
