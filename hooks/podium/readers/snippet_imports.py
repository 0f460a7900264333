"""Follows the relative imports of JavaScript snippets from file to file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from podium.problems import Finding, Level
from podium.text import did_you_mean, quoted

_FROM = re.compile(
    r"(?P<before>\bfrom\s*|\bimport\s*\(?\s*)(?P<mark>[\"'])(?P<specifier>\.{1,2}/[^\"'\n]+)(?P=mark)"
    r"|^\s*(?:import|export)\b[^\"'\n;]*(?P<quote>[\"'])(?P<outside>[^\"'\n.][^\"'\n]*)(?P=quote)\s*;?\s*$",
    re.MULTILINE,
)
Findings = list[tuple[str, int, Finding]]
"""What is wrong: the file, its line from 0, and the sentence."""


def follow_imports(entry: str, texts: Mapping[str, str]) -> tuple[list[str], Findings]:
    """The files that a module needs, itself first, and imports that lead nowhere."""
    names = [entry]
    findings: Findings = []
    for name in names:
        for specifier, line in _specifiers(texts[name]):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), specifier))
            finding = _refuse(specifier, target, texts)
            if finding:
                findings.append((name, line, finding))
            elif target not in names:
                names.append(target)
    return names, findings


def _specifiers(text: str) -> Iterator[tuple[str, int]]:
    for found in _FROM.finditer(text):
        yield (
            found["specifier"] or found["outside"],
            text.count("\n", 0, found.start("specifier" if found["specifier"] else "outside")),
        )


def _refuse(specifier: str, target: str, texts: Mapping[str, str]) -> Finding | None:
    """What is wrong with an import."""
    if not specifier.startswith("."):
        return Finding(
            message=f"the snippet imports {quoted(specifier)}, and it can reach no file but its own; it will fail",
            hint="Import files of the snippets folder, by './name.js'.",
            level=Level.ERROR,
        )
    if target.startswith("../"):
        return Finding(
            message=f"the import {quoted(specifier)} leads out of the snippets folder; it will fail",
            hint="Put the file into the folder.",
            level=Level.ERROR,
        )
    if target not in texts:
        return Finding(
            message=f"the snippet imports {quoted(specifier)}, and there is no such file; it will fail",
            hint=did_you_mean(posixpath.basename(target), map(posixpath.basename, texts)),
            level=Level.ERROR,
        )
    return None
