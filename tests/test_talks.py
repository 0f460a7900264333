"""Talk files in the dialects of real sites: what is read and what is said."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldens import Case, built, cases, data_of, examples, facts, name_of, sentences, settings_of
from podium.readers.fields import FIELDS, Field, key
from podium.readers.matching import match_fields
from podium.readers.slugs import default_slug, free_slug, is_reserved, read_slug, whole_slug
from podium.readers.values import Value
from podium.structure.talks import Talk

OF_A_FILE = {"title": "T", "slug": "talk"}


def read(case: Case) -> tuple[Talk, list[str]]:
    path = case.get("path", "talks/talk.md")
    site = built({path: data_of(case)}, **settings_of(case))
    (talk,) = site.catalogue.talks
    return talk, sentences(site.problems)


def shown(case: Case, talk: Talk) -> dict[str, Any]:
    """The facts that a case lists: all of them, but title and slug only where it writes its own."""
    plain = facts(talk)
    return plain if "text" in case else {name: fact for name, fact in plain.items() if OF_A_FILE.get(name) != fact}


@pytest.mark.parametrize("case", cases("talks"), ids=name_of)
def test_case(case: Case) -> None:
    talk, says = read(case)
    assert shown(case, talk) == case.get("talk", {})
    assert says == case.get("says", [])


# Names in block and flow YAML and in TOML.
_NAME = re.compile(r"(?:^[ -]*|[{,] ?)([\w. -]+):|^([\w-]+) ?=|^\[\[?([\w-]+)\]", re.MULTILINE)
WRITTEN = {key(name) for case in cases("talks") for found in _NAME.findall(data_of(case).decode()) for name in found}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_name_of_a_field_has_a_golden_case(field: Field) -> None:
    names = {name for name in (field.name, *field.aliases) if "." not in name}
    assert {name for name in names if key(name) not in WRITTEN} == set()


@pytest.mark.parametrize("name", [name for field in FIELDS for name in (field.name, *field.aliases)])
def test_a_name_counts_in_any_spelling(name: str) -> None:
    spelled = (name, name.upper(), name.replace("_", "-"), name.replace("_", " ").title(), name.replace("_", ""))
    fields = {tuple(one.field.name for one in match_fields(_nested(word))[0]) for word in spelled}
    assert len(fields) == 1
    assert fields != {()}


def _nested(name: str) -> dict[str, Value]:
    outer, dot, inner = name.partition(".")
    value = Value(data="x", line=1)
    return {outer: Value(data={inner: value}, line=1)} if dot else {outer: value}


def test_no_name_means_two_fields() -> None:
    names = [key(name) for field in FIELDS for name in (field.name, *field.aliases)]
    assert sorted(names) == sorted(set(names))


TITLES = st.one_of(
    st.text(), st.sampled_from(["..", "../x", "/etc/x", "CON", "nul.txt", "%2e%2e", "a\\b", ".", "404", "İ", "ß", "ﬀ"])
)


@examples(300)
@given(TITLES)
def test_a_slug_is_always_safe(text: str) -> None:
    slug, finding = read_slug(text)
    assert finding or slug == text.strip().strip("/")
    assert not slug or is_safe(slug)


@examples(300)
@given(TITLES.map(lambda text: "talks/" + text.replace("/", "").replace("\0", "") + ".md"))
def test_a_files_slug_is_always_safe(uri: str) -> None:
    assert is_safe(default_slug(uri))
    assert is_safe(whole_slug(uri))


def is_safe(slug: str) -> bool:
    plain = re.fullmatch(r"\w[\w.-]*", slug) and ".." not in slug and len(slug) <= 90
    return bool(plain) and slug[-1] not in ".-" and not is_reserved(slug)


@given(TITLES, st.lists(TITLES))
def test_a_free_slug_is_free(slug: str, taken: list[str]) -> None:
    assert free_slug(slug, taken) not in taken


# What values are made of, to be put under any name.
# fmt: off
WORDS = st.sampled_from([
    "", "no", "true", "T", "2026-03-18", "18:30", "https://x.example/a", "javascript:x", "//x", "a@b", "@a", "#", "..",
    "x.pdf", "../x.pdf", "[a](b)", "45m", "Europe/Paris", "CST",
    "past talks", "<b>", "&lt;", "'", "[[x]]", "\u202e", "null",
    "~", "en",
])
# fmt: on
SCALARS = st.one_of(WORDS, st.text(max_size=30))
NAMES = st.one_of(
    st.sampled_from([name for field in FIELDS for name in (field.name, *field.aliases)]),
    st.sampled_from(["name", "url", "city", "type", "id", "x-a", "params", "conference", "social"]),
    st.text(max_size=8),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=8,
)


@examples(300)
@given(st.dictionaries(NAMES, TREES, max_size=6), st.text(max_size=40))
def test_any_fields_give_a_talk(fields: dict[str, Any], body: str) -> None:
    site = built({"talks/talk.md": f"---\n{json.dumps(fields)}\n---\n{body}".encode("utf-8", "surrogatepass")})
    assert len(site.catalogue.talks) + len(site.catalogue.decks) == 1
    assert all(is_safe(talk.slug) and talk.title for talk in site.catalogue.talks)
    for problem in site.problems:
        assert problem.path == "talks/talk.md"
        assert "\n" not in str(problem)
        assert problem.line is None or 1 <= problem.line <= 4 + body.count("\n") + body.count("\r")
