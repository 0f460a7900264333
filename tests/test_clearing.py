"""No file of a site can be in the way of another: that costs one of the two, with one sentence, and never the site."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from podium.mkdocs.checking import check
from podium.mkdocs.events import last_build
from podium.pipeline import finish
from podium.resolvers.owners import machine_files
from podium.text import slugify
from sites import Built

TALK = "---\ntitle: One\ndate: 2030-01-02 10:00\nevent: PyConf\nspeakers: [Ann]\ntags: [python]\n---\nWords.\n"
LONG = "\N{ADLAM SMALL LETTER ALIF}" * 80
OURS = {
    "docs/talks.json/index.md": "talks.json",
    "docs/llms.txt/a.md": "llms.txt",
    "docs/_headers/a.png": "_headers",
    "docs/sitemap.xml/index.md": "sitemap.xml",
    "docs/404.html/index.md": "404.html",
    "docs/search/search_index.json/a.md": "search/search_index.json",
    "docs/talks/feed.xml/index.md": "talks/feed.xml",
    "docs/speakers/ann/calendar.ics/a.md": "speakers/ann/calendar.ics",
    "talks/one.ics/x.txt": "talks/one.ics",
    "docs/search": "search/search_index.json",
    "docs/assets": "assets/podium/podium.css",
    "docs/speakers": "speakers/index.html",
    "docs/talks": "talks/one/index.html",
    "talks/one": "talks/one/index.html",
    "docs/index.html/index.md": "index.html",
    "docs/a": "a/index.html",
}


@pytest.mark.parametrize(("path", "kept"), OURS.items(), ids=OURS)
def test_a_file_in_the_way_of_another(site: Callable[..., Built], path: str, kept: str) -> None:
    built = site({"talks/one.md": TALK, "docs/a.md": "# A\n", path: "x"})
    assert built.error is None
    (problem,) = built.problems
    assert problem.startswith(f"{path}: '")
    assert problem.endswith("; it was left out. Rename one of the two.")
    assert (built.site / kept).is_file()
    assert [str(found) for found in check(built.root / "mkdocs.yml")] == [problem]


ALIASES = {
    "/" + "a" * 256: "is longer than a file's name can be",
    "/" + "é" * 130 + "/x/": "is longer than a file's name can be",
    "/" + "b" * 251 + ".html": "is longer than a file's name can be",
    "/" + "/".join(["c" * 200] * 6): "is longer than a file's name can be",
    "/old.html/more/": "belongs to talks/old.md",
    "/talks/one/index.html/x": "belongs to talks/one.md",
    "/foo.html": "belongs to foo.html/index.md",
    "/index.html": "belongs to index.md",
    "/pic.png/2/": "belongs to docs/pic.png",
    "/talks/one.ics/": "belongs to the site itself",
}


def test_aliases_that_have_no_room(site: Callable[..., Built]) -> None:
    aliases = "".join(f"  - {alias}\n" for alias in [*ALIASES, "/fine/"])
    files = {
        "talks/one.md": TALK,
        "docs/foo.html/index.md": "# Foo\n",
        "docs/pic.png": b"x",
        "talks/old.md": "---\ntitle: Old\naliases: [/old.html, /own/, /own.html, /own.html/x/]\n---\n",
        "talks/two.md": f"---\ntitle: Two\naliases:\n{aliases}---\n",
    }
    built = site(files)
    assert built.error is None
    (own,) = (problem for problem in built.problems if problem.startswith("talks/old.md"))
    assert own.startswith("talks/old.md:3: aliases: the address '/own.html/x/' belongs to talks/old.md; it does not")
    said = [problem for problem in built.problems if problem.startswith("talks/two.md")]
    assert len(said) == len(ALIASES)
    for alias, words in ALIASES.items():
        assert any(alias[:50] in problem and words in problem for problem in said), alias
    for address in ("fine/", "own/", "old.html", "own.html"):
        assert "This page has moved" in built.page(address)


def test_names_that_take_many_bytes(site: Callable[..., Built]) -> None:
    talk = f"---\ntitle: T\nslug: {LONG}\nspeakers: [{LONG}]\ntags: [{LONG}]\nevent: {LONG}\ndate: 2030-01-02\n---\n"
    built = site({"talks/a.md": talk, f"talks/{LONG[:60]}.md": TALK})
    assert built.error is None
    assert all(len(name.encode()) <= 255 for file in built.site.rglob("*") for name in file.parts)
    assert slugify(LONG) == LONG[:60]
    assert slugify(f"{LONG[:30]} {LONG[:30]} x") == f"{LONG[:30]}"
    assert slugify("x" * 40 + " " + "y" * 39 + " z") == "x" * 40 + "-" + "y" * 39


def test_a_page_whose_file_has_too_long_a_name(site: Callable[..., Built]) -> None:
    built = site({f"docs/{'a' * 251}.md": "# A\n"}, config={"use_directory_urls": False})
    assert built.error is None
    (problem,) = built.problems
    assert "is longer than a file's name can be; it was left out" in problem


def test_a_file_for_programs_of_the_writers_own_stays(site: Callable[..., Built]) -> None:
    own = {"docs/llms.txt": "mine", "docs/talks.json": "mine", "talks/one.ics": "mine", "talks/feed.xml": "mine"}
    built = site({"talks/one.md": TALK, **own, "docs/sitemap.xml": "mine", "docs/404.html": "mine"})
    for path in own:
        assert (built.site / path.removeprefix("docs/")).read_text() == "mine"
        assert any(message.startswith(f"{path}: the site would make") for message in built.messages), built.messages
    assert built.problems == [
        f"docs/{name}: the site makes its own '{name}'; this one was left out. Rename it."
        for name in ("404.html", "sitemap.xml")
    ]


def test_a_slug_is_no_file_of_another_talk(site: Callable[..., Built]) -> None:
    files = {f"talks/x{end}.md": f"---\ntitle: X\nslug: one.{end}\n---\n" for end in ("ics", "json", "xml")}
    built = site({"talks/one.md": TALK, **files})
    assert built.error is None
    assert len(built.problems) == len(files)
    assert all("is a name the site needs for itself; the file's name was used" in said for said in built.problems)


def test_every_file_for_programs_is_known_before(site: Callable[..., Built]) -> None:
    """Pages have to leave them room, and are written first."""
    resources = "\n## Resources\n\n- [A page](https://page.example/)\n"
    site({"talks/one.md": TALK + resources, "talks/two.md": "---\ntitle: T\nseries: S\n---\n"})
    build = last_build()
    assert build.site is not None
    known = set(machine_files(build.site.catalogue, build.site.listings))
    made = {output.address for output in finish(build.context(""), build.texts)}
    assert {file for file in made if not file.startswith("assets/")} <= known
