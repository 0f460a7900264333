"""What the renderers say, read back by an HTML parser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from podium.dates import Moment, Precision, When
from podium.problems import Level, Problem
from podium.renderers.context import Context
from podium.renderers.embeds import render_embed
from podium.renderers.listings import render_card, render_past, render_talks, render_upcoming
from podium.renderers.notes import render_problems
from podium.renderers.pages import describe, render_footer, render_header
from podium.renderers.redirects import render_redirect
from podium.renderers.resources import render_resource_list
from podium.resolvers.listings import resolve_listings
from podium.structure.catalogue import Catalogue
from podium.structure.decks import Embed, Kind
from podium.structure.links import Resource, ResourceList
from podium.structure.occasions import Occasion, Place, Recording, Status
from podium.structure.settings import Settings
from podium.structure.talks import Show, Speaker, Talk

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
VOID = ("area", "br", "hr", "img", "input", "link", "meta", "source")
HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 * 7 }}"


@dataclass
class Element:
    """One element of a fragment."""

    tag: str
    attributes: dict[str, str | None]
    hidden: bool
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    @property
    def classes(self) -> list[str]:
        return (self.attributes.get("class") or "").split()


class Parsed(HTMLParser):
    """Elements of a fragment, which must be well nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {[element.tag for element in self.open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        hidden = any(element.hidden for element in self.open) or "hidden" in dict(attrs)
        element = Element(tag, dict(attrs), hidden)
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in reversed(self.open):
            element.words.append(data)
            if "hidden" in element.attributes:
                break  # what is around it does not say so now

    def find(self, name: str, *, shown: bool = False) -> list[Element]:
        """Elements with a class, or a tag; with `shown` only those that the build shows."""
        found = [e for e in self.elements if name in e.classes or e.tag == name]
        return [e for e in found if not (shown and e.hidden)]

    def texts(self, name: str, *, shown: bool = True) -> list[str]:
        return [element.text for element in self.find(name, shown=shown)]


def moment(year: int, month: int = 1, day: int = 1, hour: int | None = None, zone: str = "America/Chicago") -> Moment:
    precision = Precision.DAY if hour is None else Precision.MINUTE
    return Moment(value=datetime(year, month, day, hour or 0), precision=precision, zone=zone)  # noqa: DTZ001


def month(year: int, number: int) -> When:
    return When(start=replace(moment(year, number), precision=Precision.MONTH))


def make_talk(slug: str = "es-intro", *occasions: Occasion, **fields: Any) -> Talk:  # noqa: ANN401 - whatever a talk has
    values = {"title": slug.title(), "occasions": occasions or (Occasion(),), **fields}
    return Talk(path=f"talks/{slug}.md", uri=f"talks/{slug}.md", slug=slug, address=f"talks/{slug}/", **values)


def make_context(
    *talks: Talk,
    now: datetime = NOW,
    page: str = "talks/es-intro/",
    **settings: Any,  # noqa: ANN401 - whatever a site sets
) -> Context:
    catalogue, made = Catalogue(talks=talks), Settings(**settings)
    return Context(settings=made, catalogue=catalogue, now=now, page=page, listings=resolve_listings(catalogue, made))


NOON = When(start=moment(2027, 3, 19, 12), end=moment(2027, 3, 19, 13))
MEETUP = Occasion(
    event="ReactJS Meetup",
    event_url="https://www.meetup.com/rock/",
    place=Place(name="Iron Yard", city="Little Rock"),
    when=NOON,
    register="https://www.meetup.com/rock/events/1/",
)
DECK = Embed(
    kind=Kind.DECK,
    provider="speakerdeck",
    host="Speaker Deck",
    link="https://speakerdeck.com/a/b",
    frame="https://speakerdeck.com/player/c",
    title="Slides of it",
    slides=42,
    ratio=4 / 3,
)
VIDEO = replace(DECK, kind=Kind.VIDEO, provider="youtube", host="YouTube", link="https://youtu.be/x", slides=None)
FULL = make_talk(
    "es-intro",
    MEETUP,
    title="Event Sourcing",
    subtitle="Keep what happened",
    speakers=(Speaker(name="Jeffrey R. Hicks", links=(("Twitter", "https://twitter.com/jrhicks"),)),),
    topics=("redux", "cqrs"),
    shows=(Show(embed=DECK, name="es-intro-deck", in_body=True),),
)


def header(talk: Talk, now: datetime = NOW, **settings: Any) -> Parsed:  # noqa: ANN401 - the same
    return Parsed(render_header(talk, make_context(talk, now=now, **settings)))


# The header


def test_the_header_answers_what_when_where_and_who() -> None:
    parsed = header(FULL)
    assert parsed.texts("h1") == ["Event Sourcing"]
    assert parsed.texts("podium-talk__lede") == ["Keep what happened"]
    assert parsed.texts("podium-talk__event") == ["ReactJS Meetup · event page"]
    assert parsed.texts("podium-when__text") == [
        ("Friday 19 March 2027, 12:00–13:00 Central Time Iron Yard, Little Rock · map of Iron Yard, Little Rock")
    ]
    assert parsed.texts("podium-tile") == ["Mar19Fri"]
    assert parsed.texts("podium-speaker__name") == ["Jeffrey R. Hicks"]
    assert parsed.texts("podium-face") == ["JH"]
    assert parsed.texts("podium-topics") == ["redux cqrs"]
    assert parsed.find("time")[0].attributes["datetime"] == "2027-03-19T12:00-05:00"


def test_the_visitors_own_time_has_all_that_the_browser_needs() -> None:
    (local,) = header(FULL).find("podium-local")[:1]
    assert local.attributes["datetime"] == "2027-03-19T12:00-05:00"
    assert local.attributes["end"] == "2027-03-19T13:00-05:00"
    assert local.attributes["zone"] == "America/Chicago US/Central"
    assert local.text == ""


def test_breadcrumbs_lead_to_the_list_and_the_year_under_any_address_style() -> None:
    assert [e.attributes["href"] for e in header(FULL).find("a")[:2]] == ["../", "../years/2027/"]
    files = header(FULL, directory_urls=False).find("a")[:2]
    assert [e.attributes["href"] for e in files] == ["../index.html", "../years/2027.html"]


@pytest.mark.parametrize(
    ("now", "state", "buttons"),
    [
        (NOW, "Upcoming", ["Register on Meetup", "Open slides", "Add to calendar"]),
        (datetime(2027, 3, 19, 17, 30, tzinfo=UTC), "Happening now", ["Follow along", "Register on Meetup"]),
        (datetime(2027, 4, 1, tzinfo=UTC), "Given in March 2027", ["Open slides"]),
    ],
)
def test_the_card_offers_what_the_moment_wants(now: datetime, state: str, buttons: list[str]) -> None:
    parsed = header(FULL, now)
    assert parsed.texts("podium-state") == [state]
    assert parsed.texts("podium-button") == buttons
    assert parsed.texts("podium-button--primary") == buttons[:1]


def test_all_states_to_come_are_in_the_page_with_their_instants() -> None:
    parts = [e for e in header(FULL).elements if {"data-from", "data-until"} & e.attributes.keys()]
    spans = [(e.attributes.get("data-from"), e.attributes.get("data-until"), e.hidden) for e in parts]
    assert spans == [
        (None, "2027-03-19T17:00:00Z", False),
        ("2027-03-19T17:00:00Z", "2027-03-19T18:00:00Z", True),
        ("2027-03-19T18:00:00Z", None, True),
    ]


def test_a_recording_comes_first_afterwards_and_registration_becomes_the_event_page() -> None:
    talk = replace(FULL, shows=(*FULL.shows, Show(embed=VIDEO, name="https://youtu.be/x")))
    parsed = header(talk, datetime(2028, 1, 1, tzinfo=UTC))
    assert parsed.texts("podium-button") == ["Watch recording", "Open slides"]
    assert parsed.texts("podium-now__fact") == ["Event page on Meetup"]
    assert not parsed.find("podium-now")[0].text.count("Register")


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED])
def test_nobody_registers_for_what_does_not_take_place(status: Status) -> None:
    parsed = header(replace(FULL, occasions=(replace(MEETUP, status=status),)))
    assert parsed.texts("podium-state") == [status.value.capitalize()]
    assert "Register" not in parsed.find("podium-now")[0].text


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED])
def test_the_date_of_what_does_not_take_place_is_what_was_planned(status: Status) -> None:
    off = replace(MEETUP, status=status)
    past = replace(off, event="PyCon", when=When(start=moment(2025, 5, 1, 9)))
    talk = make_talk("es-intro", off, past)
    context = make_context(talk)
    pages = {
        "header": render_header(talk, context),
        "footer": render_footer(talk, context),
        "agenda": render_upcoming(context),
        "timeline": render_past(context),
        "card": render_card(talk, context),
    }
    for name, html in pages.items():
        parsed = Parsed(html)
        dates = parsed.texts("time", shown=False)
        assert dates, name
        assert parsed.texts("s", shown=False) == dates, name
        assert html.count("was planned for </span><s>") == len(dates), name
        assert not parsed.find("podium-local"), name
        assert not parsed.find("strong"), name


def test_what_is_not_known_of_a_date_is_said_with_and_without_a_place() -> None:
    for occasion in (Occasion(), Occasion(event="Club"), Occasion(event="Club", place=Place(name="Hall"))):
        parsed = header(make_talk("x", occasion))
        assert parsed.texts("strong") == ["Date not known"]
        assert parsed.texts("podium-state") == ["Undated"]


def test_a_speakers_job_stands_between_name_and_links() -> None:
    ann = Speaker(name="Ann", bio="Engineer", links=(("Mastodon", "https://m.example/@ann"),))
    parts = [element.classes for element in header(make_talk("x", speakers=(ann,))).find("p")]
    said = [name for names in parts for name in names if name.startswith("podium-speaker__")]
    assert said == ["podium-speaker__name", "podium-speaker__bio", "podium-speaker__links"]


@pytest.mark.parametrize(
    ("occasion", "now", "fact"),
    [
        (Occasion(when=NOON, recording=Recording.SCHEDULED), NOW, "It will be recorded."),
        (
            Occasion(when=NOON, recording=Recording.SCHEDULED),
            datetime(2028, 1, 1, tzinfo=UTC),
            "Recording to come.",
        ),
        (
            Occasion(when=NOON, recording=Recording.NOT_RECORDED),
            datetime(2028, 1, 1, tzinfo=UTC),
            "It was not recorded.",
        ),
        (Occasion(when=NOON), datetime(2028, 1, 1, tzinfo=UTC), "No slides or recording yet."),
    ],
)
def test_what_became_of_the_recording_is_said(occasion: Occasion, now: datetime, fact: str) -> None:
    assert header(make_talk("x", occasion), now).texts("podium-now__fact") == [fact]


@pytest.mark.parametrize(
    ("when", "state", "tile"),
    [
        (month(2027, 5), "Upcoming", "May2027"),
        (month(2027, 3), "This month", "Mar2027"),
        (When(start=moment(2027, 3, 16)), "Today", "Mar16Tue"),
        (When(start=moment(2027, 6, 1), end=moment(2027, 6, 4)), "Upcoming", "Jun1–4"),
        (When(start=replace(moment(2028), precision=Precision.YEAR)), "Upcoming", "2028"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(when: When, state: str, tile: str) -> None:
    parsed = header(make_talk("x", Occasion(when=when)))
    assert parsed.texts("podium-state") == [state]
    assert parsed.texts("podium-tile") == [tile]
    assert not parsed.find("podium-local")


def test_later_occasions_take_the_lead_by_the_clock() -> None:
    later = Occasion(event="Agile", when=When(start=moment(2027, 9, 2, 10)))
    parsed = header(make_talk("x", later, MEETUP))
    events = parsed.find("podium-talk__event")
    assert [(e.text, e.hidden) for e in events] == [("ReactJS Meetup · event page", False), ("Agile", True)]
    assert events[0].attributes["data-until"] == events[1].attributes["data-from"] == "2027-03-19T18:00:00Z"
    assert parsed.texts("podium-now__fact") == ["Also at Agile, September 2027."]


def test_places_link_to_a_map_unless_they_are_online_or_the_site_wants_none() -> None:
    def links(place: Place, **settings: Any) -> list[str | None]:  # noqa: ANN401 - the same
        parsed = header(make_talk("x", Occasion(place=place)), **settings)
        return [
            e.attributes["href"] for e in parsed.find("a") if "map" in e.text or "meet" in (e.attributes["href"] or "")
        ]

    assert links(Place(name="Café & Co")) == ["https://www.openstreetmap.org/search?query=Caf%C3%A9%20%26%20Co"]
    assert links(Place(name="X", latitude=1.5, longitude=-2.0), map="https://maps.example/{place}") == [
        "https://maps.example/1.5%2C-2.0"
    ]
    assert links(Place(online=True, url="https://meet.example/x")) == ["https://meet.example/x"]
    assert links(Place(name="X"), map="") == []


# The footer


def test_the_footer_lists_occasions_resources_and_neighbours() -> None:
    past = replace(MEETUP, event="PyCon", when=When(start=moment(2025, 5, 1, 9)), videos=("https://youtu.be/a",))
    lists = (
        ResourceList(title="Reading", resources=(Resource(title="A", url="https://a.example/"),), in_body=False),
        ResourceList(title="In the text", resources=(Resource(title="B", url="https://b.example/"),)),
    )
    talk = make_talk("es-intro", MEETUP, past, resources=lists)
    first = make_talk("first", Occasion(when=When(start=moment(2020, 1, 1))), title="The First")
    parsed = Parsed(render_footer(talk, make_context(first, talk)))
    assert parsed.texts("h2") == ["Reading", "When and where"]
    assert parsed.texts("podium-occasions__event") == ["PyCon", "ReactJS Meetup"]
    assert parsed.texts("podium-occasions__links") == ["Recording", "Register on Meetup"]
    assert parsed.texts("podium-pager__link") == ["EarlierThe First"]
    assert parsed.find("podium-pager__link")[0].attributes["href"] == "../first/"


def test_nothing_is_earlier_or_later_than_a_talk_without_a_date() -> None:
    undated = make_talk("undated", title="Undated")
    first, last = (make_talk(str(year), Occasion(when=When(start=moment(year)))) for year in (2020, 2021))
    context = make_context(undated, first, last)
    words = [Parsed(render_footer(talk, context)).texts("small") for talk in (undated, first, last)]
    assert words == [["Next"], ["Previous", "Later"], ["Earlier"]]


def test_a_single_occasion_is_not_repeated() -> None:
    assert render_footer(FULL, make_context(FULL)) == ""


@pytest.mark.parametrize(
    ("fields", "description"),
    [
        ({"summary": "What it is about."}, "What it is about."),
        ({"lead": "The first paragraph."}, "The first paragraph."),
        (
            {"title": "T", "speakers": (Speaker(name="Ann"), Speaker(name="Bo")), "occasions": (MEETUP,)},
            ("T: a talk by Ann and Bo at ReactJS Meetup, Iron Yard, Little Rock, Friday 19 March 2027, 12:00–13:00"),
        ),
        ({"title": "T"}, "T: a talk"),
    ],
)
def test_a_page_is_described(fields: dict[str, Any], description: str) -> None:
    assert describe(make_talk("x", **fields)) == description
    assert len(describe(make_talk("x", **{**fields, "summary": "word " * 500}))) <= 200


# Lists


def test_the_agenda_says_topic_where_when_and_register() -> None:
    context = make_context(FULL, page="talks/")
    parsed = Parsed(render_upcoming(context))
    assert parsed.texts("th") == ["Topic", "Where", "When", "Register"]
    assert parsed.texts("td") == [
        "Event Sourcing slides ready",
        "ReactJS Meetup Iron Yard, Little Rock",
        "Friday 19 March 2027, 12:00–13:00 Central Time",
        "Register for Event Sourcing",
    ]
    assert parsed.find("podium-agenda__topic")[0].attributes["href"] == "es-intro/"
    (row,) = parsed.find("tbody")[0:1]
    assert parsed.elements[parsed.elements.index(row) + 1].attributes["data-until"] == "2027-03-19T18:00:00Z"


def test_the_empty_state_waits_for_the_last_talk_to_end() -> None:
    ahead = Parsed(render_upcoming(make_context(FULL, page="")))
    (empty,) = ahead.find("podium-empty")
    assert empty.hidden
    assert empty.attributes["data-from"] == ahead.find("table")[0].attributes["data-until"] == "2027-03-19T18:00:00Z"
    over = Parsed(render_upcoming(make_context(FULL, now=datetime(2028, 1, 1, tzinfo=UTC), page="")))
    assert not over.find("table")
    assert over.texts("podium-empty__title") == ["No talk is scheduled"]
    assert [e.attributes["href"] for e in over.find("a")] == ["talks/calendar.ics", "talks/#past"]


def test_a_talk_to_be_announced_keeps_the_agenda_open() -> None:
    parsed = Parsed(render_upcoming(make_context(FULL, make_talk("some-day", Occasion(ahead=True)))))
    assert not parsed.find("podium-empty")
    assert "data-until" not in parsed.find("table")[0].attributes


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ready": False}, "page to come"),
        ({"occasions": (replace(MEETUP, status=Status.TENTATIVE),)}, "to be confirmed slides ready"),
        ({"occasions": (replace(MEETUP, status=Status.CANCELLED),)}, "cancelled slides ready"),
        ({"occasions": (replace(MEETUP, status=Status.POSTPONED),)}, "postponed slides ready"),
    ],
)
def test_the_agenda_says_what_is_special(fields: dict[str, Any], words: str) -> None:
    parsed = Parsed(render_upcoming(make_context(replace(FULL, **fields))))
    assert parsed.texts("podium-words") == [words]
    assert bool(parsed.find("podium-agenda__topic")[0].attributes.get("href")) is ("ready" not in fields)


def test_past_talks_stand_under_their_year_the_latest_first() -> None:
    old = make_talk("old", Occasion(event="PyCon", when=When(start=moment(2025, 3, 18))), title="Old")
    older = make_talk("older", Occasion(when=When(start=moment(2024, 6, 1), end=moment(2024, 6, 4))), title="Older")
    lost = make_talk("lost", title="Lost", past=True)
    parsed = Parsed(render_past(make_context(FULL, old, older, lost, page="talks/")))
    assert parsed.texts("h3") == ["2025", "2024", "Undated"]
    assert parsed.texts("podium-year__talk") == ["Old", "Older", "Lost"]
    assert parsed.texts("podium-year__facts") == ["PyCon · 18 March", "1–4 June", ""]
    (year,) = [e for e in parsed.find("podium-year") if e.hidden]
    assert year.attributes["data-from"] == "2027-03-19T18:00:00Z"


def test_the_list_of_talks_has_both_and_headings_in_order() -> None:
    old = make_talk("old", Occasion(when=When(start=moment(2025, 3, 18))))
    parsed = Parsed(render_talks(make_context(FULL, old, page="talks/")))
    assert [e.tag for e in parsed.elements if re.fullmatch(r"h\d", e.tag) and not e.hidden] == [
        "h2",
        "h2",
        "h3",
    ]
    assert parsed.texts("h2") == ["Upcoming", "All talks"]


def test_a_card_says_what_when_and_its_state() -> None:
    parsed = Parsed(render_card(FULL, make_context(FULL, page="")))
    assert parsed.texts("podium-card__facts") == ["ReactJS Meetup · Friday 19 March 2027, 12:00–13:00"]
    assert parsed.texts("podium-state") == ["Upcoming"]
    assert parsed.find("a")[0].attributes["href"] == "talks/es-intro/"


# Embeds


def test_a_hosted_deck_asks_its_host_for_nothing() -> None:
    html = render_embed(DECK, make_context(), caption="<p>As <em>given</em></p>")
    parsed = Parsed(html)
    assert not parsed.find("iframe")
    assert not [e for e in parsed.elements if "src" in e.attributes]
    (facade,) = [e for e in parsed.elements if e.tag == "podium-embed"]
    assert facade.attributes["data-frame"] == DECK.frame
    assert facade.attributes["data-title"] == "Slides of it"
    assert facade.attributes["data-sandbox"] == DECK.sandbox
    assert facade.attributes["data-allow"] == DECK.allow
    assert parsed.find("svg")[0].attributes["viewbox"] == "0 0 1600 1200"
    assert parsed.texts("podium-bar__facts") == ["42 slides"]
    assert parsed.texts("a") == ["Open on Speaker Deck: Slides of it"]
    assert parsed.find("a")[0].attributes["href"] == DECK.link
    assert parsed.texts("em") == ["given"]


def test_a_video_file_loads_nothing_by_itself() -> None:
    clip = Embed(kind=Kind.VIDEO, provider="file", host="", link="talks/clip.mp4", title="Clip", size=2_000_000)
    parsed = Parsed(render_embed(clip, make_context()))
    (video,) = parsed.find("video")
    assert video.attributes["preload"] == "none"
    assert video.attributes["src"] == "../clip.mp4"
    assert parsed.texts("podium-bar") == ["2.0 MB Open: Clip"]


@pytest.mark.parametrize(("poster", "tags"), [("", []), ("talks/x.png", ["img"])])
def test_a_pdf_is_a_link_with_its_first_page(poster: str, tags: list[str]) -> None:
    pdf = Embed(kind=Kind.DECK, provider="pdf", host="", link="talks/x.pdf", title="X", slides=1, poster=poster)
    parsed = Parsed(render_embed(pdf, make_context()))
    assert {e.attributes["href"] for e in parsed.find("a")} == {"../x.pdf"}
    assert [e.tag for e in parsed.find("img")] == tags
    assert all({"width", "height", "alt"} <= e.attributes.keys() for e in parsed.find("img"))
    assert parsed.texts("podium-bar__facts") == ["1 page"]


def test_anything_else_is_a_link_card() -> None:
    page = Embed(kind=Kind.LINK, provider="link", host="x.example", link="https://x.example/a")
    assert Parsed(render_embed(page, make_context())).texts("a") == ["https://x.example/ax.example"]


# Resources, notes, redirects


def test_a_resource_says_kind_title_maker_date_host_and_note() -> None:
    date = replace(moment(2014, 8), precision=Precision.MONTH)
    found = Resource(
        title="Polyglot Data",
        url="https://www.youtube.com/x",
        by="Greg Young",
        date=date,
        kind="video",
        note="Long",
    )
    parsed = Parsed(render_resource_list(ResourceList(title="Seen", resources=(found,)), make_context()))
    assert parsed.find("ul")[0].attributes["aria-label"] == "Seen"
    assert parsed.texts("li") == ["Video Polyglot Data Greg Young · August 2014 · youtube.com Long"]


def test_problems_are_told_with_their_place_and_none_makes_no_box() -> None:
    problem = Problem(
        path="talks/x.md",
        line=20,
        field="date",
        message="no day; left out",
        hint="Add one.",
        level=Level.ERROR,
    )
    parsed = Parsed(render_problems([problem]))
    assert parsed.find("podium-problems")[0].attributes["role"] == "note"
    assert parsed.texts("li") == ["error talks/x.md:20 date: no day; left out. Add one."]
    assert render_problems([]) == ""


def test_a_redirect_is_a_whole_document_that_search_engines_leave_out() -> None:
    html = render_redirect("../new/", HOSTILE)
    parsed = Parsed(html.removeprefix("<!doctype html>"))
    assert html.startswith("<!doctype html>")
    assert parsed.find("html")[0].attributes["lang"] == "en"
    metas = {
        (e.attributes.get("name") or e.attributes.get("http-equiv")): e.attributes.get("content")
        for e in parsed.find("meta")
    }
    assert metas["refresh"] == "0; url=../new/"
    assert metas["robots"] == "noindex"
    assert parsed.find("link")[0].attributes["href"] == "../new/"
    assert parsed.texts("title") == parsed.texts("a") == [HOSTILE]


# Whatever a writer writes


def every_fragment(text: str) -> str:
    """Everything that can be rendered, with the text wherever a text can be."""
    url = "https://x.example/a%22b"
    place = Place(name=text, address=text, city=text, country=text, url=url)
    occasion = Occasion(event=text, event_url=url, place=place, when=NOON, register=url)
    speaker = Speaker(name=text, url=url, links=((text, url),), bio=text, avatar="talks/a.png")
    reading = ResourceList(
        title=text, resources=(Resource(title=text, url=url, by=text, note=text, kind=text),), in_body=False
    )
    embed = replace(DECK, title=text, host=text, sandbox=text, allow=text)
    talk = make_talk(
        "x",
        occasion,
        replace(occasion, status=Status.TENTATIVE, when=month(2028, 1)),
        Occasion(event=text, when=month(2020, 2)),
        title=text,
        subtitle=text,
        summary=text + ".",
        series=text,
        level=text,
        language=text,
        speakers=(speaker,),
        topics=(text,),
        resources=(reading,),
    )
    other = make_talk("y", Occasion(when=month(2019, 1)), title=text, ready=False)
    last = make_talk("z", Occasion(when=month(2018, 1)), title=text)
    context = make_context(talk, other, last)
    problem = Problem(path=text, line=1, field=text, message=text, hint=text)
    kinds = [
        embed,
        replace(embed, frame="", provider="pdf"),
        replace(embed, frame="", provider="file", kind=Kind.VIDEO),
    ]
    return "".join(
        [
            render_header(talk, context),
            render_footer(talk, context),
            render_talks(context),
            render_card(talk, context),
            *(render_embed(one, context) for one in (*kinds, replace(embed, kind=Kind.LINK))),
            render_problems([problem]),
        ]
    )


def test_hostile_text_is_text_everywhere() -> None:
    calm = Parsed(every_fragment("calm"))
    hostile = Parsed(every_fragment(HOSTILE))
    assert [e.tag for e in hostile.elements] == [e.tag for e in calm.elements]
    assert [list(e.attributes) for e in hostile.elements] == [list(e.attributes) for e in calm.elements]
    assert "49" not in hostile.texts("h1")[0]


@given(st.text(min_size=1, max_size=60))
def test_no_text_makes_markup(text: str) -> None:
    tags = {e.tag for e in Parsed(every_fragment("calm")).elements}
    assert {e.tag for e in Parsed(every_fragment(text)).elements} <= tags


def test_a_title_of_ten_thousand_characters_is_whole_on_its_page_and_short_in_lists() -> None:
    talk = replace(FULL, title="Long " * 2000)
    context = make_context(talk, make_talk("y", Occasion(when=month(2019, 1))))
    assert len(header(talk).texts("h1")[0]) > 9000
    assert all(len(render(context)) < 6000 for render in (render_upcoming, render_past))
    assert len(render_card(talk, context)) < 6000


def test_fragments_are_safe_strings() -> None:
    assert isinstance(render_header(FULL, make_context(FULL)), Markup)
