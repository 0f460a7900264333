"""Splits a file into its front matter and its body, and reads the front matter whatever state it is in.

MkDocs drops broken YAML without a word; here each field that can be read is read, and the rest is reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from podium.problems import Finding, Level, Problem
from podium.readers.fences import Fence, take_fences
from podium.readers.mending import read_field
from podium.readers.toml_values import read_toml
from podium.readers.values import Value
from podium.readers.yaml_values import Findings, TooMuchError, UnreadableError, read_yaml

_LIMIT = 64_000
_KEY = re.compile(r"[A-Za-z_][\w.-]*(?: [\w.-]+){0,2}:(?=\s|$)|[\"'][^\"']+[\"']:(?=\s|$)")
_GOES_ON = re.compile(r"\s|-(?:\s|$)|#|[}\]]|$")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# YAML 1.1 ends lines with these as well, which no editor does: lines would be counted wrong.
_SEPARATORS = re.compile("[\u2028\u2029]")
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """A file in two parts."""

    fields: Mapping[str, Value]
    """The front matter, keys as written, in order."""
    body: str
    """The Markdown below it, with `\\n` line ends."""
    body_line: int
    """The line of the file at which the body begins."""
    written: str = ""
    """The body as it was written."""
    fences: tuple[Fence, ...] = ()
    """The runnable blocks of code that stood in the body; embeds stand in their places."""


def read_front_matter(data: bytes, path: str) -> tuple[FrontMatter, tuple[Problem, ...]]:
    """A file's front matter (YAML between `---` lines, or TOML between `+++`) and body.

    Never fails: what cannot be read is left out and said.
    """
    findings: Findings = []
    text = _decode(data, findings)
    lines = text.split("\n")
    header, first, body_line = _split(lines, findings)
    fields = _read_header(header, first, findings, toml=lines[_first_filled(lines)].rstrip() == "+++")
    written = "\n".join(lines[body_line - 1 :])
    body, fences, problems = take_fences(written, path, body_line)
    matter = FrontMatter(fields=fields, body=body, written=written, body_line=body_line, fences=fences)
    return matter, (*(finding.at(path, line) for line, finding in findings), *problems)


def _decode(data: bytes, findings: Findings) -> str:
    """The text of a file, whatever its encoding and line ends."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8-sig")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        finding = Finding(
            message=f"byte {error.start} is not {name}; characters like it are shown as �",
            hint="Save the file as UTF-8.",
            level=Level.ERROR,
        )
        findings.append((data.count(b"\n", 0, error.start) + 1, finding))
        text = data.decode(encoding, "replace")
    else:
        if encoding == "utf-16":
            finding = Finding(
                message="the file is in UTF-16; it was read as that", hint="Save it as UTF-8, which every tool reads."
            )
            findings.append((1, finding))
    return _without_forbidden(text.replace("\r\n", "\n").replace("\r", "\n"), findings)


def _without_forbidden(text: str, findings: Findings) -> str:
    found = _FORBIDDEN.search(text)
    if not found:
        return text
    code = f"U+{ord(found[0]):04X}"
    finding = Finding(message=f"the character {code} cannot stand in a page; it and others like it were removed")
    findings.append((text.count("\n", 0, found.start()) + 1, finding))
    return _FORBIDDEN.sub("", text)


def _split(lines: list[str], findings: Findings) -> tuple[list[str], int, int]:
    """The lines of the header, the line at which it begins, and the line at which the body does."""
    top = _first_filled(lines)
    mark = lines[top].rstrip()
    if mark not in ("---", "+++"):
        return _split_unopened(lines, findings)
    ends = ("+++",) if mark == "+++" else ("---", "...")
    for number, line in enumerate(lines[top + 1 :], start=top + 1):
        if line.rstrip() in ends:
            return lines[top + 1 : number], top + 2, number + 2
    end = _header_length(lines[top + 1 :]) + top + 1
    if end == top + 1:  # a rule at the top of a page without front matter
        return [], 1, 1
    findings.append(
        (
            top + 1,
            Finding(
                message=f"the front matter has no closing '{mark}'; it was taken to end at line {end}",
                hint=f"Add a line '{mark}' after the last field.",
                level=Level.ERROR,
            ),
        )
    )
    return lines[top + 1 : end], top + 2, end + 1


def _first_filled(lines: list[str]) -> int:
    """The first line that is not blank, or the first one."""
    return next((number for number, line in enumerate(lines) if line.strip()), 0)


def _split_unopened(lines: list[str], findings: Findings) -> tuple[list[str], int, int]:
    end = _header_length(lines)
    if not end or end >= len(lines) or lines[end].rstrip() != "---":
        return [], 1, 1
    findings.append(
        (
            1,
            Finding(
                message="the front matter has no opening '---'; it was read all the same",
                hint="Add a line '---' at the top.",
                level=Level.NOTICE,
            ),
        )
    )
    return lines[:end], 1, end + 2


def _header_length(lines: list[str]) -> int:
    """How many lines at the top look like fields."""
    if not lines or not _KEY.match(lines[0]):
        return 0
    count = 0
    for line in lines:
        if not line.strip() or not (_KEY.match(line) or _GOES_ON.match(line)) or line.rstrip() == "---":
            break
        count += 1
    return count


def _read_header(header: list[str], first: int, findings: Findings, *, toml: bool) -> Mapping[str, Value]:
    text = _SEPARATORS.sub(" ", "\n".join(header))
    if len(text) > _LIMIT:
        findings.append(
            (
                first,
                Finding(
                    message="the front matter is longer than 64 KB; it was left out",
                    hint="Move long texts below it.",
                    level=Level.ERROR,
                ),
            )
        )
        return {}
    try:
        value, found = (read_toml(text, first), []) if toml else read_yaml(text, first)
    except UnreadableError as error:
        if toml or isinstance(error, TooMuchError):
            return _refuse(error, first, findings)
        return _read_alone(header, first, error, findings)
    if isinstance(value.data, Mapping):
        findings += found
        return value.data
    if not value.empty:
        form = "list" if isinstance(value.data, tuple) else "text"
        findings.append(
            (
                first,
                Finding(
                    message=f"the front matter is a {form}, not fields; it was left out",
                    hint="Write one field a line, such as 'title: My talk'.",
                    level=Level.ERROR,
                ),
            )
        )
    return {}


def _read_alone(header: list[str], first: int, error: UnreadableError, findings: Findings) -> Mapping[str, Value]:
    """Reads each top-level field alone, so that one mistake costs one field."""
    starts = [number for number, line in enumerate(header) if _KEY.match(line)]
    fields: dict[str, Value] = {}
    if not starts:
        return _refuse(error, first, findings)
    for start, end in zip(starts, [*starts[1:], len(header)], strict=True):
        fields |= read_field("\n".join(header[start:end]), first + start, findings)
    return fields


def _refuse(error: UnreadableError, first: int, findings: Findings) -> Mapping[str, Value]:
    findings.append(
        (
            first + error.line,
            Finding(
                message=f"the front matter cannot be read: {error.reason}; it was left out",
                level=Level.ERROR,
            ),
        )
    )
    return {}
