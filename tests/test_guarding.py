"""Whatever one page raises costs that page alone, with one sentence, in a build and in a preview."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from podium.cli import main
from podium.mkdocs.checking import check
from sites import Built

GOOD = {"talks/good.md": "---\ntitle: Good\n---\nThe **good** one.\n"}
DEEP = "\n".join("    " * level + "- x" for level in range(400))
NESTED = {
    "lists": DEEP,
    "blocks": "<div markdown>\n" * 1_000 + "x\n" + "</div>\n" * 1_000,
    "fences": "\n".join(["::: {.x}"] * 1_000 + ["x"] + [":::"] * 1_000),
    "quotes": "> " * 2_000 + "x",
    "fractions": "$" + r"\frac{1}{" * 400 + "x" + "}" * 400 + "$",
    "roots": "$$\n" + r"\sqrt{" * 400 + "x" + "}" * 400 + "\n$$",
    "brackets": "[" * 3_000 + "x" + "](y)" * 3_000,
    "emphasis": "*a **b " * 1_500,
}
EXTENSION = """
from markdown import Extension
from markdown.preprocessors import Preprocessor


class Failing(Preprocessor):
    def run(self, lines):
        if any("BOOM" in line for line in lines):
            raise ValueError("it went\\nboom")
        return lines


class FailingExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Failing(md), "failing", 1)


def makeExtension(**options):
    return FailingExtension(**options)
"""
DECK = "---\ntitle: A deck\ntype: deck\n---\n# One\n\n{}\n\n---\n\n# Two\n\nThe **second** slide.\n"


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
@pytest.mark.parametrize("serving", [False, True])
def test_nesting_costs_its_page_alone(site: Callable[..., Built], text: str, *, serving: bool) -> None:
    files = {"talks/a.md": f"---\ntitle: A\n---\n{text}\n", "docs/b.md": f"{text}\n", "talks/c.md": DECK.format(text)}
    built = site({**GOOD, **files}, serving=serving)
    assert built.error is None
    assert "<strong>good</strong>" in built.page("talks/good/")
    assert "<h1" in built.page("talks/a/")
    assert built.page("b/")
    assert "The <strong>second</strong> slide." in built.page("decks/c/") or any(
        "talks/c.md: the text" in problem for problem in built.problems
    )
    for problem in built.problems:
        assert problem.startswith(("talks/a.md: the text", "docs/b.md: the text", "talks/c.md"))
        assert "\n" not in problem


def test_what_is_nested_too_deep_is_shown_as_it_was_written(site: Callable[..., Built]) -> None:
    built = site({"talks/a.md": f"---\ntitle: A\n---\n{DEEP}\n\n<script>x</script>\n"})
    said = "the text cannot be laid out (it is nested too deep); it is shown as it was written. Nest it less."
    assert built.problems == [f"talks/a.md: {said}"]
    assert "&lt;script&gt;x&lt;/script&gt;" in built.page("talks/a/")
    assert [problem.text for problem in check(built.root / "mkdocs.yml")] == [said]


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Settings with a Markdown extension that fails for a page with a certain word."""
    (tmp_path / "failing_extension.py").write_text(EXTENSION)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "failing_extension", raising=False)
    return {"markdown_extensions": ["attr_list", "md_in_html", "toc", "failing_extension"]}


@pytest.mark.parametrize("serving", [False, True])
def test_an_extension_that_fails(site: Callable[..., Built], failing: dict[str, list[str]], *, serving: bool) -> None:
    files = {
        "talks/a.md": "---\ntitle: A\n---\nBOOM\n",
        "docs/b.md": "# B\n\nBOOM\n",
        "talks/c.md": DECK.format("BOOM"),
        "talks/d.md": "---\ntitle: D\ntype: youtube\nid: hv2dKtPq0ME\n---\nBOOM\n",
        "talks/e.md": "---\ntitle: E\n---\n[[[d]]]\n\nThe **end**.\n",
    }
    built = site({**GOOD, **files}, config=failing, serving=serving)
    said = "the text cannot be laid out (ValueError: it went boom); it is shown as it was written."
    assert sorted(built.problems) == [
        f"{place}: {said}" for place in ("docs/b.md", "talks/a.md", "talks/c.md:5", "talks/d.md:6")
    ]
    for address in ("talks/a/", "b/", "decks/c/", "talks/e/"):
        assert "BOOM" in built.page(address)
    assert "The <strong>second</strong> slide." in built.page("decks/c/")
    assert "The <strong>end</strong>." in built.page("talks/e/")
    assert serving == ("it went boom" in built.page("talks/a/"))


def test_a_template_that_fails_for_a_page(site: Callable[..., Built]) -> None:
    built = site(
        {
            **GOOD,
            "over/main.html": "{% extends 'base.html' %}{% block tabs %}{{ 1 // (page.title != 'Bad') }}{% endblock %}",
            "over/zero.html": "{{ 1 / 0 }}",
            "over/broken.html": "{% if %}",
            "docs/a.md": "---\ntitle: Bad\n---\nThe **first**.\n",
            "docs/b.md": "---\ntemplate: zero.html\n---\nThe **second**.\n",
            "docs/c.md": "---\ntemplate: broken.html\n---\nThe **third**.\n",
        },
        config={"theme": {"custom_dir": "over"}},
    )
    assert built.error is None
    assert sorted(problem.partition(" (")[0] for problem in built.problems) == [
        "docs/a.md: the template 'main.html' cannot be filled for this page",
        "docs/b.md: the template 'zero.html' cannot be filled for this page",
        "docs/c.md: the template 'broken.html' cannot be filled for this page",
    ]
    for address, word in {"a/": "first", "b/": "second", "c/": "third"}.items():
        assert f"<strong>{word}</strong>" in built.page(address)
    assert "md-header" in built.page("b/")


def test_check_says_where_a_picture_is_missing(site: Callable[..., Built]) -> None:
    body = "![One](gone.png)\n\n```text\n![](gone.png)\n```\n\n![Two][two] and [a page](gone.md)\n\n[two]: other.png\n"
    built = site({"talks/a.md": f"---\ntitle: A\n---\n{body}", "docs/b.md": "# B\n\n![x](<gone x.png>)\n"})
    assert [str(problem).partition(", but")[0] for problem in check(built.root / "mkdocs.yml")] == [
        "docs/b.md:3: the text contains a link 'gone x.png'",
        "talks/a.md:4: the text contains a link 'gone.png'",
        "talks/a.md:10: the text contains a link 'gone.md'",
        "talks/a.md:12: the text contains a link 'other.png'",
    ]


def test_a_site_without_the_hook_is_one_sentence(site: Callable[..., Built]) -> None:
    built = site({"talks/a.md": DECK.format("x")}, config={"hooks": []})
    config = str(built.root / "mkdocs.yml")
    done = CliRunner().invoke(main, ["check", "-f", config])
    said = "Podium's hook is missing; 'mkdocs build' makes no page of a talk. Write 'hooks: [hooks/main.py]'."
    assert done.stdout == f"mkdocs.yml: error: hooks: {said}\n"
    assert done.exit_code == 1
    done = CliRunner().invoke(main, ["export", "pdf", "-f", config])
    assert done.stderr == f"Error: mkdocs.yml: hooks: {said}\n".removesuffix(".\n") + "\n"
