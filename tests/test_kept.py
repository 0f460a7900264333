"""What is kept and damaged is never published: it is said, and made or fetched again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from podium import kept
from podium.cli import main
from podium.files import write_whole
from podium.kept import drop_damaged, is_kept, keep
from podium.runners import packages, python
from podium.runners.packages import PackagesError, damaged_packages, install, packages_folder
from podium.runners.python import python_folder
from sites import ROOT, Built
from test_posters import deck  # noqa: F401 (a fixture)

OURS = ROOT / ".cache" / "podium"
TALK = "---\ntitle: A talk\ndate: 2030-01-02\n---\n```dot\n// Two boxes\ndigraph { a -> b }\n```\n"
DECK = "---\ntitle: A deck\ntype: deck\n---\n# One\n"
SAID = "the file was damaged; it was removed, and comes again when a page needs it."


def halve(file: Path) -> None:
    """Leaves half of a file, as a machine that goes off may do."""
    os.truncate(file, file.stat().st_size // 2)


def flip(file: Path) -> None:
    """Changes one bit of a file and nothing else of it."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("damage", [halve, flip])
def test_what_is_drawn_is_drawn_again(site: Callable[..., Built], damage: Callable[[Path], None]) -> None:
    settings = {"markdown_extensions": ["pymdownx.superfences"]}
    built = site({"talks/a.md": TALK}, config=settings)
    page, card = built.page("talks/a/"), (built.site / "assets/podium/cards/a.png").read_bytes()
    assert "<svg" in page
    cache = built.root / ".cache" / "podium"
    files = [*(cache / "cards").glob("*.png"), *(cache / "diagrams").glob("*.svg")]
    whole = {file: file.read_bytes() for file in files}
    assert len(whole) == 2
    for file in files:
        damage(file)
    built.rebuild({})
    assert built.page("talks/a/") == page
    assert (built.site / "assets/podium/cards/a.png").read_bytes() == card
    assert {file: file.read_bytes() for file in files} == whole
    said = [message for message in built.messages if SAID in message]
    assert sorted(said) == sorted(f"{file.relative_to(built.root).as_posix()}: {SAID}" for file in files)
    assert built.problems == []
    built.rebuild({})
    assert not any(SAID in message for message in built.messages)


def test_a_poster_is_drawn_again(site: Callable[..., Built], deck: Path) -> None:  # noqa: F811
    built = site({"talks/a.md": "---\ntitle: A\nslides: a.pdf\n---\n", "talks/a.pdf": deck.read_bytes()})
    (poster,) = (built.root / ".cache" / "podium").glob("*.png")
    whole = poster.read_bytes()
    halve(poster)
    built.rebuild({})
    assert poster.read_bytes() == whole
    assert (built.site / "assets/podium/posters" / poster.name).read_bytes() == whole
    said = "talks/a.pdf: the picture of its first page was damaged in the cache; it was drawn again."
    assert said in built.messages


@pytest.fixture
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with packages of its own, which are fetched from this project's."""

    def fetch(place: Path) -> None:
        shutil.copytree(packages_folder(OURS), place / "node_modules")

    monkeypatch.setattr(packages, "_fetch", fetch)
    cache = tmp_path / "cache"
    install(cache)
    return cache


@pytest.mark.parametrize("name", ["reveal.js/dist/reveal.js", "@viz-js/viz/dist/viz.js", "pyodide/pyodide.asm.wasm"])
def test_packages_are_fetched_again(fetched: Path, name: str) -> None:
    file = packages_folder(fetched) / name
    whole = file.read_bytes()
    halve(file)
    assert damaged_packages(packages_folder(fetched)) == (file,)
    assert install(fetched) == packages_folder(fetched)
    assert file.read_bytes() == whole
    file.unlink()
    install(fetched)
    assert file.read_bytes() == whole
    assert [path.name for path in fetched.iterdir()] == [packages_folder(fetched).name]


def test_the_digests_are_those_of_the_locked_packages() -> None:
    """After a change of a version, `hooks/podium/packages/digests.json` needs those of the new files."""
    assert damaged_packages(packages_folder(OURS)) == ()


def test_packages_that_are_not_what_npm_gave_are_refused(fetched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(place: Path) -> None:
        shutil.copytree(packages_folder(OURS), place / "node_modules")
        flip(place / "node_modules" / "reveal.js" / "dist" / "reveal.js")

    monkeypatch.setattr(packages, "_fetch", fetch)
    halve(packages_folder(fetched) / "reveal.js" / "LICENSE")
    with pytest.raises(PackagesError, match=r"^reveal\.js/dist/reveal\.js is not what npm gave"):
        install(fetched)


def test_half_of_reveal_js_is_not_published(
    site: Callable[..., Built], fetched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = site({"talks/a.md": DECK})
    folder = packages_folder(built.root / ".cache" / "podium")
    folder.unlink()
    shutil.copytree(packages_folder(fetched), folder)
    script = "assets/podium/decks/reveal.js"
    whole = (built.site / script).read_bytes()
    halve(folder / "reveal.js" / "dist" / "reveal.js")
    built.rebuild({})
    assert (built.site / script).read_bytes() == whole
    place = (folder / "reveal.js" / "dist" / "reveal.js").relative_to(built.root).as_posix()
    assert f"{place}: {SAID}" in built.messages

    def refuse(_: Path) -> None:
        raise PackagesError("no network")

    monkeypatch.setattr(packages, "_fetch", refuse)
    halve(folder / "reveal.js" / "dist" / "reveal.css")
    built.rebuild({})
    assert built.error is None
    assert not (built.site / script).exists()
    assert any("reveal.js is not here and could not be fetched (no network)" in said for said in built.problems)


def test_setup_makes_pythons_files_again(site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch) -> None:
    built = site({"talks/a.md": DECK})
    cache = built.root / ".cache" / "podium"
    folder = python_folder(cache, packages_folder(cache))
    target = folder.resolve()
    folder.unlink()
    shutil.copytree(target, folder)
    monkeypatch.setattr(python, "_make", lambda _, made: shutil.copytree(target, made, dirs_exist_ok=True))
    halve(folder / "python.wasm.gz")
    done = CliRunner().invoke(main, ["setup", "-f", str(built.root / "mkdocs.yml")])
    assert done.exit_code == 0
    assert done.stderr == f"{(folder / 'python.wasm.gz').relative_to(built.root).as_posix()}: {SAID}\n"
    assert (folder / "python.wasm.gz").read_bytes() == (target / "python.wasm.gz").read_bytes()
    assert is_kept(folder / "python.wasm.gz")


def test_what_nobody_noted_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "x.png"
    assert not is_kept(file)
    file.write_bytes(b"found")
    assert not is_kept(file)
    keep(file, b"made")
    assert is_kept(file)
    file.unlink()
    assert not is_kept(file)
    assert list(drop_damaged(tmp_path)) == []  # what is gone is not damaged
    assert not list((tmp_path / kept._DIGESTS).iterdir())  # noqa: SLF001


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: done.append("synced"))
    real = Path.replace
    monkeypatch.setattr(Path, "replace", lambda path, target: (done.append("named"), real(path, target))[1])
    write_whole(tmp_path / "kept", b"x")
    assert done == ["synced", "named"]
    write_whole(tmp_path / "site", b"x", lasting=False)
    assert done == ["synced", "named", "named"]
