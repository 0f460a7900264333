"""What Material's search finds a talk by, and what it does not take for words of the talk."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sites import Built

TALK = """\
---
title: Streams
subtitle: An Undertitle
summary: Questions & answers, 1 < 2.
speakers: {name: Ada Byron, bio: Counts things}
tags: [history]
resources: [{title: A Good Read, url: https://reading.example/x, by: Somebody}]
occasions:
  - {event: Harbour Conf, location: Porto, date: 2016-03-18}
  - {event: Domain Days, location: Ghent, date: 2017-03-18}
---

Words of the writer.

## A part

More words.
"""


@pytest.fixture
def texts(site: Callable[..., Built]) -> dict[str, str]:
    built = site({"talks/streams.md": TALK, "talks/rivers.md": "---\ntitle: Rivers\ndate: 2016\n---\n"})
    entries = json.loads(built.page("search/search_index.json"))["docs"]
    assert 'class="podium-talk"' in built.page("talks/streams/")
    return {entry["location"]: entry["text"] for entry in entries}


@pytest.mark.parametrize(
    "words",
    [
        *("An Undertitle", "Questions &amp; answers, 1 &lt; 2.", "Ada Byron, Counts things"),
        *("Harbour Conf, Porto, Friday 18 March 2016", "Domain Days, Ghent, Saturday 18 March 2017"),
        *("A Good Read, Somebody", "Words of the writer."),
    ],
)
def test_a_talk_is_found_by_what_its_page_says(texts: dict[str, str], words: str) -> None:
    assert words in texts["talks/streams/"]


@pytest.mark.parametrize("words", ["Rivers", "Earlier", "Given in", "map of", "data-"])
def test_a_talk_is_not_found_by_what_surrounds_it(texts: dict[str, str], words: str) -> None:
    assert words not in "".join(text for place, text in texts.items() if place.startswith("talks/streams/"))


def test_a_heading_of_the_writer_is_found_by_itself(texts: dict[str, str]) -> None:
    assert texts["talks/streams/#a-part"] == "<p>More words.</p>"
