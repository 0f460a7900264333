"""What a provider is: a name, the hosts it lives at, and a look at an address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from podium.problems import Finding
from podium.resolvers.providers.address import Address
from podium.structure.decks import Kind

SCRIPTS = "allow-scripts allow-same-origin"
POPUPS = f"{SCRIPTS} allow-popups allow-popups-to-escape-sandbox"
PLAYER = f"{POPUPS} allow-presentation"
PLAYS = "autoplay; encrypted-media; fullscreen; picture-in-picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a provider may know besides the address."""

    peertube: tuple[str, ...] = ()
    """Hosts of PeerTube servers that may be framed, in lower case without `www.`."""
    site_host: str = ""
    """The host of the site, or empty."""
    deck: bool | None = None
    """True when a deck file names the address, False when a recording does, None when nothing says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a provider made of an address that is one of its own."""

    frame: str = ""
    """The address for the frame, or empty."""
    link: str = ""
    """The page a person opens, when the address given is not it."""
    kind: Kind | None = None
    """What it is, when it differs from the provider's usual kind."""
    ratio: float | None = None
    """Width divided by height, when the address tells."""
    sandbox: str | None = None
    """What the frame needs, when it differs from the provider's usual sandbox."""
    finding: Finding | None = None
    """What the writer should know."""


Match = Callable[[Address, Around], Found | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One host, or one sort of file, that can be embedded."""

    name: str
    """The registry name: `speakerdeck`."""
    label: str
    """What people call it; empty when the host of the address is the better name."""
    match: Match
    """Reads an address; None when it has none of the provider's shapes."""
    kind: Kind = Kind.DECK
    """What it mostly hosts."""
    hosts: tuple[str, ...] = ()
    """The hosts its addresses are at, without `www.`; none when they may be anywhere."""
    frames: tuple[str, ...] = ()
    """The hosts its frames come from."""
    types: tuple[str, ...] = ()
    """Other words for it in a deck file's `type`."""
    ids: tuple[tuple[str, str], ...] = ()
    """Shapes of a bare id (regular expressions), each with the address it stands for."""
    id_example: str = ""
    """What an id looks like, for a hint."""
    start: str = ""
    """The parameter of its addresses that holds the first slide or second; empty when it has none."""
    sandbox: str = POPUPS
    """What its frame needs, in the words of HTML's `sandbox` attribute."""
    allow: str = "fullscreen"
    """The permissions of its frame, in the words of HTML's `allow` attribute."""
