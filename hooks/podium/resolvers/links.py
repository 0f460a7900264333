"""Asks other sites whether an address still leads somewhere.

Only `podium check --links` does this; a build never asks anybody. A host gets one request at a time with a pause
between two, its `robots.txt` (RFC 9309) is kept, and what it answers is never read beyond what is needed.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from socket import SHUT_RDWR, gaierror
from typing import TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from podium.resolvers.guard import GuardedConnection, GuardedSecureConnection, NotPublicError
from podium.resolvers.link_answers import Answer, State, judge
from podium.resolvers.manners import Manners, retry_after
from podium.text import clean, shorten

AGENT = "podium-check"
_PERMANENT = {301, 308}
_REDIRECTS = {301, 302, 303, 307, 308}
_AGAIN = {429, 500, 502, 503, 504}
_NO_HEAD = {400, 401, 403, 404, 405, 406, 410, 500, 501, 503}
_MOST_ROBOTS = 500 * 1024
_LONGEST_REDIRECTS = 8
_FAILURES: tuple[tuple[type[Exception], str, bool], ...] = (
    (ssl.SSLCertVerificationError, "its certificate is not valid ({reason})", False),
    (ssl.SSLError, "no secure connection could be made ({reason})", False),
    (gaierror, "its host has no address; the name may be gone", True),
    (TimeoutError, "no answer came within {timeout} seconds", True),
    (HTTPException, "it broke off, or what it answers is not HTTP", True),
)
"""What can go wrong, in words, and whether another try makes sense."""
_Made = TypeVar("_Made")


class Unreachable(Exception):  # noqa: N818 - it is no error of the program
    """No answer came; the text says why, and `again` whether another try makes sense."""

    def __init__(self, text: str, *, again: bool = False, state: State = State.DEAD) -> None:
        """The reason as a sentence without its full stop."""
        super().__init__(text)
        self.again = again
        self.state = state


@dataclass(slots=True)
class _Host:
    """What is known of one host while addresses are checked."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float = 0.0
    robots: RobotFileParser | None = None


class Asker:
    """Asks addresses politely; several threads may share one."""

    def __init__(self, manners: Manners) -> None:
        """An asker whose time begins to run now."""
        self.manners = manners
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._until = time.monotonic() + manners.total

    def ask_all(self, urls: Iterable[str]) -> Iterator[tuple[str, Answer]]:
        """The answer to each address, in the order of the hosts; several hosts are asked at once."""
        groups: dict[str, list[str]] = {}
        for url in urls:
            groups.setdefault(_host_of(url), []).append(url)
        with ThreadPoolExecutor(max_workers=max(1, self.manners.hosts)) as pool:
            for answers in pool.map(lambda group: [(url, self.ask(url)) for url in group], groups.values()):
                yield from answers

    def ask(self, url: str) -> Answer:
        """What becomes of one address: redirects are followed, and hosts in trouble asked again."""
        try:
            return self._follow(url)
        except Unreachable as reason:
            return Answer(state=reason.state, text=str(reason))

    def fetch(self, url: str, most: int) -> bytes:
        """The body of a small file with the answer 200. Raises Unreachable."""
        status, _, body = self._once("GET", url, most)
        if status != 200:  # noqa: PLR2004 - OK
            raise Unreachable(f"{_host_of(url)} answered {status}", state=State.UNKNOWN)
        return body

    def _follow(self, url: str) -> Answer:
        seen = [url]
        kept = url  # where only permanent redirects lead
        while True:
            status, headers = self._tried(seen[-1])
            location = headers.get("location", "")
            if status not in _REDIRECTS or not location:
                return judge(status, moved="" if kept == url else kept)
            target = _target(seen[-1], location)
            if kept == seen[-1] and status in _PERMANENT:
                kept = target
            if target in seen:
                raise Unreachable("its redirects go in a circle")
            if len(seen) > _LONGEST_REDIRECTS:
                raise Unreachable(f"it redirects more than {_LONGEST_REDIRECTS} times")
            seen.append(target)

    def _tried(self, url: str) -> tuple[int, Mapping[str, str]]:
        """Status and headers of an address, after as many tries as manners allow."""
        if not self._allowed(url):
            raise Unreachable("its robots.txt asks programs to stay away", state=State.UNKNOWN)
        wait = self.manners.back_off
        for left in reversed(range(self.manners.tries)):
            try:
                status, headers = self._headers(url)
                asked = retry_after(headers.get("retry-after", ""))
                if status not in _AGAIN or not left or (asked or 0) > self.manners.longest_wait:
                    return status, headers
            except Unreachable as reason:
                asked = None
                if not reason.again or not left:
                    raise
            self._sleep(wait if asked is None else asked)
            wait *= 2
        raise Unreachable("nobody asked it", state=State.UNKNOWN)

    def _headers(self, url: str) -> tuple[int, Mapping[str, str]]:
        """By HEAD, which costs least; by GET from a host that does not know it, or breaks off."""
        try:
            status, headers, _ = self._once("HEAD", url, 0)
            if status not in _NO_HEAD or "retry-after" in headers:
                return status, headers
        except Unreachable as reason:
            if not reason.again:
                raise
        status, headers, _ = self._once("GET", url, 0)
        return status, headers

    def _allowed(self, url: str) -> bool:
        _parts(url)
        host = self._known(url)
        if host.robots is None:
            robots = RobotFileParser()
            try:
                status, _, body = self._once("GET", urljoin(url, "/robots.txt"), _MOST_ROBOTS)
                robots.parse(body.decode("utf-8", "replace").splitlines() if status == 200 else [])  # noqa: PLR2004 - OK
            except Unreachable:
                robots.parse([])
            host.robots = robots
        return host.robots.can_fetch(AGENT, url)

    def _known(self, url: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(_host_of(url), _Host())

    def _sleep(self, seconds: float) -> None:
        if time.monotonic() + seconds > self._until:
            raise Unreachable("there was no time left to ask it", state=State.UNKNOWN)
        time.sleep(seconds)

    def _once(self, method: str, url: str, most: int) -> tuple[int, Mapping[str, str], bytes]:
        """One request in its turn: status, headers by lower-case name, and the first `most` bytes of the body."""
        host = self._known(url)
        with host.lock:
            self._sleep(max(0.0, host.last + self.manners.pause - time.monotonic()))
            try:
                return _within(self.manners.timeout, url, lambda held: self._request(method, url, most, held))
            finally:
                host.last = time.monotonic()

    def _request(
        self, method: str, url: str, most: int, held: list[HTTPConnection]
    ) -> tuple[int, Mapping[str, str], bytes]:
        parts = _parts(url)
        kind = GuardedSecureConnection if parts.scheme == "https" else GuardedConnection
        host, manners = parts.hostname or "", self.manners
        connection = kind(host, parts.port, timeout=manners.timeout, private=manners.private)
        held.append(connection)
        try:
            headers = {"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"}
            if method == "GET" and not most:
                headers["Range"] = "bytes=0-0"
            connection.request(method, _path(parts), headers=headers)
            response: HTTPResponse = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return response.status, found, response.read(most) if most else b""
        finally:
            connection.close()


def _within(timeout: float, url: str, work: Callable[[list[HTTPConnection]], _Made]) -> _Made:
    """What `work` returns, if it is done in time.

    A socket's own timeout starts anew with each byte, so a host that sends a byte a second could hold the caller for
    ever; a thread that nobody waits for cannot, and it ends when its connection is shut.
    """
    results: list[_Made] = []
    failures: list[Exception] = []
    held: list[HTTPConnection] = []

    def run() -> None:
        try:
            results.append(work(held))
        except (Unreachable, HTTPException, OSError, ValueError) as failure:
            failures.append(failure)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(timeout)
    if results:
        return results[0]
    if failures:
        raise _plain(failures[0], timeout) from failures[0]
    for connection in held:
        _shut(connection)
    raise Unreachable(f"{_host_of(url)} gave no whole answer within {timeout:g} seconds", again=True)


def _shut(connection: HTTPConnection) -> None:
    socket = connection.sock
    if socket:
        try:
            socket.shutdown(SHUT_RDWR)
        except OSError:
            return  # it is shut already


def _plain(failure: Exception, timeout: float) -> Unreachable:
    """Why no answer came, in words."""
    if isinstance(failure, Unreachable):
        return failure
    if isinstance(failure, NotPublicError):
        return Unreachable("its host is not on the public network", state=State.UNKNOWN)
    for kind, text, again in _FAILURES:
        if isinstance(failure, kind):
            said = getattr(failure, "verify_message", "") or getattr(failure, "reason", "") or failure
            return Unreachable(text.format(reason=_short(said), timeout=f"{timeout:g}"), again=again)
    reason = getattr(failure, "strerror", None) or failure
    return Unreachable(f"the connection failed ({_short(reason)})", again=isinstance(failure, OSError))


def _short(reason: object) -> str:
    return shorten(clean(str(reason)).replace("_", " ").lower(), 100)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        raise Unreachable("it is no address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Unreachable("it leads to what is no web address")
    return parts


def _path(parts: SplitResult) -> str:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return "".join(mark if " " < mark < "\x7f" else "".join(f"%{byte:02X}" for byte in mark.encode()) for mark in path)


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.casefold()
    except ValueError:
        return ""


def _target(url: str, location: str) -> str:
    try:
        # Headers arrive as Latin-1, and what hosts put there is UTF-8 as a rule (RFC 9110, section 5.5).
        target = urljoin(url, clean(location).strip()).partition("#")[0]
        urlsplit(target).port  # noqa: B018 - raises for a port that is none
    except ValueError:
        raise Unreachable("it redirects to what is no address") from None
    return target
