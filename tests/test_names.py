"""Names that are paths, with a part of the page behind them, as links of a page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldens import built, examples
from podium.resolvers.names import resolve_names
from sites import Built

TALK = "---\ntitle: Bees\n---\n## Before the Swarm\n\nWords.\n"
LINKS = {
    "[[bees.md]]": "../talks/bees/",
    "[[bees#before-the-swarm]]": "../talks/bees/#before-the-swarm",
    "[[bees.md#before-the-swarm|text]]": "../talks/bees/#before-the-swarm",
    "[[bees#Before the Swarm]]": "../talks/bees/#before-the-swarm",
    "[[talks/bees]]": "../talks/bees/",
    "[[/talks/bees/]]": "../talks/bees/",
    "[[../talks/bees.md]]": "../talks/bees/",
    "[[b/wasps]]": "../talks/wasps-2/",
    "[[https://talks.example/talks/bees/#x]]": "../talks/bees/#x",
    "[[#l]]": "#l",
}


def test_paths_and_places_are_links(site: Callable[..., Built]) -> None:
    wasps = {f"talks/{folder}/wasps.md": f"---\ntitle: W {folder}\n---\n" for folder in "ab"}
    built = site({"talks/bees.md": TALK, **wasps, "docs/list.md": "# L\n\n" + "\n\n".join(LINKS)})
    article = built.page("list/").partition("<article")[2].partition("</article>")[0]
    found = re.findall(r'<p><a href="([^"]*)">', article)
    assert found == list(LINKS.values())
    assert not [problem for problem in built.problems if "list.md" in problem]


@pytest.mark.parametrize(
    "name", ["a: b", "C++", "#", "/", "..", "x#", "//x", "%2e%2e/x", "docs", "docs/", ".md", "#x/y"]
)
def test_an_odd_name_reaches_nothing(name: str) -> None:
    catalogue = built({"talks/bees.md": TALK.encode()}).catalogue
    assert resolve_names(catalogue, ()).reach(name)[0] is None


@examples(200)
@given(st.text())
def test_any_name_is_reached_or_not(name: str) -> None:
    names = resolve_names(built({"talks/bees.md": TALK.encode()}).catalogue, ())
    names.reach(name)
    names.nearest(name)
