"""Deck files: what they show, what their talks make of it, and what is said."""

from __future__ import annotations

from typing import Any

import pytest

from goldens import Case, built, cases, deck_facts, files_of, name_of, sentences, settings_of


def read(case: Case) -> tuple[list[dict[str, Any]], list[str]]:
    site = built(files_of(case), assets=case.get("assets", ()), **settings_of(case))
    return [deck_facts(deck) for deck in site.catalogue.decks], sentences(site.problems)


@pytest.mark.parametrize("case", cases("decks"), ids=name_of)
def test_case(case: Case) -> None:
    decks, says = read(case)
    assert decks == case.get("decks", [])
    assert says == case.get("says", [])
