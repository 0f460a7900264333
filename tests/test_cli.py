"""The podium command, run in the folders of small projects."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from podium import __version__
from podium.cli import main
from podium.resolvers import oembed
from sites import ROOT, settings

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("new", "talk", "x")` within a project that has no talk yet."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings({"site_author": "Ann Example"})))
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def test_a_new_talk_has_no_problems(run: Run) -> None:
    result = run("new", "talk", "Events: a first look")
    assert result.output == f"Wrote {Path('talks/events-a-first-look.md')}.\n"
    text = Path("talks/events-a-first-look.md").read_text(encoding="utf-8")
    assert 'title: "Events: a first look"' in text
    assert f"date: {date.today() + timedelta(weeks=4)} 18:30" in text  # noqa: DTZ011 (the writer's own day)
    assert "speakers: Ann Example" in text
    checked = run("check")
    assert (checked.exit_code, checked.stderr) == (0, "No problems.\n")


def test_every_commented_field_of_a_new_talk_reads_well(run: Run) -> None:
    run("new", "talk", "first")
    file = Path("talks/first.md")
    text = file.read_text(encoding="utf-8").replace("\n# ", "\n").replace("slides: es-intro-deck\n", "")
    file.write_text(text, encoding="utf-8")
    assert run("check").stdout == ""


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
    run("new", "deck", "my-deck")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == (
        "talks/my-deck.md:4: error: the deck has neither an id nor an address; nothing can be shown. "
        "Write 'url: https://…'.\n"
    )
    assert result.stderr == "1 error\n"


def test_problems_as_json(run: Run) -> None:
    Path("talks").mkdir()
    Path("talks/a.md").write_text("---\ntitle: A\nsumary: x\n---\nSee [[nothing]].\n")
    result = run("check", "--json")
    assert result.exit_code == 1
    assert [(problem["line"], problem["level"]) for problem in json.loads(result.stdout)] == [
        (3, "warning"),
        (5, "warning"),
    ]
    assert set(json.loads(result.stdout)[0]) == {"path", "line", "field", "message", "hint", "level"}


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


@pytest.mark.parametrize("command", [[], ["new"], ["new", "talk"], ["new", "deck"], ["check"], ["resolve"]])
def test_every_command_has_help(run: Run, command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
