"""A judge that finds nothing in a bad page is dead: each is fed one, and a good one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from judges import axe, html, nu, types
from sites import ROOT

GOOD = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A talk</title></head>
<body><main><h1>A talk</h1><p>About events.</p></main></body>
</html>
"""
UNCLOSED = GOOD.replace("<p>", "<p><div>")
UNNAMED = GOOD.replace("</p>", '</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"good": GOOD, "unclosed": UNCLOSED}.items():
        page = tmp_path / name / "index.html"
        page.parent.mkdir()
        page.write_text(text, encoding="utf-8")
    return tmp_path


def test_axe_finds_an_image_without_a_name(page: Page) -> None:
    page.set_content(UNNAMED)
    found = axe.violations(page)
    assert len(found) == 1
    assert found[0].startswith("image-alt (critical): img:")


def test_axe_finds_nothing_in_a_good_page(page: Page) -> None:
    page.set_content(GOOD)
    assert axe.violations(page) == []


def test_axe_looks_at_the_part_asked_for(page: Page) -> None:
    page.set_content(UNNAMED)
    assert axe.violations(page, "h1") == []


def test_html_validate_finds_an_element_left_open(folder: Path) -> None:
    found = html.findings(folder)
    assert found[0] == "unclosed/index.html:4: close-order: Unclosed element '<div>'"
    assert all(line.startswith("unclosed/") for line in found)


def test_html_validate_reports_everything_however_long(tmp_path: Path) -> None:
    (tmp_path / "long.html").write_text(GOOD.replace("<p>", "<p>" + "<b>" * 400), encoding="utf-8")
    assert len(html.findings(tmp_path)) > 400


def test_the_compiler_finds_a_wrong_type(tmp_path: Path) -> None:
    script = "/** @param {string} name */\nexport const length = (name) => name.size;\n"
    (tmp_path / "a.js").write_text(script, encoding="utf-8")
    assert types.findings(tmp_path) == ["a.js(2,38): error TS2339: Property 'size' does not exist on type 'string'."]


def test_the_compiler_finds_nothing_in_the_theme() -> None:
    assert types.findings(ROOT / "hooks" / "podium" / "theme") == []


@pytest.mark.parametrize("judge", [html.findings, types.findings, nu.findings], ids=["html", "types", "nu"])
def test_an_empty_folder_is_no_success(judge: Callable[[Path], list[str]], tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"no (page|script) in"):
        judge(tmp_path)


def test_html_validate_finds_nothing_in_the_project(project_site: Path) -> None:
    assert html.findings(project_site) == []


@pytest.mark.nu
def test_the_nu_checker_finds_an_element_left_open(folder: Path) -> None:
    found = nu.findings(folder)
    assert found[0].startswith("unclosed/index.html:4: ")
    assert all(line.startswith("unclosed/") for line in found)


@pytest.mark.nu
def test_the_nu_checker_finds_nothing_in_the_project(project_site: Path) -> None:
    assert nu.findings(project_site) == []
