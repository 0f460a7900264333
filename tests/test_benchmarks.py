"""What the benchmarks measure is a site without faults."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from podium.pipeline import build
from podium.readers.sources import read_sources
from podium.resolvers.media import Shelf
from podium.structure.outputs import Site
from podium.structure.settings import Settings
from sites import ROOT

COUNT = 20


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    talks = importlib.import_module("talks")
    for name in ("podium", "again", "plain"):
        write = talks.write_plain if name == "plain" else talks.write_podium
        write(tmp_path / name, COUNT)
    return tmp_path


def read(project: Path) -> Site:
    sources, _, problems = read_sources(project, "talks")
    assert problems == ()
    return build(Settings(timezone="America/Chicago"), sources, Shelf(assets={}, pdfs={}))


def test_the_samples_have_no_problems(sample: Path) -> None:
    site = read(sample / "podium")
    assert [str(problem) for problem in site.problems] == []
    assert len(site.catalogue.talks) == COUNT


def test_the_samples_use_what_talks_can_have(sample: Path) -> None:
    talks = read(sample / "podium").catalogue.talks
    assert {len(talk.occasions) for talk in talks} == {1, 2, 3}
    for wanted in ("resources", "shows", "speakers", "summary", "topics"):
        assert any(getattr(talk, wanted) for talk in talks), wanted


def test_the_same_seed_gives_the_same_files(sample: Path) -> None:
    first, second = (sorted((sample / name / "talks").iterdir()) for name in ("podium", "again"))
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_plain_pages_hold_the_same_text_in_plain_markdown(sample: Path) -> None:
    for talk in read(sample / "podium").catalogue.talks:
        page = (sample / "plain" / "docs" / talk.uri).read_text(encoding="utf-8")
        assert "[[" not in page
        assert all(line in page for line in talk.body.splitlines() if "[[" not in line)
