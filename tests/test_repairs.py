"""Flaws of stock Material that the repairs mend, and what they leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.mkdocs.repairs import repair

SEARCH = (
    '<div class="md-search" data-md-component="search" role="dialog">'
    '<nav class="md-search__options" aria-label="Suche"></nav></div>'
)


@pytest.mark.parametrize(
    ("flaw", "mended"),
    [
        (
            '<input data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">',
            '<input data-md-toggle="drawer" type="checkbox" id="__drawer">',
        ),
        (
            '<input data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">',
            '<input data-md-toggle="search" type="checkbox" id="__search">',
        ),
        (
            '<div class="md-progress" data-md-component="progress" role="progressbar"></div>',
            '<div class="md-progress" data-md-component="progress" aria-hidden="true"></div>',
        ),
        ('<nav class="md-tags" >', '<nav class="md-tags" aria-label="Topics">'),
        ('<nav class="md-tags" hidden>', '<nav class="md-tags" aria-label="Topics" hidden>'),
        ('<label for="x" tabindex="">', '<label for="x">'),
        (
            '<a href="/r" title="Source" class="md-source" data-md-component="source">',
            '<a href="/r" title="Source" class="md-source">',
        ),
        ("a<br/>b<br />c<hr/>", "a<br>b<br>c<hr>"),
        ('<img alt="a > b" src="x.png" />', '<img alt="a > b" src="x.png">'),
        ('<input type="checkbox" disabled/>', '<input type="checkbox" disabled aria-label="To do">'),
        (
            '<input type="checkbox" disabled checked/>',
            '<input type="checkbox" disabled checked aria-label="Done">',
        ),
        ('<a id="__codelineno-0-1" name="__codelineno-0-1"></a>', '<a id="__codelineno-0-1"></a>'),
        (
            '<a href="/e" class="md-content__button md-icon" rel="edit">',
            '<a href="/e" class="md-content__button md-icon">',
        ),
    ],
)
def test_a_flaw_is_mended_once_and_for_all(flaw: str, mended: str) -> None:
    assert repair(flaw) == mended
    assert repair(mended) == mended


def test_the_button_of_the_navigation_is_named_and_reached_by_keyboard() -> None:
    button = '<label class="md-header__button md-icon" for="__drawer">'
    nav = '<svg/></label><nav class="md-nav md-nav--primary md-nav--lifted" aria-label="Menü" data-md-level="0">'
    mended = f'{button[:-1]} tabindex="0"><span class="podium-hidden">Menü</span>{nav}'
    assert repair(button + nav) == mended
    assert repair(mended) == mended
    assert repair(button) == button


BUNDLE = '<script src="../assets/javascripts/bundle.a1b2.min.js"></script>'
WAITING = BUNDLE.replace("></", " defer></")


@pytest.mark.parametrize(
    "behind",
    [
        "",
        '<script src="a.js" defer></script></body>',
        '<script src="a.js" async></script><script type="module" src="b.mjs"></script>',
        '<script id="__data" type="application/json">{"a": "<b>"}</script>',
    ],
)
def test_material_s_script_waits_for_the_page(behind: str) -> None:
    head = "<script>__md_scope=1</script><p>bundle.js</p>"
    assert repair(head + BUNDLE + behind) == head + WAITING + behind
    assert repair(head + WAITING + behind) == head + WAITING + behind


@pytest.mark.parametrize(
    "behind",
    [
        '<script src="a.js"></script>',
        "<script>document$.subscribe(start)</script>",
        '<script src="defer.js"></script>',
        '<script src="a.js" defer></script><script src="b.js"></script>',
    ],
)
def test_material_s_script_stays_before_one_that_may_need_it(behind: str) -> None:
    assert repair(BUNDLE + behind) == BUNDLE + behind


def test_the_search_dialogue_is_named_in_the_language_of_the_theme() -> None:
    assert 'role="dialog" aria-label="Suche">' in repair(SEARCH)
    assert repair(repair(SEARCH)) == repair(SEARCH)


def test_a_talk_page_skips_to_its_header_even_without_headings() -> None:
    page = '<div data-md-component="skip">{}</div><header id="podium-talk">'
    link = '<a href="#podium-talk" class="md-skip">{}</a>'
    stock = page.format('<a href="#first" class="md-skip">\n Zum Inhalt\n </a>')
    assert repair(stock) == page.format(link.format("Zum Inhalt"))
    assert repair(page.format("")) == page.format(link.format("Skip to content"))


def test_other_pages_keep_their_skip_link() -> None:
    stock = '<div data-md-component="skip"><a href="#first" class="md-skip">Skip</a></div>'
    assert repair(stock) == stock


@pytest.mark.parametrize(
    "text",
    [
        "<svg><path d='m1 1'/></svg>",  # a slash that means something
        "<img src=pictures/>",  # the slash belongs to the value
        "<script>let a = '<br/>'</script>",
        "<!-- <br/> -->",
        "<pre>&lt;br/&gt; &lt;input type=&quot;checkbox&quot; disabled/&gt;</pre>",
        '<a name="here" id="here">',  # the writer's own
        '<input type="checkbox" checked>',
    ],
)
def test_what_is_right_or_not_ours_stays(text: str) -> None:
    assert repair(text) == text


@given(st.lists(st.sampled_from(["<br/>", '<img src="a"/>', "<", ">", '"', "'", "/>", "<input ", "text", SEARCH])))
def test_repairing_twice_changes_nothing_more(parts: list[str]) -> None:
    once = repair("".join(parts))
    assert repair(once) == once
