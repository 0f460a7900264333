"""Whoever follows `docs/manual/start.md` to the letter has a site that builds strictly, by whichever way it leads."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sites import ROOT, build_project, lend_packages
from test_docs import fenced, manual, rows

TALK = next(block for block in fenced(manual("start"), "markdown") if "title: What Bees Know" in block)
LIST = TALK.index("Further reading")
AGENDA = "# Ada's talks\n\n[[[upcoming]]]\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project as somebody takes it, without what git ignores."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (tmp_path / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / "copy" / name)
    lend_packages(tmp_path / "copy")
    return tmp_path / "copy"


def delete_samples(copy: Path, talk: str) -> None:
    shutil.rmtree(copy / "talks")
    (copy / "talks").mkdir()
    (copy / "talks" / "bees.md").write_text(talk, encoding="utf-8")


def delete_rest(copy: Path) -> list[str]:
    """All that the table of the page says may go; gives the names that stand in it."""
    table = list(rows(manual("start"), "Delete"))
    named = [name for row in table for name in re.findall(r"`([\w./-]+)`", row[0])]
    for name in named:
        shutil.rmtree(copy / name)
    (copy / ".github" / "workflows" / "tests.yml").unlink()
    settings = copy / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("  - Manual:")[0], encoding="utf-8")
    return named


def make_mine(copy: Path) -> None:
    """The three lines about the writer."""
    (mine,) = (yaml.safe_load(block) for block in fenced(manual("start"), "yaml") if "site_url" in block)
    text = (copy / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"^site_name:.*", f"site_name: {mine['site_name']}", text, flags=re.MULTILINE)
    text = re.sub(r"^site_url:.*", f"site_url: {mine['site_url']}", text, flags=re.MULTILINE)
    text = re.sub(r"timezone: .*", f"timezone: {mine['extra']['podium']['timezone']}", text)
    (copy / "mkdocs.yml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("talk", [TALK, TALK[:LIST]], ids=["with resources", "without resources"])
def test_the_samples_may_go_and_the_manual_stay(copy: Path, tmp_path: Path, talk: str) -> None:
    delete_samples(copy, talk)
    site = build_project(copy, tmp_path / "site")
    assert "What Bees Know About Consensus" in (site / "index.html").read_text(encoding="utf-8")
    reading = (site / "resources" / "index.html").read_text(encoding="utf-8")
    assert ("A Swarm Decides" in reading) is ("A Swarm" in talk)
    assert ("Nothing to read yet" in reading) is ("A Swarm" not in talk)


def test_all_may_go_that_the_page_says_and_the_next_talk_comes(copy: Path, tmp_path: Path) -> None:
    delete_samples(copy, TALK[:LIST])
    assert delete_rest(copy) == ["docs/manual", "docs/decisions", "snippets", "tests", "benchmarks", "findings", ".ci"]
    make_mine(copy)
    (copy / "docs" / "index.md").write_text(AGENDA, encoding="utf-8")
    for words in (["new", "talk", "Nobody Counted"], ["new", "deck", "swarm-deck"], ["check"]):
        podium = Path(sys.executable).with_name("podium")
        done = subprocess.run([podium, *words], cwd=copy, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert done.stderr == "No problems.\n"
    site = build_project(copy, tmp_path / "site")
    assert (site / "talks" / "nobody-counted" / "index.html").is_file()
    assert "Ada's talks" in (site / "index.html").read_text(encoding="utf-8")


def test_a_copy_without_a_talk_is_a_site(copy: Path, tmp_path: Path) -> None:
    shutil.rmtree(copy / "talks")
    delete_rest(copy)
    (copy / "docs" / "index.md").write_text(AGENDA, encoding="utf-8")
    site = build_project(copy, tmp_path / "site")
    assert (site / "talks" / "index.html").is_file()
