"""Formulas bring MathML into a page and nothing else, whatever was typed and whichever library made it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from podium.renderers.mathml import clean_mathml
from podium.renderers.maths import render_maths

OTHERS = ("script", "img", "b", "y", "a", "svg", "iframe", "style", "annotation-xml", "semantics", "maction")
PARTS = st.sampled_from(
    [
        "<math>",
        "</math>",
        "<mtext>",
        "</mtext>",
        "<mrow>",
        "</mi>",
        "<mi/>",
        "<mspace>",
        '<mo href="javascript:x">',
        "x<y",
        "&lt;",
    ]
    + [f"<{name}>" for name in OTHERS]
    + [f'<mi {name}="x">' for name in ("onclick", "style", "id", "class", "src", "xlink:href")]
)


def shown(latex: str) -> BeautifulSoup:
    soup = BeautifulSoup('<span class="arithmatex"></span>', "html.parser")
    soup.span.string = f"\\({latex}\\)"  # type: ignore[union-attr]
    render_maths(soup)
    return soup


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\text{if x<y and y>z}", "if x<y and y>z"),
        (r"\text{<img src=x onerror=y>}", "<img src=x onerror=y>"),
        (r"\mbox{a <mi>b</mi> & c}", "a <mi>b</mi> & c"),
        (r"x<y", "x<y"),
        (r"\tag{<b>}", "(<b>)"),
    ],
)
def test_text_of_a_formula_stays_text(latex: str, text: str) -> None:
    assert shown(latex).get_text().replace("\xa0", " ") == text


@pytest.mark.parametrize(
    "latex", [r"\href{javascript:alert(1)}{x}", r"\href{data:text/html,x}{x}", r"\href{ java script:x}{x}"]
)
def test_a_formula_leads_to_the_web_alone(latex: str) -> None:
    soup = shown(latex)
    assert soup.get_text() == "x"
    assert not soup.select("[href]")


def test_a_link_of_a_formula_stays() -> None:
    assert [each["href"] for each in shown(r"\href{https://bees.example.org/?a=1}{x}").select("[href]")] == [
        "https://bees.example.org/?a=1"
    ]


@given(st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=20).map("".join))
def test_only_mathml_gets_in(made: str) -> None:
    safe, _ = clean_mathml(f"<math>{made}")
    root = ET.fromstring(safe)  # noqa: S314 - it is our own
    for element in root.iter():
        assert element.tag not in OTHERS
        assert not element.attrib.keys() - {"href"}
        assert "javascript" not in element.attrib.get("href", "")
