"""The page of all resources, and the same for machines."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from judges import axe
from podium.renderers.resource_pages import resource_pages
from podium.resolvers.reading import address_key, join_resources
from podium.structure.catalogue import Catalogue
from podium.structure.links import Resource, ResourceList
from podium.structure.sources import Document
from podium.structure.talks import Talk
from sites import Built

ONE = """---
title: Bees <b>
date: 2016-03-18
topics: [Bees, Votes]
resources:
  - {title: "A & <i>", url: "http://www.x.example/a/#part", by: "R. <H>", date: 2014-08, kind: book}
  - {title: Mine, url: mine.pdf, archived: "https://archive.example/mine"}
  - mailto:ada@x.example
---
Text.
"""
TWO = """---
title: Votes
date: 2017-03-18
topics: Votes
---
Links

- <https://x.example/a>
- [V](https://youtu.be/abcdefghijk) - Ada - 2012
"""
HIDDEN = "---\ntitle: Soon\nready: false\nresources: https://hidden.example/\n---\n"
FILES = {"talks/bees.md": ONE, "talks/votes.md": TWO, "talks/soon.md": HIDDEN, "docs/index.md": "# Home\n"}
CONFIG = {"site_url": "https://ada.example/sub/"}


def talk(slug: str, *urls: str, ready: bool = True, topics: tuple[str, ...] = ()) -> Talk:
    found = ResourceList(title="R", resources=tuple(Resource(title=url, url=url) for url in urls))
    path = f"talks/{slug}.md"
    return Talk(
        path=path,
        uri=path,
        slug=slug,
        address=f"talks/{slug}/",
        title=slug,
        resources=(found,),
        ready=ready,
        topics=topics,
    )


@pytest.mark.parametrize(
    "same",
    ["https://x.example/a", "http://x.example/a", "https://www.x.example/a/", "https://X.example/a#b"],
)
def test_one_address_has_many_spellings(same: str) -> None:
    assert address_key(same) == "x.example/a"


@pytest.mark.parametrize(
    "other",
    [
        "https://x.example/A",
        "https://x.example/a?b",
        "https://x.example:81/a",
        "https://x.example/a#/b",
        "/x.example/a",
    ],
)
def test_other_addresses_stay_others(other: str) -> None:
    assert address_key(other) != "x.example/a"


def test_what_joins() -> None:
    talks = (
        talk("a", "https://x.example/1", topics=("T",)),
        talk("b", "http://x.example/1/", "mailto:a@b", "https://x.example:999999/", "https://y.example"),
        talk("c", "https://z.example", ready=False),
    )
    rows = join_resources(talks)
    assert [(used.resource.url, [each.slug for each in used.talks], used.topics) for used in rows] == [
        ("https://x.example/1", ["a", "b"], ("T",)),
        ("https://y.example", ["b"], ()),
    ]


SIGNS = {
    "talks/a.md": "---\ntitle: C++\ntags: [C++, C]\nresources: https://x.example/a\n---\n",
    "talks/b.md": "---\ntitle: C#\ntags: ['C#', .NET, node.js]\nresources: https://x.example/b\n---\n",
    "talks/c.md": "---\ntitle: C\ntags: [Net, Node JS]\nresources: https://x.example/b\n---\n[[C#]], [[c]]\n",
}


def test_names_that_differ_in_their_signs_stay_apart(site: Callable[..., Built]) -> None:
    built = site(SIGNS, {})
    told = json.loads((built.site / "resources.json").read_text(encoding="utf-8"))["resources"]
    topics = {entry["url"][-1]: set(entry["topics"]) for entry in told}
    assert topics == {"a": {"C++", "C"}, "b": {"C#", ".NET", "Net", "node.js"}}
    html = (built.site / "resources" / "index.html").read_text(encoding="utf-8")
    assert {"c-plus-plus", "c-sharp", "c", "dot-net", "net"} <= set(re.findall(r'<option value="([^"]+)"', html))
    page = (built.site / "talks" / "c" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<a href="([^"]+)">(C\S*)</a>, <a href="([^"]+)">(C)</a>', page) == [("../b/", "C#", "./", "C")]


def test_the_writers_page_wins_and_nothing_has_no_page() -> None:
    catalogue = Catalogue(talks=(talk("a", "https://x.example/"),))
    own = Document(uri="resources.md", title="Mine", address="resources/")
    assert [page.uri for page in resource_pages(catalogue, [])] == ["resources/index.md"]
    assert resource_pages(catalogue, [own]) == ()
    assert resource_pages(Catalogue(talks=(talk("a"),)), []) == ()


def test_ten_thousand_talks() -> None:
    talks = tuple(talk(f"t{n}", *(f"https://x.example/{n}/{m}" for m in range(3))) for n in range(10_000))
    began = time.process_time()
    pages = resource_pages(Catalogue(talks=talks), [])
    assert len(pages) == 60
    assert time.process_time() - began < 10


def test_the_page_and_its_files(site: Callable[..., Built]) -> None:
    built = site(FILES, CONFIG)
    folder = built.site
    html = (folder / "resources" / "index.html").read_text(encoding="utf-8")
    assert html.count("<li data-kind") == 3
    assert 'href="../talks/bees/mine.pdf"' in html
    assert 'href="../talks/votes/"' in html
    assert "A &amp; &lt;i&gt;" in html
    assert "archived copy" in html
    assert "hidden.example" not in html
    data = json.loads((folder / "resources.json").read_text(encoding="utf-8"))
    assert {each["title"]: each["url"] for each in data["resources"]} == {
        "A & <i>": "http://www.x.example/a/#part",
        "Mine": "https://ada.example/sub/talks/bees/mine.pdf",
        "V": "https://youtu.be/abcdefghijk",
    }
    text = (folder / "resources" / "feed.xml").read_text(encoding="utf-8")
    ET.fromstring(text)  # noqa: S314 - our own
    feed = feedparser.parse(text)
    assert not feed.bozo
    assert feed.entries[0].title == "V"
    items = json.loads((folder / "resources" / "feed.json").read_text(encoding="utf-8"))["items"]
    assert len(items) == 3
    assert len({item["id"] for item in items}) == 3


def test_the_page_has_the_whole_width_unless_it_is_the_writers(site: Callable[..., Built]) -> None:
    without_sidebar = 'data-md-type="navigation" hidden'
    assert without_sidebar in site(FILES, CONFIG).page("resources/")
    own = site({**FILES, "docs/resources/index.md": "# Mine\n\n[[[all-resources]]]\n"}, CONFIG)
    assert without_sidebar not in own.page("resources/")


def test_without_an_address_and_with_page_files(site: Callable[..., Built]) -> None:
    built = site(FILES, {"site_url": "", "use_directory_urls": False})
    html = (built.site / "resources" / "index.html").read_text(encoding="utf-8")
    assert 'href="../talks/votes.html"' in html
    assert "feed.xml" not in html.partition("<podium-filter")[2].partition("</podium-filter>")[0]
    assert not (built.site / "resources" / "feed.xml").exists()
    assert '"url": "talks/bees.html"' in (built.site / "resources.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_filter(
    site: Callable[..., Built], serve_folder: Callable[[Path], str], page: Tab, scheme: str, width: int
) -> None:
    address = serve_folder(site(FILES, {}).site)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/resources/?kind=video")
    rows = page.locator("podium-filter .podium-resources li:visible")
    expect(rows).to_have_count(1)
    expect(page.locator("podium-filter [role=status]")).to_have_text("1 resource found")
    assert axe.violations(page) == []
    page.fill("podium-filter input", "nothing like it")
    expect(page.locator(".podium-filter__empty")).to_be_visible()
    assert axe.violations(page) == []
    assert "find=nothing" in page.url
    page.click(".podium-filter__empty button")
    expect(rows).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
