from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from podium.problems import Finding
from podium.readers.kinds import KINDS, kind_named, kind_of
from podium.readers.markdown_lines import masked
from podium.readers.resource_items import Item, read_item
from podium.readers.resources import read_resource_field, read_resources
from podium.structure.links import Resource, ResourceList

CASES = Path(__file__).parent / "cases" / "resources"


def cases(name: str) -> list[object]:
    entries = yaml.load((CASES / f"{name}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts
    return [pytest.param(entry, id=f"{place}-{entry.get('name', '')}") for place, entry in enumerate(entries)]


def plain(resource: Resource, wanted: dict[str, str]) -> dict[str, str]:
    """What a case says of a resource: everything it has, and address and kind where the case asks for them."""
    facts = {
        "title": resource.title,
        "by": resource.by,
        "date": resource.date.iso if resource.date else "",
        "note": resource.note,
    }
    facts = {name: fact for name, fact in facts.items() if fact}
    return facts | {name: getattr(resource, name) for name in ("url", "kind") if name in wanted}


@pytest.mark.parametrize("case", cases("items"))
def test_item(case: dict[str, str]) -> None:
    wanted = {name: value for name, value in case.items() if name not in ("item", "whole", "none", "says")}
    reading = read_item(Item(line=0, text=case["item"], mask=masked(case["item"])), {})
    assert (reading.finding.message if reading.finding else "").find(case.get("says", "")) >= 0
    assert bool(reading.finding) == ("says" in case)
    if "none" in case:
        assert reading.resource is None
        return
    assert reading.resource
    assert plain(reading.resource, wanted) == wanted
    assert reading.whole == (case.get("whole") != "false")
