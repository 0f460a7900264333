"""The pipeline as a whole: whatever lies in the talks folder, it gives talks or says why not, and never raises."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goldens import built, cases, data_of, examples, facts, forget, sentences, shown_path
from podium.problems import by_place
from podium.readers.fields import FIELDS
from podium.structure.outputs import Site

PATH = "talks/talk.md"
# Line ends of any kind, controls and halves of characters.
UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def check(site: Site, paths: set[str]) -> None:
    """What holds of every site."""
    things = [*site.catalogue.talks, *site.catalogue.decks]
    assert things or site.problems or site.pages
    assert {thing.path for thing in things} <= paths
    slugs = [thing.slug.casefold() for thing in things]
    assert len(slugs) == len(set(slugs))
    assert all(thing.title for thing in things)
    for problem in site.problems:
        assert problem.path in paths
        assert problem.line is None or problem.line >= 1
        for text in (problem.message, problem.hint, problem.field or ""):
            assert not UNSHOWN.search(text), problem
        assert problem.message
        assert not problem.message.endswith(".")


LINES = st.sampled_from(
    [f"{name}: {field.example}" for field in FIELDS for name in (field.name, *field.aliases)]
    + [
        "---",
        "+++",
        "type: speakerdeck",
        "type: deck",
        "data-id: x",
        "[[talk]]",
        "[[[talk]]]",
        "# T",
        "- [a](https://x.example) - b - 2014",
    ]
    + [
        "Resources",
        "",
        "  - x",
        "\t",
        "```",
        "<!--",
        "[[[",
        "]]]",
        "a: [",
        "b: 'c' d",
        "<script>",
        "x" * 300,
        "é",
        "\u202e",
        "\x00",
        "\x85",
    ]
)
TEXTS = st.one_of(
    st.text(), st.lists(LINES, max_size=25).map("\n".join), st.lists(LINES, max_size=25).map("---\n{}\n---\n".format)
)


@examples(300)
@given(TEXTS)
@example("---\n---\n---")
@example("title: T\n---")
def test_any_text_gives_a_talk_or_a_problem(text: str) -> None:
    check(built({PATH: text.encode("utf-8", "surrogatepass")}), {PATH})


@examples(300)
@given(st.binary())
@example(b"\xff\xfe\x00")
def test_any_bytes_give_a_talk_or_a_problem(data: bytes) -> None:
    check(built({PATH: data}), {PATH})


NAMES = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="/\0"), min_size=1, max_size=20),
    st.sampled_from(["index", "README", "2016-03-18-a", "a", "A", "a b", "con", "404"]),
).filter(lambda name: name not in (".", ".."))


@examples(150)
@given(st.dictionaries(NAMES.map("talks/{}.md".format), TEXTS, max_size=4))
def test_any_files_give_a_site(texts: dict[str, str]) -> None:
    files = {path: text.encode("utf-8", "surrogatepass") for path, text in texts.items()}
    site = built(files)
    check(site, {shown_path(path) for path in files})
    made = {thing.uri for thing in (*site.catalogue.talks, *site.catalogue.decks)} | {page.uri for page in site.pages}
    drafts = {path for path in files if path not in made}
    assert all(b"draft" in files[path].lower() or b"published" in files[path].lower() for path in drafts)


def test_the_same_files_give_the_same_site() -> None:
    files = {f"talks/{place}.md": data_of(case) for place, case in enumerate(cases("talks"))}
    first = built(files)
    forget()
    second = built(dict(reversed(files.items())))
    assert [facts(talk) for talk in first.catalogue.talks] == [facts(talk) for talk in second.catalogue.talks]
    assert sentences(first.problems) == sentences(second.problems)
    assert list(first.problems) == sorted(first.problems, key=by_place)


def test_one_bad_talk_changes_no_other() -> None:
    files = {f"talks/t{place}.md": data_of(case) for place, case in enumerate(cases("talks")[:20])}
    alone = {talk.path: facts(talk) for talk in built(files).catalogue.talks}
    for case in cases("front_matter"):
        site = built({**files, "talks/zzz.md": data_of(case)})
        together = {talk.path: facts(talk) for talk in site.catalogue.talks if talk.path in files}
        assert together == alone, case["name"]


def test_drafts_are_only_previewed() -> None:
    files = {PATH: b"---\ntitle: T\ndraft: true\n---\n"}
    assert built(files).catalogue.talks == ()
    assert len(built(files, serving=True).catalogue.talks) == 1


@pytest.mark.parametrize("name", ["index.md", "README.md", "Index.md"])
def test_the_folders_own_page_is_no_talk(name: str) -> None:
    site = built({f"talks/{name}": b"# My talks\n"})
    assert site.catalogue.talks == ()
    assert f"talks/{name}" in {page.uri for page in site.pages}


def test_there_is_a_page_of_all_talks() -> None:
    (page,) = built({PATH: b"---\ntitle: T\n---\n"}).pages
    assert page.uri == "talks/index.md"
    assert "[[[talks]]]" in page.text
