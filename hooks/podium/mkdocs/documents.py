"""The pages of the docs folder: their front matter is as untrusted as a talk's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File
from mkdocs.utils import meta as mkdocs_meta

from podium.problems import Finding, Level, Problem
from podium.readers.front_matter import FrontMatter
from podium.readers.prose import first_heading
from podium.readers.values import Value
from podium.structure.sources import Document
from podium.text import clean, quoted

_TEMPLATE = re.compile(r"[\w-]+\.html")
_ICON = re.compile(r"[\w-]+(?:/[\w-]+)+")


def read_document(file: File, matter: FrontMatter) -> Document:
    """What references can name of a page: its title and where it is."""
    title = matter.fields.get("title")
    words = title.data if title and isinstance(title.data, str) else ""
    return Document(uri=file.src_uri, title=words or first_heading(matter.body) or file.name, address=file.url)


def salvage_meta(data: bytes, matter: FrontMatter) -> dict[str, Any] | None:
    """The front matter of a page that MkDocs would drop or stumble over, as texts; None where it reads it well."""
    try:
        _, meta = mkdocs_meta.get_data(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        meta = {}
    else:
        if meta or not matter.fields:
            return None
    return {name: _bare(value) for name, value in matter.fields.items()}


def safe_meta(meta: Mapping[str, Any], themes: list[str], path: str) -> tuple[dict[str, Any], list[Problem]]:
    """Front matter that a theme can print as it is: every text escaped, nothing that leads out of a folder.

    Material prints `title`, `description`, `author` and `tags` as HTML and uses `template` and `icon` as paths.
    """
    safe = {str(name): _escape(value) for name, value in meta.items()}
    problems: list[Problem] = []
    for name, usable in (("template", _is_template), ("icon", _is_icon)):
        if name in safe and not usable(str(meta[name]), themes):
            del safe[name]
            problems.append(
                Finding(
                    message=f"there is no {name} {quoted(meta[name])} in the theme; it was left out",
                    level=Level.ERROR,
                ).at(path, None, name)
            )
    return safe, problems


def _is_template(name: str, themes: list[str]) -> bool:
    return bool(_TEMPLATE.fullmatch(name)) and any((Path(folder) / name).is_file() for folder in themes)


def _is_icon(name: str, themes: list[str]) -> bool:
    return bool(_ICON.fullmatch(name)) and any((Path(folder) / ".icons" / f"{name}.svg").is_file() for folder in themes)


def _escape(value: Any) -> Any:  # noqa: ANN401 (front matter can be anything)
    if isinstance(value, str):
        return escape(clean(value))
    if isinstance(value, Mapping):
        return {str(name): _escape(other) for name, other in value.items()}
    if isinstance(value, list | tuple):
        return [_escape(other) for other in value]
    return value


def _bare(value: Value) -> Any:  # noqa: ANN401 (as above)
    if isinstance(value.data, Mapping):
        return {name: _bare(other) for name, other in value.data.items()}
    return value.data if isinstance(value.data, str) else [_bare(other) for other in value.data]
