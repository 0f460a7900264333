"""Podium within MkDocs: the talks folder, links, other settings and other themes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sites import Built

Site = Callable[..., Built]

FILES = {
    "talks/a.md": "---\ntitle: A & co\ndate: 2027-01-01\naliases: [/old/, /x.html]\n---\n"
    "See [home](../index.md), [b](b.md) and ![i](i.svg).\n\n## More\n",
    "talks/b.md": "---\ntitle: B\ndate: 2020\n---\nSee [[a]] and [[A & co|it]].\n",
    "talks/i.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}


def pages(built: Built) -> set[str]:
    return {file.relative_to(built.site).as_posix() for file in built.site.rglob("*.html")}


def links(html: str) -> list[str]:
    return re.findall(r'<a [^>]*href="([^"]*)"', html)


def test_talks_become_pages_beside_their_files(site: Site) -> None:
    built = site(FILES, strict=True)
    assert built.error is None
    assert pages(built) >= {"talks/index.html", "talks/a/index.html", "talks/b/index.html", "old/index.html", "x.html"}
    assert (built.site / "talks" / "i.svg").is_file()
    assert {"../../", "../b/"} <= set(links(built.page("talks/a/")))
    assert 'src="../i.svg"' in built.page("talks/a/")
    assert "../a/" in links(built.page("talks/b/"))


def test_addresses_may_be_files(site: Site) -> None:
    built = site(FILES, {"use_directory_urls": False})
    assert pages(built) >= {"talks/index.html", "talks/a.html", "talks/b.html", "old/index.html", "x.html"}
    assert {"index.html", "b.html"} <= set(links(built.page("talks/a.html")))
    assert "a.html" in links(built.page("talks/index.html"))
    assert "url=../talks/a.html" in built.page("old/index.html")


def test_a_broken_link_of_a_talk_fails_strict(site: Site) -> None:
    broken = {"talks/a.md": "---\ntitle: A\ndate: 2027\n---\nSee [gone](gone.md).\n"}
    built = site(broken, strict=True)
    assert built.error
    assert any("talks/a.md" in problem and "gone.md" in problem for problem in built.problems)
    built.rebuild({"talks/gone.md": "---\ntitle: Back\ndate: 2027\n---\n"})
    assert built.error is None


def test_a_warning_goes_away_once_it_is_mended(site: Site) -> None:
    built = site({"talks/a.md": "---\ntitle: A\nsumary: x\ndate: 2027\n---\n"})
    assert built.problems == [
        "talks/a.md:3: sumary: 'sumary' is not a field of a talk; it was kept for templates. Did you mean 'summary'?"
    ]
    built.rebuild({"talks/a.md": "---\ntitle: A\nsummary: x\ndate: 2027\n---\n"})
    assert built.problems == []


def test_the_edit_link_leads_to_the_talk(site: Site) -> None:
    config = {
        "repo_url": "https://github.com/ann/talks",
        "edit_uri": "edit/main/docs/",
        "theme": {"features": ["content.action.edit"]},
    }
    built = site(FILES, config)
    assert "https://github.com/ann/talks/edit/main/talks/a.md" in links(built.page("talks/a/"))


def test_talks_may_lie_in_the_docs_folder(site: Site) -> None:
    files = {f"docs/{name}": text for name, text in FILES.items()}
    built = site(files, {"extra": {"podium": {"talks": "docs/talks"}}})
    assert pages(built) >= {"talks/index.html", "talks/a/index.html", "old/index.html"}
    assert "podium-talk" in built.page("talks/a/")


@pytest.mark.parametrize("place", ["talks/index.md", "docs/talks/index.md"])
def test_the_index_may_be_the_writers_own(site: Site, place: str) -> None:
    built = site({**FILES, place: "# All of mine\n\n[[[talks]]]\n"})
    assert "All of mine" in built.page("talks/")
    assert "podium-agenda" in built.page("talks/")


def test_talks_stay_out_of_the_navigation(site: Site) -> None:
    built = site(FILES)
    nav = re.search(r'<nav class="md-nav md-nav--primary.*?</nav>', built.page(""), re.DOTALL)
    assert nav
    assert "talks/a/" not in nav[0]


def test_another_theme_shows_talks_too(site: Site) -> None:
    built = site(FILES, {"theme": {"name": "mkdocs"}})
    assert built.error is None
    assert '<h1 class="podium-talk__title"' in built.page("talks/a/")


def test_a_site_without_talks_says_so(site: Site) -> None:
    built = site({"docs/index.md": "# Home\n\n[[[upcoming]]]\n"}, strict=True)
    assert built.error is None
    assert "No talk is scheduled" in built.page("")


def test_drafts_are_for_the_preview(site: Site) -> None:
    files = {
        "talks/a.md": "---\ntitle: A\ndraft: true\nsumary: x\n---\n",
        "talks/b.md": "---\ntitle: B\nready: false\n---\n",
    }
    published = site(files)
    assert published.problems == []
    assert not {"talks/a/index.html", "talks/b/index.html"} & pages(published)
    preview = site(files, serving=True)
    assert {"talks/a/index.html", "talks/b/index.html"} <= pages(preview)
    assert "only shown while you are writing" in preview.page("talks/a/")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"timezone": "Nowhere"}, "extra.podium.timezone: 'Nowhere' is not the name of a zone."),
        ({"duration": "x"}, "extra.podium.duration: 'x' is not a number of minutes. Write 60, for an hour."),
        ({"talks": "../x"}, "extra.podium.talks: '../x' is not a folder of the project. Write 'talks'."),
        ({"map": "x"}, "extra.podium.map: 'x' is not a map service."),
        (["x"], "extra.podium is not a mapping."),
    ],
)
def test_a_wrong_setting_stops_with_one_sentence(site: Site, settings: object, sentence: str) -> None:
    built = site(FILES, {"extra": {"podium": settings}})
    assert sentence in str(built.error)
    assert "\n" not in str(built.error)


def test_an_unknown_setting_is_a_warning(site: Site) -> None:
    built = site({}, {"extra": {"podium": {"timezon": "Europe/Paris"}}})
    assert built.problems == [
        "mkdocs.yml: extra.podium: 'timezon' is not a setting of Podium; it was ignored. Did you mean 'timezone'?"
    ]


def test_a_folder_of_talks_that_nobody_made_is_said(site: Site) -> None:
    away = {"extra": {"podium": {"talks": "away"}}}
    said = "there is no folder 'away'; the site has no talks. Create it, or remove the line."
    assert site({}, away).problems == [f"mkdocs.yml: extra.podium.talks: {said}"]
    assert site({"away/a.md": "---\ntitle: A\ndate: 2028-01-01\n---\n"}, away).problems == []
