"""No request goes to this machine or its own network, whatever a host is called and whatever its name means later."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from podium.resolvers import guard
from podium.resolvers.guard import GuardedConnection, GuardedSecureConnection, NotPublicError, is_public, look_up, reach


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104 (nobody listens there)
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.1.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "fe80::1%eth0",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "::ffff:0:a00:1",
        "::ffff:0:808:808",
        "3fff::1",
        "5f00::1",
        "192.88.99.1",
    ],
)
def test_the_own_network(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_the_public_network(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "::1"])
def test_a_host_in_another_spelling_is_the_same(host: str) -> None:
    with pytest.raises(NotPublicError):
        look_up(host, 80)


def _names(*answers: str) -> Callable[..., list[Any]]:
    """A resolver whose answers change from one question to the next."""
    left = list(answers)

    def answer(_: str, port: int, **__: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (left.pop(0), port))]

    return answer


class Deaf(socket.socket):
    """A socket that notes where it should have gone."""

    asked: list[object]

    def connect(self, address: Any) -> None:  # noqa: ANN401 (as sockets have it)
        self.asked.append(address)
        raise ConnectionRefusedError


def test_what_was_checked_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    Deaf.asked = []
    monkeypatch.setattr(socket, "getaddrinfo", _names("8.8.8.8", "127.0.0.1"))
    monkeypatch.setattr(socket, "socket", Deaf)
    with pytest.raises(ConnectionRefusedError):
        reach("bees.example.org", 80, 1)
    assert Deaf.asked == [("8.8.8.8", 80)]


def test_one_bad_address_of_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [*_names("8.8.8.8")("", 80), *_names("10.0.0.1")("", 80)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(NotPublicError):
        look_up("bees.example.org", 80)


@pytest.mark.parametrize(
    ("kind", "sign"), [(GuardedConnection, b"Host: bees.example.org:"), (GuardedSecureConnection, b"bees.example.org")]
)
def test_a_host_hears_its_own_name(kind: Any, sign: bytes, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401 (a class)
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            visitor, _ = server.accept()
            with visitor:
                heard.append(visitor.recv(4096))

        thread = threading.Thread(target=listen)
        thread.start()
        monkeypatch.setattr(guard.socket, "getaddrinfo", _names("127.0.0.1"))
        connection = kind("bees.example.org", server.getsockname()[1], timeout=5, private=True)
        # It hangs up without an answer; with TLS, its first words name the host in plain text (RFC 6066, section 3).
        with suppress(OSError):
            connection.request("GET", "/")
        thread.join()
        connection.close()
    assert sign in heard[0]
