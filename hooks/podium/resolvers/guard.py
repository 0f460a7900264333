"""Connections to the public network alone, however a host is written and whatever its name means a moment later.

A name is looked up once; what was looked up is checked, and that is what is connected to. TLS and the `Host` header
still have the name.
"""

from __future__ import annotations

import socket
import ssl
from http.client import HTTPS_PORT, HTTPConnection, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

_CARRIERS = (
    IPv6Network("::/96"),  # IPv4-compatible (RFC 4291, section 2.5.5.1)
    IPv6Network("::ffff:0:0/96"),  # IPv4-mapped (section 2.5.5.2)
    IPv6Network("64:ff9b::/96"),  # translated (RFC 6052)
)
"""Networks whose addresses end with one of IPv4."""
_OWN = (
    IPv4Network("192.88.99.0/24"),  # relays of 6to4, which are no more (RFC 7526)
    IPv6Network("64:ff9b:1::/48"),  # for translation within a network (RFC 8215)
    IPv6Network("::ffff:0:0:0/96"),  # no route leads to these
    IPv6Network("3fff::/20"),  # for documentation (RFC 9637)
    IPv6Network("5f00::/16"),  # for segments of a route (RFC 9602)
)
"""Networks that are not public, which not every version of Python knows."""


class NotPublicError(OSError):
    """A host is on this machine or in its own network; the text says which."""


def is_public(address: str) -> bool:
    """Whether an address of IPv4 or IPv6 is one of the public network, and so is each that it carries."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return found.is_global and not found.is_multicast and not _is_own(found)
    carried = _carried(found)
    if any(not is_public(str(each)) for each in carried):
        return False
    special = found.is_multicast or found.is_site_local or _is_own(found)
    return bool(carried and found in _CARRIERS[1]) or (found.is_global and not special)


def _is_own(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in _OWN)


def _carried(address: IPv6Address) -> list[IPv4Address]:
    last = [IPv4Address(address.packed[-4:])] if any(address in network for network in _CARRIERS) else []
    return [*last, *([address.sixtofour] if address.sixtofour else []), *(address.teredo or ())]


def look_up(host: str, port: int, *, private: bool = False) -> list[tuple[int, tuple[object, ...]]]:
    """The addresses of a host as families and what sockets take; with `private` it may be a host of this network.

    Raises NotPublicError when any of them is not public, and OSError when there is none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not private and not all(is_public(str(info[4][0])) for info in found):
        raise NotPublicError(f"{host} is not on the public network")
    return [(info[0], info[4]) for info in found]


def reach(host: str, port: int, timeout: float | None, *, private: bool = False) -> socket.socket:
    """A connection to the first address of a host that answers. Raises as `look_up` does."""
    failure = OSError("its host has no address")
    for family, address in look_up(host, port, private=private):
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(timeout)
            connection.connect(address)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure


class GuardedConnection(HTTPConnection):
    """HTTP to the public network, and with `private` to any."""

    def __init__(self, host: str, port: int | None = None, *, timeout: float | None, private: bool = False) -> None:
        """Takes the host by name; nothing is looked up yet."""
        super().__init__(host, port, timeout=timeout)
        self.private = private

    def connect(self) -> None:
        """Looks the host up, checks, and connects. Raises OSError."""
        self.sock = reach(self.host, self.port, self.timeout, private=self.private)


class GuardedSecureConnection(HTTPSConnection):
    """The same with TLS: the certificate has to be that of the name."""

    def __init__(self, host: str, port: int | None = None, *, timeout: float | None, private: bool = False) -> None:
        """Takes the host by name; nothing is looked up yet."""
        self.tls = ssl.create_default_context()
        self.tls.set_alpn_protocols(["http/1.1"])
        super().__init__(host, port, timeout=timeout, context=self.tls)
        self.private = private

    def connect(self) -> None:
        """Looks the host up, checks, connects, and greets. Raises OSError, of which `ssl.SSLError` is one."""
        plain = reach(self.host, self.port, self.timeout, private=self.private)
        self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)


class _Secure(HTTPSHandler):
    """HTTPS for `open_public`."""

    def https_open(self, req: Request) -> HTTPResponse:
        """Asks the host itself, or a proxy, which connects by name: all one can do is to look first."""
        host = urlsplit(req.full_url)
        if req.host == host.netloc:
            return self.do_open(GuardedSecureConnection, req)  # type: ignore[arg-type]  # it takes what urllib gives
        look_up(host.hostname or "", host.port or HTTPS_PORT)
        return super().https_open(req)


def open_public(request: Request, timeout: float, redirects: HTTPRedirectHandler, *, local: bool) -> HTTPResponse:
    """The answer to a request by HTTPS to the public network, and with `local` by HTTP to this machine.

    Raises URLError, HTTPException and OSError, and what `redirects` raises.
    """
    opener = OpenerDirector()
    asking = (_Secure(), ProxyHandler(), *([HTTPHandler()] if local else []))
    for handler in (redirects, *asking, HTTPDefaultErrorHandler(), HTTPErrorProcessor()):
        opener.add_handler(handler)
    response = opener.open(request, timeout=timeout)
    if not isinstance(response, HTTPResponse):  # nobody knows the scheme
        raise URLError(f"{request.type} is not asked")
    return response
