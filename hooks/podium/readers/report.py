"""Collects what is wrong with one file while it is read."""

from __future__ import annotations

from podium.problems import Finding, Problem
from podium.readers.matching import Given


class Report:
    """The problems of one file, in the order they are met, and the lines of what later stages may find fault with."""

    def __init__(self, path: str) -> None:
        """Takes the file's path, relative to the project."""
        self.path = path
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}

    def add(self, finding: Finding | None, line: int | None, field: str | None = None) -> None:
        """Notes a finding, if there is one, at its place."""
        if finding:
            self.problems.append(finding.at(self.path, line, field))

    def say(self, given: Given, *findings: Finding | None) -> None:
        """Notes what is wrong with a field."""
        for finding in findings:
            self.add(finding, given.value.line, given.name)
