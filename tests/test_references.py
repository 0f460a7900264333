"""References in whole projects: what is found wrong, and where; and that code is never touched."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from unittest import mock

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from goldens import Case, built, cases, data_of, examples, name_of, sentences
from podium.mkdocs.checking import NoProjectError, check
from podium.readers import sources
from podium.renderers.markdown import Expansion, ReferenceExtension
from podium.resolvers.references import find_references
from podium.structure.links import Reference
from sites import lend_packages, settings


def lay_out(root: Path, case: Case) -> Path:
    """Writes the project of a case; gives its configuration."""
    (root / "talks").mkdir()
    lend_packages(root)
    for name, content in {"docs/index.md": "# Home\n", **case.get("files", {})}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            _lay_out_odd(file, content)
        else:
            file.write_bytes(data_of({"text": content}))
    config = root / "mkdocs.yml"
    changes = yaml.safe_load(case.get("config", "{}"))
    config.write_text(yaml.safe_dump(settings(changes)), encoding="utf-8")
    return config


def _lay_out_odd(file: Path, what: dict[str, str]) -> None:
    if "link" in what:
        file.symlink_to(what["link"].replace("OUTSIDE", str(file.parents[1].parent)))
    elif "pipe" in what:
        os.mkfifo(file)
    elif "folder" in what:
        file.mkdir()
    else:
        file.write_bytes(data_of(what))
        os.truncate(file, int(what["size"]))  # longer than what is on the disk


@contextmanager
def forbidden(names: list[str]) -> Iterator[None]:
    """While the block runs, files of these names cannot be opened, as if they were another user's."""

    def refusing(real: Callable[..., object]) -> Callable[..., object]:
        def opened(path: Path | str, *args: object, **options: object) -> object:
            if Path(path).name in names:
                raise PermissionError(13, "Permission denied")
            return real(path, *args, **options)

        return opened

    with (
        mock.patch.object(Path, "open", refusing(Path.open)),
        mock.patch.object(sources.os, "scandir", refusing(os.scandir)),
    ):
        yield


def check_case(case: Case) -> list[str]:
    """What `podium check` says of the project of a case."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        root.mkdir()
        (Path(folder) / "outside.md").write_text("---\ntitle: Outside\n---\n", encoding="utf-8")
        config = lay_out(root, case)
        try:
            with forbidden(case.get("forbidden", [])):
                problems = check(config)
        except NoProjectError as error:
            return [str(error).replace(folder, "")]
    return sentences(problems)


@pytest.mark.parametrize("case", [*cases("references"), *cases("sources"), *cases("snippets")], ids=name_of)
def test_case(case: Case) -> None:
    assert check_case(case) == case.get("says", [])


def test_no_name_is_compared_for_a_hint_that_nobody_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embeds = "\n\n".join(["[[[upcoming]]]", "[[[a-snippet]]]", "[[[gone.pdf]]]", "[[[gone/]]]", "[[[unknown]]]"] * 20)
    decks = {f"talks/deck-{number}.md": f"---\ntitle: Deck {number}\ntype: deck\n---\n" for number in range(50)}
    case: Case = {"name": "", "files": {"talks/a.md": f"---\ntitle: A\n---\n\n{embeds}\n", **decks}}
    config = lay_out(tmp_path, case)
    compared: list[str] = []

    def compare(name: str, *_: object, **__: object) -> list[str]:
        compared.append(name)
        return []

    monkeypatch.setattr("podium.text.difflib.get_close_matches", compare)
    assert sum("there is no" in each.message or "no deck" in each.message for each in check(config)) == 4 * 20
    assert sorted(compared) == ["a snippet", "gone", "talks gone pdf", "unknown"], "each once, however often it is said"


# The extension by itself.


def render(text: str, seen: list[Reference] | None = None) -> str:
    """Markdown with every reference expanded to something that can be recognised."""

    def expand(reference: Reference) -> Expansion:
        if seen is not None:
            seen.append(reference)
        if reference.embed:
            return Expansion(text="WORDS", html="<figure>EMBED</figure>")
        return Expansion(text="LINK", href="#there")

    extensions = [ReferenceExtension(expand), "tables", "attr_list", "md_in_html", "pymdownx.superfences"]
    return markdown.markdown(text, extensions=extensions)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a [[x]] b", '<p>a <a href="#there">LINK</a> b</p>'),
        ("[[[x]]]", "<figure>EMBED</figure>"),
        ("a [[[x]]] b", "<p>a </p>\n<figure>EMBED</figure>\n<p> b</p>"),
        ("- [[[x]]]", "<ul>\n<li>\n<figure>EMBED</figure>\n</li>\n</ul>"),
        ("# [[[x]]]", "<h1><span>WORDS</span></h1>"),
        ("**[[[x]]]**", "<p><strong><span>WORDS</span></strong></p>"),
        ("`[[x]] [[[x]]]`", "<p><code>[[x]] [[[x]]]</code></p>"),
        ("    [[x]] [[[x]]]", "<pre><code>[[x]] [[[x]]]\n</code></pre>"),
        ("<!-- [[x]] [[[x]]] -->", "<!-- [[x]] [[[x]]] -->"),
        (r"\[[x]] \[[[x]]]", "<p>[[x]] [[[x]]]</p>"),
        ('<a title="[[x]]">a</a>', '<p><a title="[[x]]">a</a></p>'),
        ("<div>[[x]]</div>", "<div>[[x]]</div>"),
        ("<div markdown>[[x]]</div>", '<div>\n<p><a href="#there">LINK</a></p>\n</div>'),
        ("[[x]](y)", '<p><a href="y">[x]</a></p>'),
        ("[[x]][y]", '<p><a href="#there">LINK</a>[y]</p>'),
        ("[[[[x]]]]", "<p>[[[[x]]]]</p>"),
        ("[[]] [[[]]] [[ ]] [[[ ]]] [[|x]]", "<p>[[]] [[[]]] [[ ]] [[[ ]]] [[|x]]</p>"),
        ("a | b\n--|--\n[[x|y]] | `[[x|y]]`\n", None),
    ],
)
def test_where_references_count(text: str, html: str | None) -> None:
    if html is None:
        assert '<td><a href="#there">LINK</a></td>' in render(text)
    else:
        assert render(text) == html


def test_a_fence_is_code() -> None:
    assert "LINK" not in render("```\n[[x]]\n```\n")
    assert "EMBED" not in render("~~~ python\n[[[x]]]\n~~~\n")


PIECES = st.sampled_from(
    [
        "[[",
        "]]",
        "[[[",
        "]]]",
        "x",
        "[[x]]",
        "[[[x]]]",
        "[[x|y]]",
        "`",
        "``",
        "```",
        "\n",
        "\n\n",
        "    ",
        "- ",
        "> ",
        "# ",
        "|",
        "\\",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "<p",
        ">",
        "*",
        "**",
        "_",
        "[",
        "](",
        ")",
        "{: .a}",
        "&",
        "<",
        "a|b\n-|-\n",
        "~~~",
        "\x02",
        "\x03",
        "é",
    ]
)
MARKDOWN = st.one_of(st.text(), st.lists(PIECES, max_size=20).map("".join))


@examples(300)
@given(MARKDOWN)
@example("[[[x]]]\n[[[x]]]")
@example("> - # [[[x]]] **[[[x]]] [[x]]**")
def test_any_markdown_renders(text: str) -> None:
    html = render(text)
    assert 'class="podium-slot"' not in html
    assert "data-html=" not in html


# Nothing in here closes the code around it.
INSIDE = st.lists(
    st.sampled_from(["[[x]]", "[[[x]]]", "[[x|y]]", "[[[x a=b]]]", " ", "a", "<b>", "\\", "*", "|"]),
    min_size=1,
    max_size=8,
).map("".join)


@examples(200)
@given(INSIDE)
def test_code_is_never_expanded(inside: str) -> None:
    seen: list[Reference] = []
    for text in (
        f"```\n{inside}\n```\n",
        f"~~~\n{inside}\n~~~\n",
        f"a\n\n    {inside.strip() or 'a'}\n",
        f"``{inside} ``",
        f"<!--{inside}-->",
    ):
        render(f"Words.\n\n{text}", seen)
        assert seen == [], text
        assert list(find_references(f"Words.\n\n{text}")) == [], text


@examples(200)
@given(MARKDOWN)
def test_what_is_rendered_was_found(text: str) -> None:
    """The search that the catalogue uses sees at least the embeds that a page expands in plain prose."""
    if re.search(r"[<`~\\\x02\x03&]|^\s|\t", text, re.MULTILINE):
        return
    seen: list[Reference] = []
    render(text, seen)
    found = [reference.name for reference, _ in find_references(text) if reference.embed]
    assert {reference.name for reference in seen if reference.embed} <= {*found}


@pytest.mark.parametrize(
    "title", ["<script>x</script>", "a *b* _c_ `d`", "[x](javascript:y)", "<https://x.example>", "[[x]]", "\\*"]
)
def test_a_title_is_text(title: str) -> None:
    md = markdown.Markdown(extensions=[ReferenceExtension(lambda _: Expansion(text=title, href="#there"))])
    assert md.convert("[[x]]") == f'<p><a href="#there">{escape(title, quote=False)}</a></p>'
    md = markdown.Markdown(extensions=[ReferenceExtension(lambda _: Expansion(text=title, html="<i>E</i>"))])
    assert md.convert("# [[[x]]]") == f"<h1><span>{escape(title, quote=False)}</span></h1>"


PLAYER = "https://speakerdeck.com/player/0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("https://speakerdeck.com/ann/bees", PLAYER),
        ("https://speakerdeck.com/ann/bees/", PLAYER),
        ("http://www.speakerdeck.com/ann/bees?slide=3", f"{PLAYER}?slide=3"),
        ("https://speakerdeck.com/ann/wasps", ""),
    ],
)
def test_an_address_is_the_deck_whose_file_has_it(address: str, frame: str) -> None:
    deck = f"---\ntype: speakerdeck\nurl: https://speakerdeck.com/ann/bees\ndata-id: {PLAYER[-32:]}\nratio: 1.5\n---\n"
    files = {"talks/a.md": f"---\ntitle: A\nslides: {address}\n---\n", "talks/bees-deck.md": deck}
    site = built({path: text.encode() for path, text in files.items()})
    (show,) = site.catalogue.talks[0].shows
    assert (show.embed.frame, show.embed.ratio == 1.5) == (frame, bool(frame))
    assert bool(site.problems) is not bool(frame)


@pytest.mark.parametrize("extensions", [[], ["md_in_html"]])
@pytest.mark.parametrize(
    "opened",
    [
        "<div markdown>",
        "<div markdown>\n" * 3,
        "<section markdown>\n<div markdown>\n<section markdown>",
        "<div>\n<div markdown>",
        "<details>",
        "<pre>",
        "<script>",
        "Words <textarea>",
        "<div>\n<!--",
        "- <style>",
    ],
)
def test_what_follows_an_open_element_stays_on_the_page(opened: str, extensions: list[str]) -> None:
    html = markdown.markdown(f"{opened}\n\nThe last words.\n", extensions=[ReferenceExtension(), *extensions])
    soup = BeautifulSoup(f"<main>{html}</main><footer>The footer</footer>", "html5lib")
    footer = soup.find("footer")
    assert footer
    assert footer.parent
    assert footer.parent.name == "body"
    main = soup.find("main")
    assert main
    assert "The last words." in main.get_text()
    assert not main.find(["script", "style", "textarea"])
