"""The colour of a site, from its palette and from its writer's style sheets, in decks and on images."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from podium.readers.stylesheets import site_colour
from podium.runners.cards import as_hex
from sites import Built

DECK = {"talks/slides.md": "---\ntype: deck\ntitle: Slides\n---\n# One\n"}


@pytest.mark.parametrize(
    ("palette", "css", "accent"),
    [
        ({"primary": "custom"}, ":root > * {\n  --md-primary-fg-color: #EE0F0F;\n}", "#EE0F0F"),
        ({"primary": "custom"}, '[data-md-color-primary="custom"]{--md-primary-fg-color:teal}', "teal"),
        ({"scheme": "brand"}, '[data-md-color-scheme="brand"] { --md-primary-fg-color: rgb(1 2 3); }', "rgb(1 2 3)"),
        ({"scheme": "brand", "primary": "red"}, "[data-md-color-scheme=brand]{--md-primary-fg-color: #abc}", "#abc"),
        # Material's own rule is for the body, and stronger than one for the document.
        ({"primary": "red"}, ":root { --md-primary-fg-color: #123456 }", "#ef5552"),
        ({"primary": "deep purple"}, "", "#7e56c2"),
        (
            [{"scheme": "default", "primary": "custom"}, {"scheme": "slate", "primary": "custom"}],
            (
                "[data-md-color-scheme=default]{--md-primary-fg-color:#111111}"
                "@media screen{[data-md-color-scheme=slate]{--md-primary-fg-color:#eeeeee}}"
            ),
            "#111111",
        ),
        (
            {"primary": "custom"},
            (
                ":root{--brand: #0b6e44;/* --md-primary-fg-color: #000; */}"
                ":root>*{--md-primary-fg-color: var(--brand, #fff) !important}"
            ),
            "#0b6e44",
        ),
        ({"primary": "custom"}, ":root { --md-typeset-a-color: hsl(120, 50%, 25%) }", "hsl(120, 50%, 25%)"),
        ({"primary": "custom"}, ":root { --md-primary-fg-color: url(x) }", "#4051b5"),
    ],
)
def test_a_deck_has_the_colour_of_the_site(site: Callable[..., Built], palette: object, css: str, accent: str) -> None:
    built = site({**DECK, "docs/own.css": css}, config={"theme": {"palette": palette}, "extra_css": ["own.css"]})
    assert re.findall(r'data-accent="([^"]*)"', built.page("decks/slides/")) == [accent]


@pytest.mark.parametrize(
    ("colour", "drawn"),
    [
        ("#4051B5", "#4051b5"),
        ("#abc", "#aabbcc"),
        ("#11223380", "#112233"),
        ("rgb(1 2 3 / 50%)", "#010203"),
        ("rgba(1, 2, 3, 0.5)", "#010203"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("rebeccapurple", "#663399"),
        ("oklch(0.5 0.1 20)", ""),
        ("inherit", ""),
    ],
)
def test_a_colour_is_drawn_in_the_form_that_its_writer_chose(colour: str, drawn: str) -> None:
    assert as_hex(colour) == drawn


def test_variables_that_lead_nowhere_and_in_circles_give_no_colour() -> None:
    css = ":root{--a: var(--b); --b: var(--a); --md-primary-fg-color: var(--a)}"
    assert site_colour([css], "default", "custom", custom=True) == ""
    assert site_colour([css.replace("var(--a)}", "var(--c)}")], "default", "custom", custom=True) == ""
