"""Reads what the project says it needs: floors in pyproject.toml, exact pins in the requirements files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PLATFORMS = ({"platform_system": "Linux"}, {"platform_system": "Darwin"}, {"platform_system": "Windows"})
PYTHONS = ({"python_version": "3.11"}, {"python_version": "3.14"})


def read_floors(root: Path, *extras: str) -> list[Requirement]:
    """What pyproject.toml asks for, with the dependencies of some extras."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    chosen = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    return [Requirement(line) for lines in chosen for line in lines]


def read_pins(file: Path) -> dict[str, Requirement]:
    """The lines of a requirements file by canonical name; comments and the project itself are left out."""
    lines = (line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    needed = [Requirement(line) for line in lines if line and line != "-e ."]
    return {canonicalize_name(each.name): each for each in needed}


def pinned(requirement: Requirement) -> Version | None:
    """The one version a requirement allows, or None."""
    specifiers = list(requirement.specifier)
    if len(specifiers) != 1 or specifiers[0].operator != "==" or "*" in specifiers[0].version:
        return None
    return Version(specifiers[0].version)


def oldest(requirement: Requirement) -> str:
    """A requirement that only its floor satisfies: `click==8.4`."""
    floor = next(each.version for each in requirement.specifier if each.operator == ">=")
    return f"{requirement.name}=={floor}"


def closure(names: Iterator[str]) -> set[str]:
    """The names with all that they need in turn on any system, as installed here."""
    found: set[str] = set()
    waiting = [canonicalize_name(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [canonicalize_name(each.name) for each in needs(name)]
    return found


def needs(name: str) -> list[Requirement]:
    """What an installed library asks for on one of the systems that there are."""
    needed = [Requirement(line) for line in requires(name) or []]
    return [each for each in needed if _applies(each)]


def _applies(requirement: Requirement) -> bool:
    if requirement.marker is None:
        return True
    systems = [{**platform, **python, "extra": ""} for platform in PLATFORMS for python in PYTHONS]
    return any(requirement.marker.evaluate(system) for system in systems)


if __name__ == "__main__":
    print(*map(oldest, read_floors(Path(__file__).parents[1], "cards", "pdf")))  # noqa: T201 (make floors reads it)
