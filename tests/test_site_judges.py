"""Other people's opinion of whole sites: the project's own, and one whose front matter is hostile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import gallery
from browsers import publish, rest, wait_until
from judges import axe, calendars, feeds, html, links, nu, policy, sitemap, structured
from sites import ADDRESS, Built, served

pytestmark = pytest.mark.judges
PROJECT = "https://example.org/podium/"
TEMPLATES = {
    "home": "index.html",
    "talk": "talks/es-intro/index.html",
    "deck": "decks/es-intro-deck/index.html",
    "talks": "talks/index.html",
    "topic": "talks/tags/*/index.html",
    "speaker": "speakers/*/index.html",
    "event": "events/*/index.html",
    "series": "series/*/index.html",
    "year": "talks/years/*/index.html",
    "resources": "resources/index.html",
    "manual": "manual/snippets/index.html",
    "missing": "404.html",
}
"""One page of each kind, as a pattern of its file."""
FOLLOW = "way => { const a = document.createElement('a'); a.href = way; document.body.append(a); a.click() }"
"""A visitor who follows a link."""
MOVED = 'http-equiv="refresh"'
"""What stands in a page that only sends on to another: the next visit has to wait until it has done so."""
RAN = "customElements.get('podium-deck') !== undefined || window.Reveal !== undefined"
"""Whether the scripts of a page or a deck have run."""


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {**gallery.FRIENDLY, **gallery.SLIDES, **gallery.hostile(), **gallery.hostile_decks()}
    files["docs/index.md"] = gallery.FRIENDLY["docs/index.md"]
    config = {name: value for name, value in gallery.CONFIG.items() if name != "nav"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", gallery.NOW)
        return Built(tmp_path_factory.mktemp("judged"), files, config=config, strict=False, serving=False).site


@pytest.fixture(scope="module", params=["project", "hostile"])
def judged(request: pytest.FixtureRequest) -> tuple[Path, str]:
    """A site, and its public address."""
    if request.param == "project":
        return request.getfixturevalue("project_site"), PROJECT
    return request.getfixturevalue("hostile_site"), ADDRESS


@pytest.fixture(scope="module")
def project_address(project_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The project's site below the path of its public address, as 404.html needs it."""
    root = tmp_path_factory.mktemp("host")
    (root / "podium").symlink_to(project_site, target_is_directory=True)
    with served(root) as url:
        yield f"{url}podium/"


def pages(site: Path) -> list[str]:
    files = (file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html")))
    return [file for file in files if not file.endswith("runner.html")]


def test_the_nu_checker_finds_nothing(judged: tuple[Path, str]) -> None:
    assert nu.findings(judged[0]) == []


def test_html_validate_finds_nothing(judged: tuple[Path, str]) -> None:
    assert html.findings(judged[0]) == []


def test_every_link_leads_somewhere(judged: tuple[Path, str]) -> None:
    # What a hostile front matter calls a file is not there, and its writer's to find.
    assert [line for line in links.findings(*judged) if "pwned" not in line] == []


def test_the_sitemap_is_valid(judged: tuple[Path, str]) -> None:
    assert sitemap.findings(judged[0]) == []


def test_calendars_are_read_by_everybody(judged: tuple[Path, str]) -> None:
    files = sorted(judged[0].rglob("*.ics"))
    assert files
    assert calendars.judge_files(files) == []


def test_feeds_are_read_by_everybody(judged: tuple[Path, str]) -> None:
    atom, json = (sorted(judged[0].rglob(name)) for name in ("feed.xml", "feed.json"))
    assert len(atom) == len(json) > 0
    wrong = {file.as_posix(): feeds.judge_atom(file.read_bytes()) for file in atom}
    assert {file: found for file, found in wrong.items() if found} == {}
    assert feeds.judge_json({file.as_posix(): file.read_text(encoding="utf-8") for file in json}) == []


def test_structured_data_are_of_the_known_types(judged: tuple[Path, str]) -> None:
    found = {
        path: structured.read((judged[0] / path).read_text(encoding="utf-8"))["json-ld"] for path in pages(judged[0])
    }
    documents = {f"{path} {number}": each for path, all_of in found.items() for number, each in enumerate(all_of)}
    assert documents
    assert structured.type_findings(documents) == []
    wrong = {name: structured.term_findings(each) for name, each in documents.items()}
    assert {name: terms for name, terms in wrong.items() if terms} == {}


def test_every_page_has_a_strict_policy(judged: tuple[Path, str]) -> None:
    assert policy.missing(judged[0]) == []
    assert policy.findings(policy.policies(judged[0])) == []


def test_nothing_is_stopped_and_nobody_else_is_asked(judged: tuple[Path, str], page: Page) -> None:
    found = policy.watch(page)
    with served(judged[0]) as url:
        for path in pages(judged[0]):
            page.goto(url + path)
            if MOVED in (judged[0] / path).read_text(encoding="utf-8"):
                page.wait_for_url(lambda address, left=url + path: address != left)  # type: ignore[misc]
            rest(page)
    assert [line for line in found if "http-equiv" not in line] == []


def test_the_policy_of_the_first_page_is_enough_for_a_visit(project_site: Path, page: Page) -> None:
    found = policy.watch(page)
    publish(page, PROJECT, project_site)
    # Until the sitemap is here, a link loads its page whole.
    page.goto(PROJECT, wait_until="networkidle")
    for path in ("talks/", "talks/es-intro/", "manual/snippets/", "manual/references/", "manual/slides/"):
        page.evaluate(FOLLOW, PROJECT + path)
        wait_until(page, f"location.href === '{PROJECT}{path}'")
        page.locator("h1").first.wait_for()
        rest(page)
    assert [line for line in found if not line.startswith(f"GET {PROJECT}")] == []
    assert page.evaluate("performance.getEntriesByType('navigation').length") == 1


@pytest.mark.parametrize("name", TEMPLATES)
def test_from_disk_a_page_is_whole(name: str, project_site: Path, page: Page) -> None:
    found = policy.watch(page)
    page.goto(_file(project_site, name).as_uri())
    rest(page)
    assert [line for line in found if line.startswith("Content Security Policy")] == []
    if name != "missing":  # its addresses begin at a host
        assert page.evaluate("[...document.styleSheets].length") > 0
        assert page.evaluate(RAN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(project_site: Path, project_address: str, browser: Browser, width: int, scheme: str) -> None:
    found = {}
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for name in TEMPLATES:
            page.goto(project_address + _file(project_site, name).relative_to(project_site).as_posix())
            found[name] = axe.violations(page)
    assert found == {name: [] for name in TEMPLATES}


def _file(site: Path, name: str) -> Path:
    found = sorted(site.glob(TEMPLATES[name]))
    assert found, f"the project has no page of the kind {name}"
    return found[0]
