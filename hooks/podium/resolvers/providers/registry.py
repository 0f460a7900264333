"""Every provider, in the order they are asked, and the way from an address to what is shown."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from podium.problems import Finding
from podium.readers.measures import read_ratio
from podium.resolvers.providers import slides, videos
from podium.resolvers.providers.address import Address, read_address
from podium.resolvers.providers.pasted import read_pasted
from podium.resolvers.providers.provider import PLAYER, PLAYS, SCRIPTS, Around, Found, Provider
from podium.structure.decks import Embed, Kind
from podium.urls import host_name

PROVIDERS: tuple[Provider, ...] = (
    Provider(
        name="youtube",
        label="YouTube",
        match=videos.match_youtube,
        kind=Kind.VIDEO,
        hosts=(
            "youtube.com",
            "m.youtube.com",
            "music.youtube.com",
            "gaming.youtube.com",
            "youtu.be",
            "youtube-nocookie.com",
        ),
        frames=("www.youtube-nocookie.com",),
        ids=(
            (rf"{videos.YOUTUBE_ID}(?:[?&][^\s#]*)?", "https://youtu.be/{id}"),
            (r"(?:PL|UU|FL|OL)[A-Za-z0-9_-]{10,62}", "https://www.youtube.com/playlist?list={id}"),
        ),
        id_example="hv2dKtPq0ME",
        start="t",
        sandbox=PLAYER,
        allow=PLAYS,
    ),
    Provider(
        name="vimeo",
        label="Vimeo",
        match=videos.match_vimeo,
        kind=Kind.VIDEO,
        hosts=("vimeo.com", "player.vimeo.com"),
        frames=("player.vimeo.com",),
        ids=((r"\d{1,12}(?:/[0-9a-f]{6,20})?", "https://vimeo.com/{id}"),),
        id_example="108441214",
        start="t",
        sandbox=PLAYER,
        allow=PLAYS,
    ),
    Provider(
        name="ccc",
        label="media.ccc.de",
        match=videos.match_ccc,
        kind=Kind.VIDEO,
        hosts=("media.ccc.de",),
        frames=("media.ccc.de",),
        types=("media.ccc.de",),
        ids=((r"[\w.-]{1,200}", "https://media.ccc.de/v/{id}"),),
        id_example="38c3-opening",
        start="t",
        sandbox=f"{SCRIPTS} allow-popups",
        allow=PLAYS,
    ),
    Provider(
        name="archive",
        label="Internet Archive",
        match=videos.match_archive,
        kind=Kind.VIDEO,
        hosts=("archive.org",),
        frames=("archive.org",),
        types=("archive.org", "internet-archive"),
        ids=((r"[A-Za-z0-9][\w.-]{1,100}", "https://archive.org/details/{id}"),),
        id_example="my-talk-2016",
        start="start",
        sandbox=f"{SCRIPTS} allow-popups",
        allow=PLAYS,
    ),
    Provider(
        name="speakerdeck",
        label="Speaker Deck",
        match=slides.match_speakerdeck,
        hosts=("speakerdeck.com",),
        frames=("speakerdeck.com",),
        types=("speaker-deck",),
        ids=((slides.SPEAKERDECK_ID, "https://speakerdeck.com/player/{id}"),),
        id_example="0123456789abcdef0123456789abcdef",
        start="slide",
    ),
    Provider(
        name="slideshare",
        label="SlideShare",
        match=slides.match_slideshare,
        hosts=(
            "slideshare.net",
            "de.slideshare.net",
            "en.slideshare.net",
            "es.slideshare.net",
            "fr.slideshare.net",
            "pt.slideshare.net",
        ),
        frames=("www.slideshare.net",),
        types=("slide-share",),
        ids=(
            (r"\d{1,12}", "https://www.slideshare.net/slideshow/embed_code/{id}"),
            (slides.SLIDESHARE_KEY, "https://www.slideshare.net/slideshow/embed_code/key/{id}"),
        ),
        id_example="aBcDeFgHiJkLmN",
        start="startSlide",
    ),
    Provider(
        name="google-slides",
        label="Google Slides",
        match=slides.match_google_slides,
        hosts=("docs.google.com",),
        frames=("docs.google.com",),
        types=("google", "gslides"),
        ids=(
            (slides.GOOGLE_PUBLISHED, "https://docs.google.com/presentation/d/e/{id}/pub"),
            (slides.GOOGLE_ID, "https://docs.google.com/presentation/d/{id}/view"),
        ),
        id_example="1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdef",
    ),
    Provider(
        name="notist",
        label="Notist",
        match=slides.match_notist,
        hosts=("noti.st",),
        frames=("noti.st",),
        types=("noti.st",),
        ids=((r"[\w-]{1,60}/[A-Za-z0-9]{4,12}(?:/[\w-]*)?", "https://noti.st/{id}"),),
        id_example="USER/AbC123",
    ),
    Provider(
        name="slides.com",
        label="slides.com",
        match=slides.match_slides_com,
        hosts=("slides.com", "slid.es"),
        frames=("slides.com",),
        types=("slid.es", "slidescom"),
        ids=((rf"{slides.NAME}/{slides.NAME}", "https://slides.com/{id}"),),
        id_example="USER/DECK",
        start="slide",
    ),
    Provider(
        name="canva",
        label="Canva",
        match=slides.match_canva,
        hosts=("canva.com",),
        frames=("www.canva.com",),
        ids=((r"[\w-]{6,30}/[\w-]{10,40}", "https://www.canva.com/design/{id}/view"),),
        id_example="DAabcDEF123/AbCdEfGhIjKlMnOpQrStUv",
    ),
    Provider(
        name="prezi",
        label="Prezi",
        match=slides.match_prezi,
        hosts=("prezi.com",),
        frames=("prezi.com",),
        ids=((r"[\w-]{8,40}", "https://prezi.com/p/{id}"),),
        id_example="abcdefgh1234",
    ),
    Provider(
        name="pitch",
        label="Pitch",
        match=slides.match_pitch,
        hosts=("pitch.com", "app.pitch.com"),
        frames=("pitch.com",),
        ids=(
            (slides.UUID, "https://pitch.com/embed/{id}"),
            (r"[a-z0-9]{4,20}", "https://pitch.com/embed-link/{id}"),
        ),
        id_example="0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
    ),
    Provider(
        name="figma",
        label="Figma",
        match=slides.match_figma,
        hosts=("figma.com", "embed.figma.com"),
        frames=("embed.figma.com",),
        ids=((r"[A-Za-z0-9]{10,40}", "https://www.figma.com/slides/{id}"),),
        id_example="AbCdEfGhIjKlMnOpQrStUv",
    ),
    Provider(
        name="drive",
        label="Google Drive",
        match=videos.match_drive,
        hosts=("drive.google.com",),
        frames=("drive.google.com",),
        types=("google-drive",),
        ids=((r"[A-Za-z0-9_-]{10,100}", "https://drive.google.com/file/d/{id}/view"),),
        id_example="1AbCdEfGhIjKlMnOpQrStUvWxYz012345",
        allow=PLAYS,
    ),
    Provider(
        name="peertube",
        label="",
        match=videos.match_peertube,
        kind=Kind.VIDEO,
        ids=((rf"(?P<host>[a-z0-9.-]{{4,100}})/(?P<id>{videos.PEERTUBE_ID})", "https://{host}/w/{id}"),),
        id_example="tube.example.org/mjBMbYEdTBTrA1PnSYGKuQ",
        start="start",
        sandbox=f"{SCRIPTS} allow-popups",
        allow=PLAYS,
    ),
    Provider(name="pdf", label="", match=slides.match_pdf, sandbox="", allow=""),
    Provider(name="file", label="", match=videos.match_file, kind=Kind.VIDEO, sandbox="", allow=PLAYS),
    Provider(name="html", label="", match=slides.match_html),
)
KNOWN_HOSTS = frozenset(host for provider in PROVIDERS for host in provider.hosts)
"""Hosts whose addresses only their own provider reads."""
FRAME_HOSTS = frozenset(host for provider in PROVIDERS for host in provider.frames)
"""Hosts that frames come from, besides the PeerTube servers of the settings and a writer's own HTML decks."""


def resolve_embed(
    address: str,
    *,
    peertube: tuple[str, ...] = (),
    site_host: str = "",
    deck: bool | None = None,
) -> tuple[Embed | None, tuple[Finding, ...]]:
    """What an address shows: a hosted deck, a video, a file, or a link card for every other address.

    `address` is untrusted text: an address, or an embed code that somebody pasted. `peertube` holds the
    servers whose videos may be framed. `deck` is True when a deck file names the address (only then is a page
    of an unknown host framed) and False when a recording does. Frames are https and rebuilt from checked
    parts, never copied, except a deck file's own HTML deck. PDF and video files have no frame; their link is
    the file.
    Never raises; returns None with a finding when the address cannot be used at all.
    """
    text, ratio = read_pasted(address)
    read, finding = read_address(text, KNOWN_HOSTS)
    if read is None:
        return None, (finding,) if finding else ()
    around = Around(peertube=tuple(map(_bare_host, peertube)), site_host=_bare_host(site_host), deck=deck)
    for provider in PROVIDERS:
        if found := _ask(provider, read, around):
            embed = _embed(provider, read, found)
            embed = replace(embed, ratio=read_ratio(ratio) or embed.ratio)
            return embed, (found.finding,) if found.finding else ()
    return _link(read), ()


def _ask(provider: Provider, address: Address, around: Around) -> Found | None:
    """What a provider says of an address, if the address is at one of its hosts.

    A provider of any host is not asked about a host that belongs to another, but for files.
    """
    if provider.hosts:
        asked = address.host in provider.hosts
    else:
        asked = address.host not in KNOWN_HOSTS or provider.name in ("pdf", "file")
    return provider.match(address, around) if asked else None


def _embed(provider: Provider, address: Address, found: Found) -> Embed:
    if found.kind is Kind.LINK:
        return _link(address)
    return Embed(
        kind=found.kind or provider.kind,
        provider=provider.name,
        host=provider.label or _host(address),
        link=found.link or address.url,
        frame=found.frame,
        ratio=found.ratio or 16 / 9,
        sandbox=provider.sandbox if found.sandbox is None else found.sandbox,
        allow=provider.allow,
    )


def _link(address: Address) -> Embed:
    return Embed(kind=Kind.LINK, provider="link", host=_host(address), link=address.url, sandbox="", allow="")


def _host(address: Address) -> str:
    return host_name(address.url) if address.host else ""


def _bare_host(text: str) -> str:
    """A host as the settings may name it, `https://www.tube.example/` too, in the form of `host_of`."""
    text = text.strip().casefold()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
