"""The colours of a page, chosen before it is seen, and the switch between them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from sites import Built, served

SUN = {"icon": "material/weather-sunny", "name": 'To "light" & back'}
MOON = {"icon": "material/weather-night", "name": "To dark"}
LIGHT = {"media": "(prefers-color-scheme: light)", "scheme": "default", "toggle": MOON}
DARK = {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "deep purple", "toggle": SUN}
AUTO = {"media": "(prefers-color-scheme)", "toggle": {"icon": "material/brightness-auto", "name": "As the system"}}
BY_HAND = {"scheme": "default", "toggle": MOON}
NIGHT = {"scheme": "slate", "toggle": SUN}
OF_MATERIAL = {
    "index": 1,
    "color": {"media": DARK["media"], "scheme": "slate", "primary": "indigo", "accent": "indigo"},
}
"""What Material's script remembers of a visitor who chose the dark."""
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"

Open = Callable[..., Page]


FILES = {
    "docs/index.md": "# Home\n\nWords.\n",
    "docs/two.md": "# Two\n\nMore.\n",
    "talks/slides.md": "---\ntype: deck\ntitle: Slides\n---\n# One\n",
}


def _site(folder: Any, palette: object) -> Built:  # noqa: ANN401
    return Built(folder, FILES, config={"theme": {"palette": palette}}, strict=True, serving=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _site(tmp_path_factory.mktemp("palette"), [LIGHT, DARK])


@pytest.fixture(scope="module")
def address(built: Built) -> Iterator[str]:
    with served(built.site) as url:
        yield url


@pytest.fixture
def opened(new_context: Callable[..., BrowserContext]) -> Open:
    def open_page(url: str, system: str, script: str = "") -> Page:
        page = new_context(color_scheme=system).new_page()
        page.add_init_script(script) if script else None
        page.goto(url)
        return page

    return open_page


def scheme(page: Page) -> str:
    return str(page.evaluate("document.body.dataset.mdColorScheme"))


def remember(value: object) -> str:
    return f"localStorage.setItem('/.__palette', {json.dumps(json.dumps(value))})"


def switch(page: Page) -> None:
    page.locator("[data-podium-palette] label:visible").click()


@pytest.mark.parametrize(("system", "expected"), [("light", "default"), ("dark", "slate")])
def test_the_colours_are_those_of_the_system_before_any_file_of_a_script_is_there(
    browser: Browser, address: str, system: str, expected: str
) -> None:
    with browser.new_context(color_scheme=system) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.route("**/*.js", lambda route: route.abort())
        page.goto(address)
        assert scheme(page) == expected
        assert page.evaluate("localStorage.length") == 0, "nobody chose anything"
        assert page.locator("[data-podium-palette] label:visible").count() == 1


def test_a_choice_is_remembered_as_material_does(opened: Open, address: str) -> None:
    page = opened(address, "light")
    switch(page)
    assert scheme(page) == "slate"
    stored = json.loads(page.evaluate("localStorage.getItem('/.__palette')"))
    assert stored == {**OF_MATERIAL, "color": {**OF_MATERIAL["color"], "primary": "deep-purple"}}  # type: ignore[dict-item]
    page.goto(address + "two/")
    assert scheme(page) == "slate"
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    assert scheme(page) == "slate", "a choice outlives what the system says"
    switch(page)
    assert scheme(page) == "default"
    page.wait_for_function("!document.body.hasAttribute('data-md-color-switching')")


def test_what_material_remembered_counts(opened: Open, address: str) -> None:
    assert scheme(opened(address, "light", remember(OF_MATERIAL))) == "slate"


@pytest.mark.parametrize("value", [{"index": 99}, {"index": -1}, {"index": "1"}, {}, [], None, 7])
def test_what_is_no_choice_is_none(opened: Open, address: str, value: object) -> None:
    page = opened(address, "light", remember(value))
    assert scheme(page) in {"default", "slate"}
    switch(page)
    assert page.locator("[data-podium-palette] label:visible").count() == 1


def test_who_chose_nothing_goes_with_the_system(opened: Open, address: str) -> None:
    page = opened(address, "light")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    assert page.locator("meta[name=color-scheme]").get_attribute("content") == "dark"
    assert str(page.locator("meta[name=theme-color]").get_attribute("content")).startswith("rgb(")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_colours_are_switched_by_keyboard(opened: Open, address: str, key: str) -> None:
    page = opened(address, "light")
    page.locator("[data-podium-palette] input:checked").focus()
    page.keyboard.press(key)
    assert scheme(page) == "slate"
    assert page.get_by_role("radio", name='To "light" & back').evaluate("found => found === document.activeElement")
    page.keyboard.press(key)
    assert scheme(page) == "default"


def test_a_storage_that_fails_is_no_error(opened: Open, address: str) -> None:
    page = opened(address, "dark", NO_STORAGE)
    assert scheme(page) == "slate"
    switch(page)
    assert scheme(page) == "default"


def test_one_of_three_can_be_the_system(opened: Open, tmp_path: Any) -> None:  # noqa: ANN401
    with served(_site(tmp_path, [AUTO, LIGHT, DARK]).site) as url:
        page = opened(url, "dark")
        assert scheme(page) == "slate"
        assert page.get_attribute("body", "data-md-color-media") == AUTO["media"]
        for expected in ("default", "slate", "slate"):
            switch(page)
            assert scheme(page) == expected
        assert page.get_attribute("body", "data-md-color-media") == AUTO["media"]
        page.emulate_media(color_scheme="light")
        page.wait_for_function("document.body.dataset.mdColorScheme === 'default'")


@pytest.mark.parametrize("palette", [{"scheme": "slate"}, [{"scheme": "slate"}]])
def test_a_site_of_one_kind_of_colours_has_them(opened: Open, tmp_path: Any, palette: object) -> None:  # noqa: ANN401
    with served(_site(tmp_path, palette).site) as url:
        page = opened(url, "light")
        assert scheme(page) == "slate"
        assert page.locator("[data-podium-palette] label").count() == 0


@pytest.mark.parametrize("palette", [[LIGHT, DARK], [BY_HAND, NIGHT], [NIGHT, BY_HAND], [AUTO, LIGHT, DARK], NIGHT])
def test_a_deck_comes_in_the_colours_of_its_site(opened: Open, tmp_path: Any, palette: object) -> None:  # noqa: ANN401
    with served(_site(tmp_path, palette).site) as url:
        for system in ("light", "dark"):
            page = opened(url, system)
            _expect_one_scheme(page, url)
            page.goto(url)
            if page.locator("[data-podium-palette] label").count():
                switch(page)
            _expect_one_scheme(page, url)


def _expect_one_scheme(page: Page, url: str) -> None:
    seen = "dark" if scheme(page) == "slate" else "light"
    page.goto(url + "decks/slides/")
    assert page.evaluate("document.documentElement.dataset.podiumScheme") == seen
