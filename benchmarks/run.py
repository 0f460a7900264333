"""Prints what Podium costs beside MkDocs and Material alone for the same pages, in one run.

`python benchmarks/run.py` takes about ten minutes; `--quick` one. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measures import Cost, measure_build, measure_saves
from talks import write_plain, write_podium

Row = tuple[str, float, float]


def main() -> None:
    """Measures and prints a table in Markdown."""
    options = _options()
    print(f"{_environment()}\n")
    print("| | Podium | plain | ratio |\n|---|--:|--:|--:|", flush=True)
    for name, podium, plain in _rows(options.talks, options.saves, options.repeats):
        print(f"| {name} | {podium:.2f} | {plain:.2f} | {podium / plain:.2f} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    sizes = partial(parser.add_argument, type=int, nargs="*")
    sizes("--talks", default=[100, 1000], help="sizes of the sites that are built")
    sizes("--saves", default=[10, 100, 1000], help="sizes of the sites in which a talk is saved")
    parser.add_argument("--repeats", type=int, default=5, help="how often, for the medians of the table")
    parser.add_argument("--quick", action="store_true", help="three times, with 100 talks only")
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
        podium, plain = _builds(count, repeats)
        yield f"cold build of {count:,} talks, CPU s", podium.seconds, plain.seconds
        yield "the same, peak memory in MB", podium.megabytes, plain.megabytes
    for count in saves:
        yield f"save of one of {count:,} talks until served, s", *_saves(count, repeats)


def _builds(count: int, repeats: int) -> tuple[Cost, Cost]:
    """The costs of both projects, built in turn so that what else the machine does falls on both."""
    with TemporaryDirectory() as folder:
        podium, plain = Path(folder) / "podium", Path(folder) / "plain"
        write_podium(podium, count)
        write_plain(plain, count)
        runs = [(measure_build(podium), measure_build(plain)) for _ in range(repeats)]
    return _middle([cost for cost, _ in runs]), _middle([cost for _, cost in runs])


def _middle(costs: Sequence[Cost]) -> Cost:
    seconds, megabytes = (cost.seconds for cost in costs), (cost.megabytes for cost in costs)
    return Cost(seconds=median(seconds), megabytes=median(megabytes))


def _saves(count: int, repeats: int) -> tuple[float, float]:
    with TemporaryDirectory() as folder:
        podium, plain = Path(folder) / "podium", Path(folder) / "plain"
        ours, theirs = write_podium(podium, count), write_plain(plain, count)
        return median(measure_saves(podium, ours, repeats)), median(measure_saves(plain, theirs, repeats))


if __name__ == "__main__":
    main()
