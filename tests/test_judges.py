"""A judge that finds nothing in a bad page is dead: each is fed one, and a good one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browsers import wait_for
from judges import axe, html, links, nu, policy, sitemap, types
from sites import ROOT

GOOD = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A talk</title></head>
<body><main><h1>A talk</h1><p>About events.</p></main></body>
</html>
"""
UNCLOSED = GOOD.replace("<p>", "<p><div>")
Serve = Callable[[Path], str]
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


PUBLIC = "https://talks.example/"
LINKED = GOOD.replace(
    "About events.", '<a href="#there">a</a> <a href="gone/">b</a> <a href="https://talks.example/off/">c</a>'
)
STRICT = "default-src 'self'; base-uri 'self'; object-src 'none'"
POLICY = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{STRICT}">'
FOREIGN = '<img src="https://example.org/a.png" alt="a"><p style="color: red">b</p><script>var a = 1</script>'
PLACES = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://talks.example/</loc><lastmod>2026-02-28</lastmod></url>
</urlset>
"""


def test_lychee_finds_what_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(LINKED, encoding="utf-8")
    wrong = [line.split(": ")[1].rpartition("/")[0].rpartition("/")[2] for line in links.findings(tmp_path, PUBLIC)]
    assert len(wrong) == 3, wrong
    with pytest.raises(AssertionError, match="no page in"):
        links.findings(tmp_path / "none", PUBLIC)


def test_lychee_looks_below_the_public_path(tmp_path: Path) -> None:
    linked = GOOD.replace("About events.", '<a href="/sub/">a</a> <a href="https://talks.example/sub/#top">b</a>')
    (tmp_path / "index.html").write_text(linked.replace("<h1>", '<h1 id="top">'), encoding="utf-8")
    assert links.findings(tmp_path, f"{PUBLIC}sub/") == []


def test_the_sitemap_judge_finds_an_impossible_day(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text(PLACES, encoding="utf-8")
    assert sitemap.findings(tmp_path) == []
    (tmp_path / "sitemap.xml").write_text(PLACES.replace("02-28", "02-30"), encoding="utf-8")
    assert sitemap.findings(tmp_path)[0].startswith("sitemap.xml:3: ")


def test_the_policy_judge_finds_what_is_stopped_and_who_is_asked(
    page: Page, serve_folder: Serve, tmp_path: Path
) -> None:
    html = GOOD.replace('<meta charset="utf-8">', POLICY).replace("</p>", f"</p>{FOREIGN}")
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    found = policy.watch(page)
    page.goto(serve_folder(tmp_path))
    for directive in ("img-src", "style-src-attr", "script-src-elem"):
        begin = f"Content Security Policy: {directive}"
        wait_for(page, lambda begin=begin: any(line.startswith(begin) for line in found), begin)  # type: ignore[misc]
    (tmp_path / "index.html").write_text(GOOD.replace("</p>", f"</p>{FOREIGN}"), encoding="utf-8")
    page.context.route("https://example.org/**", lambda route: route.abort())
    page.reload()
    wait_for(page, lambda: "GET https://example.org/a.png" in found)


def test_a_page_without_a_policy_is_found(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(GOOD, encoding="utf-8")
    (tmp_path / "late.html").write_text(
        GOOD.replace("</head>", f'<link rel="icon" href="x">{POLICY}</head>'), encoding="utf-8"
    )
    (tmp_path / "right.html").write_text(GOOD.replace('<meta charset="utf-8">', POLICY), encoding="utf-8")
    assert policy.missing(tmp_path) == ["index.html", "late.html"]
    assert policy.policies(tmp_path) == {STRICT}


def test_the_evaluator_finds_a_weak_policy() -> None:
    assert policy.findings([STRICT]) == []
    found = policy.findings(["script-src 'unsafe-inline' *"])
    assert [line.partition(":")[0] for line in found] == ["script-src", "script-src", "object-src"]


@pytest.mark.judges
def test_the_nu_checker_finds_an_element_left_open(folder: Path) -> None:
    found = nu.findings(folder)
    assert found[0].startswith("unclosed/index.html:4: ")
    assert all(line.startswith("unclosed/") for line in found)


@pytest.mark.judges
def test_the_nu_checker_finds_nothing_in_the_project(project_site: Path) -> None:
    assert nu.findings(project_site) == []
