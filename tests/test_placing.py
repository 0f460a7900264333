"""A build leaves the site as it was, or a whole new one, whatever stops it."""

from __future__ import annotations

import hashlib
import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Timer

import pytest
import yaml
from mkdocs.exceptions import ConfigurationError

from podium import files
from podium.files import exchange_folders
from podium.mkdocs.checking import NoProjectError, check
from podium.mkdocs.clock import build_time
from sites import Built, lend_packages, settings

COMMAND = (sys.executable, "-m", "mkdocs", "build")
KILLS = 5
PRIVATE = ("unshare", "--map-root-user", "--mount")
"""Runs a command with mounts of its own."""


def digest(site: Path) -> str:
    """What stands for a whole site."""
    whole = hashlib.sha256()
    for file in sorted(file for file in site.rglob("*") if file.is_file()):
        whole.update(f"{file.relative_to(site)}\0".encode() + file.read_bytes())
    return whole.hexdigest()


def left(project: Path) -> list[str]:
    """What builds have left behind in a project's folder."""
    return sorted(path.name for path in project.iterdir() if "podium-" in path.name)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "docs").mkdir(parents=True)
    (root / "talks").mkdir()
    lend_packages(root)
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings({})), encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    for number in range(30):
        (root / "talks" / f"t{number}.md").write_text(f"---\ntitle: T{number}\ndate: 2020-01-02\n---\nOld.\n")
    return root


def start(
    project: Path, *options: str, limit: Callable[[], None] | None = None, within: tuple[str, ...] = ()
) -> subprocess.Popen[str]:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1773921600", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen(
        (*within, *COMMAND, *options),
        cwd=project,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=limit,  # noqa: PLW1509 - a limit of this process alone
    )


def build(
    project: Path, *options: str, limit: Callable[[], None] | None = None, within: tuple[str, ...] = ()
) -> tuple[int, str]:
    process = start(project, *options, limit=limit, within=within)
    said, _ = process.communicate()
    return process.returncode, said


def edit(project: Path) -> None:
    for file in (project / "talks").iterdir():
        file.write_text(file.read_text().replace("Old.", "New."))


def test_a_build_that_is_killed_leaves_one_whole_site(project: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - moments, not secrets
    assert build(project)[0] == 0
    old = digest(project / "site")
    edit(project)
    assert build(project, "--site-dir", "../new")[0] == 0
    new = digest(project.parent / "new")
    assert old != new
    for _ in range(KILLS):
        process = start(project)
        Timer(chance.uniform(0.3, 2.5), process.kill).start()
        process.communicate()
        assert digest(project / "site") in {old, new}
    assert build(project)[0] == 0
    assert digest(project / "site") == new
    assert left(project) == []


def test_a_full_disk_costs_one_line(project: Path) -> None:
    assert build(project)[0] == 0
    old = digest(project / "site")
    edit(project)
    code, said = build(project, limit=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (50_000, 50_000)))
    assert code
    assert "Traceback" not in said
    assert "is as it was before" in said.splitlines()[-1]
    assert digest(project / "site") == old
    assert left(project) == []


def mounted(script: str) -> tuple[str, ...]:
    """What runs a command where a script has mounted things that nobody else sees."""
    try:
        subprocess.run((*PRIVATE, "true"), check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this system lets nobody mount")
    return (*PRIVATE, "sh", "-c", f'{script} && exec "$@"', "sh")


def test_a_disk_that_is_read_only_costs_one_line(project: Path) -> None:
    assert build(project)[0] == 0
    old = digest(project / "site")
    edit(project)
    code, said = build(project, within=mounted("mount --bind . . && mount -o remount,ro,bind . && cd ."))
    assert code
    assert said.splitlines()[-1].startswith("The build stopped (Read-only file system at ")
    assert "Traceback" not in said
    assert digest(project / "site") == old
    assert left(project) == []


def test_a_mounted_site_is_filled_in_its_place(project: Path) -> None:
    (project / "site").mkdir()
    (project / "volume").mkdir()
    code, said = build(project, within=mounted("mount --bind volume site"))
    assert (code, left(project)) == (0, []), said
    assert (project / "volume" / "talks" / "t1" / "index.html").exists()


def test_a_mounted_site_that_is_full_costs_one_line(project: Path) -> None:
    (project / "site").mkdir()
    code, said = build(project, within=mounted("mount -t tmpfs -o size=200k tmpfs site"))
    assert code
    assert "Traceback" not in said
    last = said.splitlines()[-1]
    assert last.startswith("The build stopped (No space left on device at ")
    assert last.endswith(f"the site in {project / 'site'} is not whole: make room, and build it again.")


def test_a_mounted_site_that_is_read_only_costs_one_line(project: Path) -> None:
    assert build(project)[0] == 0
    old = digest(project / "site")
    edit(project)
    code, said = build(project, within=mounted("mount --bind site site && mount -o remount,ro,bind site"))
    assert code
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("The build stopped (Read-only file system at ")
    assert digest(project / "site") == old


@pytest.mark.parametrize(
    "epoch", ["", "abc", " 12 ", "-1", "1.5", "1e9", "4294967296", "9" * 30, "\N{ARABIC-INDIC DIGIT ONE}"]
)
def test_a_time_that_is_none_costs_one_line(project: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ConfigurationError, match=r"SOURCE_DATE_EPOCH is '.*', not a number of seconds from 0 to"):
        build_time()
    with pytest.raises(NoProjectError, match="SOURCE_DATE_EPOCH"):
        check(project / "mkdocs.yml")


def test_a_build_at_no_time_at_all(project: Path) -> None:
    for command in (COMMAND, (sys.executable, "-m", "podium", "check")):
        env = {**os.environ, "SOURCE_DATE_EPOCH": "yesterday", "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(command, cwd=project, env=env, text=True, capture_output=True, check=False)
        assert done.returncode
        assert "Traceback" not in done.stderr
        assert "SOURCE_DATE_EPOCH is 'yesterday', not a number" in done.stderr.splitlines()[-1]


def test_a_strict_build_with_a_warning_changes_nothing(site: Callable[..., Built]) -> None:
    built = site({"talks/a.md": "---\ntitle: A\n---\nOld.\n"}, strict=True)
    old = digest(built.site)
    built.rebuild({"talks/a.md": "---\ntitle: A\n---\n[[nowhere]]\n"})
    assert built.error
    assert digest(built.site) == old
    assert any("as it was before" in message for message in built.messages)
    built.rebuild({"talks/a.md": "---\ntitle: A\n---\nNew.\n"})
    assert "New." in built.page("talks/a/")
    assert left(built.root) == []


def test_what_mkdocs_leaves_alone_stays(site: Callable[..., Built]) -> None:
    built = site({})
    (built.site / ".git").mkdir()
    (built.site / ".git" / "HEAD").write_text("ref")
    (built.site / ".nojekyll").touch()
    (built.site / "stale.html").touch()
    built.rebuild({})
    assert (built.site / ".git" / "HEAD").read_text() == "ref"
    assert (built.site / ".nojekyll").exists()
    assert not (built.site / "stale.html").exists()


def test_a_site_folder_that_is_a_link_stays_one(site: Callable[..., Built]) -> None:
    built = site({})
    built.site.rename(built.root / "elsewhere")
    built.site.symlink_to(built.root / "elsewhere", target_is_directory=True)
    built.rebuild({"docs/b.md": "# B\n"})
    assert built.site.is_symlink()
    assert (built.root / "elsewhere" / "b" / "index.html").exists()


def test_a_build_without_a_place_says_so(project: Path) -> None:
    (project / "taken").touch()
    code, said = build(project, "--site-dir", "taken/site")
    assert code
    assert "Traceback" not in said
    assert "The build stopped" in said


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    for name in ("made", "final"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    yield tmp_path / "made", tmp_path / "final"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["final", "made"]


@pytest.mark.parametrize("able", [True, False])
def test_two_folders_change_places(pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, *, able: bool) -> None:
    if not able:
        monkeypatch.setattr(files, "_exchange", lambda *_: False)
    made, final = pair
    exchange_folders(made, final)
    assert [path.name for path in final.iterdir()] == ["made"]
    assert [path.name for path in made.iterdir()] == ["final"]
