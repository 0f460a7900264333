"""Front matter in any state: what is read of it, what is left as the body, and what is said."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goldens import Case, cases, data_of, name_of, plain, sentences
from podium.readers.front_matter import FrontMatter, read_front_matter
from work import calls

PATH = "talks/talk.md"


def read(case: Case) -> tuple[FrontMatter, list[str]]:
    matter, problems = read_front_matter(data_of(case), PATH)
    return matter, sentences(problems)


@pytest.mark.parametrize("case", cases("front_matter"), ids=name_of)
def test_case(case: Case) -> None:
    matter, says = read(case)
    assert {name: plain(value) for name, value in matter.fields.items()} == case.get("reads", {})
    assert says == case.get("says", [])
    if "body" in case:
        assert matter.body == case["body"]


def test_every_value_knows_its_line() -> None:
    matter, _ = read_front_matter(b"\xef\xbb\xbf---\r\na: 1\r\n\r\n# x\r\nb:\r\n  - c\r\n  - d: e\r\n---\r\nf", PATH)
    assert {name: value.line for name, value in matter.fields.items()} == {"a": 2, "b": 5}
    items = matter.fields["b"].data
    assert isinstance(items, tuple)
    assert [item.line for item in items] == [6, 7]
    assert (matter.body, matter.body_line) == ("f", 9)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "x: " + "[" * 30000,
        "x: " + "{a: " * 10000,
        "x:\n" + "".join(" " * n + "-\n" for n in range(300)),
        "- " * 30000,
        "? " * 30000,
        "x: " + "!" * 30000,
        "x: " + "&a " * 20000,
        "\t" * 60000,
        "x: '" * 15000,
        ": " * 30000,
    ],
    ids=lambda text: text[:12],
)
def test_no_bomb_makes_much_work(text: str) -> None:
    raw = f"---\ntitle: T\n{text}\n---\n".encode()
    assert read_front_matter(raw, PATH)[1]
    assert calls(lambda: read_front_matter(raw, PATH)) < 2_000


LINES = st.sampled_from(
    [
        "---",
        "+++",
        "...",
        "title: T",
        "a: b: c",
        "a: 'b' c'",
        "- x",
        "  - y",
        "\tz: 1",
        "a: [",
        "b: &a *a",
        "? x",
        "<<: *a",
        "a = 1",
        "[a]",
        "x: |",
        "  y",
        "",
        "# c",
        "é: !!set {a}",
        "a: {",
        "'",
        '"',
        "%YAML 1.1",
        "@",
        "`",
        "\x00",
        "\x85",
        "\u2028",
        "a: !x y",
    ]
)


@given(st.one_of(st.text(), st.lists(LINES, max_size=12).map("\n".join), st.lists(LINES).map("\r".join)))
@example("---\n\x85: a\n---\n")
def test_any_text_is_split(text: str) -> None:
    matter, problems = read_front_matter(text.encode("utf-8", "surrogatepass"), PATH)
    lines = text.count("\n") + text.count("\r") + 1
    assert 1 <= matter.body_line <= lines + 1
    assert all(1 <= (problem.line or 0) <= lines for problem in problems)
    assert all(str(problem).isprintable() or "\N{REPLACEMENT CHARACTER}" in str(problem) for problem in problems)


@given(st.binary())
@example(b"\xff\xfe")
@example(b"\xfe\xff\xd8")
@example(b"---\n\xff: \xfe\n---")
def test_any_bytes_are_split(data: bytes) -> None:
    matter, _ = read_front_matter(data, PATH)
    assert matter.body_line >= 1
