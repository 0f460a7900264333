"""Nobody is let into a meeting by the site: links in every wrapping, links of apps, numbers, and the words for them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from podium.readers.meetings import hide_meetings, is_meeting
from podium.renderers.feed_content import portable
from sites import Built

WRAPPED = (
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2FSECRET&data=05%7C01",
    "https://urldefense.proofpoint.com/v2/url?u=https-3A__us02web.zoom.us_j_1-3Fpwd-3DSECRET&d=DwMF&c=x",
    "https://urldefense.com/v3/__https://zoom.us/j/SECRET__;!!abc!def$",
    "https://urldefense.com/v3/__https:/zoom.us/j/SECRET__;Iw!!abc$",
    "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fmeet.google.com%2fSECRET-defg-hij&c=E,1",
    "https://protect-eu.mimecast.com/s/SECRET?domain=us02web.zoom.us",
    "https://secure-web.cisco.com/1abc/https%3A%2F%2Fzoom.us%2Fj%2FSECRET",
    "https://www.google.com/url?q=https://zoom.us/j/SECRET&sa=D",
    "https://www.google.com/amp/s/zoom.us/j/SECRET",
    "https://eu-central-1.protection.sophos.com/?d=zoom.us&u=aHR0cHM6Ly96b29tLnVzL2ovU0VDUkVU&p=SECRET",
    "https://calendar.google.com/calendar/render?action=TEMPLATE&location=https%3A%2F%2Fzoom.us%2Fj%2FSECRET",
    "https://bees.example.org/out?to=zoom.us%2Fj%2FSECRET",
    # By the mail protection of both sides.
    "https://eur01.safelinks.protection.outlook.com/?url=urldefense.com%2Fv3%2F__https%3A%2F%2Fa.zoom.us%2FSECRET__",
)
ROOMS = (
    "zoom.us/j/SECRET",
    "//zoom.us/j/SECRET",
    "https:\\zoom.us\\j\\SECRET",
    "g.co/meet/SECRET",
    "msteams:/l/meetup-join/SECRET",
    "zoommtg://zoom.us/join?confno=SECRET",
    "facetime:SECRET@bees.example.org",
    "skype:ann.SECRET?call",
    "tel:+16465588656,,83520000000#SECRET",
    "https://facetime.apple.com/join#v=1&p=SECRET",
    "https://bees.slack.com/huddle/T01/CSECRET",
    "https://app.chime.aws/meetings/SECRET",
    "https://bluejeans.com/111/SECRET",
    "https://jitsi.bees.example.org/SECRET",
    "https://bbb.example.org/b/ann-abc-def-ghi?SECRET",
    "https://teams.cloud.microsoft/meet/SECRET",
    "https://calls.example.org/SECRET#config.startWithAudioMuted=true",
    # A path that is public at one service is a room at another.
    "https://meet.jit.si/PlanningSECRET",
    "https://acme.daily.co/planningSECRET",
    "https://facetime.apple.com/pSECRET789",
    "https://meet.jit.si/acme/webinar/SECRET",
    "https://talky.io/register/SECRET",
)
OPEN = (
    "https://us02web.zoom.us/rec/play/abc?autoplay=true",
    "https://support.zoom.com/hc/en/article?id=zm_kb",
    "https://www.google.com/url?q=https://zoom.us/webinar/register/WN_1&sa=D",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.meetup.com%2Fx%2Fevents%2F1%2F&data=1",
    "https://protect-eu.mimecast.com/s/abc?domain=meetup.com",
    "https://x.webex.com/recordingservice/sites/x/recording/playback/1",
    "https://attendee.gotowebinar.com/register/123",
    "https://streamyard.com/watch/abcdef123456",
    "https://primetime.bluejeans.com/a2m/register/abc",
    "https://join.slack.com/t/bees/shared_invite/zt-1",
    "https://discord.gg/abc",
    "https://github.com/jitsi/jitsi-meet",
    "https://jitsi.github.io/handbook/docs/intro",
    "https://bees.adobeconnect.com/p1a2b3c4d5e6/",
    "tel:+16465588656",
)


@pytest.mark.parametrize("url", [*WRAPPED, *ROOMS])
def test_a_meeting_is_found_in_every_form(url: str) -> None:
    assert is_meeting(url)
    assert hide_meetings(f"Join at {url}, please") == "Join at, please"


@pytest.mark.parametrize("url", OPEN)
def test_what_everybody_may_open_stays(url: str) -> None:
    assert not is_meeting(url)
    assert hide_meetings(f"Go to {url} now") == f"Go to {url} now"


@pytest.mark.parametrize(
    "words",
    [
        "Meeting ID: 835 2000 0000, Passcode: 7hG9xQ",
        "Zoom ID 83520000000 (password bees1)",
        "One tap mobile: +16465588656,,83520000000#,,,,*123456#",
        "Phone Conference ID: 123 456 789#",
        "Meeting number (access code): 2555 123 4567, Meeting password: GtR4bees",
        "83520000000@zoomcrc.com",
        "Google Meet: abc-defg-hij",
        "Conference ID: 123456",
        "Meeting-ID: 312 345 678 90 Kenncode: aBcD12",
        "ID de réunion : 835 2000 0000 Code secret : 123456",
        "ID de reunión: 835 2000 0000 Código de acceso: 123456",
        "ミーティングID: 835 2000 0000 パスコード: 123456",
        "Passcode: bees",
        "**Meeting ID:** `835 2000 0000`",
        "| Meeting ID | 835 2000 0000 |",
    ],
)
def test_numbers_and_words_are_not_told(words: str) -> None:
    assert hide_meetings(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        "We meet in the not-only-sql room",
        "Zoom – 2028-09-14 18:30",
        "Event ID 302451234",
        "Zoom:Online, Webex:Online",
        "Room number 204",
        "Password: the end of a word",
        "The passcode is sent by mail",
        "Webex has 100 000 000 users",
        "41.40338, 2.17403",
        "ISBN 978-0-321-12521-7",
        "Call +49 69 7104 9922",
    ],
)
def test_other_numbers_and_words_stay(words: str) -> None:
    assert hide_meetings(words) == words


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p><b>Meeting ID:</b> 835 2000 0000, or by post</p>", "Meeting ID: or by post"),
        ("<p>Come. <em>Passcode:</em> <code>bees</code></p>", "Come. Passcode:"),
        ("<table><tr><td>Meeting ID</td><td>835 2000 0000</td></tr></table>", "Meeting ID"),
        ("<p>The word:</p><p>let a = 100000000</p>", "The word:let a = 100000000"),
    ],
)
def test_a_feed_hides_a_number_whose_name_stands_in_another_element(html: str, told: str) -> None:
    text = re.sub(r"<[^>]*>", "", portable(html, "https://bees.example.org/"))
    assert " ".join(text.split()).replace(":or", ": or") == told


def test_a_list_in_the_text_tells_nobody(site: Callable[..., Built]) -> None:
    links = "".join(f"- [Room {number}]({url})\n" for number, url in enumerate((*WRAPPED, *ROOMS)))
    body = f"Words.\n\nResources:\n\n- [Bees](https://bees.example.org/ 'zoom.us/j/SECRET')\n{links}"
    built = site({"talks/a.md": f"---\ntitle: A\ndate: 2029-01-01\n---\n{body}"})
    assert built.error is None
    told = [
        path.relative_to(built.site).as_posix()
        for path in built.site.rglob("*")
        if path.suffix in {".json", ".xml", ".txt", ".ics"} and b"SECRET" in path.read_bytes()
    ]
    assert [path for path in told if path != "search/search_index.json"] == []
    # MkDocs itself says that an address without a scheme leads nowhere.
    assert [said for said in built.messages if "SECRET" in said and "relative link" not in said] == []
