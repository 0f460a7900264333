"""Reads the snippets folder: each file, or folder with a main file, is a program in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from podium.problems import Finding, Level, Problem
from podium.readers.snippet_heads import read_head
from podium.readers.snippet_imports import follow_imports
from podium.readers.sources import show_path, walk
from podium.structure.snippets import Language, Snippet, SnippetFile
from podium.text import slugify

FOLDER = "snippets"
"""Where snippets lie, relative to the project."""
LANGUAGES = {".js": Language.JAVASCRIPT, ".mjs": Language.JAVASCRIPT, ".py": Language.PYTHON}
"""The languages by the ends of files' names."""
_READ = (*LANGUAGES, ".json")
_LARGEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A text of the snippets folder, and where it stands for problems."""

    path: str
    """The file, relative to the project."""
    text: str
    """Its text."""
    line: int = 1
    """The line of the file at which the text begins."""


Codes = Mapping[str, Code]
"""Texts by their names as seen from the snippets folder."""


def read_codes(root: Path) -> tuple[dict[str, Code], tuple[Problem, ...]]:
    """The texts of the snippets folder of a project, by name, and what could not be read."""
    problems: list[Problem] = []
    codes: dict[str, Code] = {}
    for file in walk(root / FOLDER, root.resolve(), problems, root, skipped=(".",)):
        if file.suffix.lower() in _READ:
            path = show_path(file, root)
            text, finding = _decode(file)
            if finding:
                problems.append(finding[0].at(path, finding[1]))
            elif text is not None:
                codes[file.relative_to(root / FOLDER).as_posix()] = Code(path=path, text=text)
    return codes, tuple(problems)


def _decode(file: Path) -> tuple[str | None, tuple[Finding, int | None] | None]:
    """The text of a file, or what is wrong with it and on which line."""
    try:
        data = file.read_bytes()
    except OSError:  # deleted or locked since it was looked at
        return None, None
    if len(data) > _LARGEST:
        return None, (_say_large(), None)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n"), None
    except UnicodeDecodeError as error:
        return None, (_say_encoding(), data.count(b"\n", 0, error.start) + 1)


def _say_large() -> Finding:
    return Finding(
        message="the snippet is larger than 100 KB; it was left out", hint="Show less of it.", level=Level.ERROR
    )


def _say_encoding() -> Finding:
    return Finding(message="the snippet is not in UTF-8; it was left out", hint="Save it as UTF-8.", level=Level.ERROR)


def read_snippets(codes: Codes) -> tuple[tuple[Snippet, ...], tuple[Problem, ...]]:
    """The snippets of the folder by name, and what is wrong with them."""
    snippets: dict[str, Snippet] = {}
    problems: list[Problem] = []
    for name, entry in _entries(codes):
        snippet, found = make_snippet(name, LANGUAGES[PurePosixPath(entry).suffix.lower()], entry, codes)
        other = snippets.setdefault(snippet.key, snippet)
        problems += found
        if other is not snippet:
            problems.append(say_taken(snippet, other).at(snippet.path))
    return tuple(snippets[key] for key in sorted(snippets)), tuple(problems)


def say_taken(snippet: Snippet, other: Snippet) -> Finding:
    """The sentence for the second of two snippets with one name and one language."""
    return Finding(
        message=f"{other.path} is the snippet '{snippet.name}' already; this one was left out",
        hint="Give it another name.",
        level=Level.ERROR,
    )


def _entries(codes: Codes) -> Iterator[tuple[str, str]]:
    """The files that programs begin with, each with the program's name."""
    for name in sorted(codes):
        path = PurePosixPath(name)
        folder, _, file = name.partition("/")
        if path.suffix.lower() in LANGUAGES and (not file or (path.stem in ("main", folder) and "/" not in file)):
            yield slugify(folder if file else path.stem), name


def make_snippet(name: str, language: Language, entry: str, codes: Codes) -> tuple[Snippet, tuple[Problem, ...]]:
    """A program that begins with a file, and what is wrong with it."""
    code = codes[entry]
    head, found = read_head(code.text)
    problems = [finding.at(code.path, code.line + line) for line, finding in found]
    if language is Language.PYTHON:
        names = [entry, *_neighbours(entry, codes)]
    else:
        names, more = follow_imports(entry, {name: code.text for name, code in codes.items()})
        problems += [finding.at(codes[at].path, codes[at].line + line) for at, line, finding in more]
    snippet = Snippet(
        name=name,
        language=language,
        path=code.path,
        line=code.line,
        files=tuple(SnippetFile(name=each, text=codes[each].text) for each in names),
        title=head.title,
        limit=head.limit,
        fails=head.fails,
        hidden=head.hidden,
    )
    return snippet, tuple(problems)


def _neighbours(entry: str, codes: Codes) -> list[str]:
    """The other modules of a Python program's folder; a file of its own has none."""
    folder, _, file = entry.partition("/")
    if not file:
        return []
    return [name for name in sorted(codes) if name != entry and name.startswith(f"{folder}/") and name.endswith(".py")]
