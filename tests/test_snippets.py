"""Snippets are read: from files, from blocks of code in any text, with their heads, marks and imports."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.readers.fences import EMBED, take_fences
from podium.readers.snippet_heads import read_head
from podium.readers.snippet_imports import follow_imports
from podium.readers.snippets import Code, read_snippets
from podium.resolvers.references import find_references
from podium.structure.snippets import Language

LINES = st.sampled_from(
    [
        "```js {.run}",
        '~~~ {.py .run name="x y" at=2}',
        "````md",
        "````",
        "```",
        "~~~",
        "    ```python {.run name=z}",
        "    ```",
        "> ```js {.run}",
        "> ```",
        "```ruby {.run}",
        "console.log(1)",
        "    print(1)",
        "> text",
        "<!--",
        "-->",
        "<pre>",
        "",
        "text [[[x]]]",
    ]
)
TEXTS = st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=60)


@given(TEXTS)
def test_a_text_keeps_its_lines(text: str) -> None:
    taken, fences, _ = take_fences(text, "docs/a.md")
    assert taken.count("\n") == text.count("\n")
    embeds = [reference for reference, _ in find_references(taken) if reference.name == EMBED]
    assert len(embeds) <= len(fences)
    for fence in fences:
        assert fence.code.line > 1
        assert re.fullmatch(r"[\w-]+", fence.name)
    assert take_fences(taken, "docs/a.md")[1] == ()


def test_a_block_is_what_stands_between_its_fences() -> None:
    text = '# A\n\n- item\n\n    ```js {.run name="Two Words" at=1}\n    if (a) {\n      b()\n    }\n    ```\n\nend\n'
    taken, [fence], problems = take_fences(text, "docs/a/b.md", 5)
    assert (fence.name, fence.language, fence.code.line) == ("two-words", Language.JAVASCRIPT, 10)
    assert fence.code.text == "if (a) {\n  b()\n}\n"
    assert taken.split("\n")[4] == f'    [[[{EMBED} name=two-words lang=js at="1"]]]'
    assert not problems


def test_a_quoted_block_loses_its_quotes() -> None:
    _, [fence], _ = take_fences("> ```py {.run}\n> print(1)\n>\n> print(2)\n> ```\n", "docs/a/b.md")
    assert (fence.name, fence.code.text) == ("a-b-1", "print(1)\n\nprint(2)\n")


@pytest.mark.parametrize(
    "text",
    [
        "````\n```js {.run}\nshown\n```\n````\n",
        "<!--\n```js {.run}\nhidden\n```\n-->\n",
        "```js {.running}\nshown\n```\n",
        "```js\n{.run}\n```\n",
        "`js {.run}`\n",
        "```js {.run}\nnever closed\n",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert take_fences(text, "docs/a.md") == (text, (), ())


@given(st.text(alphabet="/# \nabsetuplimexc:0123", max_size=80))
def test_a_head_is_read_whatever_it_is(text: str) -> None:
    head, findings = read_head(text)
    count = text.count("\n") + 1
    assert all(1 <= line <= count for line in head.hidden)
    assert all(0 <= line < count for line, _ in findings)
    assert 0 < head.limit <= 30


def test_a_head_and_a_set_up_are_hidden() -> None:
    head, _ = read_head(
        "# title: An account\n# limit: 500ms\n\n# setup\nimport x\n# end setup\n\nprint(x)  # expect: error\n"
    )
    assert (head.title, head.limit, head.fails) == ("An account", 0.5, False)
    assert head.hidden == {1, 2, 3, 4, 5, 6, 7}


def test_a_comment_that_is_no_head_is_shown() -> None:
    head, findings = read_head("// An account: it is the sum of what happened.\nconsole.log(1)\n")
    assert head.hidden == frozenset()
    assert not findings


def test_imports_are_followed_once_and_round_circles() -> None:
    texts = {
        "a/main.js": "import { b } from './b.js'\nexport * from '../c.mjs'\nconst d = await import('./d.json')\n",
        "a/b.js": "import './main.js'",
        "c.mjs": "",
        "a/d.json": "{}",
    }
    names, findings = follow_imports("a/main.js", texts)
    assert names == ["a/main.js", "a/b.js", "c.mjs", "a/d.json"]
    assert findings == []


def test_a_folder_is_a_snippet_by_its_main_file() -> None:
    texts = {
        "cart/main.py": "from .events import Added",
        "cart/events.py": "",
        "cart/main.js": "import './events.js'",
        "cart/events.js": "",
        "lib/tools.js": "",
        "One Two.mjs": "",
        "pair/pair.js": "",
        "deep/er/main.js": "",
    }
    snippets, problems = read_snippets({name: Code(path=f"snippets/{name}", text=text) for name, text in texts.items()})
    assert not problems
    assert [(each.key, [file.name for file in each.files]) for each in snippets] == [
        ("cart.js", ["cart/main.js", "cart/events.js"]),
        ("cart.py", ["cart/main.py", "cart/events.py"]),
        ("one-two.js", ["One Two.mjs"]),
        ("pair.js", ["pair/pair.js"]),
    ]
