from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from podium.readers.markdown_lines import masked
from podium.readers.markdown_text import plain

CASES = Path(__file__).parent / "cases" / "resources" / "masked.yml"
BITS = st.sampled_from(
    [
        "`",
        "``",
        "```",
        "~~~",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "<div>",
        "</div>",
        "- ",
        "a",
    ]
)
TEXTS = st.lists(BITS | st.text(max_size=2), max_size=40).map("".join)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["name"])
        for case in yaml.load(CASES.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts
    ],
)
def test_masked(case: dict[str, str]) -> None:
    assert masked(case["text"], html="html" in case) == case["masked"].replace(".", " ")


@settings(max_examples=400)
@given(TEXTS, st.booleans())
def test_every_place_stays(text: str, html: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    shown = masked(text, html=html)
    assert len(shown) == len(text)
    assert all(one in (other, " ") for one, other in zip(shown, text, strict=True))
    assert all(one == other for one, other in zip(shown, text, strict=True) if other.isspace())


@pytest.mark.parametrize(
    "bit",
    [
        "`",
        "` ",
        "`` ` ```\n",
        "<!--",
        "<pre>",
        "<div>\n",
        "```x\n",
        "~~~\n",
        "    a\n\n",
        "> > ",
        "\\`",
        "</pre   ",
    ],
)
def test_time_is_linear(bit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        masked(bit * times, html=True)
        return time.process_time() - start

    small, large = (min(seconds(times) for _ in range(3)) for times in (2_000, 20_000))
    assert large < 30 * small + 0.02


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("a  b\nc", "a b c"),
        ("**a** *b* _c_ __d__ ***e*** ==f==", "a b c d e f"),
        ("*a _b_ **c***", "a b c"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("`a_b_ *c*` ``d ` e``", "a_b_ *c* d ` e"),
        (r"\*a\* \[b\]", "*a* [b]"),
        ('[a](https://x.example/a_b_(c) "d") ![e](f.png) [g][h] [i]', "a e g [i]"),
        ("&amp; &lt;b&gt; `&amp;`", "& <b> &amp;"),
        ("<https://x.example/a_b_c> <b>", "https://x.example/a_b_c <b>"),
        ("*a", "*a"),
        ("", ""),
    ],
)
def test_plain(markdown: str, words: str) -> None:
    assert plain(markdown) == words


@given(TEXTS | st.text("*_`[]()<>&=\\ a", max_size=60))
@example("*" * 3000)
@example("*_" * 2000 + "a" + "_*" * 2000)
def test_plain_takes_any_text(text: str) -> None:
    assert "\n" not in plain(text)
