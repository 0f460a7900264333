"""Feeds: what other people's readers make of them, what dates they carry, and what of a talk's page they hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal

import feedparser
import pytest
from feedparser import FeedParserDict
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from playwright.sync_api import BrowserContext, Page

from judges import feeds as judges
from podium.dates import Moment, Precision, When
from podium.renderers.context import Context
from podium.renderers.feed_content import _Reader, portable
from podium.renderers.feed_dates import apart
from podium.renderers.feed_formats import Author, Entry, Feed, write_atom, write_json_feed
from podium.renderers.feeds import LONGEST, STYLE, feed_links, render_feeds
from podium.resolvers.listings import resolve_listings
from podium.structure.catalogue import Catalogue
from podium.structure.listings import Group
from podium.structure.occasions import Occasion, Place, Status
from podium.structure.settings import Settings
from podium.structure.talks import Cover, Speaker, Talk
from podium.text import clean, one_line
from sites import Built

NOW = datetime(2027, 3, 16, 10, tzinfo=UTC)
SITE = "https://talks.example/sub/"
PAGE = f"{SITE}talks/t/"
HOSTILE = (
    "</title><script>alert(1)</script>]]>\"'&amp;&nbsp;<img src=x onerror=alert(2)>"
    "\x00\x0b\u202e\ufffe\ud83d{{ 7 * 7 }}"
)


def day(text: str, zone: str = "UTC") -> Moment:
    return Moment(value=datetime.fromisoformat(text), precision=Precision.DAY, zone=zone)


def when(text: str, precision: Precision = Precision.MINUTE, zone: str = "UTC") -> When:
    return When(start=Moment(value=datetime.fromisoformat(text), precision=precision, zone=zone))


def talk(slug: str = "t", *occasions: Occasion, **fields: object) -> Talk:
    plain = {"title": "A talk", "path": f"talks/{slug}.md", "uri": f"talks/{slug}.md", "address": f"talks/{slug}/"}
    return Talk(slug=slug, occasions=occasions or (Occasion(),), **plain | fields)  # type: ignore[arg-type]


def context_of(*talks: Talk, now: datetime = NOW, site_url: str = SITE) -> Context:
    chosen = Settings(site_name="Example", site_url=site_url)
    catalogue = Catalogue(talks=talks)
    listings = resolve_listings(catalogue, chosen)
    return Context(settings=chosen, catalogue=catalogue, now=now, page="", listings=listings)


def outputs(context: Context, texts: Mapping[str, str] | None = None) -> dict[str, str]:
    return {each.address: each.text or "" for each in render_feeds(context, texts or {})}


def read(*talks: Talk, texts: Mapping[str, str] | None = None, now: datetime = NOW) -> FeedParserDict:
    """The feed of the whole site as feedparser reads it, after the judges found nothing in any feed."""
    made = outputs(context_of(*talks, now=now), texts)
    for name, text in made.items():
        if name.endswith("feed.xml"):
            assert judges.judge_atom(text.encode()) == [], name
    return feedparser.parse(made["talks/feed.xml"].encode(), sanitize_html=False)


def only(*talks: Talk, texts: Mapping[str, str] | None = None) -> FeedParserDict:
    (entry,) = read(*talks, texts=texts).entries
    return entry


def content(entry: FeedParserDict) -> str:
    return str(entry.content[0].value)


# Whole feeds


def test_every_listing_has_both_feeds() -> None:
    talks = talk(topics=("Events",), speakers=(Speaker(name="Ann"),), series="Bits")
    made = outputs(context_of(replace(talks, occasions=(Occasion(event="Conf", when=when("2026-02-03T10:00")),))))
    folders = {"talks/", "talks/tags/events/", "speakers/ann/", "events/conf/", "series/bits/", "talks/years/2026/"}
    assert set(made) == {
        STYLE,
        *(folder + name for folder in folders for name in ("feed.xml", "feed.json", "sitemap.xml")),
    }


def test_a_feed_names_its_listing() -> None:
    made = outputs(context_of(talk(topics=("R&D <b>",))))
    title = "<title>Talks about R&amp;D &lt;b&gt; · Example</title>"
    assert title in made["talks/tags/r-d-b/feed.xml"]
    assert json.loads(made["talks/tags/r-d-b/feed.json"])["title"] == "Talks about R&D <b> · Example"


def test_no_talk_gives_empty_feeds() -> None:
    feed = read()
    assert feed.entries == []
    assert feed.feed.updated == "2027-01-01T00:00:00Z"
    assert judges.judge_json({"talks": outputs(context_of())["talks/feed.json"]}) == []


def test_a_site_without_an_address_has_no_feeds() -> None:
    context = context_of(talk(), site_url="")
    assert outputs(context) == {}
    assert feed_links(context, None) == []


def test_only_the_newest_are_told() -> None:
    start = datetime(2026, 1, 1, 10)  # noqa: DTZ001 - a wall clock
    moments = [(start + timedelta(days=number)).isoformat() for number in range(40)]
    feed = read(*(talk(f"t{number}", Occasion(when=when(moment))) for number, moment in enumerate(moments)))
    assert [entry.link for entry in feed.entries] == [f"{SITE}talks/t{39 - number}/" for number in range(LONGEST)]


def test_a_talk_that_is_not_ready_is_left_out() -> None:
    assert read(talk(ready=False, title="Secret")).entries == []


def test_hostile_texts_come_out_as_they_were() -> None:
    place = Place(name=HOSTILE, online=True)
    occasion = Occasion(event=HOSTILE, place=place, when=when("2026-01-01T10:00"), register="https://x.org/?a=1&b=<")
    fields = {"title": HOSTILE, "subtitle": HOSTILE, "summary": HOSTILE + "2", "topics": (HOSTILE,)}
    speaker = Speaker(name=HOSTILE, url="javascript:alert(1)")
    hostile = talk("t", occasion, speakers=(speaker,), cover=Cover(src="x y.png", alt=HOSTILE), **fields)
    made = outputs(context_of(hostile), {"talks/t.md": HOSTILE})
    for name, text in made.items():
        assert not name.endswith("feed.xml") or judges.judge_atom(text.encode()) == []
    assert judges.judge_json({name: text for name, text in made.items() if name.endswith(".json")}) == []
    (item,) = json.loads(made["talks/feed.json"])["items"]
    assert item["title"] == one_line(clean(HOSTILE))
    assert item["tags"] == [one_line(clean(HOSTILE))]
    assert "<script" not in item["content_html"]
    assert item["image"] == "https://talks.example/sub/x%20y.png"


@given(st.text(alphabet=st.characters(codec=None), max_size=60), st.text(max_size=60))
def test_any_title_comes_back(title: str, text: str) -> None:
    told = Entry(id="urn:x:1", title=title, address=PAGE, updated=NOW, authors=(Author(name=text),), topics=(text,))
    feed = Feed(title=title, description=text, page=SITE, atom=PAGE, json=PAGE, style="x.css", author="x", updated=NOW)
    feed = replace(feed, entries=(told,))
    (entry,) = etree.fromstring(write_atom(feed).encode()).findall("{*}entry")
    assert (entry.findtext("{*}title") or "") == one_line(clean(title))
    assert (entry.findtext("{*}author/{*}name") or "") == one_line(clean(text))
    assert json.loads(write_json_feed(feed).encode())["items"][0].get("title", "") == one_line(clean(title))


# Entries


def test_each_occasion_has_an_entry() -> None:
    one, two = (
        Occasion(event="One", when=when("2026-01-01T10:00")),
        Occasion(event="Two", when=when("2026-02-01T10:00")),
    )
    entries = read(talk("t", one, two)).entries
    assert [entry.title for entry in entries] == ["A talk (Two)", "A talk (One)"]
    assert {entry.link for entry in entries} == {PAGE}
    assert len({entry.id for entry in entries}) == 2


def test_an_id_outlives_every_edit() -> None:
    before = talk("t", Occasion(event="Conf", when=when("2026-01-01T10:00")))
    moved = Occasion(event="Conf", when=when("2028-05-01T10:00"), status=Status.CANCELLED, register="https://x.org/")
    after = talk("t", moved, title="Another title", created=day("2026-01-01"))
    assert only(before).id == only(after).id
    assert only(before).id != only(replace(before, slug="u")).id


def test_what_is_off_says_so_in_its_title() -> None:
    off = Occasion(event="Conf", when=when("2028-01-01T10:00"), status=Status.CANCELLED, register="https://x.org/")
    entry = only(talk("t", off))
    assert entry.title == "Cancelled: A talk"
    assert "<strong>Cancelled.</strong>" in content(entry)
    assert "x.org" not in content(entry)


def test_the_facts_stand_before_the_text() -> None:
    place = Place(name="The Barn", city="Coimbra", url="https://zoom.example/secret", online=True)
    conf = Occasion(
        event="Conf",
        event_url="https://conf.example/",
        place=place,
        when=when("2028-01-01T10:00", zone="Europe/Lisbon"),
        register="https://meetup.com/x",
    )
    told = content(only(talk("t", conf), texts={"talks/t.md": "<p>The text.</p>"}))
    assert told.index("Conf") < told.index("Saturday 1 January 2028, 10:00") < told.index("The text.")
    assert '<a href="https://conf.example/"><bdi>Conf</bdi></a>' in told
    assert '<a href="https://meetup.com/x">Register on Meetup</a>' in told
    assert "The Barn, Coimbra" in told
    assert "secret" not in told


def test_nobody_registers_for_what_is_over() -> None:
    over = Occasion(when=when("2026-01-01T10:00"), register="https://meetup.com/x")
    assert "meetup.com" not in content(only(talk("t", over)))


# Dates


@pytest.mark.parametrize(
    ("occasion", "fields", "date"),
    [
        (Occasion(when=when("2016-03-18T12:00", zone="America/Chicago")), {}, "2016-03-18T17:00:00Z"),
        (Occasion(when=when("2016-03-18T12:00")), {"created": day("2020-01-01")}, "2016-03-18T12:00:00Z"),
        (Occasion(when=when("2016-03-18", Precision.DAY, "Asia/Tokyo")), {}, "2016-03-17T15:00:00Z"),
        (Occasion(when=when("2016-03-18", Precision.MONTH)), {}, "2016-03-01T00:00:00Z"),
        (Occasion(when=when("2016-03-18", Precision.YEAR)), {}, "2016-01-01T00:00:00Z"),
        (Occasion(when=when("2028-01-01T10:00")), {"created": day("2026-05-01")}, "2026-05-01T00:00:00Z"),
        (Occasion(when=when("2028-01-01T10:00")), {"updated": day("2026-06-01")}, "2026-06-01T00:00:00Z"),
        (Occasion(when=when("2028-01-01T10:00")), {"created": day("2027-05-01")}, "2027-01-01T00:00:00Z"),
        (Occasion(when=when("2028-01-01T10:00")), {}, "2027-01-01T00:00:00Z"),
        (Occasion(when=when("2027-01-01", Precision.YEAR)), {"created": day("2026-05-01")}, "2026-05-01T00:00:00Z"),
        (Occasion(), {"created": day("2026-05-01")}, "2026-05-01T00:00:00Z"),
        (Occasion(), {"past": True}, "2027-01-01T00:00:00Z"),
    ],
)
def test_the_date_of_an_entry(occasion: Occasion, fields: dict[str, Any], date: str) -> None:
    assert only(talk("t", occasion, **fields)).published == date


def test_without_a_date_what_is_ahead_is_new_and_what_is_over_old() -> None:
    dated = [talk(f"d{year}", Occasion(when=when(f"{year}-01-01T10:00"))) for year in (2015, 2020, 2025)]
    feed = read(*dated, talk("ahead", Occasion(ahead=True)), talk("over", past=True))
    order = [entry.link.rstrip("/").rpartition("/")[2] for entry in feed.entries]
    assert order == ["d2025", "ahead", "d2020", "over", "d2015"]
    assert feed.feed.updated == "2025-01-01T10:00:01Z"  # two are as new as the newest, and are told apart


def test_an_edit_moves_updated_only() -> None:
    entry = only(talk("t", Occasion(when=when("2016-03-18T12:00")), updated=day("2026-05-01")))
    assert (entry.published, entry.updated) == ("2016-03-18T12:00:00Z", "2026-05-01T00:00:00Z")


def test_no_two_entries_changed_at_one_moment() -> None:
    """Tracks of a conference, talks without a date, and talks put right on one day."""
    noon = Occasion(when=when("2026-03-18T12:00"))
    tracks = [talk(f"track{number}", noon, Occasion(event=f"{number}", when=noon.when)) for number in range(3)]
    mended = [talk(f"mended{number}", noon, updated=day("2026-05-01"), topics=("Bees",)) for number in range(3)]
    undated = [talk(f"undated{number}") for number in range(3)]
    site = [*tracks, *mended, *undated]
    feed = read(*site)
    changed = {(entry.link, entry.title): entry.updated for entry in feed.entries}
    assert len(changed.values()) == len(set(changed.values())) == 12
    assert all(entry.published <= entry.updated <= "2026-05-01T00:00:05Z" for entry in feed.entries)
    bees = feedparser.parse(outputs(context_of(*site))["talks/tags/bees/feed.xml"].encode())
    assert all(changed[entry.link, entry.title] == entry.updated for entry in bees.entries), "one talk, one date"


@given(st.lists(st.integers(0, 5)))
def test_moments_are_set_apart_and_keep_their_order(seconds: list[int]) -> None:
    given_moments = [NOW + timedelta(seconds=each, microseconds=each) for each in seconds]
    told = apart(enumerate(given_moments))
    assert len(set(told.values())) == len(seconds)
    assert sorted(told, key=lambda name: told[name]) == sorted(told, key=lambda name: (seconds[name], name))
    assert all(told[name] >= moment.replace(microsecond=0) for name, moment in enumerate(given_moments))


@given(st.integers(-40, 40), st.sampled_from(Precision), st.none() | st.integers(-40, 40), st.integers(0, 600))
def test_no_date_is_ahead(start: int, precision: Precision, created: int | None, later: int) -> None:
    begins = NOW.replace(tzinfo=None) + timedelta(days=start * 20)
    occasion = Occasion(when=When(start=Moment(value=begins, precision=precision, zone="Pacific/Kiritimati")))
    made = day((NOW + timedelta(days=created * 20)).date().isoformat()) if created is not None else None
    now = NOW + timedelta(days=later)
    (item,) = json.loads(outputs(context_of(talk("t", occasion, created=made), now=now))["talks/feed.json"])["items"]
    published, updated = (datetime.fromisoformat(item[key]) for key in ("date_published", "date_modified"))
    assert published <= updated <= now


# Content


@pytest.mark.parametrize(
    ("given_html", "wanted"),
    [
        ('<a href="#part">x</a>', f'<a href="{PAGE}#part">x</a>'),
        ('<a href="../u/">x</a>', f'<a href="{SITE}talks/u/">x</a>'),
        ('<a href="//other.example/">x</a>', '<a href="https://other.example/">x</a>'),
        ('<a href=" java\tscript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="data:text/html,x">x</a>', "<a>x</a>"),
        ('<a href="http://[x/">x</a>', "<a>x</a>"),
        ('<img src="a b.png" alt="A &quot;b&quot;">', f'<img src="{PAGE}a%20b.png" alt="A &quot;b&quot;"/>'),
        ('<img src="data:x" alt="Words">', "Words"),
        (
            '<img src="a.png" srcset="b.png 2x, /c.png 3x">',
            f'<img src="{PAGE}a.png" srcset="{PAGE}b.png 2x, https://talks.example/c.png 3x"/>',
        ),
        (
            '<video src="v.mp4" poster="p.png" controls autoplay></video><p>x</p>',
            f'<video src="{PAGE}v.mp4" poster="{PAGE}p.png" controls="controls"></video><p>x</p>',
        ),
        ("<p onclick=x style=y id=z class=c hidden=''>x</p>", ""),
        ("<p onclick=x style=y id=z class=c data-x=1>x</p>", "<p>x</p>"),
        ("<script>alert('<p>')</script><style>p{}</style><p>x</p>", "<p>x</p>"),
        ("<svg aria-label='Two boxes'><script>x</script><path/></svg>", "Two boxes"),
        ("<form><p>x</p><button>y</button></form><p>z</p>", "<p>z</p>"),
        (
            '<iframe src="https://yt.example/v" title="My &amp; film"></iframe>',
            '<a href="https://yt.example/v">My &amp; film</a>',
        ),
        ('<object data="d.pdf">x</object>', f'<a href="{PAGE}d.pdf">talks.example</a>'),
        ("<podium-local>x</podium-local>", "x"),
        ("<p>a<p>b<ul><li>c<li>d</ul>", "<p>a</p><p>b<ul><li>c</li><li>d</li></ul></p>"),
        ("<p><b>a</p>b</b>", "<p><b>a</b></p>b"),
        ("<p>a<br>b<wbr/>c</p>", "<p>a<br/>b<wbr/>c</p>"),
        ("<!-- x --><![x[ y ]]><?php z ?><!DOCTYPE html>w", "w"),
        ("<h2>A<a class='headerlink' href='#a'>¶</a></h2><span aria-hidden='true'>x</span>", "<h2>A</h2>"),
        ("<table><tr><td></td></tr></table><div> <p></p></div>", "<table><tr><td></td></tr></table>"),
        ("&lt;b&gt; &copy; &nbsp;", "&lt;b&gt; ©"),
        ("a\x00\x0b\u202eb\ufffe\ud83d ]]>", "ab ]]&gt;"),
    ],
)
def test_what_of_a_page_travels(given_html: str, wanted: str) -> None:
    assert portable(given_html, PAGE) == wanted


PARTS = st.sampled_from(
    """<p> </p> <podium-deck¤data-frame='../d/'¤data-title='D'> </podium-deck> <script> </script> <svg> </svg> <math>
    <mtext> <style> </style> <table> <td> <a¤href='x"y'> <![CDATA[ ]]> <! <img¤src=x¤onerror=y> <textarea> </textarea>
    <p/> <script/> < & &#0; &#xD800; \u0338 <li> </ul> <b¤hidden> </b> <!-- --> <iframe¤src='javascript:x'> ' " x ¤
    <iframe¤src=y> <noscript> <template> <plaintext> <title> </title> <video¤src=x¤poster=y> <?x = /> <![if </
    """.split()
)


@given(st.lists(PARTS.map(lambda part: part.replace("¤", " ")) | st.text(max_size=5), max_size=20).map("".join))
def test_any_html_becomes_harmless_xml(text: str) -> None:
    told = Entry(id="urn:x:1", title="x", address=PAGE, updated=NOW, content=portable(text, PAGE))
    feed = Feed(title="x", description="x", page=SITE, atom=PAGE, json=PAGE, style="x.css", author="x", updated=NOW)
    feed = replace(feed, entries=(told,))
    assert judges.by_rules(write_atom(feed).encode()) == []
    if told.content:
        parts = html.fragment_fromstring(str(told.content), create_parent="div")
        assert {each.tag for each in parts.iter()} & {"script", "style", "svg", "iframe", "template"} == set()


TAGS = st.sampled_from(
    """<p> </p> <span¤class="k"> </span> <a¤href="x"¤title="y"> <a¤href="x?a&amp;b"> </a> <script> </script> <title>
    </title> <svg> </svg> <b¤hidden=""> </b> <b¤¤x="y"> <P> </p¤> <p¤a="b"c="d"> <p¤a="<"> <xmp> </xmp> <br/> <li> >
    " & ¤ """.split()
)


@given(st.lists(TAGS.map(lambda part: part.replace("¤", " ")) | st.text(max_size=5), max_size=20).map("".join))
def test_plain_tags_are_read_as_the_library_reads_them(text: str) -> None:
    class Library(_Reader):
        parse_starttag = HTMLParser.parse_starttag
        parse_endtag = HTMLParser.parse_endtag
        updatepos = HTMLParser.updatepos

    made = []
    for reader in (_Reader(PAGE), Library(PAGE)):
        reader.feed(text)
        reader.close()
        made.append(reader.made())
    assert made[0] == made[1]


def test_a_talk_travels_with_its_snippets_and_decks(
    site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    built = site(
        {
            "talks/x.md": "---\ntitle: X\ndate: 2020-01-02\n---\n\nSee [below](#part).\n\n[[[d]]]\n\n## Part\n\n"
            "```js {.run}\nconsole.log(1)\n```\n\n![A picture](x.svg)\n",
            "talks/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "talks/d.md": "---\ntype: deck\ntitle: D\n---\n\n# One\n\n---\n\n# Two\n",
        },
        config={"site_url": SITE, "use_directory_urls": False},
    )
    feed = (built.site / "talks/feed.xml").read_bytes()
    assert judges.judge_atom(feed) == []
    told = content(feedparser.parse(feed, sanitize_html=False).entries[0])
    assert f'<a href="{SITE}talks/x.html#part">below</a>' in told
    assert re.search(rf'<p><a href="{SITE}decks/d(/|\.html)">Slides: D</a></p>', told)
    assert "console.log(1)</code></pre>" in told
    assert f'src="{SITE}talks/x.svg"' in told
    assert "podium" not in told


# Where feeds are found, and how they look


def test_pages_name_the_feeds_of_their_listing_and_of_the_site() -> None:
    context = replace(context_of(talk(speakers=(Speaker(name="Änn Öz"),))), page="talks/t/")
    ann = context.listings.of(Group.SPEAKER)[0]
    assert feed_links(context, ann) == [
        {"rel": "alternate", "type": kind, "title": title, "href": href}
        for title, folder in (
            ("Talks by Änn Öz · Example", "../../speakers/%C3%A4nn-%C3%B6z/"),
            ("Talks · Example", "../"),
        )
        for kind, href in (
            ("application/atom+xml", f"{folder}feed.xml"),
            ("application/feed+json", f"{folder}feed.json"),
        )
    ]
    assert len(feed_links(context, None)) == len(feed_links(context, context.listings.all[0])) == 2


def test_the_judges_find_nothing_in_the_project(project_site: Path) -> None:
    atoms = sorted(project_site.rglob("feed.xml"))
    assert len(atoms) > 10
    assert [finding for file in atoms for finding in judges.judge_atom(file.read_bytes())] == []
    assert judges.judge_json({str(file): file.read_text() for file in project_site.rglob("feed.json")}) == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_shows_a_page(
    page: Page, project_site: Path, serve_folder: Callable[[Path], str], width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.route("https://**", lambda route: route.abort())
    page.goto(serve_folder(project_site) + "talks/feed.xml")
    title = page.locator("feed > title")
    assert title.evaluate("each => getComputedStyle(each).display") == "block"
    assert page.locator("id").first.is_hidden()
    assert "feed reader" in page.locator("subtitle").evaluate("each => getComputedStyle(each, '::after').content")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    light = page.locator("feed").evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
    assert light == (scheme == "light")


def test_a_telephone_shows_it_as_wide_as_it_is(
    new_context: Callable[..., BrowserContext], project_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    telephone = new_context(viewport={"width": 390, "height": 800}, is_mobile=True).new_page()
    telephone.route("https://**", lambda route: route.abort())
    telephone.goto(serve_folder(project_site) + "talks/feed.xml")
    assert telephone.evaluate("innerWidth") == 390


# The judges

GOOD = write_atom(
    Feed(
        title="x",
        description="x",
        page=SITE,
        atom=f"{SITE}feed.xml",
        json=PAGE,
        style="x.css",
        author="x",
        updated=NOW,
        entries=(Entry(id="urn:x:1", title="x", address=PAGE, updated=NOW, content=portable("<p>x</p>", PAGE)),),
    )
)


def test_the_judges_find_nothing_in_a_good_feed() -> None:
    assert judges.judge_atom(GOOD.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("</feed>", "", "feedparser: "),
        ("<title>x</title>", "<title>\x0b</title>", "RFC 4287: PCDATA"),
        ("2027-03-16T10:00:00Z", "yesterday", "feedparser: feed: cannot read the date yesterday"),
        ("2027-03-16T10:00:00Z", "2027-03-16", "RFC 4287: feed: '2027-03-16' is no date"),
        ("<id>urn:x:1</id>", "", "RFC 4287: entry: 0 elements id"),
        ("<id>urn:x:1</id>", "<id>x 1</id>", "RFC 4287: entry: 'x 1' is no absolute address"),
        ('rel="self"', 'rel="next"', "RFC 4287: 0 links rel=self"),
        ("<p>x</p>", '<p><a href="#x">x</a></p>', "RFC 4287: content: '#x' is no absolute address"),
        ("<p>x</p>", "<script>x</script>", "RFC 4287: content: <script>"),
        ("<p>x</p>", '<p onclick="x">x</p>', "RFC 4287: content: onclick on <p>"),
        ("<author><name>x</name></author>", "", "RFC 4287: feed: nobody is the author"),
        ("<generator>", '<meta xmlns="http://www.w3.org/1999/xhtml" name="viewport"/><generator>', "RFC 4287: W3C: "),
    ],
)
def test_a_judge_finds_what_is_wrong(old: str, new: str, finding: str) -> None:
    assert old in GOOD
    assert [each for each in judges.judge_atom(GOOD.replace(old, new).encode()) if each.startswith(finding)]


def test_two_entries_of_one_name_are_found() -> None:
    entry = GOOD[GOOD.index("<entry>") : GOOD.index("</feed>")]
    assert "feedparser: 2 entries are urn:x:1" in judges.judge_atom(GOOD.replace(entry, entry * 2).encode())


def test_the_compiler_finds_a_wrong_type_in_a_feed() -> None:
    good = outputs(context_of(talk()))["talks/feed.json"]
    found = judges.by_types({"good": good, "bad": good.replace('"title":"A talk"', '"title":7')})
    assert len(found) == 1
    assert found[0].startswith("bad: ")
    assert "Type 'number' is not assignable to type 'string'" in found[0]
