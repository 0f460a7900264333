"""`podium check --links` asks politely, believes little and changes only what it must; it never leaves this machine."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from podium.cli import links as command
from podium.cli import main
from podium.resolvers import guard
from podium.resolvers.archives import add_archived, find_copy
from podium.resolvers.link_answers import Answer, State, judge
from podium.resolvers.link_cache import read_answers, write_answers
from podium.resolvers.link_places import addresses_in
from podium.resolvers.links import Asker, Unreachable
from podium.resolvers.manners import Manners

QUICK = Manners(timeout=0.5, total=20, pause=0, tries=2, back_off=0.01, longest_wait=0.2, private=True)


class Handler(BaseHTTPRequestHandler):
    """Answers each path in its own bad or good way, and notes who asked what."""

    def do_GET(self) -> None:
        self.answer()

    def do_HEAD(self) -> None:
        self.answer()

    def answer(self) -> None:
        path = urlsplit(self.path).path.strip("/").replace("/", "_").replace(".", "_")
        self.server.asked.append((self.command, self.path))  # type: ignore[attr-defined]
        with self.server.busy:  # type: ignore[attr-defined]
            self.server.now += 1  # type: ignore[attr-defined]
            self.server.most = max(self.server.most, self.server.now)  # type: ignore[attr-defined]
        try:
            getattr(self, f"answer_{path}", self.answer_missing)()
        except OSError:
            self.close_connection = True
        finally:
            with self.server.busy:  # type: ignore[attr-defined]
                self.server.now -= 1  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        pass

    def send(self, code: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def times(self) -> int:
        """How often this path was asked, this time included."""
        return sum(path == self.path for _, path in self.server.asked)  # type: ignore[attr-defined]

    def answer_missing(self) -> None:
        self.send(404)

    def answer_robots_txt(self) -> None:
        self.send(body=b"User-agent: *\nDisallow: /private/\n")

    def answer_ok(self) -> None:
        time.sleep(0.01)
        self.send(body=b"x" * 1_000_000)

    def answer_private_x(self) -> None:
        self.send()

    def answer_gone(self) -> None:
        self.send(410)

    def answer_forbidden(self) -> None:
        self.send(403)

    def answer_nohead(self) -> None:
        self.send(200 if self.command == "GET" else 405)

    def answer_wait(self) -> None:
        self.send(429, Retry_After="0") if self.times() == 1 else self.send()

    def answer_long(self) -> None:
        self.send(429, Retry_After="3600")

    def answer_date(self) -> None:
        self.send(503, Retry_After="Fri, 31 Dec 2100 23:59:59 GMT")

    def answer_flaky(self) -> None:
        self.send(200 if self.times() > 2 else 500)

    def answer_broken(self) -> None:
        self.send(500)

    def answer_found(self) -> None:
        self.send(302, Location="/ok")

    def answer_moved(self) -> None:
        self.send(301, Location="/ok#part")

    def answer_movedaway(self) -> None:
        self.send(308, Location="/found")

    def answer_loop(self) -> None:
        self.send(302, Location="/loop2")

    def answer_loop2(self) -> None:
        self.send(302, Location="/loop")

    def answer_chain(self) -> None:
        number = int(urlsplit(self.path).query or 0) + 1
        self.send(302, Location=f"/chain?{number}")

    def answer_file(self) -> None:
        self.send(302, Location="file:///etc/passwd")

    def answer_badport(self) -> None:
        self.send(302, Location="http://127.0.0.1:99999999/")

    def answer_lost(self) -> None:
        self.send(302)

    def answer_silent(self) -> None:
        self.server.stop.wait(5)  # type: ignore[attr-defined]

    def answer_together(self) -> None:
        try:
            self.server.together.wait(10)  # type: ignore[attr-defined]
        except threading.BrokenBarrierError:
            return
        self.send()

    def answer_drip(self) -> None:
        while not self.server.stop.wait(0.05):  # type: ignore[attr-defined]
            self.wfile.write(b"H")

    def answer_reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def answer_nonsense(self) -> None:
        self.wfile.write(b"\x00\xff what\r\n\r\n")

    def answer_wayback(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        day = query.get("timestamp", ["20200101"])[0]
        copy = {"available": True, "url": f"http://web.archive.example/web/{day}/{query['url'][0]}"}
        self.send(body=json.dumps({"archived_snapshots": {"closest": copy}}).encode())

    def answer_nocopy(self) -> None:
        self.send(body=b'{"archived_snapshots": {}}')

    def answer_badcopy(self) -> None:
        copy = {"available": True, "url": "javascript:alert(1)"}
        self.send(body=json.dumps({"archived_snapshots": {"closest": copy}}).encode())


class Server(ThreadingHTTPServer):
    """A host of this machine."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.busy = threading.Lock()
        self.now = self.most = 0
        self.stop = threading.Event()
        self.together = threading.Barrier(1)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.stop.set()
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "state", "says"),
    [
        ("ok", State.GOOD, ""),
        ("missing", State.DEAD, "it answers 404 Not Found"),
        ("gone", State.DEAD, "it answers 410 Gone"),
        ("forbidden", State.UNKNOWN, "it answers 403 Forbidden"),
        ("nohead", State.GOOD, ""),
        ("wait", State.GOOD, ""),
        ("long", State.UNKNOWN, "it answers 429 Too Many Requests"),
        ("date", State.UNKNOWN, "it answers 503 Service Unavailable"),
        ("flaky", State.GOOD, ""),
        ("broken", State.UNKNOWN, "it answers 500 Internal Server Error"),
        ("found", State.GOOD, ""),
        ("moved", State.MOVED, "it has moved for good"),
        ("loop", State.DEAD, "its redirects go in a circle"),
        ("chain", State.DEAD, "it redirects more than 8 times"),
        ("file", State.DEAD, "it leads to what is no web address"),
        ("badport", State.DEAD, "it redirects to what is no address"),
        ("lost", State.UNKNOWN, "it answers 302"),
        ("silent", State.DEAD, "within 0.5 seconds"),
        ("drip", State.DEAD, "within 0.5 seconds"),
        ("reset", State.DEAD, "the connection failed"),
        ("nonsense", State.DEAD, "it broke off, or what it answers is not HTTP"),
        ("private/x", State.UNKNOWN, "its robots.txt asks programs to stay away"),
    ],
)
def test_an_answer(server: Server, path: str, state: State, says: str) -> None:
    answer = Asker(QUICK).ask(f"{server.url}/{path}")
    assert (answer.state, says in answer.text) == (state, True), answer
    assert bool(says) == bool(answer.text)


def test_a_permanent_redirect_says_where_to(server: Server) -> None:
    assert Asker(QUICK).ask(f"{server.url}/moved").moved == f"{server.url}/ok"
    # What comes after a temporary one is not for good.
    assert Asker(QUICK).ask(f"{server.url}/movedaway").moved == f"{server.url}/found"


def test_a_page_that_robots_may_not_read_is_never_asked(server: Server) -> None:
    Asker(QUICK).ask(f"{server.url}/private/x")
    assert [path for _, path in server.asked] == ["/robots.txt"]


def test_a_host_is_asked_for_one_thing_at_a_time(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("podium.resolvers.links.time", SimpleNamespace(monotonic=time.monotonic, sleep=slept.append))
    manners = Manners(timeout=30, total=100_000, pause=3600, tries=1, private=True)
    urls = [f"{server.url}/ok?{number}" for number in range(4)]
    answers = dict(Asker(manners).ask_all(urls))
    assert [answer.state for answer in answers.values()] == [State.GOOD] * 4
    assert server.most == 1
    assert len(server.asked) == 5  # robots.txt once
    assert [pause > 3000 for pause in slept] == [False, True, True, True, True]


def test_several_hosts_are_asked_at_once(server: Server) -> None:
    with Server() as other:
        threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        server.together = other.together = threading.Barrier(2)
        manners = Manners(timeout=30, total=60, pause=0, tries=1, private=True)
        answers = dict(Asker(manners).ask_all([f"{server.url}/together", f"{other.url}/together"]))
        other.shutdown()
    assert [answer.state for answer in answers.values()] == [State.GOOD, State.GOOD]


def test_a_good_page_costs_no_body(server: Server) -> None:
    Asker(QUICK).ask(f"{server.url}/ok")
    assert [method for method, path in server.asked if path == "/ok"] == ["HEAD"]


def test_time_runs_out(server: Server) -> None:
    manners = Manners(total=0.1, pause=1, private=True)
    answer = Asker(manners).ask(f"{server.url}/ok")
    assert (answer.state, answer.text) == (State.UNKNOWN, "there was no time left to ask it")


def test_a_host_without_tls(server: Server) -> None:
    answer = Asker(QUICK).ask(f"{server.url.replace('http', 'https')}/ok")
    assert (answer.state, "no secure connection could be made" in answer.text) == (State.DEAD, True), answer


@pytest.mark.parametrize(
    ("failure", "says"),
    [
        (ssl.SSLCertVerificationError(1, "bad"), "its certificate is not valid"),
        (socket.gaierror(-2, "no"), "its host has no address"),
        (ValueError("what"), "the connection failed (what)"),
    ],
)
def test_what_else_can_go_wrong(monkeypatch: pytest.MonkeyPatch, failure: Exception, says: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(guard, "look_up", fail)
    answer = Asker(QUICK).ask("http://gone.invalid/")
    assert (answer.state, says in answer.text) == (State.DEAD, True), answer


def test_a_closed_port() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    answer = Asker(QUICK).ask(f"http://127.0.0.1:{port}/")
    assert (answer.state, "refused" in answer.text) == (State.DEAD, True), answer


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "[::1]", "169.254.169.254", "192.168.1.1"])
def test_the_own_network_is_not_asked(server: Server, host: str) -> None:
    answer = Asker(Manners(timeout=1, pause=0)).ask(f"http://{host}:{server.server_address[1]}/ok")
    assert (answer.state, answer.text) == (State.UNKNOWN, "its host is not on the public network")
    assert not server.asked


@pytest.mark.parametrize("status", [*range(200, 600)])
def test_every_status_means_something(status: int) -> None:
    answer = judge(status)
    assert answer.state in State
    assert (answer.state is State.GOOD) == (200 <= status < 300 or status == 416)


def test_copies(server: Server) -> None:
    asker = Asker(QUICK)
    copy = find_copy("https://x.example/a", "20160318", asker, f"{server.url}/wayback")
    assert copy == "http://web.archive.example/web/20160318/https://x.example/a"
    assert "20200101" in find_copy("https://x.example/a", "", asker, f"{server.url}/wayback")
    for path in ("nocopy", "badcopy", "ok", "missing", "silent"):
        assert find_copy("https://x.example/a", "", asker, f"{server.url}/{path}") == ""
    with pytest.raises(Unreachable):
        asker.fetch(f"{server.url}/missing", 10)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("See https://x.example/a.", [("https://x.example/a", 0)]),
        (
            "\n[a](https://x.example/a_(b)) and (https://x.example/c)",
            [("https://x.example/a_(b)", 1), ("https://x.example/c", 1)],
        ),
        ("<https://x.example/>, [b]: https://x.example/b", [("https://x.example/", 0), ("https://x.example/b", 0)]),
        ("`https://x.example/a`\n```\nhttps://x.example/b\n```\n", []),
        ("mailto:a@x.example, /a, ftp://x.example", []),
    ],
)
def test_links_of_a_text(body: str, wanted: list[tuple[str, int]]) -> None:
    assert list(addresses_in(body)) == wanted


TALK = """\
---
title: Bees # mine
date: 2016-03-18
resources:
  # the best
  - title: A
    url: URL/missing  # gone?
    by: Ada

  - url: "URL/gone"
    title: B
    archived: https://archive.example/b
  - URL/gone2
  - {title: C, url: URL/gone3}
register: URL/ok
---
Text with [a link](URL/forbidden).
"""


def test_a_copy_is_written_beside_its_resource() -> None:
    text = TALK.replace("\n", "\r\n")
    copies = {"URL/missing": "https://c.example/1", "URL/gone": "https://c.example/2", "URL/gone2": "x", "URL/ok": "y"}
    told, done = add_archived(text, copies)
    assert done == ("URL/missing",)
    added = '    archived: "https://c.example/1"\r\n'
    assert told == text.replace("# gone?\r\n", f"# gone?\r\n{added}")
    assert add_archived(told, copies) == (told, ())


@given(st.text(alphabet="-: \nresourcesurl#'\"\r"), st.text())
def test_writing_takes_anything(text: str, url: str) -> None:
    told, done = add_archived(text, {url: "https://c.example/"})
    assert done or told == text


def test_what_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "links.json"
    good, dead = Answer(state=State.GOOD, status=200), Answer(state=State.DEAD, text="no")
    write_answers(file, {"a": good, "b": dead}, 1000.0)
    write_answers(file, {"c": good}, 1001.0)
    assert read_answers(file, 1002.0) == {"a": good, "c": good}
    write_answers(file, {"a": dead}, 1003.0)
    assert read_answers(file, 1004.0) == {"c": good}
    assert read_answers(file, 1000.0 + 2 * 24 * 60 * 60) == {}
    for spoilt in ("", "[]", "{", '{"a": 1, "b": {"at": 1, "answer": {"state": "odd"}}}'):
        file.write_text(spoilt, encoding="utf-8")
        assert read_answers(file, 2.0) == {}


@pytest.fixture
def project(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(command, "MANNERS", QUICK)
    monkeypatch.setattr(command, "ARCHIVE", f"{server.url}/wayback")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks" / "bees.md").write_bytes(TALK.replace("URL", server.url).encode())
    (tmp_path / "mkdocs.yml").write_text("site_name: Bees\n", encoding="utf-8")
    return tmp_path / "mkdocs.yml"


def test_the_command(project: Path, server: Server) -> None:
    run = CliRunner().invoke(main, ["check", "--links", "--json", "-f", str(project)])
    assert run.exit_code == 1, run.output
    rows = {row["url"].removeprefix(server.url): row for row in json.loads(run.stdout)}
    assert {path: row["state"] for path, row in rows.items()} == {
        "/forbidden": "could not tell",
        "/gone": "dead",
        "/gone2": "dead",
        "/gone3": "dead",
        "/missing": "dead",
        "/ok": "good",
    }
    assert rows["/missing"]["archived"] == f"http://web.archive.example/web/20160318/{server.url}/missing"
    assert rows["/gone"]["archived"] == "https://archive.example/b"
    assert rows["/ok"]["places"] == [{"path": "talks/bees.md", "line": 15, "field": "register"}]
    lines = {path: row["places"][0]["line"] for path, row in rows.items() if row["places"][0]["field"] == "resources"}
    assert lines == {"/missing": 6, "/gone": 10, "/gone2": 13, "/gone3": 14}
    assert rows["/forbidden"]["places"] == [{"path": "talks/bees.md", "line": 17, "field": "text"}]


def test_the_table_and_what_is_remembered(project: Path, server: Server) -> None:
    run = CliRunner().invoke(main, ["check", "--links", "-f", str(project)])
    assert "dead" in run.stdout
    assert "it answers 404 Not Found" in run.stdout
    assert "in talks/bees.md:17 (text)" in run.stdout
    assert "4 dead, 1 could not tell, 1 good" in run.stderr
    before = len([1 for _, path in server.asked if path == "/ok"])
    CliRunner().invoke(main, ["check", "--links", "-f", str(project)])
    assert len([1 for _, path in server.asked if path == "/ok"]) == before
    CliRunner().invoke(main, ["check", "--links", "--fresh", "-f", str(project)])
    assert len([1 for _, path in server.asked if path == "/ok"]) == before + 1


def test_writing(project: Path, server: Server) -> None:
    file = project.parent / "talks" / "bees.md"
    before = file.read_bytes().decode()
    run = CliRunner().invoke(main, ["check", "--links", "--write", "-f", str(project)])
    added = f'    archived: "http://web.archive.example/web/20160318/{server.url}/missing"\n'
    assert file.read_bytes().decode() == before.replace("# gone?\n", f"# gone?\n{added}")
    assert "talks/bees.md: wrote 1 archived copy." in run.stderr
    assert f"add beside {server.url}/gone2 by hand" in run.stderr


@pytest.mark.parametrize("wrong", ["http://[host]/x", "http://[::1/x", "http://bees.example:port/"])
def test_what_is_no_address_keeps_no_other_from_being_asked(project: Path, server: Server, wrong: str) -> None:
    text = f"---\ntitle: Bees\n---\nSee <{server.url}/ok> and {wrong} too.\n"
    (project.parent / "talks" / "bees.md").write_text(text, encoding="utf-8")
    run = CliRunner().invoke(main, ["check", "--links", "--json", "-f", str(project)])
    rows = {row["url"].removeprefix(server.url): row for row in json.loads(run.stdout)}
    assert rows.pop("/ok")["state"] == "good"
    assert [(row["state"], row["text"]) for row in rows.values()] == [("dead", "it is no address")]


def test_options_that_need_links(project: Path) -> None:
    run = CliRunner().invoke(main, ["check", "--write", "-f", str(project)])
    assert (run.exit_code, "belong to --links" in run.stderr) == (2, True)


def test_nothing_to_ask(project: Path) -> None:
    (project.parent / "talks" / "bees.md").write_text("---\ntitle: Bees\n---\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["check", "--links", "-f", str(project)])
    assert (run.exit_code, "No links." in run.stderr) == (0, True)
