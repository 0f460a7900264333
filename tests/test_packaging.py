"""What the project installs, what it ships, and that its files name no one's servers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import metadata, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from architecture import read_modules
from podium import __version__
from requirements import closure, needs, oldest, pinned, read_floors, read_pins
from sites import ROOT

SITE = read_pins(ROOT / "requirements.txt")
DEV = read_pins(ROOT / "requirements-dev.txt")
DEBIANS_PYTHON = "3.11.2"
"""Some releases want 3.11.5: too new for a machine with Debian 12."""
REGISTRIES = ("pypi", "pythonhosted", "npmjs", "yarnpkg", "jsr", "debian", "crates")
ENDINGS = ("org", "com", "io")


@pytest.mark.parametrize("name", [*SITE, *DEV])
def test_a_requirement_is_one_version_on_every_system(name: str) -> None:
    requirement = {**SITE, **DEV}[name]
    assert pinned(requirement)
    assert requirement.marker is None
    assert requirement.url is None


@pytest.mark.parametrize("line", ["a", "a>=1", "a==1.*", "a>=1,==1", "a~=1.0"])
def test_anything_else_is_no_pin(line: str) -> None:
    assert pinned(Requirement(line)) is None


@pytest.mark.parametrize("name", [*SITE, *DEV])
def test_a_pin_installs_on_the_python_of_debian_12(name: str) -> None:
    about = metadata(name)
    if Version(about["Version"]) != pinned({**SITE, **DEV}[name]):
        pytest.skip("another version is installed, as `make floors` does")
    assert DEBIANS_PYTHON in SpecifierSet(about.get("Requires-Python") or "")


def test_pins_are_within_what_the_package_allows() -> None:
    for floor in read_floors(ROOT, "cards", "export", "pdf", "test"):
        version = pinned({**SITE, **DEV}[canonicalize_name(floor.name)])
        assert version in floor.specifier, f"{floor} but {version}"


def test_every_floor_names_its_oldest_version() -> None:
    assert [oldest(each) for each in read_floors(ROOT)][:2] == ["Babel==2.14", "beautifulsoup4==4.13"]
    assert all(oldest(each) for each in read_floors(ROOT, "cards", "export", "pdf", "test"))


def test_no_floor_is_lower_than_another_library_needs() -> None:
    floors = {
        canonicalize_name(each.name): pinned(Requirement(oldest(each))) for each in read_floors(ROOT, "cards", "pdf")
    }
    known = [name for name, floor in floors.items() if Version(metadata(name)["Version"]) == floor]
    assert known
    wanted = [(name, each) for name in known for each in needs(name) if canonicalize_name(each.name) in floors]
    assert [each for each in wanted if floors[canonicalize_name(each[1].name)] not in each[1].specifier] == []


def test_the_pins_are_all_that_a_site_needs() -> None:
    assert set(SITE) == closure(each.name for each in read_floors(ROOT, "cards", "pdf"))


def test_the_developers_pins_add_what_their_tools_need() -> None:
    assert set(DEV) <= closure(iter(DEV))
    assert closure(iter(DEV)) <= {*SITE, *DEV}
    assert not set(SITE) & set(DEV)


def test_everything_imported_is_asked_for_by_name() -> None:
    owners = packages_distributions()
    asked = {canonicalize_name(each.name) for each in read_floors(ROOT, "cards", "export", "pdf")}
    imported = {
        name.partition(".")[0]
        for module in read_modules(ROOT / "hooks" / "podium")
        for _, name in module.imports
        if name.partition(".")[0] not in sys.stdlib_module_names | {"podium"}
    }
    assert {name for name in imported if not asked & {canonicalize_name(each) for each in owners[name]}} == set()


def test_the_package_holds_the_engine_and_its_theme(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    build = "from setuptools.build_meta import build_wheel; print(build_wheel('.'))"
    done = subprocess.run((sys.executable, "-c", build), cwd=tmp_path, capture_output=True, text=True, check=True)
    wheel = zipfile.ZipFile(tmp_path / done.stdout.splitlines()[-1])
    shipped = {name for name in wheel.namelist() if name.startswith("podium/")}
    engine = tmp_path / "hooks" / "podium"
    assert shipped == {
        f"podium/{path.relative_to(engine).as_posix()}"
        for path in engine.rglob("*")
        if path.is_file() and (path.suffix == ".py" or {"theme", "packages"} & {*path.parts} or path.name == "py.typed")
    }
    about = f"podium_talks-{__version__}.dist-info"
    assert "podium = podium.cli:main" in wheel.read(f"{about}/entry_points.txt").decode()
    assert "License-Expression: MIT" in wheel.read(f"{about}/METADATA").decode()


def committed() -> Iterator[Path]:
    """The project's own files: what git keeps, or would keep."""
    listing = subprocess.run(
        ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"),
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return (path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file())


def hosts_of_registries(text: str) -> set[str]:
    """Names of package registries' servers in a text."""
    return {host for name in REGISTRIES for end in ENDINGS if (host := f"{name}.{end}") in text.lower()}


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a git checkout")
def test_no_file_names_a_registrys_server() -> None:
    named = {
        path.relative_to(ROOT).as_posix(): hosts
        for path in committed()
        if (hosts := hosts_of_registries(path.read_bytes().decode(errors="replace")))
    }
    assert named == {}


def test_a_registrys_server_is_found() -> None:
    assert hosts_of_registries("https://Registry.NPMJS." + "org/x") == {"npmjs." + "org"}


def test_the_judges_are_pinned_with_their_hashes() -> None:
    judges = ROOT / "tests" / "judges"
    wanted = json.loads((judges / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    lock = json.loads((judges / "deno.lock").read_text(encoding="utf-8"))
    assert set(lock["specifiers"]) == {f"npm:{name}@{version}" for name, version in wanted.items()}
    assert all(package["integrity"].startswith("sha512-") for package in lock["npm"].values())
