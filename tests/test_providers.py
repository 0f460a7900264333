"""Addresses and deck files become embeds, and nothing else becomes a frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from _pytest.mark import ParameterSet
from hypothesis import example, given
from hypothesis import strategies as st

from podium.problems import Finding
from podium.readers.measures import read_count, read_ratio, read_seconds
from podium.resolvers.providers import (
    DECK_TYPES,
    FRAME_HOSTS,
    PROVIDERS,
    is_deck_type,
    resolve_deck,
    resolve_embed,
)
from podium.structure.decks import Embed

CASES = Path(__file__).parent / "cases" / "providers"
Case = dict[str, Any]


def cases(*names: str) -> list[Case]:
    return [case for name in names for case in yaml.safe_load((CASES / name).read_text("utf-8"))]


def named(given: list[Case], field: str) -> list[ParameterSet]:
    return [pytest.param(case, id=f"{place} {case[field][:80]}") for place, case in enumerate(given)]


def sentences(findings: tuple[Finding, ...]) -> list[str]:
    return [
        f"{one.level}: {one.message}. {one.hint}" if one.hint else f"{one.level}: {one.message}" for one in findings
    ]


def check(embed: Embed | None, findings: tuple[Finding, ...], case: Case) -> None:
    assert sentences(findings) == case.get("findings", [])
    if "embed" in case:
        assert embed is None
        return
    assert embed is not None
    expected = {
        name: case[name]
        for name in ("kind", "provider", "host", "link", "frame", "title", "ratio", "slides", "sandbox")
        if name in case
    }
    assert {name: getattr(embed, name) for name in expected} == expected


@pytest.mark.parametrize("case", named(cases("videos.yml", "slides.yml"), "address"))
def test_an_address_becomes_an_embed(case: Case) -> None:
    options = {name: case[name] for name in ("site_host", "deck") if name in case}
    embed, findings = resolve_embed(case["address"], peertube=tuple(case.get("peertube", ())), **options)
    check(embed, findings, case)


@pytest.mark.parametrize("case", named(cases("decks.yml"), "type"))
def test_a_deck_file_becomes_an_embed(case: Case) -> None:
    embed, findings = resolve_deck(case["type"], case["fields"], peertube=tuple(case.get("peertube", ())))
    check(embed, findings, case)


def test_every_provider_has_a_case() -> None:
    shown = {case.get("provider") for case in cases("videos.yml", "slides.yml")}
    assert {provider.name for provider in PROVIDERS} <= shown


def test_every_id_example_is_an_id_of_its_provider() -> None:
    for provider in PROVIDERS:
        if provider.id_example:
            embed, findings = resolve_deck(provider.name, {"id": provider.id_example}, peertube=("tube.example.org",))
            assert findings == (), provider.name
            assert embed is not None
            assert embed.provider == provider.name
            assert embed.frame


def test_types_are_known_in_any_spelling() -> None:
    assert all(is_deck_type(word) for word in (*DECK_TYPES, "Google Slides", "GOOGLE_SLIDES", "slides.com", "PDF"))
    assert not any(is_deck_type(word) for word in ("", "talk", "post", "presentation", "event", "page", "deck"))


KNOWN = sorted({host for provider in PROVIDERS for host in provider.hosts})
PATHS = (
    "watch?v=hv2dKtPq0ME",
    "playlist?list=PL0123456789ab",
    "108441214",
    "player/0123456789abcdef01234567",
    "user/AbC123",
    "presentation/d/1AbCdEfGhIjKlMnOpQrStUvWxYz/edit",
    "design/DAabc123XYZ/AbCdEfGhIjKlMnOpQrStUv/view",
    "p/abcdefgh1234",
    "w/mjBMbYEdTBTrA1PnSYGKuQ",
    "v/a-talk",
    "details/a-talk",
    "file/d/1AbCdEfGhIjKlMnOpQr/view",
    "a.pdf",
    "a.mp4",
)
JUNK = st.text(max_size=12)
NEARLY = st.builds(
    lambda scheme, before, host, after, path, tail: f"{scheme}{before}{host}{after}/{path}{tail}",
    st.sampled_from(["https://", "http://", "//", "", "HTTPS://"]),
    st.one_of(st.just(""), st.sampled_from(["www.", "evil.example/", "a@", "\\", "?"]), JUNK),
    st.sampled_from([*KNOWN, "tube.example"]),
    st.one_of(st.just(""), st.sampled_from([".evil.example", "@evil.example", "\\", ":99999", ".", "#", "\t"]), JUNK),
    st.sampled_from(PATHS),
    st.one_of(st.just(""), st.sampled_from(["?t=9", "#t=9", "&t=1", "#slide=id.p", "?h=00ff00ff00"]), JUNK),
)


def is_safe(embed: Embed) -> bool:
    """Whether a frame, if there is one, is https at a host that may be framed and nothing else."""
    if not embed.frame:
        return True
    parts = urlsplit(embed.frame)
    return parts.scheme == "https" and parts.netloc in FRAME_HOSTS | {"tube.example"} and embed.frame.isascii()


@given(st.one_of(st.text(), NEARLY))
@example("https://[")
@example("https://\u2100/")
@example("\ud800")
@example("<iframe src='//['>")
def test_no_address_raises_or_frames_an_unknown_host(text: str) -> None:
    embed, findings = resolve_embed(text, peertube=("tube.example",))
    assert embed or findings
    assert embed is None or is_safe(embed)


@given(NEARLY)
def test_a_frame_belongs_to_the_host_of_its_address(text: str) -> None:
    embed, _ = resolve_embed(text, peertube=("tube.example",))
    if embed and embed.frame and embed.provider != "peertube":
        provider = next(one for one in PROVIDERS if one.name == embed.provider)
        link_host = (urlsplit(embed.link).hostname or "").removeprefix("www.")
        assert link_host in provider.hosts
        assert urlsplit(embed.frame).hostname in provider.frames


WORDS = st.one_of(st.text(max_size=40), st.sampled_from(PATHS), NEARLY)
FIELDS = ("data-id", "id", "url", "ratio", "slides", "start", "title", "file", "data-slide")


@given(
    st.one_of(st.sampled_from(DECK_TYPES), st.text(max_size=20)),
    st.dictionaries(st.sampled_from(FIELDS), WORDS),
)
@example("speakerdeck", {"url": "<iframe src='//['>", "start": "3"})
@example("youtube", {"id": "hv2dKtPq0ME", "url": "https://[", "start": "3"})
@example("notist", {"id": "{0}/AbC123"})
def test_no_deck_file_raises(type_: str, fields: dict[str, str]) -> None:
    embed, findings = resolve_deck(type_, fields, peertube=("tube.example",))
    assert embed or findings
    assert embed is None or embed.provider == "html" or is_safe(embed)


@given(st.text())
def test_a_html_deck_is_framed_with_https_or_from_the_site(text: str) -> None:
    embed, _ = resolve_embed(text, deck=True)
    if embed and embed.provider == "html":
        assert urlsplit(embed.frame).scheme in ("https", "")
        assert "allow-same-origin" not in embed.sandbox


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("90s", 90), ("1h2m3s", 3723), ("2m", 120), ("1:02:03", 3723), ("1:30", 90), ("1.5", 1)]
    + [(text, None) for text in ("", "soon", "-5", "٣", "1s2m", "9" * 30)],
)
def test_seconds(text: str, seconds: int | None) -> None:
    assert read_seconds(text) == seconds


@pytest.mark.parametrize(
    ("text", "ratio"),
    [("16:9", 16 / 9), ("4/3", 4 / 3), ("16 x 10", 1.6), ("1.7777", 1.7777), ("1,5", 1.5), ("243", 4 / 3)]
    + [(text, None) for text in ("", "0/0", "4/0", "99", "0.1", "wide", "nan", "-1", "1e3")],
)
def test_ratios(text: str, ratio: float | None) -> None:
    assert read_ratio(text) == ratio


@pytest.mark.parametrize(
    ("text", "count"), [("42", 42), ("1", 1), ("0", None), ("²", None), ("99999", None), ("4.2", None)]
)
def test_counts(text: str, count: int | None) -> None:
    assert read_count(text) == count
