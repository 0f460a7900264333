"""The heads of pages: what other people's parsers read in them, whatever a writer types."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judges import sitemap as sitemaps
from judges import structured as judges
from podium.dates import Moment, Precision, When
from podium.renderers.context import Context
from podium.renderers.heads import Head, render_head
from podium.renderers.structured import LONGEST, write_json
from podium.resolvers.listings import resolve_listings
from podium.structure.catalogue import Catalogue
from podium.structure.decks import Embed, Kind
from podium.structure.listings import Group
from podium.structure.occasions import Occasion, Place, Status
from podium.structure.outputs import Page
from podium.structure.settings import Settings
from podium.structure.talks import Cover, Show, Speaker, Talk
from sites import Built
from test_cards import talk

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
SITE = "https://talks.example/sub/"
HOSTILE = "</title></script><script>alert(1)</script><!-- \"'&amp;<img src=x onerror=alert(2)>\u2028{{ 7 * 7 }}]]>"


def when(text: str, precision: Precision = Precision.MINUTE, zone: str = "Europe/Brussels") -> When:
    return When(start=Moment(value=datetime.fromisoformat(text), precision=precision, zone=zone))


def context_of(*talks: Talk, page: str = "", site_url: str = SITE) -> Context:
    chosen = Settings(site_name="Example", site_url=site_url)
    catalogue = Catalogue(talks=talks)
    listings = resolve_listings(catalogue, chosen)
    return Context(settings=chosen, catalogue=catalogue, now=NOW, page=page, listings=listings)


def head(shown: Talk, *, card: str = "", site_url: str = SITE) -> str:
    context = context_of(shown, page=shown.address, site_url=site_url)
    return f"<html><head>{render_head(Head(talk=shown, card=card), context)}</head><body></body></html>"


def nodes(html: str) -> list[dict[str, Any]]:
    (document,) = judges.read(html)["json-ld"]
    return list(document["@graph"])


def events(*occasions: Occasion, **fields: object) -> list[dict[str, Any]]:
    return [node for node in nodes(head(talk(occasions=occasions, **fields))) if node["@type"] == "Event"]


def graph(html: str) -> dict[str, str]:
    (found,) = judges.read(html)["opengraph"]
    return dict(found["properties"])


def full() -> Talk:
    text = HOSTILE
    place = Place(
        name=text, address=text, city=text, country=text, latitude=51.0, longitude=4.5, url="https://v.example/"
    )
    occasion = partial(Occasion, event=text, event_url="https://e.example/", place=place, register="https://r.example/")
    video = Embed(kind=Kind.VIDEO, provider="youtube", host="YouTube", link="https://v.example/1", title=text)
    deck = Embed(kind=Kind.DECK, provider="pdf", host="", link="talks/t.pdf", poster="assets/p.png")
    return talk(
        title=text,
        summary=text,
        topics=(text, "DDD"),
        language="pt-BR",
        cover=Cover(src="talks/c.png", alt=text),
        speakers=(Speaker(name=text, bio=text, url="https://a.example/", links=((text, "https://m.example/@a"),)),),
        shows=(Show(embed=video, name="v"), Show(embed=deck, name="d")),
        occasions=tuple(occasion(when=when("2027-06-01T19:30"), status=status) for status in Status),
        created=when("2027-01-02").start,
    )


def test_hostile_texts_come_out_as_they_went_in() -> None:
    html = head(full())
    assert html.count("<script") == 1
    assert "<img" not in html
    properties = graph(html)
    assert properties["og:title"] == HOSTILE
    assert properties["og:image"] == SITE + "talks/c.png"
    assert properties["og:locale"] == "pt_BR"
    event = nodes(html)[0]
    assert event["name"] == event["location"][0]["name"] == event["performer"][0]["name"] == HOSTILE


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), min_size=1).filter(str.strip))
def test_any_title_survives(title: str) -> None:
    html = head(talk(title=title, occasions=(Occasion(when=when("2027-06-01T19:30")),)))
    assert nodes(html)[0]["name"] == title
    assert graph(html).get("og:title", "").strip() == title.strip()


@given(st.text(st.characters()))
def test_json_ends_no_script_and_breaks_no_line(text: str) -> None:
    made = str(write_json(text))
    assert not set("<>&\u2028\u2029") & set(made)
    made.encode()
    assert json.loads(made) == text.encode("utf-8", "replace").decode()


def test_numbers_that_json_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        write_json(float("nan"))


@pytest.mark.parametrize(
    ("given_when", "start"),
    [
        (when("2027-06-01T19:30"), "2027-06-01T19:30+02:00"),
        (when("2027-06-01", Precision.DAY), "2027-06-01"),
    ],
)
def test_a_start_is_as_precise_as_its_writer(given_when: When, start: str) -> None:
    (event,) = events(Occasion(when=given_when))
    assert event["startDate"] == start


@pytest.mark.parametrize("precision", [Precision.MONTH, Precision.YEAR])
def test_without_a_day_there_is_no_event(precision: Precision) -> None:
    assert events(Occasion(when=when("2027-06-01", precision)), Occasion()) == []


@pytest.mark.parametrize(
    ("status", "word", "offers"),
    [
        (Status.CONFIRMED, "EventScheduled", True),
        (Status.TENTATIVE, "EventScheduled", True),
        (Status.CANCELLED, "EventCancelled", False),
        (Status.POSTPONED, "EventPostponed", False),
    ],
)
def test_statuses_and_registration(status: Status, word: str, *, offers: bool) -> None:
    (event,) = events(Occasion(when=when("2027-06-01T19:30"), status=status, register="https://r.example/"))
    assert event["eventStatus"] == f"https://schema.org/{word}"
    assert ("offers" in event) is offers


def test_who_comes_too_late_is_offered_nothing() -> None:
    (event,) = events(Occasion(when=when("2027-03-01T19:30"), register="https://r.example/"))
    assert "offers" not in event


@pytest.mark.parametrize(
    "room", ["https://us02web.zoom.us/j/123?pwd=x", "https://meet.google.com/abc", "https://x.webex.com/m"]
)
def test_no_address_of_a_meeting_room_is_told(room: str) -> None:
    (event,) = events(Occasion(when=when("2027-06-01T19:30"), place=Place(online=True, url=room)))
    assert room not in json.dumps(event)
    assert event["location"] == [{"@type": "VirtualLocation", "url": SITE + "talks/t/"}]
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


def test_without_an_address_of_its_own_a_site_names_none() -> None:
    html = head(talk(occasions=(Occasion(when=when("2027-06-01T19:30")),)), card="assets/c.png", site_url="")
    assert "og:url" not in html
    assert "og:image" not in html
    assert "url" not in nodes(html)[0]


def test_a_talk_that_is_not_ready_has_no_data() -> None:
    assert "ld+json" not in head(talk(ready=False, occasions=(Occasion(when=when("2027-06-01T19:30")),)))


def test_listings_are_bounded() -> None:
    talks = [talk(slug=f"t{n}", uri=f"talks/t{n}.md", address=f"talks/t{n}/", topics=("DDD",)) for n in range(80)]
    context = context_of(*talks)
    listing = context.listings.of(Group.TOPIC)[0]
    html = f"<head>{render_head(Head(listed=Page(uri='x.md', text='', listing=listing)), context)}</head>"
    items = nodes(html)[0]["mainEntity"]
    assert items["numberOfItems"] == 80
    assert len(items["itemListElement"]) == LONGEST


TALK = """---
title: A talk
date: 2027-06-01 19:30
event: DDD Europe
speaker: Ann Example
tags: [DDD]
updated: 2026-02-03
---
Text.
"""
FILES = {
    "talks/a.md": TALK,
    "talks/b.md": "---\ntitle: Hidden\nready: false\n---\nText.\n",
    "talks/c.md": "---\ntitle: Moved\naliases: [old/c]\ndate: 2020-05-06\n---\nText.\n",
    "talks/d.md": "---\ntype: deck\ntitle: Slides\n---\n# One\n",
    "docs/own.md": "---\nupdated: 2026-05-04\n---\n# Own\n",
}


@pytest.mark.parametrize("directories", [True, False])
def test_every_page_of_a_site_pleases_the_judges(directories: bool, site: Any) -> None:  # noqa: ANN401, FBT001
    built: Built = site(FILES, {"use_directory_urls": directories, "site_url": SITE})
    documents = {}
    for path in sorted(built.site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        if "og:title" not in html:
            continue
        assert html.count('rel="canonical"') == 1, path
        for number, document in enumerate(judges.read(html)["json-ld"]):
            documents[f"{path.name}{number}"] = document
            assert judges.term_findings(document) == [], path
    documents["full"] = judges.read(head(full()))["json-ld"][0]
    assert judges.term_findings(documents["full"]) == []
    assert judges.type_findings(documents) == []
    assert sitemaps.findings(built.site) == []


def test_judges_see_what_is_wrong() -> None:
    wrong = {"@context": "https://schema.org", "@graph": [{"@type": "Event", "starts": "2027"}]}
    assert judges.type_findings({"wrong": wrong})
    assert judges.term_findings(wrong) == ["https://schema.org/starts"]


def test_a_sitemap_has_real_dates(site: Any) -> None:  # noqa: ANN401
    built: Built = site(FILES)
    text = (built.site / "sitemap.xml").read_text()
    urls = [each.partition("</loc>") for each in text.split("<loc>")[1:]]
    dates = {loc.removeprefix("https://talks.example/"): rest.partition("<lastmod>")[2][:10] for loc, _, rest in urls}
    assert dates["talks/a/"] == dates["talks/tags/ddd/"] == "2026-02-03"
    assert dates["talks/c/"] == "2020-05-06"
    assert dates["own/"] == "2026-05-04"
    assert dates[""] == ""
    assert "decks/d/" in dates
    assert not {"talks/b/", "old/c/", "404.html"} & dates.keys()
    assert gzip.decompress((built.site / "sitemap.xml.gz").read_bytes()).decode() == text


def test_the_reader_of_structured_data_refuses_what_is_broken() -> None:
    broken = '<html><head><script type="application/ld+json">{"@type": "Event",</script></head></html>'
    with pytest.raises(json.JSONDecodeError):
        judges.read(broken)


PLACES = {
    "online": "location: En ligne (Zoom)",
    "hybrid": "location: '**Berlin**, Germany and online'",
    "open": "location: TBD",
    "venue": "venue: Iron Yard, Little Rock\ncity: Little Rock",
}


def test_a_place_says_the_same_on_the_page_in_lists_to_machines_and_in_calendars(site: Callable[..., Built]) -> None:
    text = "---\ntitle: {0}\ndate: 2090-06-01 19:30\n{1}\n---\nText.\n"
    built = site({f"talks/{name}.md": text.format(name, place) for name, place in PLACES.items()}, {})
    agenda = (built.site / "talks" / "index.html").read_text(encoding="utf-8")

    def told(name: str) -> tuple[str, str, str | None, bool]:
        page = (built.site / "talks" / name / "index.html").read_text(encoding="utf-8")
        event = nodes(page)[0]
        mode = str(event.get("eventAttendanceMode", "")).removeprefix("https://schema.org/")
        (place,) = [each for each in event.get("location", []) if each["@type"] == "Place"] or [{}]
        calendar = (built.site / "talks" / f"{name}.ics").read_text(encoding="utf-8").replace("\\,", ",")
        where = re.findall(r"^LOCATION:(.*?)\r?$", calendar, re.MULTILINE)[0]
        assert f"<bdi>{where}</bdi>" in agenda
        assert f"<bdi>{where}</bdi>" in page
        return where, mode, place.get("name"), "openstreetmap" in page

    assert told("online") == ("En ligne (Zoom)", "OnlineEventAttendanceMode", None, False)
    assert told("hybrid") == ("Berlin, Germany, online", "MixedEventAttendanceMode", "Berlin, Germany", True)
    assert told("open") == ("TBD", "", None, False)
    assert told("venue") == ("Iron Yard, Little Rock", "OfflineEventAttendanceMode", "Iron Yard", True)
