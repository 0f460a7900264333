"""Decks written in Markdown in a built site: their documents, their place in pages, search and sitemap, the preview."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

from judges import html
from podium.mkdocs import events
from podium.renderers.assets import used_rules
from podium.runners.packages import packages_folder
from sites import ADDRESS, Built

Build = Callable[..., Built]
EXTENSIONS = ["admonition", "attr_list", "md_in_html", "toc", "pymdownx.superfences", "pymdownx.highlight"]
DECK = """\
---
title: What bees & wasps know
type: deck
notes: true
footer: A <b>meetup</b>
logo: bee.svg
---

# What bees know

An introduction

---

## One thing

![A bee](bee.svg) and [[talk|the talk]], [a page](../docs/about.md) [about](../about.md#who), [slide three](#/two).

- first {.fragment}
- second

Note: *Slowly.*

--

## Below it

!!! note
    An admonition.

---
id: two
---

## Code[^1]

```python {1|2-3}
a = 1
b = "<script>"
c = 3
```

[^1]: A footnote.

---

## Code[^1]

$x^2$

[^1]: Another one.

[[[qr]]]
"""
TALK = "---\ntitle: The talk\ndate: 2026-05-01\n---\n\nWords.\n\n[[[deck]]]\n"
FILES = {
    "talks/deck.md": DECK.replace("[a page](../docs/about.md) ", ""),
    "talks/talk.md": TALK,
    "talks/bee.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>',
    "docs/about.md": "# About\n\n## Who\n\n[slides](talks/deck.md)\n",
}
CONFIG = {"markdown_extensions": EXTENSIONS}


@pytest.fixture
def built(site: Build) -> Built:
    made = site(FILES, CONFIG, strict=True)
    assert made.problems == []
    return made


def deck(built: Built, address: str = "decks/deck/") -> BeautifulSoup:
    return BeautifulSoup(built.page(address), "html.parser")


def targets(soup: BeautifulSoup) -> list[str]:
    """All addresses of files that a page names."""
    return [
        str(element[name])
        for element in soup.select("[src], [href], [poster]")
        for name in ("src", "href", "poster")
        if element.get(name)
    ]


@pytest.mark.parametrize("directories", [True, False])
def test_every_address_of_a_deck_leads_to_a_file(site: Build, directories: bool) -> None:  # noqa: FBT001 (a parameter)
    built = site(FILES, {**CONFIG, "use_directory_urls": directories}, strict=True)
    assert built.problems == []
    for page in ("decks/deck", "talks/talk", "about"):
        address = f"{page}/" if directories else f"{page}.html"
        for target in targets(deck(built, address)):
            path = urljoin(ADDRESS + address, target).removeprefix(ADDRESS).partition("#")[0].partition("?")[0]
            if "//" not in path:
                file = built.site / path
                assert (file / "index.html" if file.is_dir() else file).is_file(), f"{page}: {target}"


def test_a_deck_is_a_document_of_sections(built: Built) -> None:
    soup = deck(built)
    assert soup.title
    assert soup.title.string == "What bees & wasps know - Example talks"
    stacks = soup.select(".slides > section")
    assert [len(stack.find_all("section", recursive=False)) for stack in stacks] == [0, 2, 0, 0]
    slides = soup.select("section.podium-slide")
    assert [slide["class"][1].rpartition("--")[2] for slide in slides] == ["title", "text", "text", "text", "text"]
    assert slides[3]["id"] == "two"
    assert slides[1].select_one("aside.notes em")
    assert slides[1].select_one("li.fragment").text == "first"
    assert slides[2].select_one(".admonition-title")
    assert slides[4].select_one("math msup")
    assert slides[1].find("a", string="slide three")["href"] == "#/two"
    assert [slide.find("footer") is not None for slide in slides] == [False, True, True, True, True]
    assert slides[1].footer.span.string == "A <b>meetup</b>"


def test_code_is_stepped_through_line_by_line(built: Built) -> None:
    block = deck(built).select_one(".podium-steps")
    lines = [(line["class"], line.text) for line in block.select(".podium-line")]
    assert lines == [
        (["podium-line", "podium-on-0"], "a = 1\n"),
        (["podium-line", "podium-on-1"], 'b = "<script>"\n'),
        (["podium-line", "podium-on-1"], "c = 3\n"),
    ]
    assert [step["class"] for step in block.select(".fragment")] == [["fragment", "podium-step", "podium-step--1"]]


def test_no_two_elements_share_an_id(built: Built) -> None:
    for address in ("decks/deck/", "talks/talk/"):
        ids = re.findall(r'\bid="([^"]+)"', built.page(address))
        assert len(ids) == len(set(ids)), address
        inner = [target for target in targets(deck(built, address)) if re.match(r"#[^/_]", target)]
        assert {target.removeprefix("#") for target in inner} - {*ids} == set()


def test_everything_is_valid_html(built: Built) -> None:
    assert html.findings(built.site) == []


def test_a_page_shows_all_slides_as_text(built: Built) -> None:
    soup = deck(built, "talks/talk/")
    transcript = soup.select_one("podium-deck details")
    assert transcript.has_attr("open")
    slides = transcript.select("section")
    assert [slide["id"] for slide in slides] == [f"deck-{number}" for number in range(1, 6)]
    assert [heading.name for slide in slides for heading in slide.find_all(re.compile(r"h\d"))] == ["h3"] * 5
    assert slides[1].select_one(".podium-transcript__notes em").text == "Slowly."
    assert slides[1].find("img")["alt"] == "A bee"
    assert slides[1].find("a", string="slide three")["href"] == "../../decks/deck/#/two"
    assert 'b = "<script>"' in slides[3].find("code").text
    assert not transcript.select(".podium-step")


def test_notes_are_the_speakers_unless_the_deck_says_so(site: Build) -> None:
    built = site({**FILES, "talks/deck.md": FILES["talks/deck.md"].replace("notes: true\n", "")}, CONFIG)
    assert "Slowly" not in built.page("talks/talk/")
    assert "Slowly" in built.page("decks/deck/")


def test_notes_of_other_tools_are_on_the_speakers_screen_alone(site: Build) -> None:
    ways = ("::: notes\nSECRET\n:::", "::: {.notes}\nSECRET\n:::", "???\nSECRET", "<!-- notes: SECRET -->", "^ SECRET")
    deck = "---\ntype: deck\n---\n" + "\n\n---\n\n".join(f"# Slide {n}\n\n{way}" for n, way in enumerate(ways))
    built = site({"talks/d.md": deck, "talks/a.md": "---\ntitle: A\ndate: 2029-01-01\n---\n[[[d]]]\n"})
    told = {path.relative_to(built.site).as_posix() for path in built.site.rglob("*") if path.is_file()}
    told = {path for path in told if b"SECRET" in (built.site / path).read_bytes()}
    # Notes travel in the deck's own document, and its Markdown is in the data to move out with.
    assert told == {"decks/d/index.html", "talks.json"}
    soup = BeautifulSoup(built.page("decks/d/"), "html.parser")
    for aside in soup.select("aside.notes"):
        assert aside.extract().get_text(strip=True) == "SECRET"
    assert "SECRET" not in str(soup)


def test_front_matter_of_a_talk_shows_a_deck_too(site: Build) -> None:
    talk = "---\ntitle: The talk\ndate: 2026-05-01\nslides: deck\n---\n\nWords.\n"
    soup = deck(site({**FILES, "talks/talk.md": talk}, CONFIG), "talks/talk/")
    assert soup.find("podium-deck")["data-frame"] == "../../decks/deck/"
    assert soup.find("a", string="Open slides")["href"] == "../../decks/deck/"


def test_a_slide_is_found_by_its_words(built: Built) -> None:
    entries = json.loads(built.page("search/search_index.json"))["docs"]
    places = {entry["location"]: entry for entry in entries}
    assert "An admonition." in places["decks/deck/#/1/1"]["text"]
    assert places["decks/deck/#/1/1"]["title"] == "Below it"
    assert "Another one" in places["decks/deck/#/3"]["text"]
    assert [place for place, entry in places.items() if "An admonition" in entry["text"]] == ["decks/deck/#/1/1"]


def test_a_deck_is_in_the_sitemap(built: Built) -> None:
    places = [element.text for element in ET.parse(built.site / "sitemap.xml").iter() if element.tag.endswith("loc")]  # noqa: S314 (our own)
    assert f"{ADDRESS}decks/deck/" in places


def test_the_qr_code_leads_to_the_talk(built: Built) -> None:
    soup = deck(built)
    assert "<p>talks.example/talks/talk/</p>" in str(soup.find("template"))
    card = soup.select_one("section .podium-qr-card")
    assert card.a["href"] == "https://talks.example/talks/talk/"
    assert card.svg["aria-label"] == "QR code of talks.example/talks/talk/"


def test_only_what_is_needed_is_shipped(built: Built) -> None:
    shipped = {file.name for file in (built.site / "assets" / "podium" / "decks").iterdir()}
    assert {"reveal.js", "reveal.css", "reveal.LICENSE.txt", "deck.js", "deck.css", "paper.css"} <= shipped
    assert {name for name in shipped if "reveal" in name} == {"reveal.js", "reveal.css", "reveal.LICENSE.txt"}


def test_a_picture_behind_a_slide_is_found_and_never_asked_of_a_stranger(site: Build) -> None:
    behind = '<!-- .slide: data-background-image="{}" -->\nWords\n'
    text = "\n---\n\n".join(behind.format(name) for name in ("bee.svg", "https://ann.example/bee.png"))
    built = site({**FILES, "talks/deck.md": f"---\ntype: deck\n---\n{text}"}, CONFIG)
    first, second = deck(built).select("section.podium-slide")
    assert first["data-background-image"] == "../../talks/bee.svg"
    assert not second.has_attr("data-background-image")


def test_styles_lose_only_what_decks_do_not_have() -> None:
    style = ".a{b:c}.reveal .controls{d:e}.reveal .controls,.f{g:h}@media print{.reveal .controls{i:j}.k{l:m}}.n{o:p}"
    assert used_rules(style) == style.replace(".reveal .controls{d:e}", "", 1)


def test_a_site_without_slides_ships_none_of_it(site: Build) -> None:
    built = site({"talks/talk.md": "---\ntitle: T\n---\n"})
    assert not (built.site / "assets" / "podium" / "decks").exists()


def test_without_reveal_the_decks_are_there_to_read(site: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    built = site({}, CONFIG)
    packages_folder(built.root / ".cache" / "podium").unlink()
    monkeypatch.setattr("podium.runners.deno._deno", lambda: "/bin/false")
    built.rebuild(FILES)
    (problem,) = built.problems
    assert problem.startswith("mkdocs.yml: reveal.js is not here and could not be fetched (Deno gives no reason); ")
    assert "Below it" in built.page("decks/deck/")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no slides", "---\ntype: deck\n---\n"),
        ("an unclosed fence", "---\ntype: deck\n---\nOne\n\n```js\nlet a\n\n---\n\nTwo\n"),
        ("an unclosed comment", "---\ntype: deck\n---\nOne <!-- and\n\n---\n\nTwo\n"),
        (
            "hostile front matter",
            "---\ntype: deck\ntitle: '</title><script>pwned=1</script>'\nfooter: '<svg onload=x>'\n---\nOne\n",
        ),
        ("itself", "---\ntype: deck\n---\n[[[deck]]]\n"),
        ("not UTF-8", b"---\ntype: deck\n---\n\xff\n"),
        ("500 slides", "---\ntype: deck\n---\n" + "# S\n\n---\n\n" * 499 + "# S\n"),
    ],
)
def test_a_bad_deck_costs_only_itself(site: Build, name: str, text: str | bytes) -> None:
    built = site({**FILES, "talks/deck.md": text, "talks/other.md": "---\ntype: deck\n---\nFine\n"}, CONFIG)
    assert built.error is None
    assert "Words." in built.page("talks/talk/")
    assert "Fine" in built.page("decks/other/")
    said = [problem for problem in built.problems if problem.startswith("talks/deck.md")]
    assert len(said) == (0 if name in ("500 slides", "hostile front matter") else 1), said
    assert "<script>pwned" not in built.page("talks/talk/")
    assert "<svg onload" not in (built.page("decks/deck/") if name != "no slides" else "")


def test_a_draft_is_the_writers_alone(site: Build) -> None:
    files = {
        **FILES,
        "talks/deck.md": "---\ntype: deck\ndraft: true\n---\nSecret\n",
        "talks/talk.md": "---\ntitle: T\n---\n",
    }
    files["docs/about.md"] = "# About\n"
    assert not (site(files, CONFIG).site / "decks").exists()
    assert "Secret" in site(files, CONFIG, serving=True).page("decks/deck/")


# The preview.


def save(built: Built, text: str, name: str = "talks/deck.md") -> bool:
    """Saves a file of a site that is being previewed; gives whether the whole site was built again."""
    rebuilt: list[bool] = []
    file = built.root / name
    file.write_text(text, encoding="utf-8")
    events._rebuild(lambda: rebuilt.append(True))  # noqa: SLF001 (what MkDocs' server calls)
    return bool(rebuilt)


@pytest.fixture
def preview(site: Build) -> Built:
    return site(FILES, CONFIG, serving=True)


def test_a_saved_deck_is_shown_without_building_the_site(preview: Built) -> None:
    talks = preview.site / "talks" / "index.html"
    before = talks.stat().st_mtime_ns
    assert not save(preview, FILES["talks/deck.md"].replace("One thing", "Another thing") + "\n---\n\n# More\n")
    assert "Another thing" in preview.page("decks/deck/")
    transcript = deck(preview, "talks/talk/").select_one("podium-deck details")
    assert "Another thing" in transcript.text
    assert len(transcript.select("section")) == 6
    assert talks.stat().st_mtime_ns == before


def test_what_is_shown_at_once_is_what_a_build_shows(preview: Built) -> None:
    text = FILES["talks/deck.md"].replace("One thing", "Another thing").replace("A footnote", "A *better* one")
    assert not save(preview, text)
    at_once = {name: preview.page(name) for name in ("decks/deck/", "talks/talk/")}
    preview.rebuild({})
    assert {name: preview.page(name) for name in at_once} == at_once


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("talks/deck.md", FILES["talks/deck.md"].replace("What bees & wasps know", "Other")),
        ("talks/deck.md", FILES["talks/deck.md"] + "\n---\n\n[[[talk]]]\n"),
        ("talks/deck.md", "---\ntype: deck\n---\n"),
        ("talks/talk.md", TALK + "More.\n"),
        ("talks/new.md", "---\ntitle: New\n---\n"),
    ],
)
def test_more_than_slides_builds_the_site(preview: Built, name: str, text: str) -> None:
    assert save(preview, text, name)


def test_a_problem_is_shown_on_the_deck_and_goes_away(preview: Built) -> None:
    assert deck(preview).select_one(".podium-problems") is None
    save(preview, FILES["talks/deck.md"] + "\n---\n\n```js\nlet a\n")
    assert "is not closed on its slide" in deck(preview).select_one(".podium-problems").text
    save(preview, FILES["talks/deck.md"])
    assert deck(preview).select_one(".podium-problems") is None


def test_a_problem_of_a_saved_deck_is_said(preview: Built, caplog: pytest.LogCaptureFixture) -> None:
    save(preview, FILES["talks/deck.md"].replace("bee.svg) and", "bea.svg) and"))
    assert [record.getMessage().partition(";")[0] for record in caplog.records] == [
        "talks/deck.md:17: there is no picture 'talks/bea.svg'"
    ]
