from __future__ import annotations

import re
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
SEED = (CASES / "seed.md").read_text(encoding="utf-8").rstrip()


def cases(name: str) -> list[object]:
    entries = yaml.load((CASES / f"{name}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts
    return [pytest.param(entry, id=f"{place}-{entry.get('name', '')}") for place, entry in enumerate(entries)]


def plain(resource: Resource, wanted: dict[str, str]) -> dict[str, str]:
    """What a case says of a resource: all it has, but address and kind only where the case asks for them."""
    facts = {
        "title": resource.title,
        "by": resource.by,
        "date": resource.date.iso if resource.date else "",
        "note": resource.note,
    }
    facts = {name: fact for name, fact in facts.items() if fact}
    return facts | {name: getattr(resource, name) for name in ("url", "kind", "archived") if name in wanted}


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


@pytest.mark.parametrize("case", cases("body"))
def test_body(case: dict[str, object]) -> None:
    body = str(case["body"])
    lists, findings = read_resources(body)
    assert [shown(found) for found in lists] == [wanted(entry) for entry in case["lists"]]  # type: ignore[attr-defined]
    assert {str(line): finding.message for line, finding in findings} == case.get("says", {})
    rows = body.split("\n")
    for found in lists:
        for resource in found.resources:
            assert resource.line
            assert found.first is None or found.first < resource.line - 1 < (found.last or 0)
            assert resource.title in rows[resource.line - 1].replace("**", "")


def shown(found: ResourceList) -> tuple[object, ...]:
    return (
        found.title,
        found.first,
        found.last,
        found.level,
        [resource.title for resource in found.resources],
    )


def wanted(entry: dict[str, object]) -> tuple[object, ...]:
    first, last = map(int, entry["lines"]) if "lines" in entry else (None, None)  # type: ignore[call-overload]
    assert ("lines" in entry) != ("stays" in entry)
    level = int(str(entry["level"])) if "level" in entry else None
    return (entry["title"], first, last, level, entry["resources"])


@pytest.mark.parametrize("case", cases("untouched"))
def test_untouched(case: dict[str, str]) -> None:
    assert read_resources(case["body"]) == ((), ())


@pytest.mark.parametrize("case", cases("field"))
def test_field(case: dict[str, list[dict[str, str]]]) -> None:
    found, findings = read_resource_field(case["value"], 7)
    resources = found.resources if found else ()
    wanted = case["resources"]
    assert [plain(resource, facts) for resource, facts in zip(resources, wanted, strict=True)] == wanted
    assert all(resource.line == 7 for resource in resources)
    assert (found is None) == (not wanted)
    said = [finding.at("x", 7).text for finding in findings]
    assert len(said) == len(case.get("says", []))
    assert all(part in text for part, text in zip(case.get("says", []), said, strict=True))


@pytest.mark.parametrize("value", [None, "", {}, 3, [3, None, True], {"a": None}, [{}], [{"url": None}], object()])
def test_field_takes_anything(value: object) -> None:
    found, findings = read_resource_field(value)
    assert found is None
    assert all(isinstance(finding, Finding) for finding in findings)


def test_seed() -> None:
    lists, findings = read_resources(SEED, first_line=13)
    assert not findings
    facts = [
        (found.title, one.title, one.by, one.date.iso if one.date else "", one.kind, one.line)
        for found in lists
        for one in found.resources
    ]
    es, ddd, almost = "Event Sourcing Resources", "DDD Resources", "Almost Relevant Resources"
    assert facts == [
        (es, "Polyglot Data", "Greg Young", "2014-08", "video", 20),
        (es, "Towards Modeling Processes", "@mathiasverraes", "2015-05", "article", 22),
        (es, "Practical Event Sourcing", "@mathiasverraes", "2014-03", "article", 24),
        (es, "Functional Foundation for CQRS & Event Sourcing", "", "", "article", 26),
        (ddd, "Buzzword-free Bounded Contexts", "", "2014-02", "article", 30),
        (ddd, "Object Reorientation", "", "", "video", 32),
        (almost, "The Art Of Destroying Software", "", "", "video", 36),
    ]
    rows = SEED.split("\n")
    for found in reversed(lists):
        rows[found.first : found.last] = [f"({found.title})"]
    assert "".join(rows) == f"Words.[[[es-intro-deck]]]({es})({ddd})({almost})"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (url, kind)
        for kind, urls in yaml.safe_load((CASES / "kinds.yml").read_text(encoding="utf-8")).items()
        for url in urls
    ],
)
def test_kind(url: str, kind: str) -> None:
    assert kind_of(url) == kind
    assert kind in KINDS


@pytest.mark.parametrize(
    ("url", "title", "kind"),
    [
        ("bees.pdf", "Slides as PDF", "slides"),
        ("bees.pdf", "Slides (PDF)", "slides"),
        ("https://x.example/download?id=3", "The slides [PDF]", "slides"),
        ("https://x.example/2024/bees.pdf", "Folien, 2 MB", "slides"),
        ("bees.pdf", "Diapositives en PDF", "slides"),
        ("https://x.example/bees-slides.pdf", "Bees", "slides"),
        ("bees%20handout.PDF", "Bees", "slides"),
        ("bees.pdf", "Bees (PDF)", "paper"),
        ("bees.pdf", "PDF", "paper"),
        ("slides.pdf", "Bees (paper)", "paper"),
        ("deck.pdf", "Bees (video)", "video"),
        ("https://x.example/2024/06/pdf-slides", "How slides become PDF", "article"),
    ],
)
def test_a_pdf_of_slides_is_no_paper(url: str, title: str, kind: str) -> None:
    assert kind_of(url, title) == kind


def test_kind_from_the_title() -> None:
    assert kind_of("https://github.com/a/b", "Slides") == "slides"
    assert kind_of("https://x.example/a.pdf", "CQRS (2nd ed.) [slides]") == "slides"
    assert kind_of("https://github.com/a/b", "Docs") == "code"
    assert kind_named("Blog post") == "article"
    assert kind_named("thing") is None


BITS = st.sampled_from(
    [
        *(
            "- ",
            "* ",
            "1. ",
            "+ ",
            "  - ",
            "    - ",
            "## Resources",
            "Links:",
            "Agenda",
            "===",
            "---",
            "> ",
            "!!! note",
        ),
        *(
            "[A](https://x.example/a)",
            "[B][b]",
            "[b]: https://x.example/b",
            "https://x.example/c",
            "[C](javascript:x)",
        ),
        *(
            "![x](y)",
            "<https://x.example>",
            "```",
            "~~~",
            "`",
            "<!--",
            "-->",
            "<div>",
            "</div>",
            "<pre>",
            "</pre>",
        ),
        *(
            " - Ada Lovelace",
            ", 2014",
            "(",
            ")",
            "[",
            "]",
            "**",
            "_",
            "\\",
            "\t",
            "\r",
            "\u2028",
            "\0",
            "{{",
            "{:",
            "|",
        ),
    ]
)
TEXTS = st.lists(BITS | st.just("\n") | st.text(max_size=3), max_size=60).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    body = "## Resources\n\n- [A](https://x.example/a)\n" + text
    lists, findings = read_resources(body)
    rows = body.split("\n")
    last = 0
    for found in lists:
        if found.first is not None:
            assert found.last is not None
            assert last <= found.first < found.last <= len(rows)
            last = found.last
            # A list that goes shows nothing but what its resources say.
            assert "```" not in masked("\n".join(rows[found.first : found.last]))
    assert all(0 <= line < len(rows) for line, _ in findings)
    assert all(resource.url.startswith(("https://", "http://")) for found in lists for resource in found.resources)


SAID = st.lists(
    st.sampled_from(
        [
            *(
                "[T](https://x.example)",
                "https://x.example",
                "[video](https://x.example)",
                "Ada Lovelace",
                "The Great",
            ),
            *(
                "great",
                "video",
                "`code`",
                "**",
                "*",
                " - ",
                ", ",
                ": ",
                " — ",
                " (",
                ") ",
                "[",
                "] ",
                ". ",
                " by ",
                '"',
            ),
            *(" and ", "@ada", "https://y.example", "x"),
        ]
    ),
    max_size=12,
).map("".join)


@settings(max_examples=600, deadline=None)
@given(SAID)
def test_no_word_is_lost(item: str) -> None:
    lists, _ = read_resources("Links\n\n- " + item)
    for found in lists:
        if found.first is not None and found.resources:  # an address that was refused is gone, and said so
            one = found.resources[0]
            told = f"{one.title} {one.by} {one.note} {one.kind} {one.url}"
            assert all(word in told for word in re.findall(r"\w+", item) if word != "by")


@settings(max_examples=200, deadline=None)
@given(st.recursive(st.none() | TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=6))
def test_any_value(value: object) -> None:
    read_resource_field(value)


def seconds(body: str) -> float:
    def once() -> float:
        start = time.process_time()
        read_resources(body)
        return time.process_time() - start

    return min(once() for _ in range(3))


@pytest.mark.parametrize(
    "line",
    [
        "- [A](https://x.example/a) - Ada Lovelace - 2014\n",
        "- [a\n",
        "- [A](https://x.example/a) " + "(" * 20 + "\n",
        "words without an end\n",
        "`` ` ```\n",
        "- https://x.example/a *a _b [c](d\n<!--\n<div>\n```x\n<pre>\n",
        "- [A](https://x.example/a)\n    more, of, it\n",
        "\n> [\n",
    ],
)
def test_time_is_linear(line: str) -> None:
    head = "## Resources\n\n- [A](https://x.example/a)\n"
    small, large = (seconds(head + line * times) for times in (500, 4000))
    assert large < 20 * small + 0.01


def test_a_thousand_entries() -> None:
    body = "Resources\n\n" + "".join(f"- [A{n}](https://x.example/{n}) - Ada Lovelace - 2014\n" for n in range(1000))
    lists, _ = read_resources(body)
    assert len(lists[0].resources) == 1000
    assert (lists[0].first, lists[0].last) == (0, 1002)
    assert seconds(body) < 1
