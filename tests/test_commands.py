"""`make` on a bare machine: what is missing is installed, or named in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import browsers
from sites import ROOT


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of commands: nothing but a shell."""
    for name in ("sh", "env"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def give(machine: Path, name: str, script: str) -> None:
    (machine / name).write_text(f"#!{machine}/sh\n{script}\n", encoding="utf-8")
    (machine / name).chmod(0o755)


def need(machine: Path) -> tuple[int, str]:
    done = subprocess.run(
        (ROOT / ".ci" / "need", "chromium", "the browser tests"),
        env={"PATH": str(machine)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_root_installs_a_package(machine: Path) -> None:
    give(machine, "id", "echo 0")
    give(machine, "apt-get", f'echo "$@" >> {machine}/asked')
    assert need(machine) == (0, "Installing Debian's chromium for the browser tests\n")
    asked = (machine / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == ["-qq update", "-qq -y --no-install-recommends install chromium"]


def test_others_ask_sudo(machine: Path) -> None:
    give(machine, "id", "echo 1000")
    give(machine, "sudo", f'echo "$1" >> {machine}/asked; "$@"')
    give(machine, "apt-get", "exit 0")
    assert need(machine)[0] == 0
    assert (machine / "asked").read_text(encoding="utf-8").splitlines() == ["apt-get", "env"]


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        ({}, ""),
        ({"id": "echo 1000", "apt-get": "exit 0"}, " (as root: apt-get install chromium)"),
        ({"id": "echo 0", "apt-get": "exit 100"}, " (apt-get could not)"),
    ],
    ids=["no Debian", "no root", "no network"],
)
def test_what_is_missing_is_said(machine: Path, commands: dict[str, str], why: str) -> None:
    for name, script in commands.items():
        give(machine, name, script)
    code, said = need(machine)
    assert code == 1
    assert said.splitlines()[-1] == (
        f"Podium needs chromium for the browser tests; install it and run make again.{why}"
    )


def test_an_old_python_is_refused(tmp_path: Path) -> None:
    old = tmp_path / "python3.10"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    done = subprocess.run(
        ("make", "--silent", f"PYTHON={old}", "--file", ROOT / "Makefile", "build"),
        cwd=tmp_path, env=dict(os.environ), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "Podium needs Python 3.11 or newer; name one: make PYTHON=python3.13" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_driver_without_its_library_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "python").write_text("#!/bin/sh\necho 'node: no libatomic.so.1' >&2\nexit 127\n", encoding="utf-8")
    (tmp_path / "python").chmod(0o755)
    assert browsers.missing("driver") == ""
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    assert browsers.missing("driver") == "Playwright's driver does not start: node: no libatomic.so.1"


@pytest.mark.parametrize("script", ["run", "bare", "commands", "need"])
def test_the_check_of_every_change_can_be_run(script: str) -> None:
    assert os.access(ROOT / ".ci" / script, os.X_OK)
