"""Beside other people's plugins: what they take for granted of pages and files holds for ours."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree
from playwright.sync_api import BrowserContext

from sites import ADDRESS, ROOT, Built

Site = Callable[..., Built]
PICTURE = (ROOT / "docs" / "assets" / "talk.png").read_bytes()
PDF = b"%PDF-1.4\n%%EOF\n"
FILES = {
    "docs/index.md": "# Home\n\n[[[upcoming]]]\n\nAll [talks](talks/index.md), and [[bees]].\n",
    "talks/bees.md": "---\ntitle: What Bees Know\nevent: Garden\ndate: 2028-05-11 19:00\nspeakers: Ada\n"
    "tags: [C, C++, C#]\nslides: bees-deck\n---\n\nA text. ![A bee](bee.png)\n\nFurther reading\n\n- [A](https://a.example/)\n",
    "talks/bee.png": PICTURE,
    "talks/wasps.md": "---\ntitle: Wasps\ndate: 2020-05-11\n---\n\nA text. [[[bees-deck]]]\n",
    "talks/bees-deck.md": "---\ntype: deck\ntitle: Bees\n---\n\n# One\n\n---\n\n# Two\n\n[[wasps]]\n",
}
POST = """---
date: 2026-0{0}-01
categories: [News]
---

# Post {0}

See [[bees]] and [[wasps|them]], [home](../../../index.md), [[post {0}]] and ![A picture](x.png).

[[[bees-deck]]]

[[[bees]]]

[[[upcoming]]]

[[[x.pdf]]]

```js {{.run}}
console.log({0})
```

| a | b |
|--:|---|
| 1 | 2 |

<!-- more -->

More, and [[wasps]].
"""
BLOG = {
    "docs/blog/index.md": "# Blog\n",
    **{f"docs/blog/posts/deep/{number}.md": POST.format(number) for number in (1, 2)},
    "docs/blog/posts/deep/x.png": PICTURE,
    "docs/blog/posts/deep/x.pdf": PDF,
}
LANGUAGES = [
    {"locale": "en", "name": "English", "default": True, "build": True},
    {"locale": "es", "name": "Español", "build": True},
]


def dead_links(site: Path) -> list[tuple[str, str]]:
    """The addresses within a site, of pages and of files, at which nothing lies."""
    found = []
    for file in site.rglob("*.html"):
        page = file.relative_to(site).as_posix()
        for address in re.findall(r'\s(?:href|src|poster|data-frame)="([^"]*)"', file.read_text()):
            path = unquote(urlsplit(urljoin(f"{ADDRESS}{page}", address.replace("&amp;", "&"))).path).lstrip("/")
            outside = re.match(r"[a-z]+:|//|#|/", address) or page == "404.html"
            if not outside and not (site / posixpath.join(path, "index.html" if path.endswith("/") else "")).exists():
                found.append((page, address))
    return found


def repeated_ids(html: str) -> list[str]:
    counts = Counter(re.findall(r'\sid="([^"]*)"', re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)))
    return [name for name, count in counts.items() if count > 1]


@pytest.mark.parametrize("directories", [True, False])
def test_an_excerpt_leads_where_its_post_does(site: Site, *, directories: bool) -> None:
    plugins: list[Any] = ["search", {"blog": {"pagination_per_page": 1}}]
    config = {"plugins": plugins, "use_directory_urls": directories, "markdown_extensions": ["tables", "attr_list"]}
    built = site({**FILES, **BLOG}, config)
    assert [problem for problem in built.problems if "x.pdf" not in problem] == []
    assert dead_links(built.site) == []
    views = [file for file in built.site.rglob("blog/**/*.html") if "md-post--excerpt" in file.read_text()]
    assert len(views) == 6, "the blog, its archive and its category, two pages each"
    for view in views:
        html = view.read_text()
        assert "podium-deck" in html
        assert "podium-card" in html
        assert "podium-agenda" in html
        assert ' style="' not in html, "the policy would undo it"


def test_two_excerpts_share_no_id(site: Site) -> None:
    built = site({**FILES, **BLOG}, {"plugins": ["search", "blog"], "markdown_extensions": ["tables", "attr_list"]})
    html = built.page("blog/")
    assert html.count("podium-transcript") > 1
    assert repeated_ids(html) == []
    assert 'id="bees-deck-1_2"' in html


def test_every_page_has_a_file_and_a_text(site: Site) -> None:
    """mkdocs-table-reader joins the one to something, git plugins ask git about it; mkdocs-video parses the other."""
    plugin = (
        "from pathlib import Path\n"
        "def on_nav(nav, config, files):\n"
        "    assert [file for file in files if not Path(file.abs_src_path).is_file()] == []\n"
        "def on_page_content(html, page, config, files):\n"
        "    assert html.strip(), page.file\n"
        "def on_page_markdown(markdown, page, config, files):\n"
        "    assert Path(page.file.abs_src_path).is_file(), page.file\n"
        "    assert page.file.content_bytes == Path(page.file.abs_src_path).read_bytes()\n"
    )
    hooks = ["plugin.py", str(ROOT / "hooks" / "main.py")]
    built = site(
        {**FILES, "talks/bare.md": "---\ntitle: Bare\n---\n", "plugin.py": plugin}, {"hooks": hooks}, strict=True
    )
    assert built.error is None
    assert '<div class="podium-text"></div>' in built.page("talks/bare/")
    kept = built.root / ".cache" / "podium" / "made" / "talks" / "index.md"
    written = kept.stat().st_mtime_ns
    built.rebuild({})
    assert kept.stat().st_mtime_ns == written, "what is the same is not written again"


def test_a_site_whose_cache_cannot_be_written_is_built_all_the_same(site: Site) -> None:
    built = site({**FILES, ".cache/podium/made": "a file where a folder should be"}, strict=True)
    assert built.error is None
    assert "What Bees Know" in built.page("talks/")


TELLING = """
import json
from pathlib import Path
TOLD = {}
def on_page_content(html, page, config, files):
    text = page.meta.get("description") or Path(page.file.abs_src_path).read_text().rpartition("---")[2]
    TOLD[page.file.src_uri] = text.strip()
def on_post_build(config):
    Path(config.docs_dir, "../told.json").write_text(json.dumps(TOLD))
"""


def test_a_page_says_what_it_is_about(site: Site) -> None:
    """mkdocs-rss-plugin takes the description of each page, or else the beginning of its file, for a feed."""
    hooks = ["plugin.py", str(ROOT / "hooks" / "main.py")]
    built = site({**FILES, "plugin.py": TELLING}, {"hooks": hooks}, strict=True)
    told = json.loads((built.root / "told.json").read_text())
    assert told["talks/bees.md"].startswith("A text.")
    assert told["talks/bees-deck.md"] == "Bees: 2 slides by Ada"
    assert told["talks/index.md"] == "All talks: those to come, and those that were."
    assert told["resources/index.md"] == "What is worth reading or watching after a talk."
    assert [uri for uri, text in told.items() if not text or ("[[[" in text and uri != "index.md")] == []


def test_talks_are_there_once_in_a_site_of_two_languages(site: Site) -> None:
    files = {**FILES, "docs/index.es.md": "# Inicio\n\n[[[upcoming]]]\n\n[[bees]] [charlas](talks/index.md) [[nada]]\n"}
    plugins = ["search", {"i18n": {"languages": LANGUAGES}}]
    nav = [{"Home": "index.md"}, {"Talks": "talks/index.md"}, {"Reading": "resources/index.md"}]
    built = site(files, {"plugins": plugins, "nav": nav})
    assert built.problems == [
        "docs/index.es.md:5: no talk, deck or page is called 'nada'; the link became plain text."
    ], "and once, though the site was built twice"
    assert dead_links(built.site) == []
    assert {"es", "talks", "decks", "speakers"} <= {each.name for each in built.site.iterdir()}
    assert [file.relative_to(built.site).as_posix() for file in built.site.rglob("es/**/*.html")] == ["es/index.html"]
    assert 'href="../talks/bees/"' in built.page("es/")
    assert '<html lang="en"' in built.page("talks/bees/")
    addresses = etree.fromstring((built.site / "sitemap.xml").read_bytes()).findall("{*}url/{*}loc")
    assert Counter(each.text for each in addresses)[f"{ADDRESS}talks/bees/"] == 1
    found = json.loads((built.site / "search" / "search_index.json").read_text())["docs"]
    assert [each["location"] for each in found].count("talks/bees/") == 1
    assert not [left for left in built.root.iterdir() if left.name.startswith(".site")]
    assert built.page("talks/bees/").count("podium/podium.js") == 1


def test_a_lightbox_opens_under_the_policy(
    site: Site, new_context: Callable[..., BrowserContext], serve_folder: Callable[[Path], str]
) -> None:
    built = site(FILES, {"plugins": ["search", "glightbox"]}, strict=True)
    assert (built.error, built.problems) == (None, [])
    page = new_context().new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(serve_folder(built.site) + "talks/bees/")
    page.locator("a.glightbox").click()
    page.locator("#glightbox-body img").wait_for()
    assert said == []


@pytest.mark.parametrize(
    ("tags", "places"),
    [
        ("[C, C++, C#]", ["c", "c-plus-plus", "c-sharp"]),
        ("[.NET, NET, Node.js]", ["dot-net", "net", "nodejs"]),
        ("[Bees, bees, a b, a-b]", ["a-b", "a-b-1", "bees", "bees-1"]),
    ],
)
def test_each_topic_has_a_place_on_the_page_of_tags(site: Site, tags: str, places: list[str]) -> None:
    pages = {"docs/tags.md": "# Tags\n\n<!-- material/tags -->\n", "docs/a.md": f"---\ntags: {tags}\n---\n# A\n"}
    html = (built := site(pages, {"plugins": ["search", "tags"]}, strict=True)).page("tags/")
    assert sorted(re.findall(r'<h2 id="tag:([^"]*)"', html)) == places
    assert repeated_ids(html) == []
    links = re.findall(r'href="../tags/#tag:([^"]*)"', built.page("a/"))
    assert sorted(links) == places
