"""The fixture `site` that other tests stand on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from sites import Built

HOOK = """\
import logging

def on_config(config):
    logging.getLogger("mkdocs.hook").info("heard")

def on_startup(command, dirty):
    logging.getLogger("mkdocs.hook").info("startup for %s", command)
"""

Build = Callable[..., Built]


@pytest.fixture
def hook(tmp_path: Path) -> dict[str, list[str]]:
    (tmp_path / "hook.py").write_text(HOOK, encoding="utf-8")
    return {"hooks": [str(tmp_path / "hook.py")]}


def test_a_page_is_written(site: Build, hook: dict[str, list[str]]) -> None:
    built = site({"docs/a.md": "# Salut à tous\n"}, hook)
    assert built.error is None
    assert "Salut à tous" in built.page("a/")
    assert "Home" in built.page("")
    assert built.problems == []


def test_a_problem_appears_and_goes_away(site: Build, hook: dict[str, list[str]]) -> None:
    built = site({"docs/a.md": "[b](b.md)\n"}, hook)
    assert len(built.problems) == 1
    assert "b.md" in built.problems[0]
    built.rebuild({"docs/b.md": "# B\n"})
    assert built.problems == []
    built.rebuild({"docs/b.md": None})
    assert len(built.problems) == 1


def test_strict_stops_at_a_warning(site: Build, hook: dict[str, list[str]]) -> None:
    built = site({"docs/a.md": "[b](b.md)\n"}, hook, strict=True)
    assert isinstance(built.error, Abort)


def test_a_wrong_configuration_is_an_error(site: Build, hook: dict[str, list[str]]) -> None:
    built = site({}, {**hook, "nav": 3})
    assert isinstance(built.error, Abort)
    assert any("nav" in problem for problem in built.problems)


@pytest.mark.parametrize("command", ["build", "serve"])
def test_hooks_hear_how_they_are_run(site: Build, hook: dict[str, list[str]], command: str) -> None:
    built = site({}, hook, serving=command == "serve")
    assert f"startup for {command}" in built.messages
    assert "heard" in built.messages


def test_two_sites_in_one_test(site: Build, hook: dict[str, list[str]]) -> None:
    first = site({"docs/a.md": "# A\n"}, hook)
    second = site({"docs/b.md": "# B\n"}, {**hook, "theme": {"features": ["navigation.top"]}})
    assert first.root != second.root
    assert (first.site / "a").exists()
    assert not (second.site / "a").exists()


@pytest.mark.parametrize(
    ("asks", "line"),
    [
        ('--8<-- "gone.md"', 7),
        ('Fine.\n\n--8<-- "there.md"\n--8<-- "gone.md"', 10),
        ('```js\n--8<-- "gone.md"\n```', 8),
        ("--8<--\ngone.md\n--8<--", 7),
    ],
)
def test_a_missing_file_costs_its_line(site: Build, tmp_path: Path, asks: str, line: int) -> None:
    (tmp_path / "there.md").write_text("Brought in.\n")
    extension = {"pymdownx.snippets": {"base_path": [str(tmp_path)], "check_paths": True}}
    files = {"talks/a.md": f"---\ntitle: A\n---\n\nBefore.\n\n{asks}\n\nAfter.\n"}
    built = site(files, {"markdown_extensions": ["pymdownx.superfences", extension]})
    assert built.error is None
    page = built.page("talks/a/")
    assert "After." in page
    assert "gone.md" in page
    assert ("Brought in." in page) is ("there.md" in asks)
    (problem,) = [problem for problem in built.problems if problem.startswith("talks/a.md")]
    assert problem.startswith(f"talks/a.md:{line}: snippet at path 'gone.md' could not be found; the line")
