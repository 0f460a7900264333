"""The documentation is read as closely as the code: what exists is in it, and what it shows works."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from podium.cli import main
from podium.dates import Precision, read_when, show_when
from podium.problems import Problem
from podium.readers.decks import read_deck
from podium.readers.fields import FIELDS, Field
from podium.readers.front_matter import read_front_matter
from podium.readers.slides.looks import DECK_FIELDS
from podium.readers.slides.options import OPTIONS
from podium.readers.snippet_heads import KEYS
from podium.readers.talks import read_talk
from podium.renderers.manual import read_settings, read_words, stretch
from podium.renderers.references import LISTINGS
from podium.renderers.snippet_options import OPTIONS as SNIPPET_OPTIONS
from podium.renderers.snippet_options import PARTS
from podium.resolvers.decks import is_deck
from podium.resolvers.providers import DECK_TYPES, PROVIDERS, resolve_deck, resolve_embed
from podium.structure.occasions import Status
from podium.structure.settings import Settings
from podium.structure.slides import LAYOUTS, SCHEMES, TRANSITIONS
from podium.structure.sources import Source
from podium.structure.talks import Talk
from sites import ROOT, Built

DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAPERS = [*DOCS, *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))]
TALKS = sorted((ROOT / "talks").glob("*.md"))
ZONE = "America/Chicago"
README_LINES = 120
SERVER = "tube.example.org"
_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def manual(name: str) -> str:
    return text_of(ROOT / "docs" / "manual" / f"{name}.md")


def fenced(text: str, *languages: str) -> list[str]:
    return [found["text"] for found in _FENCE.finditer(text) if found["language"] in languages]


def rows(text: str, head: str) -> Iterator[list[str]]:
    """The cells of every table whose first column has that head."""
    for table in re.findall(rf"^\| {head} \|.*\n\|[-| ]+\n((?:\|.*\n)+)", text, re.MULTILINE):
        for line in table.splitlines():
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def bare(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def named(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


# What exists is documented.


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_is_in_the_reference(field: Field, project_site: Path) -> None:
    html = (project_site / "manual" / "fields" / "index.html").read_text(encoding="utf-8")
    row = re.findall(rf"<tr>\s*<td><strong><code>{field.name}</code>.*?</tr>", html, re.DOTALL)
    assert len(row) == 1, "each field is in exactly one table"
    assert all(f"<code>{alias}</code>" in row[0] for alias in field.aliases)
    assert f"{field.name}: {field.example}" in bare(row[0])
    assert ("<br><em>occasion</em></td>" in row[0]) is field.occasion
    assert ("<br><em>speaker</em></td>" in row[0]) is field.speaker


def test_every_setting_is_in_the_reference(project_site: Path) -> None:
    html = (project_site / "manual" / "settings" / "index.html").read_text(encoding="utf-8")
    shown = re.findall(r"<strong><code>(\w+)</code></strong>", html)
    assert Counter(shown) == Counter(setting.name for setting in read_settings())


def test_links_in_the_reference_lead_to_the_manual(project_site: Path) -> None:
    html = (project_site / "manual" / "fields" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'see <a href="../dates/">Dates</a>', html)
    assert re.search(r'<a href="../decks/">a deck</a>', html)


def test_every_listing_is_explained() -> None:
    assert [name for name in LISTINGS if f"`[[[{name}]]]`" not in manual("references")] == []


def commands(group: click.Group, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


@pytest.mark.parametrize("command", [*commands(main, "podium")])
def test_a_command_is_explained(command: str) -> None:
    assert f"`{command}" in manual("start")


def test_every_type_of_deck_is_in_the_table() -> None:
    shown = {word for row in rows(manual("decks"), "Host") for word in _CODE.findall(row[1])}
    assert shown == set(DECK_TYPES)
    assert {provider.name for provider in PROVIDERS} <= shown


def test_every_field_of_a_deck_in_markdown_is_in_the_table() -> None:
    shown = [_CODE.findall(row[0])[0] for row in rows(manual("slides"), "Field")]
    assert Counter(shown) == Counter(field.name for field in DECK_FIELDS)


def test_every_option_of_a_slide_is_in_the_table() -> None:
    shown = [_CODE.findall(row[0])[0] for row in rows(manual("slides"), "Option")]
    assert Counter(shown) == Counter(option.name for option in OPTIONS)


def test_every_layout_is_in_the_table() -> None:
    shown = [_CODE.findall(row[0])[0] for row in rows(manual("slides"), "Layout")]
    assert Counter(shown) == Counter(LAYOUTS)


@pytest.mark.parametrize("word", [*TRANSITIONS, *SCHEMES])
def test_a_look_is_explained(word: str) -> None:
    assert f"`{word}`" in manual("slides")


def test_every_status_is_explained() -> None:
    explained = manual("talks") + " ".join(field.help for field in FIELDS)
    assert [status for status in Status if f"`{status}`" not in explained] == []


# What is shown works.


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_fields_example_has_no_problem(field: Field) -> None:
    given = {"title": "A talk", "date": "2027-03-19 12:00", field.name: field.example}
    header = "".join(f"{name}: {value}\n" for name, value in given.items())
    assert read(f"---\n{header}---\n\nText.\n")[1] == []


@pytest.mark.parametrize("row", [*rows(manual("moving"), "You come from")], ids=lambda row: row[0])
def test_the_names_of_another_system_are_understood(row: list[str]) -> None:
    known = {name for field in FIELDS for name in (field.name, *field.aliases)}
    written = {code.partition(":")[0] for code in _CODE.findall(row[1])} - {"+++"}
    assert written - known == set()


@pytest.mark.parametrize("row", [*rows(manual("decks"), "Host")], ids=lambda row: row[0])
def test_a_hosts_addresses_are_its_own(row: list[str]) -> None:
    name = _CODE.findall(row[1])[0]
    for address in _CODE.findall(row[2]):
        embed, _ = resolve_embed(address, peertube=(SERVER,), deck=True)
        assert embed
        assert embed.provider == name


def read(text: str) -> tuple[Talk | None, list[Problem]]:
    """A sample of the manual, a talk or a deck file, as the engine reads it."""
    path = "talks/sample.md"
    source = Source(path=path, uri=path, file=ROOT / path, data=text.encode())
    matter, problems = read_front_matter(source.data, path)
    kind = matter.fields.get("type")
    if kind and isinstance(kind.data, str) and is_deck(kind.data):
        deck, more = read_deck(source, matter, "sample", kind.data)
        if deck.written:
            assert deck.slides
            return None, [*problems, *more]
        embed, findings = resolve_deck(deck.type, deck.fields)
        assert embed
        return None, [*problems, *more, *(finding.at(path) for finding in findings)]
    talk, found = read_talk(source, matter, "sample", Settings(timezone=ZONE))
    return talk, [*problems, *found]


SAMPLES = [
    pytest.param(block, id=f"{path.name}-{number}")
    for path in PAPERS
    for number, block in enumerate(fenced(text_of(path), "markdown", "yaml"))
    if block.startswith("---\n")
]


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 10


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_has_no_problem(sample: str) -> None:
    assert [str(problem) for problem in read(sample)[1]] == []


def test_the_sample_of_resources_is_understood() -> None:
    (sample,) = fenced(manual("resources"), "markdown")
    talk, problems = read(f"---\ntitle: A talk\n---\n\n{sample}")
    assert talk
    assert not problems
    first, second, third = talk.resources[0].resources
    assert (first.title, first.by, first.date and first.date.iso) == (
        "Polyglot Data",
        "Greg Young",
        "2014-08",
    )
    assert (first.kind, second.kind, second.note) == (
        "video",
        "article",
        "still the page to send to a colleague",
    )
    assert third.title == "example.org"


@pytest.mark.parametrize("sample", [b for p in DOCS for b in fenced(text_of(p), "yaml") if "podium:" in b])
def test_a_sample_of_settings_names_settings(sample: str) -> None:
    names = {setting.name for setting in read_settings()}
    assert set(yaml.safe_load(sample)["extra"]["podium"]) <= names


READ = [row for row in rows(manual("dates"), "Written") if row[1][0].isupper() or row[1][0].isdigit()]
REFUSED = [row for row in rows(manual("dates"), "Written") if row not in READ]


@pytest.mark.parametrize("row", READ, ids=lambda row: row[0])
def test_a_date_is_read_as_the_manual_says(row: list[str]) -> None:
    when, findings = read_when(row[0].strip("`"), zone=ZONE)
    assert when
    assert show_when(when) == row[1]
    assert findings == ()


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row[0])
def test_a_date_is_refused_as_the_manual_says(row: list[str]) -> None:
    when, findings = read_when(row[0].strip("`"), zone=ZONE)
    assert when is None
    assert [finding.level for finding in findings] == ["warning"]


def test_the_manual_has_dates_of_both_sorts() -> None:
    assert len(READ) >= 20
    assert len(REFUSED) >= 5


def test_problems_are_said_as_the_manual_shows(site: Callable[..., Built]) -> None:
    talk, said = fenced(manual("problems"), "text")
    deck = "---\ntype: speakerdeck\ndata-id: 0123456789abcdef0123456789abcdef\n---\n"
    extra: dict[str, Any] = {"extra": {"podium": {"timezone": ZONE}}}
    built = site({"talks/bees.md": talk, "talks/bees-deck.md": deck}, config=extra)
    assert built.problems == said.splitlines()


# The papers themselves.


def test_the_readme_is_short_and_begins_with_a_talk() -> None:
    readme = text_of(ROOT / "README.md")
    assert len(readme.splitlines()) < README_LINES
    first = _FENCE.search(readme)
    assert first
    assert first["language"] == "markdown"
    talk, _ = read(first["text"])
    assert talk
    assert talk.occasions[0].when
    assert talk.occasions[0].register


@pytest.mark.parametrize("path", [p for p in PAPERS if p.parent == ROOT], ids=lambda path: path.name)
def test_links_between_papers_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", _FENCE.sub("", text_of(path)))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", [*PAPERS, *TALKS], ids=named([*PAPERS, *TALKS]))
def test_nobody_shouts(path: Path) -> None:
    prose = _CODE.sub("", _FENCE.sub("", text_of(path)))
    assert re.findall(r".*(?<!!)!(?!\[|!).*", prose) == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=lambda path: path.stem)
def test_a_decision_has_its_three_parts(path: Path) -> None:
    assert re.findall(r"^## (.*)$", text_of(path), re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert f"({path.name})" in text_of(path.parent / "index.md")


def test_the_samples_show_every_kind_of_talk() -> None:
    talks = [talk for path in TALKS for talk, _ in [read(text_of(path))] if talk]
    occasions = [occasion for talk in talks for occasion in talk.occasions]
    assert any(len(talk.occasions) > 2 for talk in talks)
    assert any(not talk.ready for talk in talks)
    assert {Status.CANCELLED, Status.TENTATIVE, Status.CONFIRMED} <= {each.status for each in occasions}
    assert any(each.place and each.place.online for each in occasions)
    precisions = {each.when.start.precision for each in occasions if each.when}
    assert {Precision.MONTH, Precision.MINUTE} <= precisions


# The tables' own tools.


def test_a_sentence_is_taken_apart() -> None:
    words = read_words("Say `a: b`, *or* see [Dates](dates.md).", lambda name: f"/{name}/")
    assert [(each.kind, each.text, each.href) for each in words] == [
        ("text", "Say ", ""),
        ("code", "a: b", ""),
        ("text", ", ", ""),
        ("stress", "or", ""),
        ("text", " see ", ""),
        ("link", "Dates", "/dates/"),
        ("text", ".", ""),
    ]


def test_a_stretch_of_a_table_has_both_ends() -> None:
    names = [field.name for field in FIELDS]
    part = [field.name for field in stretch(FIELDS, {"from": names[3], "to": names[6]})]
    assert part == names[3:7]
    assert stretch(FIELDS, {}) == FIELDS
    assert stretch(FIELDS, {"from": "no such field"}) == FIELDS


@pytest.mark.parametrize("option", SNIPPET_OPTIONS)
def test_an_option_of_snippets_is_explained(option: str) -> None:
    assert f"| `{option}=" in manual("snippets")


@pytest.mark.parametrize("word", [*KEYS, *PARTS])
def test_a_word_of_snippets_is_explained(word: str) -> None:
    assert f"`{word}`" in manual("snippets")
