"""The same sources give the same site, whoever builds it, wherever and in whatever mood."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from gallery import hostile, hostile_decks
from sites import ROOT, lend_packages

PROJECT = ("mkdocs.yml", "docs", "talks", "snippets", "hooks")
EPOCH = "1795521600"
MOODS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4711", "COLUMNS": "40"},
)


def copy_project(folder: Path) -> Path:
    """The project's own site, with hostile talks and decks among its own, and a snippet that has to run."""
    folder.mkdir(parents=True)
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    for name, text in {**hostile(), **hostile_decks(), "snippets/fresh.py": "print(sorted({3, 1, 2}))\n"}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lend_packages(folder)
    return folder


def build(folder: Path, mood: dict[str, str], umask: int) -> dict[str, str]:
    """The digest of each file of the site that a build in this mood makes."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    env = {**os.environ, **mood, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=folder, env=env, umask=umask, check=True, capture_output=True)
    site = folder / "site"
    files = [file for file in site.rglob("*") if file.is_file()]
    return {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_two_builds_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    first = build(copy_project(tmp_path / "one"), MOODS[0], 0o022)
    elsewhere = MOODS[1] | {"HOME": str(tmp_path / "nowhere")}
    second = build(copy_project(tmp_path / "an other" / "folder"), elsewhere, 0o077)
    assert {name for name in first | second if first.get(name) != second.get(name)} == set()
    assert len(first) > 100
