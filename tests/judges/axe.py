"""axe-core: the accessibility of a page as the browser shows it."""

from __future__ import annotations

from playwright.sync_api import Page

from browsers import rest
from judges.tools import module

_OPTIONS = "{ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }"
"""The size of targets (WCAG 2.2, 2.5.8) is judged only for those who ask."""


def violations(page: Page, scope: str = "html") -> list[str]:
    """What axe-core, with all its rules for WCAG and good practice, finds in the open page or a part of it.

    One line for each element: `color-contrast (serious): .md-copyright: Element has insufficient …`.
    """
    page.evaluate(module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    rest(page)  # what fades in has half its contrast half way
    found = page.evaluate(f"scope => axe.run(scope, {_OPTIONS}).then(result => result.violations)", scope)
    return [
        f"{rule['id']} ({rule['impact']}): {_selector(node['target'])}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def _selector(target: list[str | list[str]]) -> str:
    return " ".join(part if isinstance(part, str) else " >> ".join(part) for part in target)
