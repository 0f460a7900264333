"""Diagrams in the language of Graphviz, on pages and on slides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from judges import html
from podium.renderers.diagrams import render_diagram
from podium.runners import diagrams
from podium.runners.diagrams import DiagramError, draw_graph
from podium.runners.packages import packages_folder
from sites import ROOT, Built, lend_packages

Build = Callable[..., Built]
CONFIG = {"markdown_extensions": ["pymdownx.superfences"]}
PAGE = '# P\n\n```dot alt="One leads to two"\ndigraph { one -> two }\n```\n'


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    lend_packages(tmp_path)
    return tmp_path / ".cache" / "podium"


def test_a_page_has_the_drawing_and_its_words(site: Build) -> None:
    built = site({"docs/p.md": PAGE}, CONFIG, strict=True)
    assert built.problems == []
    drawing = BeautifulSoup(built.page("p/"), "html.parser").select_one(".podium-diagram svg")
    assert drawing["aria-label"] == "One leads to two"
    assert [text.string for text in drawing.find_all("text")] == ["one", "two"]
    assert drawing["fill"] == "currentColor"
    assert "black" not in str(drawing)
    assert html.findings(built.site) == []


def test_a_site_without_the_extension_keeps_its_code(site: Build) -> None:
    built = site({"docs/p.md": PAGE}, {"markdown_extensions": ["toc"]}, strict=True)
    assert "digraph" in built.page("p/")
    assert "podium-diagram" not in built.page("p/")


def test_slides_have_diagrams_in_any_case(site: Build) -> None:
    deck = f"---\ntype: deck\n---\n{PAGE}"
    built = site({"talks/deck.md": deck, "docs/p.md": "[[[deck]]]\n"}, {"markdown_extensions": ["toc"]}, strict=True)
    assert "podium-diagram" in built.page("decks/deck/")
    assert "podium-diagram" in built.page("p/")


def test_what_was_drawn_is_not_drawn_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = draw_graph("digraph { a }", cache, packages_folder(cache))
    monkeypatch.setattr(diagrams, "run_deno", lambda *_, **__: pytest.fail("drawn twice"))
    assert draw_graph("digraph { a }", cache, packages_folder(cache)) == first


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("digraph {", "syntax error in line 1"),
        ("", "empty"),
        ("x" * 100_001, "it is longer than 100,000 characters"),
    ],
)
def test_a_mistake_is_named(cache: Path, source: str, reason: str) -> None:
    with pytest.raises(DiagramError, match=reason if reason != "empty" else ".+"):
        draw_graph(source, cache, packages_folder(cache))


def test_without_packages_the_text_is_shown(site: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    built = site({}, CONFIG)
    packages_folder(built.root / ".cache" / "podium").unlink()
    monkeypatch.setattr("podium.runners.deno._deno", lambda: "/bin/false")
    built.rebuild({"docs/p.md": PAGE})
    (problem,) = built.problems
    said = (
        "the diagram cannot be drawn (Graphviz is not here, and 'podium setup' cannot fetch it: Deno gives no reason)"
    )
    assert problem.startswith(f"docs/p.md:4: {said}; its text is shown")
    assert "digraph { one -&gt; two }" in built.page("p/")


HOSTILE = """\
digraph {
  a [label="<script>pwned=1</script>" URL="javascript:pwned=1" tooltip="x" onclick="pwned=1"]
  b [label=<<b>bold</b>> image="https://ann.example/x.png" href="https://ann.example" id="home"]
  a -> b [edgeURL="javascript:1" label="&lt;svg onload=pwned=1&gt;"]
}
"""


def test_a_drawing_holds_shapes_and_texts_only(cache: Path) -> None:
    made = BeautifulSoup(
        render_diagram(draw_graph(HOSTILE, cache, packages_folder(cache)), '"><script>'), "html.parser"
    )
    names = {element.name for element in made.find_all()}
    assert names <= {"figure", "svg", "g", "path", "polygon", "polyline", "ellipse", "text"}
    attributes = {name for element in made.find_all() for name in element.attrs}
    assert not {name for name in attributes if name.startswith(("on", "xlink", "href", "id", "style"))}
    assert made.svg["aria-label"] == '"><script>'
    assert "<script>pwned=1</script>" in [text.string for text in made.find_all("text")]


def test_no_program_of_another_host_comes_for_a_diagram(site: Build) -> None:
    deck = '---\ntype: deck\n---\n# One\n\n<pre class="mermaid x"><code>graph LR</code></pre>\n'
    built = site({"talks/deck.md": deck, "docs/p.md": "[[[deck]]]\n"})
    for page in ("decks/deck/", "p/"):
        assert 'class="x"' in built.page(page)
        assert "mermaid" not in built.page(page).partition("<main")[2]


def test_the_lock_holds_the_hash_of_every_package() -> None:
    lock = (ROOT / "hooks" / "podium" / "packages" / "deno.lock").read_text(encoding="utf-8")
    assert lock.count('"integrity": "sha512-') == 5
