"""Calendars, as other people's programs read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from judges.calendars import JUDGES, MissingToolError, by_libical, judge, judge_files
from podium.dates import Moment, Precision, When, zone_info
from podium.renderers.calendar_events import line
from podium.renderers.calendar_zones import render_zone
from podium.renderers.calendars import render_calendars, subscribe_address
from podium.renderers.context import Context
from podium.renderers.occasions import calendar_address, occasion_id, occasion_key
from podium.structure.catalogue import Catalogue
from podium.structure.listings import Group, Listing, Listings
from podium.structure.occasions import Occasion, Place, Status
from podium.structure.settings import Settings
from podium.structure.talks import Speaker, Talk
from sites import Built

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SETTINGS = Settings(site_name="Ann’s talks; all, of them", site_url="https://example.org/podium/")
EXAMPLES = 500
_PARTS = {Precision.YEAR, Precision.MONTH}
ZONES = (
    "America/Chicago Europe/London Europe/Dublin Europe/Paris Africa/Casablanca Asia/Tokyo Asia/Jerusalem "
    "Asia/Kathmandu Australia/Lord_Howe America/Sao_Paulo Pacific/Apia Antarctica/Troll"
).split()


def moment(text: str, zone: str = "America/Chicago") -> Moment:
    """A moment as precise as the text is long."""
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}.get(len(text), Precision.MINUTE)
    value = datetime.fromisoformat(text + "-01-01"[len(text) - 4 :] if precision in _PARTS else text)
    return Moment(value=value, precision=precision, zone=zone)


def when(start: str, end: str = "", zone: str = "America/Chicago") -> When:
    return When(start=moment(start, zone), end=moment(end, zone) if end else None)


def occasion(start: str = "2026-03-18T12:00", end: str = "", zone: str = "America/Chicago", **rest: Any) -> Occasion:  # noqa: ANN401 - whatever it has
    return Occasion(when=when(start, end, zone), **{"event": "Harbour Conf", **rest})


def talk(*occasions: Occasion, **rest: Any) -> Talk:  # noqa: ANN401 - whatever it has
    fields = {"slug": "intro", "title": "Événements; and, why", **rest}
    slug = fields["slug"]
    place = {"path": f"talks/{slug}.md", "uri": f"talks/{slug}.md", "address": f"talks/{slug}/"}
    return Talk(**place, **fields, occasions=occasions or (occasion(),))


def calendars(*talks: Talk, settings: Settings = SETTINGS) -> dict[str, str]:
    """The calendars of a site by address, each found right by the whole panel but `ics`, which is slow to start."""
    made = rendered(*talks, settings=settings)
    for address, text in made.items():
        for name, judge_one in JUDGES.items():
            assert name == "ics" or judge_one(text.encode()) == [], (address, name)
    return made


def rendered(*talks: Talk, settings: Settings = SETTINGS) -> dict[str, str]:
    """The calendars of a site by address."""
    catalogue = Catalogue(talks=talks)
    everything = Listing(group=Group.ALL, name="Talks", folder="talks/", address="talks/", entries=catalogue.entries)
    context = Context(settings=settings, catalogue=catalogue, now=NOW, page="", listings=Listings(all=(everything,)))
    return {output.address: output.text or "" for output in render_calendars(context, {})}


def event(*occasions: Occasion, settings: Settings = SETTINGS, **rest: Any) -> icalendar.Event:  # noqa: ANN401 - of the talk
    """The first event of a talk, as the `icalendar` library reads it."""
    text = calendars(talk(*occasions, **rest), settings=settings)["talks/intro.ics"]
    return icalendar.Calendar.from_ical(text).walk("VEVENT")[0]  # type: ignore[return-value]


def test_a_talk_has_a_calendar_and_so_has_each_of_several_occasions() -> None:
    several = talk(occasion(), occasion("2027-05-01", event="Nordic Week"), slug="two")
    assert list(calendars(talk(), several)) == [
        "talks/intro.ics",
        "talks/two.ics",
        "talks/two/harbour-conf.ics",
        "talks/two/nordic-week.ics",
        "talks/calendar.ics",
    ]
    assert calendars(several)["talks/two.ics"].count("BEGIN:VEVENT") == len(several.occasions)
    assert calendars(several)["talks/two/nordic-week.ics"].count("BEGIN:VEVENT") == 1


def test_an_event_says_all_that_people_need() -> None:
    place = Place(name="Iron; Yard", city="Little Rock", latitude=34.74, longitude=-92.28)
    held = occasion(place=place, register="https://www.meetup.com/x", event_url="https://harbour.example/")
    made = event(
        held, speakers=(Speaker(name="Ann"), Speaker(name="Bo")), topics=("a, b", "c"), summary="What\r\nit is"
    )
    assert str(made["SUMMARY"]) == "Événements; and, why"
    assert str(made["DESCRIPTION"]) == (
        "What\nit is\n\nSpeakers: Ann, Bo\nEvent: Harbour Conf\nRegister on Meetup: https://www.meetup.com/x\n"
        "Event page: https://harbour.example/\nTalk: https://example.org/podium/talks/intro/"
    )
    assert str(made["LOCATION"]) == "Iron; Yard, Little Rock"
    assert (made["GEO"].latitude, made["GEO"].longitude) == (34.74, -92.28)
    assert [str(each) for each in made["CATEGORIES"].cats] == ["a, b", "c"]
    assert made["URL"] == "https://example.org/podium/talks/intro/"
    assert made["UID"] == "intro.harbour-conf@example.org"
    assert (made["STATUS"], made["TRANSP"]) == ("CONFIRMED", "OPAQUE")
    assert "ORGANIZER" not in made


@pytest.mark.parametrize(
    ("held", "starts", "ends"),
    [
        (occasion("2026-03-18"), date(2026, 3, 18), date(2026, 3, 19)),
        (occasion("2026-03-18", "2026-03-20"), date(2026, 3, 18), date(2026, 3, 21)),
        (occasion("2024-02-29"), date(2024, 2, 29), date(2024, 3, 1)),
        (occasion("2026-02"), date(2026, 2, 1), date(2026, 3, 1)),
        (occasion("2026-12", "2027-01"), date(2026, 12, 1), date(2027, 2, 1)),
        (occasion("2026"), date(2026, 1, 1), date(2027, 1, 1)),
        (occasion("2018-11-04", zone="America/Sao_Paulo"), date(2018, 11, 4), date(2018, 11, 5)),  # it has no midnight
    ],
)
def test_without_a_time_an_event_takes_whole_days_and_nobody_is_busy(held: Occasion, starts: date, ends: date) -> None:
    made = event(held)
    assert (made.start, made.end, made["TRANSP"]) == (starts, ends, "TRANSPARENT")


@pytest.mark.parametrize(
    ("held", "starts", "ends"),
    [
        (occasion(), "2026-03-18T17:00", "2026-03-18T18:00"),
        (occasion(end="2026-03-18T12:45"), "2026-03-18T17:00", "2026-03-18T17:45"),
        (occasion(end="2026-03-19"), "2026-03-18T17:00", "2026-03-20T05:00"),
        (occasion("2026-03-08T01:30"), "2026-03-08T07:30", "2026-03-08T08:30"),  # an hour is left out at two
        (occasion("2026-11-01T00:30"), "2026-11-01T05:30", "2026-11-01T06:30"),  # and one comes twice
        (occasion("2026-11-01T01:30"), "2026-11-01T06:30", "2026-11-01T07:30"),
        (occasion("2026-03-18T12:00", zone="+05:30"), "2026-03-18T06:30", "2026-03-18T07:30"),
        (occasion("2026-03-18T12:00", zone="UTC"), "2026-03-18T12:00", "2026-03-18T13:00"),
        (occasion("2026-03-18T12:00", zone="Asia/Kathmandu"), "2026-03-18T06:15", "2026-03-18T07:15"),
    ],
)
def test_times_are_the_same_instants_elsewhere(held: Occasion, starts: str, ends: str) -> None:
    made = event(held)
    read = [instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") for instant in (made.start, made.end)]
    assert read == [starts, ends]


def test_the_second_of_two_equal_times_is_said_in_utc() -> None:
    again = Moment(
        value=moment("2026-11-01T01:30").value.replace(fold=1), precision=Precision.MINUTE, zone="America/Chicago"
    )
    text = calendars(talk(Occasion(when=When(start=again))))["talks/intro.ics"]
    assert "DTSTART:20261101T073000Z\r\n" in text


def test_an_end_that_is_no_later_than_the_start_is_left_out() -> None:
    assert "DTEND" not in event(occasion(end="2026-03-18T12:00"))


@pytest.mark.parametrize("zone", ZONES)
def test_zones_carry_rules_that_give_the_same_offsets(zone: str) -> None:
    text = render_zone(zone, 2005, 2026)
    read = icalendar.Timezone.from_ical(text).to_tz(lookup_tzid=False)  # type: ignore[attr-defined]
    noons = (NOW.replace(year=2004, tzinfo=None) + timedelta(days=day, hours=12) for day in range(0, 25 * 365, 3))
    wrong = [
        day
        for day in noons
        if day.replace(tzinfo=zone_info(zone)).utcoffset() != day.replace(tzinfo=read).utcoffset()
        and zone != "Pacific/Apia"  # which left out a whole day of 2011
    ]
    assert wrong == []


def test_rules_begin_at_the_clock_of_the_time_before() -> None:
    text = render_zone("America/Chicago", 2020, 2026)
    assert "DTSTART:20200308T020000" in text.replace("20190310", "20200308")
    assert "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\r\n" in text


@pytest.mark.parametrize(
    ("status", "word", "title", "busy"),
    [
        (Status.CONFIRMED, "CONFIRMED", "X", "OPAQUE"),
        (Status.TENTATIVE, "TENTATIVE", "X", "OPAQUE"),
        (Status.CANCELLED, "CANCELLED", "Cancelled: X", "TRANSPARENT"),
        (Status.POSTPONED, "TENTATIVE", "Postponed: X", "TRANSPARENT"),
    ],
)
def test_a_status_is_said_in_the_words_that_calendars_have(status: Status, word: str, title: str, busy: str) -> None:
    made = event(occasion(status=status, register="https://register.example/"), title="X")
    assert (made["STATUS"], str(made["SUMMARY"]), made["TRANSP"]) == (word, title, busy)
    assert ("register.example" in str(made["DESCRIPTION"])) == (busy == "OPAQUE")


def test_a_uid_outlives_changes_of_date_title_place_and_order() -> None:
    first, second = occasion(event="One"), occasion("2027-01-01", event="Two")
    before = talk(first, second)
    moved = replace(first, when=when("2029-01-01"), place=Place(name="Elsewhere"))
    after = replace(before, title="Another", occasions=(second, moved))
    assert occasion_id(before, first, SETTINGS) == occasion_id(after, moved, SETTINGS) == "intro.one@example.org"
    assert occasion_id(before, second, Settings()) == "intro.two@podium.invalid"


def test_occasions_of_one_name_are_numbered_by_their_dates() -> None:
    first, second, undated = occasion("2025-01-01"), occasion("2026-01-01"), Occasion(event="Harbour Conf")
    held = talk(undated, second, first, Occasion(place=Place(name="Iron Yard")), Occasion())
    keys = [occasion_key(held, each) for each in held.occasions]
    assert keys == ["harbour-conf-3", "harbour-conf-2", "harbour-conf", "iron-yard", "occasion"]
    assert calendar_address(held, second) == "talks/intro/harbour-conf-2.ics"
    assert calendar_address(held) == "talks/intro.ics"


def test_equal_occasions_have_keys_of_their_own() -> None:
    held = talk(occasion(), occasion())
    assert [occasion_key(held, each) for each in held.occasions] == ["harbour-conf", "harbour-conf-2"]


def test_a_change_is_newer_and_nothing_else_is() -> None:
    made = [event(), *(event(created=moment("2025-01-01"), updated=moment(at)) for at in ("2025-02-01", "2025-02-02"))]
    assert [each["DTSTAMP"].dt.strftime("%Y-%m-%d") for each in made] == ["2026-01-01", "2025-02-01", "2025-02-02"]
    sequences = [each["SEQUENCE"] for each in made]
    assert sequences == sorted(set(sequences))
    assert "LAST-MODIFIED" not in made[0]
    assert made[2]["LAST-MODIFIED"].dt > made[1]["LAST-MODIFIED"].dt
    assert event(updated=moment("2100-12-31"))["SEQUENCE"] < 2**31


def test_a_talk_that_is_not_ready_links_to_no_page() -> None:
    for text in calendars(talk(ready=False, lead="Secret", summary="Public")).values():
        assert "talks/intro/" not in text.replace("\r\n ", "")
        assert "Secret" not in text
        assert "Public" in text


def test_a_site_without_an_address_links_to_no_page() -> None:
    text = calendars(talk(), settings=Settings())["talks/calendar.ics"]
    assert "URL" not in text
    assert "SOURCE" not in text
    assert "UID:intro.harbour-conf@podium.invalid" in text


@pytest.mark.parametrize("made", [calendars(), calendars(talk(Occasion(event="Some day")))])
def test_nothing_with_a_date_makes_an_empty_calendar_that_all_can_read(made: dict[str, str]) -> None:
    for text in made.values():
        assert "BEGIN:VEVENT" not in text
        assert judge(text.encode()) == []


@pytest.mark.parametrize(
    "text",
    [
        "x\r\nATTENDEE:mailto:a@b.example",
        'a;b,c\\d:e\\n\\N"f"',
        "é" * 200,
        "👩‍💻" * 60,
        "\0\x0b\x1b[31m\u202e\ud800\u2028",
        "BEGIN:VEVENT",
        "x" * 10_000,
        "",
    ],
)
def test_hostile_texts_stay_texts(text: str) -> None:
    held = occasion(event=text, place=Place(name=text, city=text), register="javascript:alert(1)", event_url=text)
    made = calendars(talk(held, title=text, summary=text, topics=(text,), speakers=(Speaker(name=text),)))
    for each in made.values():
        assert judge(each.encode()) == []
        assert "javascript:" not in each
        assert "\r\nATTENDEE" not in each
    read = vobject.readOne(made["talks/intro.ics"])
    assert read.vevent.summary.value == (line(text) or "intro")


anything = st.text()


@examples(max_examples=EXAMPLES)
@given(title=anything, place=anything, name=anything)
def test_any_text_comes_back_from_other_readers(title: str, place: str, name: str) -> None:
    held = occasion(place=Place(name=place), event=name)
    text = rendered(talk(held, title=title))["talks/intro.ics"]
    assert JUDGES["bytes"](text.encode()) == []
    read = vobject.readOne(text).vevent
    known = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]
    assert read.summary.value == str(known["SUMMARY"]) == (line(title) or "intro")
    assert (read.location.value if line(place) else "") == line(place)
    if line(name):
        assert f"Event: {line(name)}\n" in read.description.value


def test_people_subscribe_by_an_address_of_their_calendar_program() -> None:
    listing = Listing(group=Group.SPEAKER, name="Zoë", folder="speakers/zoë/", address="speakers/zo%C3%AB/", entries=())
    assert subscribe_address(listing, SETTINGS) == "webcal://example.org/podium/speakers/zo%C3%AB/calendar.ics"
    assert subscribe_address(listing, Settings()) == ""


GOOD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//X//X//EN
BEGIN:VEVENT
UID:a@b.example
DTSTAMP:20260101T000000Z
DTSTART:20260318T120000Z
DTEND:20260318T130000Z
SUMMARY:A talk
URL:https://example.org/
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
FAULTS = {
    "no UID": ("UID:a@b.example\r\n", "", "vobject"),
    "no DTSTAMP": ("DTSTAMP:20260101T000000Z\r\n", "", "vobject"),
    "30 February": ("DTSTART:20260318", "DTSTART:20260230", "icalendar vobject ics"),
    "two UIDs": ("UID:a@b.example\r\n", "UID:a@b.example\r\nUID:b@b.example\r\n", "vobject ics libical"),
    "a line that is none": ("SUMMARY:A talk", "SUMMARY:A\r\ntalk", "icalendar vobject ics libical"),
    "an end and a duration": ("SUMMARY", "DURATION:PT1H\r\nSUMMARY", "icalendar vobject ics libical"),
    "no PRODID": ("PRODID:-//X//X//EN\r\n", "", "vobject ics libical"),
    "an end before the start": ("DTEND:20260318T13", "DTEND:20260318T11", "ics"),
    "a day and a time": ("DTSTART:20260318T120000Z", "DTSTART;VALUE=DATE:20260318", "icalendar"),
    "an open component": ("END:VEVENT\r\n", "", "icalendar vobject ics libical"),
    "a control character": ("A talk", "A\x01talk", "bytes ics"),
    "an unknown zone": ("DTSTART:20260318T120000Z", "DTSTART;TZID=Europe/Paris:20260318T120000", "bytes"),
    "a floating time": ("DTSTART:20260318T120000Z", "DTSTART:20260318T120000", "bytes"),
    "bare line ends": ("\r\n", "\n", "bytes"),
    "a long line": ("A talk", "A talk" * 20, "bytes"),
    "a bare semicolon": ("A talk", "A; talk", "bytes"),
    "an address that runs": ("https://example.org/", "javascript:alert(1)", "bytes"),
}


def test_the_panel_has_nothing_against_a_right_calendar() -> None:
    assert judge(GOOD.encode()) == []


@pytest.mark.parametrize(("right", "wrong", "judges"), FAULTS.values(), ids=FAULTS)
def test_no_judge_sleeps(right: str, wrong: str, judges: str) -> None:
    found = judge(GOOD.replace(right, wrong).encode())
    assert set(judges.split()) <= {finding.partition(":")[0] for finding in found}


def test_a_character_cut_in_two_is_found() -> None:
    data = GOOD.encode().replace(b"A talk", "é".encode()[:1] + b"\r\n " + "é".encode()[1:])
    assert "bytes: line 9: not UTF-8" in [*map("bytes: ".__add__, JUDGES["bytes"](data))]


def test_a_judge_that_is_not_there_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    by_libical(GOOD.encode())
    import judges.calendars  # noqa: PLC0415

    judges.calendars._libical.cache_clear()  # noqa: SLF001
    monkeypatch.setattr(judges.calendars.ctypes.util, "find_library", lambda _: "libno-such.so")
    with pytest.raises(MissingToolError, match="apt-get install libical3"):
        by_libical(GOOD.encode())
    judges.calendars._libical.cache_clear()  # noqa: SLF001


def test_the_sites_own_calendars_are_right(project_site: Path) -> None:
    files = sorted(project_site.rglob("*.ics"))
    assert project_site / "talks/calendar.ics" in files
    assert judge_files(files) == []


def test_a_built_site_writes_them_as_they_are(site: Callable[..., Built]) -> None:
    built = site({"talks/one.md": "---\ntitle: One\ndate: 2026-03-18 12:00\nplace: Paris\n---\n"})
    data = (built.site / "talks/one.ics").read_bytes()
    assert judge(data) == []
    assert data.count(b"BEGIN:VEVENT") == (built.site / "talks/calendar.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
