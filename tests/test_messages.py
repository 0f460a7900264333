"""Every sentence that Podium can say is said in some golden case."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

import goldens
import test_cards
import test_data
import test_dates
import test_decks
import test_front_matter
import test_providers
import test_references
import test_resources
import test_slides
import test_talks
from podium.mkdocs.checking import say_old_rules
from podium.mkdocs.clearing import say_blocked, say_long, say_own, say_taken
from podium.mkdocs.config import say_no_folder, say_unhooked
from podium.mkdocs.measuring import say_overflow
from podium.mkdocs.proofreading import say_link
from podium.mkdocs.site import say_missing
from podium.problems import Finding, Problem
from podium.readers.data import read_data
from podium.renderers.cards import say_no_font, say_unknown_signs
from podium.renderers.policy import Allowed, find_handlers, missing_hosts, say_foreign
from podium.renderers.unlaid import say_alone, say_template, say_unlaid
from podium.resolvers.posters import read_pdf_facts, say_damaged_picture
from podium.resolvers.runs import say_drift, say_never_run, say_no_python, say_not_compared, say_stale
from podium.runners.mending import say_damaged
from sites import ROOT

PACKAGE = ROOT / "hooks" / "podium"
MADE = {"Finding", "Problem"}
Place = tuple[str, int]


def places() -> dict[Place, int]:
    """Each place that makes a finding or a problem, as file and line, and the line at which the call ends."""
    return {
        (path.relative_to(PACKAGE).as_posix(), node.lineno): node.end_lineno or node.lineno
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name != "problems.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MADE
    }


PLACES = places()


def stages() -> Iterator[Callable[[], object]]:
    """What runs every golden case of every stage."""
    for case in goldens.cases("front_matter"):
        yield lambda case=case: test_front_matter.read(case)
    for case in goldens.cases("talks"):
        yield lambda case=case: test_talks.read(case)
    for case in goldens.cases("decks"):
        yield lambda case=case: test_decks.read(case)
    for case in goldens.cases("slides"):
        yield lambda case=case: test_slides.read(case)
    for case in (case for stage in ("references", "sources", "snippets") for case in goldens.cases(stage)):
        yield lambda case=case: test_references.check_case(case)
    for module in (test_dates, test_resources, test_providers):
        yield from tabled(module)
    # What a PDF can only turn into after it was found to be a file that can be read.
    yield lambda: read_pdf_facts(Path("gone.pdf"), Path())
    yield lambda: _read_forbidden(Path(__file__))
    # What only a font can tell: `test_cards.py` has both.
    yield lambda: say_no_font("gone.ttf")
    yield lambda: say_unknown_signs(test_cards.talk(title="日本語"))
    # What only `podium import` meets: `test_data.py` has all.
    for data in test_data.WRONG.values():
        yield lambda data=data: read_data(data)
    for case in goldens.cases("data"):
        yield lambda case=case: test_data.read_case(case)
    # What only a browser, a machine without a network, and one that is old can tell.
    yield lambda: say_overflow(3, 40)
    yield lambda: say_missing("no network")
    yield lambda: say_old_rules("2025b")
    yield lambda: find_handlers('<b onclick="a()">x</b>')
    yield lambda: say_foreign("var a = 1")
    yield lambda: missing_hosts('<script src="https://giscus.app/x.js"></script>', Allowed(), "")
    yield lambda: missing_hosts('<script src="https://other.example/x.js"></script>', Allowed(), "")
    yield lambda: missing_hosts('<script src="https://a.example/x.js"></script>', Allowed(scripts=("//a.example",)), "")
    yield lambda: say_foreign("p { color: red }", 2, sheet=True)
    for say in (say_never_run, say_no_python, say_not_compared, say_stale):
        yield lambda say=say: say("Deno is not installed")
    yield from failures()
    # What takes two runs: `test_running.py` has them.
    yield lambda: say_drift("- 1\n+ 2")


def failures() -> Iterator[Callable[[], object]]:
    """The sentences for what only a whole build can meet: `test_guarding.py` has all."""
    for say in (say_unlaid, say_alone, partial(say_template, "x.html")):
        yield partial(say, RecursionError())
    yield say_unhooked
    yield lambda: say_no_folder("nothere")
    yield from (say_damaged, say_damaged_picture)
    yield partial(say_blocked, "a", "docs/a.md")
    yield from (partial(say, "a") for say in (say_long, say_taken, say_own))
    yield partial(say_link, "contains a link 'x.png', but it is not there")


def _read_forbidden(file: Path) -> None:
    with test_references.forbidden([file.name]):
        read_pdf_facts(file, Path())


def run_all() -> None:
    """Runs every golden case as if for the first time; that one fails is for its own test to say."""
    goldens.forget()
    for run in stages():
        with suppress(AssertionError):
            run()


def tabled(module: Any) -> Iterator[Callable[[], object]]:  # noqa: ANN401 (modules have no type of their own)
    """The tests of a module that take one golden case each."""
    for test in vars(module).values():
        marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
        if inspect.isfunction(test) and len(marks) == 1 and marks[0].args[0] == "case":
            for case in marks[0].args[1]:
                yield lambda test=test, case=case: test(case.values[0] if isinstance(case, ParameterSet) else case)


@cache
def reached() -> tuple[tuple[Place, Finding | Problem], ...]:
    """What the golden cases say, and where it is made."""
    found: list[tuple[Place, Finding | Problem]] = []
    with pytest.MonkeyPatch.context() as patch:
        for made in (Finding, Problem):
            patch.setattr(made, "__init__", _noting(made.__init__, found))
        run_all()
    return tuple(found)


def _noting(init: Callable[..., None], found: list[tuple[Place, Finding | Problem]]) -> Callable[..., None]:
    def noting(self: Finding | Problem, **options: object) -> None:
        init(self, **options)
        frame = sys._getframe(1)  # noqa: SLF001 (the one way to learn who calls)
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(PACKAGE):
            found.append(((file.relative_to(PACKAGE).as_posix(), frame.f_lineno), self))

    return noting


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[0]}:{place[1]}")
def test_a_sentence_has_a_golden_case(place: Place) -> None:
    file, first = place
    assert any(name == file and first <= line <= PLACES[place] for (name, line), _ in reached())


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[0]}:{place[1]}")
def test_a_sentence_stands_where_it_is_said(place: Place) -> None:
    """A message is a text, not a name: what can be said can be read where it is said."""
    tree = ast.parse((PACKAGE / place[0]).read_text(encoding="utf-8"))
    call = next(
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.lineno == place[1] and _makes(node)
    )
    message = next(word.value for word in call.keywords if word.arg == "message")
    assert isinstance(message, ast.Constant | ast.JoinedStr)


def _makes(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in MADE


def test_every_sentence_has_the_same_form() -> None:
    for finding in (made for _, made in reached() if isinstance(made, Finding)):
        assert finding.message.isprintable(), finding
        assert not finding.message.endswith((".", " ")), finding
        assert finding.hint == "" or finding.hint.endswith((".", "?")), finding
        assert finding.hint == finding.hint.strip(), finding
