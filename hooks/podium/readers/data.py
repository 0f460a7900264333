"""Reads `talks.json`: the files that a catalogue was made of, as text."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from podium.problems import Finding, Level
from podium.readers.fields import key
from podium.readers.prose import first_heading
from podium.readers.schemas import GONE, sift
from podium.readers.slugs import default_slug, read_slug
from podium.readers.sources import MARKDOWN
from podium.readers.writing import as_markdown, as_text, each_text, write_file
from podium.text import clean, fold, quoted

SCHEMA_FILE = Path(__file__).parent.parent / "theme" / "data" / "talks.schema.json"
_KINDS = ("talk", "deck")
_DERIVED = ("file", "page", "body", "fields")
_SAID = ("slug", "title")
_MARKDOWN = {"resources": ("title", "by", "note"), "cover": ("alt",)}
"""The texts that are read as Markdown; the others beside them are read as they are."""
_SPEAKER = ("name", "bio")
_PLACE = ("name", "address", "city", "country")
_SHOWN = 3
Files = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A talk or a deck of the data."""

    kind: str
    """Which of the two it is."""
    file: str
    """The file within the talks folder."""
    data: Mapping[str, Any]
    """What the schema allows of it."""


def read_data(data: bytes) -> tuple[Files, tuple[Finding, ...]]:
    """Each file within the talks folder with its text, and what is wrong.

    What the schema does not allow is left out, an entry without a file of its own as well; all else is kept. Nothing
    but `talks.json` of version 1 is read.
    """
    whole = _load(data)
    if not isinstance(whole, dict) or not isinstance(whole.get("talks"), list):
        return (), (_say_no_catalogue(),)
    if whole.get("version") != 1:
        return (), (_say_version(whole.get("version")),)
    findings: list[Finding] = []
    entries = list(_with_slugs(_entries(whole, findings), findings))
    files: dict[str, str] = {}
    for entry in entries:
        text = _talk(entry.data) if entry.kind == "talk" else _deck(entry.data, default_slug(f"talks/{entry.file}"))
        if text is None:
            findings.append(_say_too_much(entry))
        else:
            files[entry.file] = text
    return tuple(files.items()), tuple(findings)


def _load(data: bytes) -> object:
    try:
        return json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None


def _refuse(constant: str) -> None:
    """JSON knows no `NaN` and no `Infinity`, which Python writes."""
    raise ValueError(constant)


@cache
def _definitions() -> Mapping[str, Any]:
    definitions: Mapping[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))["definitions"]
    return definitions


def _entries(whole: Mapping[str, object], findings: list[Finding]) -> Iterator[_Entry]:
    """The entries that have a file of their own, without what the schema does not allow."""
    seen: set[str] = set()
    for kind in _KINDS:
        entries = whole.get(f"{kind}s", [])
        if not isinstance(entries, list):
            findings.append(_say_no_list(kind))
            continue
        for number, given in enumerate(entries, start=1):
            file = given.get("file") if isinstance(given, dict) else None
            data, faults = sift(given, _definitions()[kind], _definitions())
            if data is GONE:
                findings.append(_say_no_entry(kind, number))
            elif not isinstance(file, str) or not _is_safe(file):
                findings.append(_say_no_file(kind, file))
            elif (name := str(PurePosixPath(file))) in seen:
                findings.append(_say_twice(name))
            elif isinstance(data, dict):
                seen.add(name)
                findings += [_say_faults(name, faults)] if faults else []
                yield _Entry(kind=kind, file=name, data=data)


def _is_safe(name: str) -> bool:
    """Whether a file lies in the talks folder and is Markdown that is read."""
    path = PurePosixPath(name)
    strange = name != clean(name) or {*name} & {*"\\\n\r\t"} or name[1:2] == ":"
    hidden = any(part.startswith((".", "_")) for part in path.parts)
    return path.suffix.lower() in MARKDOWN and not path.is_absolute() and not strange and not hidden


def _with_slugs(entries: Iterator[_Entry], findings: list[Finding]) -> Iterator[_Entry]:
    """The entries with slugs that can be used; one that cannot, or that another has, is left out."""
    owners: dict[str, str] = {}
    for entry in entries:
        slug, finding = read_slug(entry.data["slug"]) if "slug" in entry.data else ("", None)
        if finding:
            findings.append(replace(finding, message=f"in {quoted(entry.file)}, {finding.message}"))
        elif owner := owners.get(fold(slug)):
            findings.append(_say_taken(entry.file, slug, owner))
            slug = ""
        if slug:
            owners[fold(slug)] = entry.file
        others = {name: value for name, value in entry.data.items() if name != "slug"}
        yield replace(entry, data={"slug": slug, **others} if slug else others)


def _talk(data: Mapping[str, Any]) -> str | None:
    known = _definitions()["talk"]["properties"]
    front = {name: _value(name, value) if name in known else value for name, value in data.items()}
    own = data.get("fields", {})
    return write_file({n: value for n, value in front.items() if n not in _DERIVED} | own, data.get("body", ""))


def _value(name: str, value: object) -> object:
    if name == "occasions" and isinstance(value, list):
        return [_occasion(each) if isinstance(each, dict) else each for each in value]
    if name == "speakers" and isinstance(value, list):
        return [_with_names(each, _SPEAKER) if isinstance(each, dict) else each for each in value]
    if name in _MARKDOWN:
        return each_text(value, as_markdown, among=_MARKDOWN[name])
    text = as_markdown(value) if name == "summary" and isinstance(value, str) else value
    return each_text(text, as_text)


def _occasion(occasion: Mapping[str, Any]) -> Mapping[str, object]:
    """An occasion as it is read: the names of its event and of its place are Markdown."""
    told = _with_names(occasion, ("event",))
    place = occasion.get("location")
    return {**told, "location": _with_names(place, _PLACE)} if isinstance(place, dict) else told


def _with_names(data: Mapping[str, object], names: Collection[str]) -> dict[str, object]:
    """A mapping as it is read, in which the texts of these names are Markdown."""
    return {
        name: each_text(each_text(value, as_markdown) if name in names else value, as_text)
        for name, value in data.items()
    }


def _deck(data: Mapping[str, Any], default: str) -> str | None:
    """The file of a deck; it says its title and its slug where they are not what they would be anyway."""
    slug, body = data.get("slug", default), data.get("body", "")
    title = first_heading(body) or slug.replace("-", " ").capitalize()
    said = {"title": as_text(data.get("title", title)), "slug": slug}
    usual = {"title": title, "slug": default}
    own = {name: value for name, value in data.get("fields", {}).items() if key(name) not in _SAID}
    return write_file({name: text for name, text in said.items() if text != usual[name]} | own, body)


def _say_no_catalogue() -> Finding:
    return Finding(
        message="this is no talks.json; nothing was written",
        hint="A site made with Podium has one at its root.",
        level=Level.ERROR,
    )


def _say_version(version: object) -> Finding:
    return Finding(
        message=f"its version is {quoted(version)}, and only version 1 is known; nothing was written",
        hint="A newer Podium may read it.",
        level=Level.ERROR,
    )


def _say_no_list(kind: str) -> Finding:
    return Finding(
        message=f"its {kind}s are no list; they were left out", hint="Write '[]' for none.", level=Level.ERROR
    )


def _say_no_entry(kind: str, number: int) -> Finding:
    return Finding(
        message=f"{kind} {number} is no mapping; it was left out",
        hint="Write '{\"file\": …}'.",
        level=Level.ERROR,
    )


def _say_no_file(kind: str, name: object) -> Finding:
    return Finding(
        message=f"a {kind} says {quoted(name)} for its file, which is no Markdown file of a talks folder; "
        "it was left out",
        hint="Write a name such as bees.md.",
        level=Level.ERROR,
    )


def _say_twice(file: str) -> Finding:
    return Finding(
        message=f"two entries say {quoted(file)} for their file; the second one was left out",
        hint="Give each a file of its own.",
        level=Level.ERROR,
    )


def _say_faults(file: str, faults: list[str]) -> Finding:
    more = [f"{len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
    said = [*faults[:_SHOWN], *more]
    listed = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]
    return Finding(
        message=f"in {quoted(file)}, {listed}; what is wrong was left out, the rest was kept",
        hint="The site's talks.schema.json says what belongs there.",
        level=Level.ERROR,
    )


def _say_taken(file: str, slug: str, owner: str) -> Finding:
    return Finding(
        message=f"in {quoted(file)}, the slug '{slug}' is that of {quoted(owner)} already; the file's name was used",
        hint="Give one of them another slug.",
        level=Level.ERROR,
    )


def _say_too_much(entry: _Entry) -> Finding:
    return Finding(
        message=f"the front matter of {quoted(entry.file)} is longer or deeper than any that is read; the {entry.kind} "
        "was left out",
        hint="Move long texts into its body.",
        level=Level.ERROR,
    )
