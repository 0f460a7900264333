"""The podium command, run in the folders of small projects."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from pypdf import PdfReader

from podium import __version__
from podium.cli import main
from podium.readers.fields import FIELDS
from podium.renderers.paper import paper_size
from podium.resolvers import oembed
from podium.runners import deno as deno_module
from podium.runners.packages import packages_folder
from podium.runners.python import python_folder
from podium.structure.settings import Settings
from sites import ROOT, build_project, lend_packages, settings
from test_posters import make_pdf

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """`run("new", "talk", "x")` within a project that has no talk yet."""
    (tmp_path / "docs").mkdir()
    lend_packages(tmp_path)
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings({"site_author": "Ann Example"})))
    monkeypatch.chdir(tmp_path)
    # In a thread of its own: where other tests have a browser open, Playwright starts no second one.
    with ThreadPoolExecutor(1) as thread:
        yield lambda *arguments: thread.submit(CliRunner().invoke, main, list(arguments)).result()


def test_a_new_talk_has_no_problems(run: Run) -> None:
    result = run("new", "talk", "Events: a first look")
    assert result.output == f"Wrote {Path('talks/events-a-first-look.md')}.\n"
    text = Path("talks/events-a-first-look.md").read_text(encoding="utf-8")
    assert 'title: "Events: a first look"' in text
    assert f"date: {date.today() + timedelta(weeks=4)} 18:30" in text  # noqa: DTZ011 (the writer's own day)
    assert "speakers: Ann Example" in text
    checked = run("check")
    assert (checked.exit_code, checked.stderr) == (0, "No problems.\n")


def test_every_commented_field_of_a_new_talk_reads_well_and_is_nobodys(run: Run) -> None:
    run("new", "talk", "first")
    file = Path("talks/first.md")
    text = file.read_text(encoding="utf-8").replace("\n# ", "\n")
    file.write_text(text, encoding="utf-8")
    checked = run("check")
    assert (checked.stdout, checked.stderr) == ("", "No problems.\n")
    assert set(re.findall(r"//([\w.-]+)", text)) == {"example.org"}
    assert not [field.example for field in FIELDS if field.name in ("event", "speakers") and field.example in text]


@pytest.mark.parametrize(
    ("language", "site", "zone", "size"),
    [
        ("", "en", "UTC", "A4"),
        ("", "en", "America/Chicago", "Letter"),
        ("", "fr", "America/Montreal", "Letter"),
        ("", "en", "Europe/London", "A4"),
        ("", "de", "Asia/Calcutta", "A4"),
        ("", "en-US", "Europe/Berlin", "Letter"),
        ("", "en_GB", "America/New_York", "A4"),
        ("es-MX", "en", "UTC", "Letter"),
        ("zh-Hant-TW", "en-US", "UTC", "A4"),
        ("es-419", "es", "America/Buenos_Aires", "A4"),
        ("", "en", "Somewhere/Else", "A4"),
    ],
)
def test_a_handout_is_on_the_paper_of_its_readers(language: str, site: str, zone: str, size: str) -> None:
    assert paper_size(language, Settings(language=site, timezone=zone)) == size


def test_nothing_is_overwritten(run: Run) -> None:
    run("new", "talk", "first")
    Path("talks/first.md").write_text("mine")
    result = run("new", "talk", "First")
    assert result.exit_code == 1
    assert result.output == f"Error: {Path('talks/first.md')} exists; nothing was written\n"
    assert Path("talks/first.md").read_text() == "mine"


@pytest.mark.parametrize("name", ["???", "index", "con"])
def test_a_name_that_is_none(run: Run, name: str) -> None:
    result = run("new", "talk", name)
    assert result.exit_code == 1
    assert result.output == f"Error: '{name}' gives no name for a file; use letters and digits\n"


def test_a_new_deck_knows_its_host(run: Run) -> None:
    run("new", "deck", "my-deck", "https://docs.google.com/presentation/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/edit")
    assert "type: google-slides\n" in Path("talks/my-deck.md").read_text()
    assert run("check").exit_code == 0


def test_a_new_deck_says_what_it_still_needs(run: Run) -> None:
    run("new", "deck", "my-deck", "x")
    Path("talks/my-deck.md").write_text("---\ntitle: T\ntype: slides\n---\n")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == (
        "talks/my-deck.md:3: error: the deck has neither an id nor an address; nothing can be shown. "
        "Write 'url: https://…'.\n"
    )
    assert result.stderr == "1 error\n"


def test_a_new_deck_has_slides_to_write_on(run: Run) -> None:
    assert run("new", "deck", "Bees: a first look").exit_code == 0
    deck = Path("talks/bees-a-first-look.md").read_text(encoding="utf-8")
    assert 'title: "Bees: a first look"\ntype: deck\n---\n\n# Bees: a first look\n' in deck
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No problems.\n")


WIDE = "---\ntype: deck\n---\n# Fits\n\n---\n\n" + "A line of words.\n\n" * 30


def test_a_slide_that_holds_too_much_is_found(run: Run) -> None:
    Path("talks").mkdir()
    Path("talks/deck.md").write_text(WIDE)
    result = run("check")
    assert result.exit_code == 1
    found = re.fullmatch(
        r"talks/deck\.md:8: warning: slide 2 holds (\d+) pixels more than fits on it; .*\n", result.stdout
    )
    assert found
    assert int(found[1]) > 400
    assert run("check", "--no-browser").exit_code == 0


def test_slides_are_not_measured_without_a_browser(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("talks").mkdir()
    Path("talks/deck.md").write_text(WIDE)
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    result = run("check")
    assert result.exit_code == 0
    assert result.stderr == (
        "Slides were not measured: Playwright is not installed; 'pip install playwright' brings it.\nNo problems.\n"
    )


PRINTED = """\
---
title: Bees
type: deck
footer: A meetup
---

# What bees know

---

## Two steps

- First, [a link](https://ann.example/) {.fragment}
- Second {.fragment}

Note: Say it slowly.
"""


def test_a_deck_is_printed_once(run: Run) -> None:
    Path("talks").mkdir()
    Path("talks/bees.md").write_text(PRINTED)
    result = run("export", "pdf")
    assert (result.exit_code, result.output) == (
        0,
        "talks/bees.pdf: printed.\ntalks/bees-handout.pdf: printed.\n",
    )
    slides, handout = PdfReader("talks/bees.pdf"), PdfReader("talks/bees-handout.pdf")
    assert len(slides.pages) == 2
    assert [round(side) for side in slides.pages[0].mediabox[2:]] == [960, 540]
    words = [" ".join(page.extract_text().split()) for page in slides.pages]
    assert "What bees know" in words[0]
    assert "First, a link" in words[1]
    assert "Say it slowly" not in words[1]
    (link,) = (note.get_object()["/A"]["/URI"] for note in slides.pages[1]["/Annots"])
    assert link == "https://ann.example/"
    assert [entry["/Title"] for entry in slides.outline if isinstance(entry, dict)] == ["What bees know"]
    assert slides.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert list(map(float, handout.pages[0].mediabox[2:])) == pytest.approx([595.3, 841.9], abs=2)  # A4 in points
    assert "Say it slowly" in " ".join(handout.pages[-1].extract_text().split())
    before = Path("talks/bees.pdf").read_bytes()
    assert run("export", "pdf", "bees").output == "talks/bees.pdf: as it was.\ntalks/bees-handout.pdf: as it was.\n"
    Path("talks/bees.pdf").unlink()
    assert run("export", "pdf").output == "talks/bees.pdf: printed.\ntalks/bees-handout.pdf: as it was.\n"
    assert Path("talks/bees.pdf").read_bytes() == before


def test_each_step_can_have_its_page(run: Run) -> None:
    Path("talks").mkdir()
    Path("talks/bees.md").write_text(PRINTED)
    run("export", "pdf", "--fragments")
    assert len(PdfReader("talks/bees.pdf").pages) == 4


def test_the_site_links_what_was_printed(run: Run) -> None:
    run("new", "deck", "bees")
    Path("docs/index.md").write_text("[[[bees]]]\n")
    site = build_project(Path.cwd(), Path("site"))
    assert "bees.pdf" not in (site / "index.html").read_text()
    Path("talks/bees.pdf").write_bytes(make_pdf(960, 540))
    build_project(Path.cwd(), site)
    assert 'href="talks/bees.pdf"' in (site / "index.html").read_text()
    assert 'href="../../talks/bees.pdf"' in (site / "decks" / "bees" / "index.html").read_text()


def test_there_is_nothing_to_print(run: Run) -> None:
    result = run("export", "pdf")
    assert result.exit_code == 1
    assert result.output == "Error: no deck is written in Markdown; there is nothing to print\n"


def test_a_deck_that_is_none_is_not_printed(run: Run) -> None:
    Path("talks").mkdir()
    Path("talks/bees.md").write_text(PRINTED)
    result = run("export", "pdf", "beas")
    assert result.exit_code == 1
    assert result.output == "Error: no deck written in Markdown is called 'beas'. Did you mean 'bees'?\n"


def test_nothing_is_printed_without_a_browser(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("talks").mkdir()
    Path("talks/bees.md").write_text(PRINTED)
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    result = run("export", "pdf")
    assert result.exit_code == 1
    assert result.output == "Error: Playwright is not installed; 'pip install playwright' brings it\n"


def test_what_browsers_get_is_fetched_once(run: Run) -> None:
    folder = packages_folder(Path(".cache/podium"))
    python = python_folder(Path(".cache/podium"), folder)
    assert run("setup").output == f"reveal.js and Graphviz are in {folder}.\nPython is in {python}.\n"
    assert (folder / "reveal.js" / "dist" / "reveal.js").is_file()
    assert (python / "python.wasm.gz").is_file()


@pytest.mark.parametrize(
    ("deno", "reason"),
    [
        ("echo 'error: no such host' >&2; exit 1", "no such host"),
        ("exit 1", "Deno gives no reason"),
        (None, "Deno is not installed; 'pip install deno' brings it"),
    ],
)
def test_nothing_is_fetched_without_a_network(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deno: str | None, reason: str
) -> None:
    packages_folder(Path(".cache/podium")).unlink()
    if deno:
        program = tmp_path / "bin" / "deno"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{deno}\n")
        program.chmod(0o755)
    monkeypatch.setattr(deno_module.sys, "executable", str(tmp_path / "bin" / "python"))
    monkeypatch.setenv("PATH", "/nowhere")
    result = run("setup")
    assert (result.exit_code, result.output) == (
        1,
        f"Error: reveal.js, Graphviz and Python could not be fetched: {reason}\n",
    )


def test_problems_as_json(run: Run) -> None:
    Path("talks").mkdir()
    Path("talks/a.md").write_text("---\ntitle: A\nsumary: x\n---\nSee [[nothing]].\n")
    result = run("check", "--json")
    assert result.exit_code == 1
    assert [(problem["line"], problem["level"]) for problem in json.loads(result.stdout)] == [
        (3, "warning"),
        (5, "warning"),
    ]
    assert set(json.loads(result.stdout)[0]) == {"path", "line", "field", "message", "hint", "level", "detail"}


def test_notices_are_no_failure(run: Run) -> None:
    Path("talks").mkdir()
    Path("talks/2020-01-02-a.md").write_text("---\ntitle: A\n---\n")
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "1 notice\n")


def test_there_is_no_site(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path / "docs")
    result = run("check")
    assert result.exit_code == 2
    assert "there is no mkdocs.yml; go to the folder of your site" in result.output


def test_resolve_writes_what_the_host_says(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = {
        "html": '<iframe src="https://speakerdeck.com/player/0123456789abcdef0123456789abcdef">',
        "width": 710,
        "height": 399,
    }
    monkeypatch.setattr(sys.modules["podium.cli.resolve"], "fetch", lambda _: answer)
    run("new", "deck", "my-deck", "https://speakerdeck.com/ann/events")
    result = run("resolve")
    assert (result.exit_code, result.output) == (0, "talks/my-deck.md: done.\n")
    assert "data-id: '0123456789abcdef0123456789abcdef'" in Path("talks/my-deck.md").read_text()
    assert run("check").exit_code == 0
    assert run("resolve").output == "Nothing to ask: every deck says all there is to know.\n"


SPEAKERDECK = "https://speakerdeck.com/ann/what-bees-know"
PLAYER = "https://speakerdeck.com/player/0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("talks/bees.md", f"---\ntitle: Bees\nslides: {SPEAKERDECK}\n---\n"),
        ("talks/bees.md", f"---\ntitle: Bees\nslides:\n  - {SPEAKERDECK}?slide=3\n---\n"),
        ("talks/bees.md", f"---\ntitle: Bees\noccasions:\n  - event: One\n    deck: {SPEAKERDECK}/\n---\n"),
        ("talks/bees.md", f"---\ntitle: Bees\n---\n\n[[[{SPEAKERDECK}]]]\n"),
        ("docs/bees.md", f"# Bees\n\n[[[{SPEAKERDECK}]]]\n"),
        ("talks/slides.md", f"---\ntype: deck\n---\n\n# One\n\n[[[{SPEAKERDECK}]]]\n"),
    ],
)
def test_resolve_asks_about_an_address_wherever_it_stands(
    run: Run, monkeypatch: pytest.MonkeyPatch, file: str, text: str
) -> None:
    asked: list[str] = []

    def answer(url: str) -> dict[str, object]:
        asked.append(url)
        return {"html": f'<iframe src="{PLAYER}">', "width": 710, "height": 399, "title": "What Bees Know"}

    monkeypatch.setattr(sys.modules["podium.cli.resolve"], "fetch", answer)
    Path("talks").mkdir(exist_ok=True)
    Path(file).write_text(text)
    assert "Run 'podium resolve' once" in run("check").output
    result = run("resolve")
    assert result.output == f"talks/what-bees-know-deck.md: written, for the deck that {file} shows.\n"
    assert run("check").output == "No problems.\n"
    assert Path(file).read_text() == text
    assert run("resolve").output == "Nothing to ask: every deck says all there is to know.\n"
    assert len(asked) == 1


def test_resolve_writes_over_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[dict[str, object]] = [{"html": f'<iframe src="{PLAYER}">'}, {"width": 710, "height": 399}]
    monkeypatch.setattr(sys.modules["podium.cli.resolve"], "fetch", lambda _: answers.pop())
    Path("talks").mkdir()
    Path("talks/what-bees-know-deck.md").write_text("---\ntitle: Another\n---\n")
    Path("talks/a.md").write_text(f"---\ntitle: A\nslides: {SPEAKERDECK}\n---\n")
    result = run("resolve", "a")
    assert result.output == "talks/a.md: the answer names no player; nothing was written.\n"
    assert result.exit_code == 1
    assert run("resolve", "a").output.startswith("talks/what-bees-know-deck-2.md: written")


def test_resolve_says_when_nobody_answers(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(url: str) -> dict[str, object]:
        raise oembed.Unanswered(f"nobody answers at {url}")

    monkeypatch.setattr(sys.modules["podium.cli.resolve"], "fetch", nobody)
    run("new", "deck", "my-deck", "https://speakerdeck.com/ann/events")
    before = Path("talks/my-deck.md").read_bytes()
    result = run("resolve", "my-deck")
    assert result.exit_code == 1
    assert result.output.startswith("talks/my-deck.md: nobody answers at https://speakerdeck.com/oembed.json")
    assert Path("talks/my-deck.md").read_bytes() == before


def test_resolve_knows_which_decks_there_are(run: Run) -> None:
    result = run("resolve", "other")
    assert result.exit_code == 1
    assert result.output == "Error: there is no deck file called other in talks/\n"


def test_it_is_a_module_too() -> None:
    command = [sys.executable, "-m", "podium", "--version"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == f"podium, version {__version__}\n"


@pytest.mark.parametrize(
    "command",
    [[], ["new"], ["new", "talk"], ["new", "deck"], ["check"], ["resolve"], ["export"], ["export", "pdf"], ["setup"]],
)
def test_every_command_has_help(run: Run, command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
