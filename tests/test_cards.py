"""The images that stand for talks: what is on them, when they are drawn, and that they are always the same."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from podium.renderers.cards import card_address, card_of
from podium.runners import cards
from podium.runners.cards import Card, draw, make_card
from podium.structure.catalogue import Catalogue
from podium.structure.settings import Settings
from podium.structure.talks import Speaker, Talk
from sites import Built

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
TALK = "---\ntitle: {}\ndate: 2027-03-14\nevent: DDD Europe\n---\nText.\n"


def talk(**fields: object) -> Talk:
    plain = {"title": "A talk", "path": "talks/t.md", "uri": "talks/t.md", "address": "talks/t/", "slug": "t"}
    return Talk(**plain | fields)  # type: ignore[arg-type]


def card(title: str = "Event sourcing", **fields: str) -> Card:
    plain = {"site": "Talks", "where": "DDD Europe", "who": "Ann Example", "accent": "#4051b5"}
    return Card(title=title, **plain | fields)


@pytest.mark.parametrize("title", ["A", "Event sourcing", "word " * 200, "W" * 500, "", "<b>&amp;</b> {{ 7 * 7 }}"])
def test_an_image_has_its_size_and_is_small(title: str) -> None:
    data = draw(card(title))
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
    assert len(data) < 60_000


def test_long_texts_stay_within_the_edges() -> None:
    with Image.open(io.BytesIO(draw(card("W" * 500, who="W" * 500, where="W " * 300)))) as image:
        right = image.convert("L").crop((1165, 20, 1200, 630)).getextrema()
    assert right == (255, 255)


def test_the_same_card_is_the_same_image_and_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_card(card(), tmp_path)
    assert first
    assert first.read_bytes() == draw(card())
    monkeypatch.setattr(cards, "draw", None)
    assert make_card(card(), tmp_path) == first


@pytest.mark.parametrize("change", [{"title": "B"}, {"site": "B"}, {"where": "B"}, {"who": "B"}, {"accent": "#000000"}])
def test_whatever_is_on_an_image_names_another(change: dict[str, str], tmp_path: Path) -> None:
    plain = {"title": "A"}
    assert make_card(card(**plain), tmp_path) != make_card(card(**plain | change), tmp_path)


@pytest.mark.parametrize("title", ["Où sont les événements", "Łódź", "Привет", "Καλημέρα", "Tiếng Việt", "A – B"])
def test_a_title_of_europe_has_its_image(title: str, tmp_path: Path) -> None:
    assert make_card(card(title), tmp_path)


@pytest.mark.parametrize("title", ["日本語", "עברית", "A\U0001f600"])
def test_a_title_that_the_font_does_not_know_has_no_image(title: str, tmp_path: Path) -> None:
    assert make_card(card(title), tmp_path) is None


def test_a_line_that_the_font_does_not_know_is_left_out(tmp_path: Path) -> None:
    path = make_card(card(who="日本"), tmp_path)
    assert path
    assert path.read_bytes() == draw(card(who=""))


def test_hyphens_are_those_of_every_font() -> None:
    made = card_of(
        talk(title="A\u2010B\u2011C", speakers=(Speaker(name="Ann"),)),
        Catalogue(),
        Settings(accent="oklch(0.5 0.1 20)"),
        NOW,
    )
    assert (made.title, made.who, made.accent) == ("A-B-C", "Ann", "#4051b5")


def test_a_site_has_its_images(site: Built) -> None:
    built = site({"talks/a.md": TALK.format("日本語"), "talks/b.md": TALK.format("Plain")})
    assert not (built.site / card_address(talk(slug="a"))).exists()
    assert (built.site / card_address(talk(slug="b"))).is_file()
    assert any("has not all letters" in message for message in built.messages)


def test_images_can_be_turned_off_and_need_pillow(site: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    built = site({"talks/b.md": TALK.format("Plain")}, {"extra": {"podium": {"cards": False}}})
    assert not (built.site / "assets/podium/cards").exists()
    monkeypatch.setattr("podium.mkdocs.heads.can_draw", lambda: False)
    bare = site({"talks/b.md": TALK.format("Plain")})
    assert not (bare.site / "assets/podium/cards").exists()
    assert "og:image" not in bare.page("talks/b/")


def test_a_font_that_is_none_is_said(site: Built) -> None:
    built = site({"talks/b.md": TALK.format("Plain")}, {"extra": {"podium": {"card_font": "gone.ttf"}}})
    assert any("'gone.ttf' cannot be read" in message for message in built.problems)
