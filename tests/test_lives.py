"""The life of a talk as the build tells it: what to do, ways into a calendar, and what never leaves the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podium.dates import Moment, Precision, When
from podium.readers.meetings import hide_meetings, is_meeting
from podium.renderers.invitations import invitations
from podium.renderers.pages import render_footer
from podium.structure.catalogue import Entry
from podium.structure.links import Resource, ResourceList
from podium.structure.occasions import Occasion, Place, Recording, Status
from podium.structure.talks import Talk
from sites import Built
from test_renderers import FULL, MEETUP, NOON, Parsed, header, make_context, make_talk, moment, month

BEFORE = datetime(2027, 3, 16, 10, tzinfo=UTC)
DURING = datetime(2027, 3, 19, 17, 30, tzinfo=UTC)
AFTER = datetime(2027, 4, 1, tzinfo=UTC)
LIST = ResourceList(title="Reading", resources=(Resource(url="https://a.example/", title="A", kind="article"),))


def links(occasion: Occasion, **settings: Any) -> dict[str, str]:  # noqa: ANN401 - whatever a site sets
    talk = make_talk("es-intro", occasion, title="Event & <Sourcing>")
    context = make_context(talk, site_url="https://talks.example/", **settings)
    return {way.label: way.href for way in invitations(Entry(talk=talk, occasion=occasion), context)}


def asked(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query, strict_parsing=True).items()}


def google(when: When, **settings: Any) -> str:  # noqa: ANN401 - whatever a site sets
    return asked(links(replace(MEETUP, when=when), **settings)["Google Calendar"])["dates"]


# Into a calendar


def test_there_are_three_ways_into_a_calendar() -> None:
    ways = links(MEETUP)
    assert list(ways) == ["Calendar file (.ics)", "Google Calendar", "Outlook"]
    assert ways["Calendar file (.ics)"] == "../es-intro.ics"
    assert asked(ways["Google Calendar"]) == {
        "action": "TEMPLATE",
        "text": "Event & <Sourcing>",
        "dates": "20270319T170000Z/20270319T180000Z",
        "details": (
            "ReactJS Meetup\nhttps://talks.example/talks/es-intro/\n"
            "Register on Meetup: https://www.meetup.com/rock/events/1/"
        ),
        "location": "Iron Yard, Little Rock",
    }
    outlook = asked(ways["Outlook"])
    assert (outlook["startdt"], outlook["enddt"]) == ("2027-03-19T17:00:00Z", "2027-03-19T18:00:00Z")
    assert outlook["subject"] == "Event & <Sourcing>"
    assert "allday" not in outlook


def test_a_link_into_a_calendar_has_no_raw_sign_that_an_address_cannot_have() -> None:
    for url in links(replace(MEETUP, event='"><script>\n&x=1#y', place=Place(name="Zürich + Ärger"))).values():
        assert url.isascii()
        assert not set(url) & set(' "<>\n+#')


@pytest.mark.parametrize(
    ("when", "dates"),
    [
        (When(start=moment(2027, 3, 19)), "20270319/20270320"),
        (When(start=moment(2027, 3, 19), end=moment(2027, 3, 21)), "20270319/20270322"),
        (When(start=moment(2027, 12, 31)), "20271231/20280101"),
        # No end: an hour, also where the clock is moved during it.
        (When(start=moment(2027, 3, 14, 1)), "20270314T070000Z/20270314T080000Z"),
        (When(start=moment(2027, 11, 7, 0), end=moment(2027, 11, 7, 3)), "20271107T050000Z/20271107T090000Z"),
        (When(start=moment(2027, 3, 19, 9), end=moment(2027, 3, 20)), "20270319T140000Z/20270321T050000Z"),
    ],
)
def test_a_calendar_gets_instants_or_whole_days(when: When, dates: str) -> None:
    assert google(when) == dates


def test_whole_days_are_whole_days_for_outlook_too() -> None:
    outlook = asked(links(replace(MEETUP, when=When(start=moment(2027, 3, 19))))["Outlook"])
    assert (outlook["startdt"], outlook["enddt"], outlook["allday"]) == ("2027-03-19", "2027-03-20", "true")


@pytest.mark.parametrize(
    "occasion",
    [
        replace(MEETUP, when=None),
        replace(MEETUP, when=month(2027, 3)),
        replace(MEETUP, when=When(start=replace(moment(2027), precision=Precision.YEAR))),
        replace(MEETUP, status=Status.CANCELLED),
        replace(MEETUP, status=Status.POSTPONED),
    ],
)
def test_what_has_no_day_or_is_off_goes_into_no_calendar(occasion: Occasion) -> None:
    assert links(occasion) == {}
    assert not header(make_talk("es-intro", occasion)).find("podium-menu", shown=True)


def test_a_calendar_is_offered_before_the_talk_only() -> None:
    assert len(header(FULL, BEFORE).find("podium-menu", shown=True)) == 1
    assert not header(FULL, DURING).find("podium-menu", shown=True)
    assert not header(FULL, AFTER).find("podium-menu")


def test_a_calendar_says_what_is_not_certain() -> None:
    url = links(replace(MEETUP, status=Status.TENTATIVE))["Google Calendar"]
    assert asked(url)["text"].endswith("(to be confirmed)")


def test_each_of_many_occasions_has_its_own_file() -> None:
    talk = make_talk("es-intro", MEETUP, Occasion(event="PyCon", when=When(start=moment(2028, 1, 1))))
    context = make_context(talk)
    files = [invitations(Entry(talk=talk, occasion=occasion), context)[0].href for occasion in talk.occasions]
    assert files == ["reactjs-meetup.ics", "pycon.ics"]


# What to do


def buttons(talk: Talk, now: datetime) -> list[str]:
    return header(talk, now).texts("podium-button")


def test_after_a_talk_its_resources_are_a_step_away() -> None:
    written, given_apart = replace(FULL, resources=(LIST,)), replace(FULL, resources=(replace(LIST, in_body=False),))
    assert buttons(written, AFTER) == ["Open slides", "Resources"]
    assert [e.attributes["href"] for e in header(written, AFTER).find("podium-button")][-1] == "#podium-resources"
    assert [e.attributes["href"] for e in header(given_apart, AFTER).find("podium-button")][-1] == (
        "#podium-resources-1"
    )
    assert 'id="podium-resources-1"' in render_footer(given_apart, make_context(given_apart))
    assert buttons(replace(FULL, resources=(replace(LIST, resources=()),)), AFTER) == ["Open slides"]


def test_the_way_to_the_resources_leads_somewhere(site: Callable[..., Built]) -> None:
    built = site({"talks/x.md": "---\ntitle: X\ndate: 2016-01-01\n---\nResources:\n\n- [A](https://a.example/)\n"})
    page = built.page("talks/x/")
    assert 'href="#podium-resources"' in page
    assert page.count('id="podium-resources"') == 1


@pytest.mark.parametrize(
    ("status", "words", "fact"),
    [
        (Status.CANCELLED, "Cancelled", "It does not take place."),
        (Status.POSTPONED, "Postponed", "A new date is not known yet."),
    ],
)
def test_what_is_off_says_so_and_registers_nobody(status: Status, words: str, fact: str) -> None:
    talk = replace(FULL, occasions=(replace(MEETUP, status=status),))
    parsed = header(talk)
    assert parsed.texts("podium-state") == [words]
    assert parsed.texts("podium-when__text")[0].startswith(words)
    assert parsed.texts("podium-now__fact")[0] == fact
    assert MEETUP.register not in [element.attributes.get("href") for element in parsed.find("a")]


@pytest.mark.parametrize(
    ("recording", "before", "after"),
    [
        (Recording.SCHEDULED, "It will be recorded.", "Recording to come."),
        (Recording.NOT_RECORDED, "It will not be recorded.", "It was not recorded."),
        (Recording.NOT_PUBLISHED, "", "The recording is not public."),
    ],
)
def test_what_becomes_of_the_recording_is_said(recording: Recording, before: str, after: str) -> None:
    talk = make_talk("es-intro", Occasion(when=NOON, recording=recording))
    assert header(talk, BEFORE).texts("podium-now__fact") == ([before] if before else [])
    assert header(talk, AFTER).texts("podium-now__fact") == [after]


def test_the_list_of_occasions_says_what_is_not_certain_and_what_never_was() -> None:
    maybe = replace(MEETUP, status=Status.TENTATIVE)
    talk = make_talk("es-intro", maybe, Occasion(event="Other", status=Status.POSTPONED))
    said = {
        now: Parsed(render_footer(talk, make_context(talk, now=now))).texts("podium-word") for now in (BEFORE, AFTER)
    }
    assert said == {BEFORE: ["to be confirmed", "postponed"], AFTER: ["was to be confirmed", "postponed"]}


def test_only_a_site_that_knows_its_address_prints_a_code_of_it() -> None:
    assert "podium-print" not in render_footer(FULL, make_context(FULL))
    (printed,) = Parsed(render_footer(FULL, make_context(FULL, site_url="https://talks.example/"))).find("podium-print")
    assert printed.text == "talks.example/talks/es-intro/"


def test_nobody_is_sent_to_an_occasion_that_is_off() -> None:
    off = Occasion(event="Gone", status=Status.CANCELLED)
    facts = header(make_talk("es-intro", MEETUP, Occasion(event="PyCon"), off)).texts("podium-now__fact")
    assert facts == ["Also at PyCon."]


# Private links

PRIVATE = (
    "https://us02web.zoom.us/j/123456?pwd=SECRET",
    "https://ZOOM.us./j/SECRET",
    "https://zoom.us:443/my/SECRET",
    "https://zoom.us/meeting/register/../../j/SECRET",
    "https://zoom.us/meeting/register/%2e%2e/%2e%2e/j/SECRET",
    "https://meet.google.com/SECRET-def-hij",
    "https://teams.microsoft.com/l/meetup-join/SECRET",
    "https://teams.live.com/meet/SECRET",
    "https://garden.webex.com/meet/SECRET",
    "https://whereby.com/SECRET",
    "https://meet.jit.si/SECRET#config.x=1",
)
PUBLIC = (
    "https://zoom.us/webinar/register/WN_abc",
    "https://zoom.us/",
    "https://zoom.us/rec/share/abc",
    "https://events.zoom.us/ev/abc",
    "https://events.teams.microsoft.com/event/abc",
    "https://www.meetup.com/x/events/1/",
    "https://notzoom.us/j/1",
    "https://zoom.us.example.org/j/1",
    "mailto:ann@zoom.us",
    "https://[",
)
FIELDS = (
    "location: {}",
    "location: Online, {}",
    "location: {{name: Hall, url: '{}'}}",
    "location: {{name: '{}'}}",
    "location: [Basel, '{}']",
    "venue: '[Zoom]({})'",
    "venue_url: {}",
    "online: {}",
    "register: {}",
    "event: '[Club]({})'",
    "event: Club {}",
    "event: {{name: Club, url: '{}'}}",
    "event_url: {}",
    "video: {}",
    "slides: {}",
    "summary: Join at {} at noon",
    "subtitle: '{}'",
    "x-join: {}",
    "resources: ['{}', {{title: Room, url: '{}'}}]",
    "occasions: [{{event: A, date: 2029-01-01, url: '{}'}}, {{event: B, location: '{}'}}]",
)


@pytest.mark.parametrize("url", PRIVATE)
def test_a_meeting_is_one(url: str) -> None:
    assert is_meeting(url)
    assert "SECRET" not in hide_meetings(f"Join at {url}, please")


@pytest.mark.parametrize("url", PUBLIC)
def test_what_is_for_everyone_is_no_meeting(url: str) -> None:
    assert not is_meeting(url)
    assert hide_meetings(f"Go to {url} now") == f"Go to {url} now"


@given(st.text())
def test_hiding_is_total_and_leaves_nothing_to_hide(text: str) -> None:
    assert hide_meetings(hide_meetings(text)) == hide_meetings(text)
    is_meeting(text)


def test_no_output_of_a_site_has_a_private_link(site: Callable[..., Built]) -> None:
    files = {
        f"talks/t{number}.md": f"---\ntitle: T{number}\ndate: 2029-01-{number + 1:02} 12:00\n{line}\n---\nWords.\n"
        for number, line in enumerate(field.format(*[PRIVATE[0]] * field.count("{}")) for field in FIELDS)
    }
    files["talks/list.md"] = f"---\ntitle: List\ndate: 2029-02-01\n---\nResources:\n\n- [Room]({PRIVATE[0]})\n"
    files["talks/first.md"] = f"---\ntitle: First\ndate: 2029-02-01\n---\nWe meet at {PRIVATE[0]} this time.\n"
    built = site(files)
    assert built.error is None
    leaks = [
        path.relative_to(built.site).as_posix()
        for path in sorted(built.site.rglob("*"))
        if path.is_file() and b"SECRET" in path.read_bytes()
    ]
    # What a writer puts into the text stands on its page, and where that page is found.
    assert [path for path in leaks if path not in ("talks/first/index.html", "search/search_index.json")] == []
    assert built.page("talks/first/").count("SECRET") == 1
    assert "SECRET" not in " ".join(built.messages)
    said = [message for message in built.messages if "looks like a private meeting link" in message]
    assert len(said) >= len(FIELDS)


def test_an_online_talk_stays_online_without_its_link(site: Callable[..., Built]) -> None:
    built = site({"talks/x.md": f"---\ntitle: X\ndate: 2029-01-01\nlocation: {PRIVATE[0]}\n---\n"})
    assert "Online" in built.page("talks/x/")


def test_moments_keep_their_zone() -> None:
    tokyo = Moment(value=datetime(2027, 3, 19), precision=Precision.DAY, zone="Asia/Tokyo")  # noqa: DTZ001
    assert google(When(start=tokyo)) == "20270319/20270320"
    (count,) = header(make_talk("es-intro", Occasion(when=When(start=tokyo)))).find("podium-countdown")
    assert (count.attributes["zone"], count.attributes["precise"]) == ("Asia/Tokyo", "day")
