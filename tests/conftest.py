"""What every test may ask for: a tiny site, the project's own site, a server, a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

import browsers
from sites import ROOT, Built, Files, build_project, served

# The same examples in every run, and no limit on time: a slow machine is not a fault.
hypothesis.settings.register_profile("podium", deadline=None, derandomize=True)
hypothesis.settings.load_profile("podium")
# A busy machine may take its time; what never comes fails as surely.
expect.set_options(timeout=30_000)


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Built]:
    """`site({"talks/x.md": "…"}, config={…}, strict=False, serving=False)` builds a tiny site."""

    def build(
        files: Files, config: Mapping[str, Any] | None = None, *, strict: bool = False, serving: bool = False
    ) -> Built:
        root = tmp_path / f"project-{len(list(tmp_path.glob('project-*')))}"
        root.mkdir()
        return Built(root, files, config=config or {}, strict=strict, serving=serving)

    return build


@pytest.fixture(scope="session")
def project_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built strictly by the command that a writer uses."""
    return build_project(ROOT, tmp_path_factory.mktemp("project") / "site")


@pytest.fixture
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """`serve_folder(path)` serves a folder until the test ends and gives its address."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers; there can be one only. One that does not start leaves nothing behind for other tests."""
    if said := browsers.missing("driver"):
        pytest.fail(said, pytrace=False)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, without a window."""
    browser = browsers.launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`new_context(color_scheme="dark")` is a visitor of the browser, or of another `browser=`, until the test ends."""
    with ExitStack() as stack:

        def visit(browser: Browser = browser, **options: Any) -> BrowserContext:  # noqa: ANN401 (Playwright's own)
            return stack.enter_context(browser.new_context(**options))

        yield visit


@pytest.fixture(scope="session")
def scriptless(playwright: Playwright) -> Iterator[Browser]:
    """Chromium of somebody who has turned JavaScript off."""
    browser = browsers.launch(playwright, browsers.SCRIPTLESS)
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page of the browser with nothing remembered."""
    with browser.new_context() as context:
        yield context.new_page()
