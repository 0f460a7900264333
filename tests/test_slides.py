"""Decks written in Markdown: how files become slides, and what is said of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldens import Case, cases, data_of, examples, name_of, sentences
from podium.readers.decks import read_deck
from podium.readers.front_matter import read_front_matter
from podium.structure.decks import Deck
from podium.structure.slides import Look, Slide
from podium.structure.sources import Source

PATH = "talks/deck.md"


def read(case: Case) -> tuple[Deck, list[str]]:
    source = Source(path=PATH, uri=PATH, file=Path(PATH), data=data_of(case))
    matter, _ = read_front_matter(source.data, PATH)
    deck, problems = read_deck(source, matter, "deck", case.get("type", "deck"))
    return deck, sentences(problems)


def facts(deck: Deck) -> dict[str, Any]:
    """A deck as plain texts: its stacks, its look where it is not the usual one."""
    usual = Look()
    look = {
        name: str(getattr(deck.look, name))
        for name in Look.__slots__
        if getattr(deck.look, name) != getattr(usual, name)
    }
    said = {
        name: str(getattr(deck, name))
        for name in ("shows_notes", "language", "summary", "draft")
        if getattr(deck, name)
    }
    return {"slides": [_stack([_slide(slide) for slide in stack]) for stack in deck.stacks], **look, **said}


def _filled(thing: object, *names: str) -> dict[str, str]:
    return {name: str(getattr(thing, name)) for name in names if getattr(thing, name)}


def _stack(slides: list[Any]) -> Any:  # noqa: ANN401 (one slide, or several)
    return slides[0] if len(slides) == 1 else slides


def _slide(slide: Slide) -> Any:  # noqa: ANN401 (a text, or a mapping when there is more to say)
    text = "\n".join(line.rstrip() for line in slide.text.split("\n")).strip()
    more = {
        name: str(getattr(slide, name))
        for name in ("notes", "layout", "name", "image", "background")
        if getattr(slide, name)
    }
    more |= slide.attributes
    more |= {"incremental": "true"} if slide.incremental else {}
    more |= {} if slide.footer else {"footer": "false"}
    return {"text": text, **more} if more else text


@pytest.mark.parametrize("case", cases("slides"), ids=name_of)
def test_case(case: Case) -> None:
    deck, says = read(case)
    assert facts(deck) == {"slides": [], **case.get("deck", {})}
    assert says == case.get("says", [])


@pytest.mark.parametrize("case", cases("slides"), ids=name_of)
def test_a_slide_knows_its_line(case: Case) -> None:
    lines = data_of(case).decode().replace("\r\n", "\n").split("\n")
    for slide in read(case)[0].slides:
        source = slide.source.split("\n")
        meant = [line for line in source if "&lt;!--" not in line]
        assert all(line in lines[slide.line - 1 :] or not line.strip("`~> ") for line in meant)
        assert lines[slide.line - 1].strip() == source[0].strip() or "&lt;!--" in source[0]


LINES = st.sampled_from(
    [
        "---",
        "--",
        "# A",
        "- a {.fragment}",
        "  - b",
        "```js {1|2}",
        "```",
        "~~~",
        "<!-- a",
        "-->",
        "Note: n",
        "layout: quote",
        "id: x",
        ":::",
        "::: columns",
        "::: column",
        "<v-clicks>",
        "</v-clicks>",
        "::right::",
        "![bg left](x.png)",
        "$$",
        "<aside class='notes'>",
        "</aside>",
        "<script>",
        "</script>",
        "{{ x }}",
        "[x]: https://a.example",
        "",
        "***",
        "\t- c",
        "<!-- .slide: id=y class='z' -->",
        "<!-- _class: lead -->",
        "marp: true",
        "a: [",
        "<pre>",
        "\ufdd0x\ufdd1",
        "| a | b |",
    ]
)


@examples(300)
@given(st.lists(LINES, max_size=30), st.sampled_from(["deck", "slidev", "marp"]))
def test_any_lines_give_slides_or_a_problem(lines: list[str], kind: str) -> None:
    text = "---\ntype: deck\n---\n" + "\n".join(lines)
    source = Source(path=PATH, uri=PATH, file=Path(PATH), data=text.encode())
    matter, _ = read_front_matter(source.data, PATH)
    deck, problems = read_deck(source, matter, "deck", kind)
    assert deck.slides or problems
    assert all(1 <= slide.line <= text.count("\n") + 1 for slide in deck.slides)
    assert all(problem.line for problem in problems)


PARTED = "\n\n---\n\n"


@examples(100)
@given(st.lists(st.lists(st.text("abc -#*", max_size=12), min_size=1, max_size=4), min_size=1, max_size=8))
def test_a_deck_has_as_many_slides_as_it_has_parts(parts: list[list[str]]) -> None:
    written = ["\n".join(["x", *lines]) for lines in parts]
    written = [text for text in written if not {"--", "---"} & {line.rstrip() for line in text.split("\n")}]
    deck, _ = read({"text": f"---\ntype: deck\n---\n{PARTED.join(written)}"})
    assert len(deck.slides) == len(written)
