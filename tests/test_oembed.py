"""`podium resolve` asks politely, believes nothing, and changes only what it must."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.client import HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.request import Request

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from podium.resolvers import oembed
from podium.resolvers.oembed import Unanswered, apply, fetch, read_answer, wanted

HEX = "0123456789abcdef0123456789abcdef"
SPEAKERDECK = {
    "type": "rich",
    "title": 'A "talk": part\n 1',
    "width": 710,
    "height": 399,
    "html": f'<iframe id="t" src="https://speakerdeck.com/player/{HEX}" width="710"></iframe>',
}
SLIDESHARE = {
    "width": "425",
    "height": "355",
    "html": '<iframe src="https://www.slideshare.net/slideshow/embed_code/key/aBcDeF0123"></iframe>',
}
DECK = "---\ntype: speakerdeck\nurl: https://speakerdeck.com/user/a-deck # mine\n---\nA caption.\n"


class Handler(BaseHTTPRequestHandler):
    """Answers each path in its own bad or good way."""

    def do_GET(self) -> None:
        getattr(self, "answer_" + self.path.strip("/"), self.answer_missing)()

    def log_message(self, *_: object) -> None:
        pass

    def send(self, body: bytes, code: int = 200, **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def answer_ok(self) -> None:
        self.send(json.dumps(SPEAKERDECK).encode())

    def answer_moved(self) -> None:
        self.send(b"", 302, Location="/ok")

    def answer_loop(self) -> None:
        self.send(b"", 302, Location="/loop")

    def answer_away(self) -> None:
        self.send(b"", 302, Location="http://elsewhere.example/ok")

    def answer_inward(self) -> None:
        self.send(b"", 302, Location="https://localhost:1/")

    def answer_file(self) -> None:
        self.send(b"", 302, Location="file:///etc/passwd")

    def answer_malformed(self) -> None:
        self.send(b"<html>")

    def answer_list(self) -> None:
        self.send(b"[1]")

    def answer_deep(self) -> None:
        self.send(b"[" * 200_000)

    def answer_binary(self) -> None:
        self.send(b'{"title": "\xff\xfe"}')

    def answer_short(self) -> None:
        self.send(b"{", **{"Content-Length": "99"})

    def answer_nonsense(self) -> None:
        self.wfile.write(b"hello\n")

    def answer_missing(self) -> None:
        self.send_error(404)

    def answer_huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.drip(b" " * 65536, 0)

    def answer_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.drip(b" ", 0.05)

    def drip(self, piece: bytes, pause: float) -> None:
        try:
            for _ in range(200):
                self.wfile.write(piece)
                time.sleep(pause)
        except OSError:
            return


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.mark.parametrize("path", ["ok", "moved"])
def test_an_answer(server: str, path: str) -> None:
    assert fetch(f"{server}/{path}") == SPEAKERDECK


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("missing", "127.0.0.1 answered 404 Not Found; nothing was written"),
        ("malformed", "127.0.0.1 did not answer with JSON; nothing was written"),
        ("binary", "127.0.0.1 did not answer with JSON; nothing was written"),
        ("deep", "127.0.0.1 did not answer with JSON; nothing was written"),
        ("list", "127.0.0.1 did not answer with a JSON object; nothing was written"),
        ("huge", "127.0.0.1 sent more than 1 MB; nothing was written"),
        ("away", "'http://elsewhere.example/ok' is not an https address; nothing was asked"),
        ("inward", "127.0.0.1 could not be asked (localhost is not on the public network); nothing was written"),
        (
            "file",
            (
                "127.0.0.1 answered 302 Found - Redirection to url 'file:///etc/passwd' is not allowed;"
                " nothing was written"
            ),
        ),
        (
            "short",
            "127.0.0.1 did not answer with JSON; nothing was written",
        ),
        ("nonsense", "127.0.0.1 could not be asked (hello); nothing was written"),
    ],
)
def test_no_answer(server: str, path: str, sentence: str) -> None:
    with pytest.raises(Unanswered) as raised:
        fetch(f"{server}/{path}")
    assert str(raised.value) == sentence


def test_a_redirect_loop_ends(server: str) -> None:
    with pytest.raises(Unanswered, match=r"^127.0.0.1 answered 302 .*loop.*; nothing was written$"):
        fetch(f"{server}/loop")


def test_a_dripping_server_does_not_hold_anybody(server: str) -> None:
    with pytest.raises(Unanswered, match=r"^no whole answer came within 0.4 seconds; nothing was written$"):
        fetch(f"{server}/slow", timeout=0.4)


def test_a_closed_door() -> None:
    with pytest.raises(Unanswered, match=r"^127.0.0.1 could not be asked \(.*refused\); nothing was written$"):
        fetch("http://127.0.0.1:1/ok")


@pytest.mark.parametrize("url", ["https://localhost:1/", "https://2130706433:1/", "https://[::ffff:10.0.0.1]:1/"])
def test_the_own_network_is_not_asked(url: str) -> None:
    with pytest.raises(Unanswered, match=r"is not on the public network\); nothing was written$"):
        fetch(url)


def test_nobody_leads_from_the_web_to_this_machine() -> None:
    request = Request("https://speakerdeck.com/oembed.json")
    with pytest.raises(Unanswered, match=r"^'http://127.0.0.1/' is not an https address; nothing was asked$"):
        oembed._SecureRedirects().redirect_request(request, BytesIO(), 302, "", HTTPMessage(), "http://127.0.0.1/")  # noqa: SLF001


@pytest.mark.parametrize("url", ["http://speakerdeck.com/x", "file:///etc/passwd", "https://[", "", "ftp://x.example/"])
def test_only_https_is_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oembed, "_download", lambda *_: pytest.fail("asked"))
    with pytest.raises(Unanswered, match="is not an https address; nothing was asked"):
        fetch(url)


SPEAKERDECK_QUESTION = (
    "https://speakerdeck.com/oembed.json?url=https%3A%2F%2Fspeakerdeck.com%2Fuser%2Fa-deck&format=json"
)


@pytest.mark.parametrize(
    ("meta", "url"),
    [
        (
            {"type": "speakerdeck", "url": "http://speakerdeck.com/user/a-deck?utm_source=x"},
            SPEAKERDECK_QUESTION,
        ),
        ({"url": "https://speakerdeck.com/user/a-deck", "data-id": HEX}, SPEAKERDECK_QUESTION),
        ({"url": "https://speakerdeck.com/user/a-deck", "data-id": HEX, "ratio": 1.5}, None),
        ({"type": "speakerdeck", "data-id": HEX}, None),
        (
            {"url": "https://www.slideshare.net/user/a-deck"},
            "https://www.slideshare.net/api/oembed/2?url=https%3A%2F%2Fwww.slideshare.net%2Fuser%2Fa-deck&format=json",
        ),
        (
            {"Type": "vimeo", "URL": "https://vimeo.com/108441214"},
            "https://vimeo.com/api/oembed.json?url=https%3A%2F%2Fvimeo.com%2F108441214&format=json",
        ),
        ({"url": "https://vimeo.com/108441214", "ratio": "4/3"}, None),
        ({"type": "youtube", "url": "https://youtu.be/hv2dKtPq0ME"}, None),
        ({"url": "https://speakerdeck.com.evil.example/user/a-deck"}, None),
        ({"title": "A talk"}, None),
    ],
)
def test_what_is_asked(meta: dict[str, object], url: str | None) -> None:
    assert wanted(meta) == url


def test_a_deck_file_is_filled() -> None:
    text = apply(DECK, SPEAKERDECK)
    assert text == DECK.replace(
        "# mine\n", f'# mine\ndata-id: \'{HEX}\'\nratio: 1.7778\ntitle: "A \\"talk\\": part 1"\n'
    )
    assert wanted(yaml.safe_load(text.split("---")[1])) is None
    assert apply(text, SPEAKERDECK) == text


def test_slideshare_is_filled() -> None:
    text = apply("---\ntype: slideshare\ntitle: Mine\n---\n", SLIDESHARE)
    assert text == "---\ntype: slideshare\ntitle: Mine\ndata-id: 'aBcDeF0123'\nratio: 1.1972\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ufeff---\r\ntype: x\r\n---\r\nBody\n", "\ufeff---\r\ntype: x\r\nratio: 1.5\r\n---\r\nBody\n"),
        ("---\rtype: x\r---\r", "---\rtype: x\rratio: 1.5\r---\r"),
        ("---\ntype: x\n...\n", "---\ntype: x\nratio: 1.5\n...\n"),
        ("type: x\n---\nBody", "type: x\nratio: 1.5\n---\nBody"),
        ("\ufeffratio:\n---\nBody", "\ufeffratio: 1.5\n---\nBody"),
        ("---\n---\n", "---\nratio: 1.5\n---\n"),
        ("---\nratio: ''   # later\na: 1\n---\n", "---\nratio: 1.5   # later\na: 1\n---\n"),
        ("---\nRatio : null\n---\n", "---\nRatio: 1.5\n---\n"),
        ("---\nratio:\n  a: 1\n---\n", "---\nratio:\n  a: 1\n---\n"),
        ("---\ndata-ratio: 2\n---\n", "---\ndata-ratio: 2\n---\n"),
        (
            "---\nnote: |\n  ratio: 3\ntags:\n- a\n---\n",
            "---\nnote: |\n  ratio: 3\ntags:\n- a\nratio: 1.5\n---\n",
        ),
        ("---\na: b\u2028c\n---\nratio: 2\n", "---\na: b\u2028c\nratio: 1.5\n---\nratio: 2\n"),
    ],
)
def test_the_rest_of_the_file_stays(before: str, after: str) -> None:
    answer = {"width": 300, "height": 200}
    assert apply(before, answer) == after
    assert apply(after, answer) == after


@pytest.mark.parametrize("text", ["", "Only text.\n", "---\ntype: x\n", "---\n{type: x}\n---\n", "Text\n---\n"])
def test_a_file_without_front_matter_is_left(text: str) -> None:
    with pytest.raises(Unanswered, match=r"^the file has no front matter; it was left as it is$"):
        apply(text, SPEAKERDECK)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {
            "html": "<iframe src='https://speakerdeck.com/player/zzz'></iframe>",
            "width": "100%",
            "height": None,
        },
        {"html": "<iframe src='https://speakerdeck.com.evil.example/player/" + HEX + "'></iframe>"},
        {"html": "//speakerdeck.com/player/" + HEX + "00"},
        {"html": 7, "width": -1, "height": float("nan")},
        {"width": 100_000, "height": 1},
        {"width": 1, "height": 0},
    ],
)
def test_an_answer_that_tells_nothing(answer: dict[str, object]) -> None:
    with pytest.raises(Unanswered, match=r"^the answer names no player and no size; the file was left as it is$"):
        apply(DECK, answer)


@given(st.text(max_size=300))
def test_any_title_is_one_safe_line_of_yaml(title: str) -> None:
    text = apply("---\ntype: x\n---\n", {**SLIDESHARE, "title": title})
    meta = yaml.safe_load(text.split("---\n")[1])
    assert meta["data-id"] == "aBcDeF0123"
    assert meta.get("title", "") == read_answer({"title": title}).title


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    st.lists,
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["html", "width", "height", "title"]), JSON))
def test_no_answer_raises_anything_else(answer: dict[str, object]) -> None:
    try:
        text = apply(DECK, answer)
    except Unanswered:
        return
    head, caption = DECK.split("---\nA")
    assert text.startswith(head)
    assert text.endswith(f"---\nA{caption}")
