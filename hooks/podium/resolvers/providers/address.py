"""An address taken apart, so that a provider can look for its own shapes in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from podium.problems import Finding
from podium.readers.measures import read_seconds
from podium.urls import host_of, read_url

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id", re.IGNORECASE)
# Names that may mean something elsewhere, but only say who shared what at the hosts that are known.
_SHARING = re.compile(r"si|feature|pp|ab_channel|app|usp|from_search|qid", re.IGNORECASE)
_WEB = ("http", "https")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address that is safe to link, with the parts that providers look at."""

    url: str
    """The address without tracking parameters; https at a known host."""
    host: str
    """The host in lower case without `www.`; empty for a file of the site."""
    path: str
    """The path without empty parts: `/user/deck`; `/` when there is none."""
    query: Mapping[str, str]
    """The parameters; the first of a name counts."""
    fragment: str
    """What follows `#`."""

    @property
    def local(self) -> bool:
        """Whether it is a file of the site."""
        return not urlsplit(self.url).scheme

    @property
    def extension(self) -> str:
        """The last part of the file's name in lower case, without its dot."""
        name = self.path.rpartition("/")[2]
        return name.rpartition(".")[2].casefold() if "." in name else ""

    def get(self, name: str, shape: str) -> str:
        """A parameter of the query that has the shape (a regular expression), else an empty text."""
        value = self.query.get(name, "")
        return value if re.fullmatch(shape, value, re.ASCII) else ""

    def match(self, shape: str) -> re.Match[str] | None:
        """The whole path against a regular expression, in ASCII."""
        return re.fullmatch(shape, self.path, re.ASCII)

    def start(self, *names: str) -> int:
        """Seconds to skip, from the parameters of these names or from `#t=`; 0 when none is readable."""
        fragment = dict(parse_qsl(self.fragment))
        texts = [*(self.query.get(name, "") for name in names), fragment.get("t", "")]
        return next((seconds for text in texts if (seconds := read_seconds(text))), 0)


def read_address(text: str, known: Collection[str]) -> tuple[Address | None, Finding | None]:
    """An untrusted text as an address, or None and what is wrong with it.

    At the `known` hosts http becomes https and parameters that say who shared the address are dropped;
    elsewhere only parameters of advertisers are.
    """
    url, finding = read_url(text)
    if url is None:
        return None, finding
    parts = urlsplit(url)
    host = host_of(url) if parts.scheme in _WEB else ""
    parts = _tidy(parts, trusted=host in known)
    path, _, misplaced = parts.path.partition("&") if host in known else (parts.path, "", "")
    # `watch?v=ID?t=90` and `youtu.be/ID&t=90` are common slips, and browsers forgive them.
    query = parse_qsl(f"{parts.query.replace('?', '&')}&{misplaced}", keep_blank_values=True)
    address = Address(
        url=parts.geturl(),
        host=host,
        path="/" + "/".join(part for part in path.split("/") if part),
        query=dict(reversed(query)),
        fragment=parts.fragment,
    )
    return address, None


def with_query(url: str, parameters: Mapping[str, str | int]) -> str:
    """An address with those of the parameters that are not empty."""
    given = {name: value for name, value in parameters.items() if value}
    return f"{url}?{urlencode(given)}" if given else url


def with_parameter(url: str, name: str, value: str) -> str:
    """An address with one more parameter before all others, so that it counts."""
    parts = urlsplit(url)
    query = "&".join(part for part in (urlencode({name: value}), parts.query) if part)
    return parts._replace(query=query).geturl()


def _tidy(parts: SplitResult, *, trusted: bool) -> SplitResult:
    """The address without tracking; at a trusted host also with https and without a port."""
    kept = [pair for pair in parts.query.split("&") if not _is_noise(pair.partition("=")[0], trusted=trusted)]
    parts = parts._replace(query="&".join(kept))
    return parts._replace(scheme="https", netloc=parts.hostname or "") if trusted else parts


def _is_noise(name: str, *, trusted: bool) -> bool:
    return bool(_TRACKING.fullmatch(name) or (trusted and _SHARING.fullmatch(name)))
