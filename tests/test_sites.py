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
TALK = "---\ntitle: A\ndate: 2020-01-01\n---\n\n"


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


@pytest.mark.parametrize("checked", [True, False])
@pytest.mark.parametrize(
    ("asks", "settings"),
    [
        ('--8<-- "link.md"', {}),
        ('--8<-- "link.md:1:1"', {}),
        ('--8<-- "folder/out.md"', {}),
        ('--8<-- "inner.md"', {}),
        ("--8<--\nlink.md\n--8<--", {}),
        ('```js\n--8<-- "link.md"\n```', {}),
        ('--8<-- "../../out.md"', {"restrict_base_path": False}),
        ("", {"auto_append": ["link.md"]}),
        ("[[[deck]]]", {}),
    ],
)
def test_no_text_brings_in_what_lies_outside_the_project(
    site: Build, tmp_path: Path, asks: str, settings: dict[str, object], *, checked: bool
) -> None:
    (tmp_path / "out.md").write_text("SECRET\n")
    folder = tmp_path / "project-0" / "snippets"
    extension = {"pymdownx.snippets": {"base_path": [str(folder)], "check_paths": checked, **settings}}
    built = site({}, {"markdown_extensions": ["pymdownx.superfences", extension]})
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "out.md")
    (folder / "folder").symlink_to(tmp_path)
    (folder / "inner.md").write_text('--8<-- "link.md"\n')
    built.rebuild(
        {
            "talks/a.md": f"---\ntitle: A\ndate: 2020-01-01\n---\n\nBefore.\n\n{asks}\n\nAfter.\n",
            "talks/deck.md": '---\ntype: deck\n---\nOne\n\n--8<-- "link.md"\n',
        }
    )
    assert built.error is None
    assert [path for path in built.site.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()] == []
    assert "After." in built.page("talks/a/")
    assert [said for said in built.problems if "leads out of the project; the line that asks for it is shown" in said]


def test_no_text_brings_in_what_is_on_the_network(site: Build) -> None:
    extension = {"pymdownx.snippets": {"url_download": True}}
    built = site(
        {"talks/a.md": TALK + '--8<-- "http://127.0.0.1:9/x.md"\n\nAfter.\n'}, {"markdown_extensions": [extension]}
    )
    assert built.error is None
    assert "After." in built.page("talks/a/")
    (said,) = [problem for problem in built.problems if problem.startswith("talks/a.md:6: ")]
    assert "snippet at path 'http://127.0.0.1:9/x.md' is on the network, which a build never asks" in said


def test_a_theme_of_the_project_brings_in_nothing_from_outside(site: Build, tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("SECRET")
    built = site({})
    theme = built.root / "overrides"
    (theme / "assets").mkdir(parents=True)
    (theme / "assets" / "link.txt").symlink_to(tmp_path / "out.txt")
    (theme / "assets" / "own.txt").write_text("fine")
    settings = (built.root / "mkdocs.yml").read_text()
    built.rebuild({"mkdocs.yml": settings.replace("theme:\n", "theme:\n  custom_dir: overrides\n")})
    assert built.problems == ["overrides/assets/link.txt: the link leads out of the project; it was left out."]
    assert not (built.site / "assets/link.txt").exists()
    assert (built.site / "assets/own.txt").exists()
