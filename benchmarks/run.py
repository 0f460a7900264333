"""Prints what Podium costs beside MkDocs and Material alone for the same pages, in one run.

`python benchmarks/run.py` takes about ten minutes; `--quick` one. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measures import Cost, measure_build, measure_saves
from talks import write_plain, write_podium

Row = tuple[str, float, float]
_WRITERS: dict[str, Callable[[Path, int], Path]] = {"podium": write_podium, "plain": write_plain}


def main() -> None:
    """Measures and prints a table in Markdown."""
    options = _options()
    print(f"{_environment()}\n")
    print("| | Podium | plain | ratio |\n|---|--:|--:|--:|", flush=True)
    for name, podium, plain in _rows(options.talks, options.saves, options.repeats):
        print(f"| {name} | {podium:.2f} | {plain:.2f} | {podium / plain:.2f} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--talks", type=int, nargs="*", default=[100, 1000], help="sizes of the sites that are built")
    parser.add_argument("--saves", type=int, nargs="*", default=[10, 100, 1000], help="sizes of the sites that are edited")
    parser.add_argument("--repeats", type=int, default=5, help="builds and saves of each; the table shows medians")
    parser.add_argument("--quick", action="store_true", help="one build and three saves of 100 talks")
    options = parser.parse_args()
    if options.quick:
        options.talks, options.saves, options.repeats = [100], [100], 3
    return options


def _environment() -> str:
    packages = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"Python {platform.python_version()}, {versions}, {platform.system()}, {os.cpu_count()} cores"


def _rows(talks: Sequence[int], saves: Sequence[int], repeats: int) -> Iterator[Row]:
    for count in talks:
        costs = _builds(count, repeats)
        yield f"cold build of {count:,} talks, CPU s", *(median(cost.seconds for cost in found) for found in costs)
        yield f"the same, peak memory in MB", *(median(cost.megabytes for cost in found) for found in costs)
    for count in saves:
        yield f"save of one of {count:,} talks until served, s", *_saves(count, repeats)


def _builds(count: int, repeats: int) -> list[list[Cost]]:
    """The costs of both projects, built in turn so that what else the machine does falls on both."""
    with TemporaryDirectory() as folder:
        projects = [Path(folder) / name for name in _WRITERS]
        for project, write in zip(projects, _WRITERS.values(), strict=True):
            write(project, count)
        runs = [[measure_build(project) for project in projects] for _ in range(repeats)]
    return [list(costs) for costs in zip(*runs, strict=True)]


def _saves(count: int, repeats: int) -> Iterator[float]:
    for name, write in _WRITERS.items():
        with TemporaryDirectory() as folder:
            project = Path(folder) / name
            file = write(project, count)
            yield median(measure_saves(project, file, repeats))


if __name__ == "__main__":
    main()
