"""The engine's shape: who imports whom, who speaks, what is frozen, how long things are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import architecture
from architecture import Module, read_modules
from sites import ROOT

LONG: dict[str, str] = {
    "readers/fields.py": "a table: each field has its names, its meaning and its example",
    "readers/talks.py:read_talk": "one line for each field of a talk",
}
"""Functions (`readers/fields.py:read`) and modules (`readers/fields.py`) that are long, and why."""

Rule = Callable[[list[Module]], list[str]]
too_long = partial(architecture.too_long, reasons={})

BREACHES: dict[str, tuple[Rule, str, str, str]] = {
    "host in a reader": (
        architecture.hosts_outside_the_adapter,
        "readers/a.py",
        "def f():\n    from mkdocs.config import load_config\n",
        "readers/a.py:2: imports mkdocs.config.load_config",
    ),
    "theme in the command": (
        architecture.hosts_outside_the_adapter,
        "cli/a.py",
        "import material.plugins\n",
        "cli/a.py:1: imports material.plugins",
    ),
    "structure knows readers": (
        architecture.imports_against_the_order,
        "structure/a.py",
        "from podium.readers import fields\n",
        "structure/a.py:1: structure imports readers",
    ),
    "a relative import outwards": (
        architecture.imports_against_the_order,
        "dates/a.py",
        "from ..structure.talks import Talk\n",
        "dates/a.py:1: dates imports structure",
    ),
    "a tool knows dates": (
        architecture.imports_against_the_order,
        "text.py",
        "from podium.dates import Moment\n",
        "text.py:1: text imports dates",
    ),
    "a part without a layer": (
        architecture.imports_against_the_order,
        "helpers/a.py",
        "",
        "helpers/a.py: helpers has no layer",
    ),
    "a circle": (
        architecture.circles,
        "readers/a.py",
        "from podium.readers import a2, b\n",
        "podium.readers.a imports podium.readers.b imports podium.readers.a",
    ),
    "print in a reader": (
        architecture.speech_outside_the_reporters,
        "readers/a.py",
        "print(1)\n",
        "readers/a.py:1: print()",
    ),
    "logging in the pipeline": (
        architecture.speech_outside_the_reporters,
        "pipeline.py",
        "from logging import getLogger\n",
        "pipeline.py:1: imports logging.getLogger",
    ),
    "network in a provider": (
        architecture.network,
        "resolvers/a.py",
        "from urllib.request import urlopen\n",
        "resolvers/a.py:1: imports urllib.request.urlopen",
    ),
    "thawed data": (
        architecture.loose_dataclasses,
        "structure/a.py",
        "import dataclasses\n@dataclasses.dataclass(slots=True, kw_only=True)\nclass A:\n    '''A.'''\n",
        "structure/a.py:3: A lacks frozen=True",
    ),
    "a bare dataclass": (
        architecture.loose_dataclasses,
        "readers/a.py",
        "@dataclass\nclass A: ...\n",
        "readers/a.py:2: A lacks frozen=True",
    ),
    "a field without a sentence": (
        architecture.loose_dataclasses,
        "structure/a.py",
        "@dataclass(frozen=True, slots=True, kw_only=True)\nclass A:\n    x: int\n    y: int\n    '''Y.'''\n",
        "structure/a.py:3: A.x has no sentence below it",
    ),
    "a long function": (
        too_long,
        "readers/a.py",
        "def f():\n" + "    x = 1\n" * 40,
        "readers/a.py:f: 41 lines",
    ),
    "a long module": (too_long, "readers/a.py", "x = 1\n" * 301, "readers/a.py: 301 lines"),
}
RULES: dict[str, Rule] = {
    "only the adapter knows the host": architecture.hosts_outside_the_adapter,
    "imports point one way": architecture.imports_against_the_order,
    "no circles": architecture.circles,
    "stages are silent": architecture.speech_outside_the_reporters,
    "a build asks nobody": architecture.network,
    "data are frozen": architecture.loose_dataclasses,
    "nothing is long without a reason": partial(architecture.too_long, reasons=LONG),
}


@pytest.mark.parametrize("name", RULES)
def test_the_engine_keeps_the_rule(name: str) -> None:
    assert RULES[name](read_modules(ROOT / "hooks" / "podium")) == []


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_is_found(name: str, tmp_path: Path) -> None:
    rule, path, source, breach = BREACHES[name]
    sources = {"readers/b.py": "from podium.readers.a import x\n", path: source}
    for each, text in sources.items():
        (tmp_path / each).parent.mkdir(exist_ok=True)
        (tmp_path / each).write_text(text, encoding="utf-8")
    assert breach in rule(read_modules(tmp_path))


def test_every_rule_has_a_breach() -> None:
    proved = {getattr(rule, "func", rule) for rule, *_ in BREACHES.values()}
    assert proved == {getattr(rule, "func", rule) for rule in RULES.values()}


def test_a_reason_without_need_is_found() -> None:
    assert architecture.too_long([], {"text.py": "it was long"}) == ["text.py: has a reason to be long and is not"]


def test_the_hook_file_only_exports() -> None:
    source = (ROOT / "hooks" / "main.py").read_text(encoding="utf-8")
    assert architecture.more_than_exports(source) == []


@pytest.mark.parametrize(
    "line",
    ["import podium", "from mkdocs import plugins", "x = 1", "def on_config(config): ...", "'''Late.'''"],
)
def test_more_than_exports_is_found(line: str) -> None:
    good = '"""Doc."""\nfrom podium.mkdocs import on_config\n__all__ = ["on_config"]\n'
    assert architecture.more_than_exports(good) == []
    assert len(architecture.more_than_exports(good + line)) == 1
