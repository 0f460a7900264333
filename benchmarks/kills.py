"""Kills builds at random moments and counts how often what is left is not one whole site, old or new.

`python benchmarks/kills.py --kills 50` takes about five minutes. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

from talks import write_podium

_WORDS = "Words that the second build has."


def main() -> None:
    """Counts, and prints the count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="how many builds are killed")
    parser.add_argument("--talks", type=int, default=100, help="the size of the site")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        broken = _kill(Path(folder) / "site", options.talks, options.kills)
    print(f"{broken} broken sites of {options.kills} builds killed, {options.talks} talks")


def _kill(project: Path, talks: int, kills: int) -> int:
    write_podium(project, talks)
    _start(project).wait()
    old = _digest(project / "site")
    for file in sorted((project / "talks").glob("*.md")):
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{_WORDS}\n", encoding="utf-8")
    began = time.perf_counter()
    shutil.copytree(project / "site", project / "kept")
    _start(project).wait()
    lasts, new = time.perf_counter() - began, _digest(project / "site")
    assert old != new
    chance, broken = random.Random(50), 0  # noqa: S311 - moments, not secrets
    for _ in range(kills):
        shutil.rmtree(project / "site")
        shutil.copytree(project / "kept", project / "site")
        process = _start(project)
        timer = Timer(chance.uniform(0, lasts), process.kill)
        timer.start()
        process.wait()
        timer.cancel()
        broken += _digest(project / "site") not in {old, new}
    return broken


def _start(project: Path) -> subprocess.Popen[bytes]:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1773921600", "NO_MKDOCS_2_WARNING": "1"}
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    return subprocess.Popen(command, cwd=project, env=env, stderr=subprocess.DEVNULL)


def _digest(site: Path) -> str:
    whole = hashlib.sha256()
    for file in sorted(file for file in site.rglob("*") if file.is_file()):
        whole.update(f"{file.relative_to(site)}\0".encode() + file.read_bytes())
    return whole.hexdigest()


if __name__ == "__main__":
    main()
