"""Whatever is written in talks and decks comes back from `talks.json` as it was read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import fastjsonschema
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from goldens import built, examples
from podium.dates import Moment
from podium.readers.data import SCHEMA_FILE, read_data
from podium.readers.fields import key
from podium.readers.markdown_text import plain as plain_markdown
from podium.readers.prose import plain_text
from podium.readers.scalars import plain
from podium.readers.schemas import GONE, sift
from podium.readers.writing import as_markdown, as_text
from podium.renderers.context import Context
from podium.renderers.data import render_data
from podium.structure.decks import Deck
from podium.structure.outputs import Site
from podium.structure.settings import Settings
from podium.structure.talks import Talk
from podium.text import clean, one_line
from podium.urls import read_url
from test_talks import NAMES, TREES

NOW = datetime(2026, 3, 19, tzinfo=UTC)
SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
PICTURES = ("talks/a b.png", "talks/100%25.png", "talks/x.org/a.png", "talks/é&amp;.png", "talks/c#d.png")
CLOCKS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 12, 31))  # noqa: DTZ001 - clocks on walls
Files = dict[str, bytes]


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings of some of the fields."""
    return st.fixed_dictionaries({}, optional=fields)


# fmt: off
PIECES = [
    *"*_`[](){}<>&;#!:=~|\\\"'-,./@ \n", "a", "b c", "é", "e\u0301", "\u2028", "日本", "😀",
    "&lt;", "&amp;", "&#42;", "<b>", "[[", "]]", "](https://x.example)", "![", "{.a}", "==", "**", "https://",
]
TEXTS = st.one_of(
    st.text(max_size=20),
    st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
    st.sampled_from([
        "a *b*", "&lt;b&gt;", "&amp;lt;", "&ampamp;", "&copy=1", "[PyCon](https://pycon.example/a)", "null",
        "~", "no", "2026-03-18", "18:30", "007", "1.50", "https://x.example/", "[https://x.example](https://y.example/(a))",
        "[ Ann ](x.example)", "a, b; c", "---", "...", "<<", "Online", "Zoom", "Little Rock (hybrid)",
        "Basel & online (Zoom)", "TBD", "Iron Yard, Basel", "“A”", "A #1", "C #",
    ]),
)
ADDRESSES = st.one_of(
    st.sampled_from([
        "https://x.example/a?b=1&lt=2&copy=3", "https://x.example/%20(a)", "x.example/a", "//x.example", "/a/b",
        "a.pdf", "mailto:a@b.example", "https://youtu.be/hv2dKtPq0ME", "https://x.example/[a](b)", "../a b.pdf",
        "#a", "tba",
    ]),
    TEXTS.map("https://x.example/".__add__),
    TEXTS,
)
ZONES = st.sampled_from(
    ["UTC", "America/Chicago", "Europe/Paris", "Australia/Lord_Howe", "Africa/Monrovia", "-06:00", "+05:45", "CST"]
)
TWICE = ["2026-11-01T01:30", "2026-10-25T02:15:30.125", "2026-04-05T01:45", "2026-03-08T02:30", "1971-12-31T12:00"]
OFFSETS = ["", "", "", "Z", "-06:00", "-05:00", "+01:00", "+02:00", "+11:00", "+10:30", " Europe/Paris", " CST"]
WALLS = st.one_of(CLOCKS.map(datetime.isoformat), st.sampled_from(TWICE))
TIMES = st.tuples(WALLS, st.sampled_from(OFFSETS)).map("".join)
DATES = st.one_of(
    TIMES,
    st.tuples(CLOCKS, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"])).map(lambda pair: pair[0].strftime(pair[1])),
    st.sampled_from([
        "1-4 June 2026", "2026-12-30 - 2027-01-02", "18 March 2016, 12:00-13:00 CST", "2026-11-01 00:30 - 01:30",
    ]),
)
DURATIONS = st.one_of(
    st.sampled_from(["45m", "1h30", "1 day", "2 days", "14 days", "1d", "90 s", "0.001 s", "336h", "1.5 h"]),
    st.integers(1, 14 * 24 * 60).map(str),
)
PLACES = st.one_of(
    TEXTS,
    some(
        name=TEXTS, address=TEXTS, city=TEXTS, country=st.one_of(TEXTS, st.just("no")), url=ADDRESSES, region=TEXTS,
        latitude=st.one_of(st.floats(-90, 90), st.just("x")), longitude=st.floats(-180, 180), online=st.booleans(),
    ),
)
WHEN = {
    "date": DATES, "end": st.one_of(st.sampled_from(["13:00", "01:45", "23:59"]), DATES), "duration": DURATIONS,
    "timezone": ZONES, "all_day": st.booleans(),
}
OCCASION = {
    **WHEN,
    "event": TEXTS, "event_url": ADDRESSES, "location": PLACES, "venue": TEXTS, "register": ADDRESSES,
    "status": st.sampled_from(["tentative", "cancelled", "postponed", "confirmed"]),
    "recording": st.one_of(st.sampled_from(["scheduled", "published", "not-recorded", "not-published"]), ADDRESSES),
    "video": st.lists(ADDRESSES, max_size=2), "slides": st.lists(ADDRESSES, max_size=2),
}
SPEAKERS = st.one_of(
    TEXTS,
    some(
        name=TEXTS, url=ADDRESSES, bio=TEXTS, role=TEXTS, company=TEXTS, twitter=TEXTS, github=TEXTS,
        mastodon=st.one_of(TEXTS, ADDRESSES, st.just("@a@b.example")),
        avatar=st.sampled_from(["a b.png", "./x.org/a.png", "é&amp;amp;.png", "none.png"]),
    ),
)
RESOURCES = st.one_of(
    ADDRESSES,
    some(
        title=TEXTS, url=ADDRESSES, by=st.one_of(TEXTS, st.lists(TEXTS, max_size=2)), note=TEXTS, archived=ADDRESSES,
        date=st.one_of(DATES, TEXTS), kind=st.one_of(st.sampled_from(["page", "video", "book", "slides"]), TEXTS),
    ),
)
TALK = {
    **OCCASION,
    "title": TEXTS, "subtitle": TEXTS, "summary": TEXTS, "series": TEXTS, "level": TEXTS, "slug": TEXTS,
    "language": st.sampled_from(["en", "pt-BR", "German", "eng", "??"]),
    "tags": st.one_of(TEXTS, st.lists(TEXTS, max_size=4)),
    "category": st.one_of(TEXTS, st.lists(st.sampled_from(["past talks", "upcoming", "a, b"]))),
    "cover": st.one_of(
        st.sampled_from(["a b.png", "./x.org/a.png", "100%2525.png", "é&amp;amp;.png", "c#d.png", "/talks/a b.png"]),
        st.builds(lambda alt: {"src": "a b.png", "alt": alt}, TEXTS),
    ),
    "aliases": st.lists(st.one_of(TEXTS.map("/".__add__), st.just("/2016/03/a&lt/"))),
    "ready": st.sampled_from([True, True, False]), "created": DATES, "updated": DATES,
    "speakers": st.one_of(SPEAKERS, st.lists(SPEAKERS, max_size=3)),
    "resources": st.lists(RESOURCES, max_size=3),
    "hide": st.lists(st.sampled_from(["footer", "tags", "x"])),
    "search": some(exclude=st.booleans(), boost=st.floats(0.01, 100)),
    "occasions": st.lists(some(**OCCASION), max_size=3),
}
DECK = {
    "title": st.one_of(TEXTS, st.lists(TEXTS, max_size=1)), "slug": TEXTS, "url": ADDRESSES,
    "file": st.just("deck.pdf"), "logo": st.just("a b.png"), "summary": TEXTS, "footer": TEXTS,
    "data-id": st.just("0123456789abcdef0123456789abcdef"), "theme": st.sampled_from(["light", "dark", "x"]),
    "background": st.one_of(TEXTS, st.lists(TEXTS, max_size=2)),
    "class": st.lists(st.sampled_from(["a", "b"]), max_size=2), "ratio": st.sampled_from(["16:9", "4/3", 1.5]),
    "numbers": st.booleans(), "notes": st.sampled_from([True, "yes", "on"]),
    "draft": st.sampled_from([False, False, True]),
}
TYPES = st.sampled_from(["deck", "marp", "slidev", "speakerdeck", "pdf", "youtube"])
OWN_NAMES = st.one_of(
    TEXTS.map("x-".__add__), TEXTS,
    st.sampled_from(["file", "page", "body", "fields", "$schema", "event.x", "kind", "Title "]),
)
OWN = st.recursive(
    st.one_of(
        TEXTS, st.integers(), st.booleans(), st.none(), CLOCKS.map(datetime.date),
        st.floats(allow_nan=False, allow_infinity=False),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)
BODIES = st.one_of(
    st.text(max_size=60),
    st.sampled_from([
        "# A *heading*\n\nWords.\n", "\n\nWords & &lt;\n", "---\n",
        "## Resources\n\n- [A](https://x.example) - B *c*\n",
    ]),
)
FILES = st.sampled_from([
    "2016-03-18-a.md", "a.md", "b.markdown", "what is this?.md", "sub/index.md", "A.MD",
    "C++: an intro.md", "2017-01-01-a.md", "c-2.md",
])
SETTINGS = some(
    timezone=st.sampled_from(["America/Chicago", "Europe/Paris", "Africa/Monrovia"]),
    fields=st.sampled_from([("level", "event"), ("hide", "body")]),
    site_url=st.just("https://talks.example/x/"),
)
# fmt: on


def front(fields: Mapping[str, Any], body: str = "") -> bytes:
    return f"---\n{yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False)}---\n{body}".encode()


@st.composite
def talk_files(draw: st.DrawFn) -> bytes:
    own = st.dictionaries(OWN_NAMES, OWN, max_size=2)
    return front({**draw(some(**TALK)), **draw(own)}, draw(BODIES))


@st.composite
def deck_files(draw: st.DrawFn) -> bytes:
    slides = "# One\n\n---\n\n" if draw(st.booleans()) else ""
    own = st.dictionaries(OWN_NAMES, OWN, max_size=2)
    return front({"type": draw(TYPES), **draw(some(**DECK)), **draw(own)}, slides + draw(BODIES))


@cache
def check() -> Any:  # noqa: ANN401 - a function that fastjsonschema makes
    return fastjsonschema.compile(SCHEMA)


def exported(site: Site, settings: Mapping[str, Any]) -> str:
    context = Context(settings=Settings(**settings), catalogue=site.catalogue, now=NOW, page="")
    return next("".join(output.pieces) for output in render_data(context, {}) if output.address == "talks.json")


def comes_back(files: Mapping[str, bytes], **settings: Any) -> None:  # noqa: ANN401 - whatever Settings takes
    """Export, import, read again, export: the same data, and the same talks and decks."""
    first = built({f"talks/{name}": text for name, text in files.items()}, PICTURES, **settings)
    told = exported(first, settings)
    check()(json.loads(told))
    made, findings = read_data(told.encode())
    assert findings == ()
    second = built({f"talks/{name}": text.encode() for name, text in made}, PICTURES, **settings)
    assert exported(second, settings) == told
    assert talks_of(second) == talks_of(first)
    assert [deck_of(deck) for deck in second.catalogue.decks] == [deck_of(deck) for deck in first.catalogue.decks]


def talks_of(site: Site) -> list[Any]:
    """The talks of which all is told."""
    return [(talk_of(talk), instants(talk)) for talk in site.catalogue.talks if talk.ready]


def talk_of(talk: Talk) -> Talk:
    """A talk without the lines of its file."""
    lists = tuple(
        replace(found, resources=tuple(replace(each, line=None) for each in found.resources))
        for found in talk.resources
    )
    return replace(talk, lines={}, body_line=0, resources=lists)


def instants(talk: Talk) -> list[tuple[datetime, datetime]]:
    """The instants of its times: the clocks of an hour that comes twice are the same."""
    whens = [occasion.when for occasion in talk.occasions if occasion.when]
    moments: list[Moment] = [moment for when in whens for moment in (when.start, when.end) if moment]
    return [(moment.starts, moment.until) for moment in moments]


def deck_of(deck: Deck) -> Deck:
    """A deck without the lines of its file, and without the title and the slug where it says them twice."""
    fields = {name: text for name, text in deck.fields.items() if key(name) not in ("title", "slug")}
    front = {name: value for name, value in deck.front.items() if key(name) not in ("title", "slug")}
    stacks = tuple(tuple(replace(slide, line=0) for slide in stack) for stack in deck.stacks)
    return replace(deck, fields=fields, front=front, lines={}, body_line=0, stacks=stacks)


@examples(60)
@given(st.lists(st.tuples(st.dictionaries(NAMES, TREES, max_size=6), st.text(max_size=40)), max_size=3))
def test_any_fields_come_back(written: list[tuple[dict[str, Any], str]]) -> None:
    comes_back({f"{number}.md": front(*each) for number, each in enumerate(written)})


@examples(80)
@given(st.dictionaries(FILES, talk_files(), max_size=2), st.dictionaries(FILES, deck_files(), max_size=2), SETTINGS)
def test_talks_and_decks_come_back(talks: Files, decks: Files, settings: dict[str, Any]) -> None:
    comes_back(talks | decks, **settings)


@examples(80)
@given(some(**WHEN), DATES, DATES, SETTINGS)
def test_times_come_back(when: dict[str, Any], date: str, created: str, settings: dict[str, Any]) -> None:
    comes_back({"a.md": front({"date": date, **when, "created": created})}, **settings)


@examples(200)
@given(TEXTS.map(lambda text: one_line(clean(text))))
def test_a_text_is_written_so_that_it_is_read(text: str) -> None:
    assert plain(as_text(text)) == text
    assert plain_text(as_markdown(text)) == text
    assert plain_markdown(as_markdown(text)) == text
    assert plain_text(plain(as_text(as_markdown(text)))) == text


@examples(200)
@given(ADDRESSES)
@example("https://x.example/<\u0301>\u0301")
def test_an_address_that_was_read_is_read_as_it_is(text: str) -> None:
    url, _ = read_url(text)
    assert url is None or read_url(url) == (url, None)


# Python calls 1 and true the same, and so does fastjsonschema.
JSON = st.recursive(
    st.one_of(TEXTS, st.none(), st.booleans(), st.integers(2), st.floats(2, 200), DATES),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=4,
)


def of_schema(rule: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Data of about the shape that a rule wants."""
    rule = SCHEMA["definitions"][rule["$ref"].rpartition("/")[2]] if "$ref" in rule else rule
    if "enum" in rule or "const" in rule:
        return st.one_of(st.sampled_from(rule.get("enum", [rule.get("const")])), JSON)
    if rule.get("type") == "array":
        return st.one_of(st.lists(of_schema(rule["items"]), max_size=2), JSON)
    if rule.get("type") == "object":
        parts = {name: of_schema(part) for name, part in rule.get("properties", {}).items()}
        needed = {name: parts.pop(name) for name in rule.get("required", ())}
        return st.one_of(st.fixed_dictionaries(needed, optional=parts), st.dictionaries(TEXTS, JSON, max_size=2), JSON)
    return st.one_of(JSON, TEXTS, DATES)


@examples(80)
@given(
    st.sampled_from(["talk", "deck"]).flatmap(
        lambda kind: st.tuples(st.just(kind), of_schema(SCHEMA["definitions"][kind]))
    )
)
def test_what_is_left_out_is_what_the_schema_does_not_allow(entry: tuple[str, Any]) -> None:
    kind, data = entry
    kept, faults = sift(data, SCHEMA["definitions"][kind], SCHEMA["definitions"])
    assert is_valid(kind, data) == (faults == [])
    lacking = any(fault.startswith("it ") for fault in faults)
    assert lacking or is_valid(kind, kept)
    read_data(json.dumps({"version": 1, "talks": [data], "decks": [data]}).encode())
    assert (kept is GONE) == (not isinstance(data, dict))


def is_valid(kind: str, data: object) -> bool:
    try:
        check()({"version": 1, "site": {}, "talks": [], "decks": [], f"{kind}s": [data]})
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True
