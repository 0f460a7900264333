"""Finds the files of the talks folder: the one place where talks are read from the disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from podium.problems import Finding, Level, Problem
from podium.structure.sources import Asset, Source
from podium.text import clean, one_line

MARKDOWN = (".md", ".markdown")
_FOLDER_SHOWN = "talks"
_PAGE_LIMIT = 2_000_000
_AWKWARD = set('#?%"<>|*:\\\n\r\t')


def read_sources(root: Path, folder: str) -> tuple[tuple[Source, ...], tuple[Asset, ...], tuple[Problem, ...]]:
    """All files under `root/folder`, sorted by path.

    Only regular files inside the project are read: a link that leads out of it, a pipe or a device, and a file
    that cannot be read become problems. Hidden files and those that begin with `_` are skipped.
    """
    base = root / folder
    sources: list[Source] = []
    assets: list[Asset] = []
    problems: list[Problem] = []
    for file in walk(base, root.resolve(), problems, root):
        path = show_path(file, root)
        uri = f"{_FOLDER_SHOWN}/{file.relative_to(base).as_posix()}"
        if file.suffix.lower() in MARKDOWN:
            data = _read(file, path, problems)
            if data is not None:
                sources.append(Source(path=path, uri=uri, file=file, data=data))
        else:
            assets.append(Asset(uri=uri, path=path, file=file, size=file.stat().st_size))
    return tuple(sources), tuple(assets), tuple(problems)


def walk(
    folder: Path, inside: Path, problems: list[Problem], root: Path, *, skipped: tuple[str, ...] = (".", "_")
) -> Iterator[Path]:
    """The plain files under a folder of a project, by name; what must not be read is added to the problems.

    Names that begin with one of `skipped` are passed over.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        finding = Finding(message=f"the folder cannot be read ({error.strerror}); it was left out", level=Level.ERROR)
        problems.append(finding.at(show_path(folder, root)))
        return
    for entry in entries:
        if entry.name.startswith(skipped):
            continue
        file = Path(entry.path)
        refusal = refuse_file(file, inside)
        if refusal:
            problems.append(refusal.at(show_path(file, root)))
        elif file.is_dir():
            yield from walk(file, inside, problems, root, skipped=skipped)
        elif file.exists():  # not deleted since it was listed
            yield file


def show_path(file: Path, root: Path) -> str:
    """The path as problems name it: on one line, whatever the file's name holds."""
    return one_line(clean(file.relative_to(root).as_posix()))


def refuse_file(file: Path, inside: Path) -> Finding | None:
    """Why a file must not be read or published: it is not a plain file or a folder inside the project."""
    try:
        real = file.resolve(strict=True)
        mode = real.stat().st_mode
    except (OSError, RuntimeError):  # Python 3.11 raises RuntimeError for a loop of links
        if file.is_symlink():
            return Finding(message="the link leads nowhere; it was left out", level=Level.ERROR)
        return None
    if not real.is_relative_to(inside):
        return Finding(message="the link leads out of the project; it was left out", level=Level.ERROR)
    return _refuse_folder(file, real) if stat.S_ISDIR(mode) else _refuse_content(file, mode)


def _refuse_folder(file: Path, real: Path) -> Finding | None:
    if file.is_symlink() and file.absolute().is_relative_to(real):
        return Finding(message="the link leads back to its own folder; it was left out", level=Level.ERROR)
    if file.suffix.lower() in MARKDOWN:
        return Finding(message="this is a folder with the name of a page; it was left out", level=Level.ERROR)
    return None


def _refuse_content(file: Path, mode: int) -> Finding | None:
    if not stat.S_ISREG(mode):  # to open a pipe would wait for ever
        return Finding(message="this is not a plain file; it was left out", level=Level.ERROR)
    try:
        with file.open("rb"):
            return None
    except FileNotFoundError:  # deleted since it was listed
        return None
    except OSError as error:
        return Finding(message=f"the file cannot be read ({error.strerror}); it was left out", level=Level.ERROR)


def _read(file: Path, path: str, problems: list[Problem]) -> bytes | None:
    try:
        with file.open("rb") as stream:
            data = stream.read(_PAGE_LIMIT + 1)
    except OSError:  # deleted or locked since it was looked at
        return None
    if len(data) > _PAGE_LIMIT:
        finding = Finding(
            message="the file is larger than 2 MB; only its beginning was read",
            hint="Keep pictures in files of their own.",
            level=Level.ERROR,
        )
        problems.append(finding.at(path))
    if _AWKWARD & set(file.name):
        finding = Finding(
            message="the file's name has characters that addresses cannot carry; its address leaves them out",
            hint="Use letters, digits and '-'.",
        )
        problems.append(finding.at(path))
    return data[:_PAGE_LIMIT]
