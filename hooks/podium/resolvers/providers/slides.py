"""Where decks are: one small function for each host, from an address to a frame."""

from __future__ import annotations

from urllib.parse import urlsplit

from podium.problems import Finding, Level
from podium.resolvers.providers.address import Address, with_query
from podium.resolvers.providers.provider import POPUPS, Around, Found
from podium.text import quoted

SPEAKERDECK_ID = r"(?:[0-9a-f]{32}|[0-9a-f]{24})"
SLIDESHARE_KEY = r"[A-Za-z0-9]{6,40}"
GOOGLE_ID = r"(?!2PACX-)[A-Za-z0-9_-]{20,100}"
GOOGLE_PUBLISHED = r"2PACX-[A-Za-z0-9_-]{20,200}"
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NAME = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,150}"
_SLIDE = r"[1-9]\d{0,3}"
_OFFICE = (
    "ppt",
    "pptx",
    "odp",
    "key",
    "doc",
    "docx",
    "zip",
    "tex",
    "md",
    "ipynb",
    "png",
    "jpg",
    "jpeg",
    "svg",
)


def match_speakerdeck(address: Address, _: Around) -> Found | None:
    """A player, or a deck's page, whose player only the host can name."""
    slide = address.get("slide", _SLIDE)
    if player := address.match(rf"/(?:player|embed)/({SPEAKERDECK_ID})(?:\.js)?"):
        return Found(frame=with_query(f"https://speakerdeck.com/player/{player[1]}", {"slide": slide}))
    if not address.match(rf"/(?:u/{NAME}/p|(?!u/|c/|p/|player/|embed/|assets/){NAME})/{NAME}"):
        return None
    return Found(
        finding=Finding(
            message=f"the address {quoted(address.url, 120)} does not tell its player; a link is shown",
            hint="Run 'podium resolve' once, or write the deck's 'data-id' from Speaker Deck's embed code.",
            level=Level.NOTICE,
        )
    )


def match_slideshare(address: Address, _: Around) -> Found | None:
    """An embed code by key or number, or a deck's page, whose key only the host can name."""
    slide = address.get("startSlide", _SLIDE)
    base = "https://www.slideshare.net/slideshow/embed_code"
    if keyed := address.match(rf"(?:/slideshow)?/embed_code/(key/{SLIDESHARE_KEY}|\d{{1,12}})"):
        return Found(frame=with_query(f"{base}/{keyed[1]}", {"startSlide": slide}))
    if not address.match(rf"/(?!slideshow/embed_code|embed_code|category/|search/){NAME}/[^/]+(?:/[^/]+)?"):
        return None
    return Found(
        finding=Finding(
            message=f"the address {quoted(address.url, 120)} does not tell its key; a link is shown",
            hint="Run 'podium resolve' once, or write the key from SlideShare's embed code as 'id'.",
            level=Level.NOTICE,
        )
    )


def match_google_slides(address: Address, _: Around) -> Found | None:
    """A presentation by its id, or a published one by the other id that begins with 2PACX."""
    base = "https://docs.google.com/presentation/d"
    where = r"(?:/a/[\w.-]+)?/presentation(?:/u/\d)?"
    slide = address.fragment.removeprefix("slide=") if address.fragment.startswith("slide=") else ""
    slide = slide if slide.isascii() and slide.replace("_", "").replace(".", "").isalnum() else ""
    published = address.match(rf"{where}/d/(?:e/)?({GOOGLE_PUBLISHED})(?:/\w+)?")
    if published:
        return Found(frame=with_query(f"{base}/e/{published[1]}/pubembed", {"slide": slide}))
    found = address.match(rf"{where}/d/({GOOGLE_ID})(?:/\w+)?")
    deck = found[1] if found else ""
    if address.match(rf"{where}/embed"):
        deck = address.get("id", GOOGLE_ID)
    key = address.get("resourcekey", r"[\w-]{1,60}")
    return Found(frame=with_query(f"{base}/{deck}/embed", {"slide": slide, "resourcekey": key})) if deck else None


def match_notist(address: Address, _: Around) -> Found | None:
    """A presentation of somebody's Notist pages."""
    found = address.match(r"/([\w-]{1,60})/([A-Za-z0-9]{4,12})(?:/.*)?")
    if not found:
        return None
    page = f"https://noti.st/{found[1]}/{found[2]}"
    embedded = address.path.endswith("/embed")
    return Found(frame=f"{page}/embed", link=page if embedded else "")


def match_slides_com(address: Address, _: Around) -> Found | None:
    """A deck, with the token that an unlisted one needs, open at the slide that the address names."""
    shape = rf"/(?!explore|templates|features|users|pricing|about)({NAME})/({NAME})(/embed|/live|/fullscreen)?"
    found = address.match(shape)
    if not found:
        return None
    slide = address.get("slide", _SLIDE)
    place = f"/{int(slide) - 1}" if slide else address.fragment
    anchor = f"#{place}" if place.isascii() and place.startswith("/") and place.replace("/", "").isdigit() else ""
    token = address.get("token", r"[\w-]{1,80}")
    page = f"https://slides.com/{found[1]}/{found[2]}"
    return Found(
        frame=with_query(f"{page}/embed", {"token": token}) + anchor,
        link=with_query(page, {"token": token}) + anchor if found[3] else "",
    )


def match_canva(address: Address, _: Around) -> Found | None:
    """A design's public view; its token is part of the address that the share dialogue gives."""
    found = address.match(r"/design/([\w-]{6,30})(?:/([\w-]{10,40}))?(?:/(view|watch|edit))?")
    if not found:
        return None
    if found[2]:
        page = f"https://www.canva.com/design/{found[1]}/{found[2]}/{'watch' if found[3] == 'watch' else 'view'}"
        return Found(frame=f"{page}?embed", link=page)
    return Found(
        finding=Finding(
            message=f"the address {quoted(address.url, 120)} lacks its public token; a link is shown",
            hint="Use the address that Canva's share dialogue gives for a public view.",
            level=Level.NOTICE,
        )
    )


def match_prezi(address: Address, _: Around) -> Found | None:
    """A presentation by the id of its page."""
    if player := address.match(r"/p/embed/([\w-]{8,40})"):
        return Found(frame=f"https://prezi.com/p/embed/{player[1]}")
    found = address.match(r"/(?:p|view)/(?:edit/)?([\w-]{8,40})(?:/.*)?")
    return Found(frame=f"https://prezi.com/p/{found[1]}/embed") if found else None


def match_pitch(address: Address, _: Around) -> Found | None:
    """A presentation by the id of its share dialogue; its page does not name it."""
    if found := address.match(rf"/(?:public|embed)/({UUID})(?:/.*)?"):
        return Found(frame=f"https://pitch.com/embed/{found[1]}")
    if found := address.match(r"/embed-link/([a-z0-9]{4,20})"):
        return Found(frame=f"https://pitch.com/embed-link/{found[1]}")
    if not address.match(r"/v/[^/]+(?:/.*)?"):
        return None
    return Found(
        finding=Finding(
            message=f"the address {quoted(address.url, 120)} does not tell its id; a link is shown",
            hint="Use the embed address that Pitch's share dialogue gives.",
            level=Level.NOTICE,
        )
    )


def match_figma(address: Address, around: Around) -> Found | None:
    """A file, prototype, board or deck; the frame has to say which site it is on."""
    found = address.match(r"/(file|design|proto|board|slides|deck)/([A-Za-z0-9]{10,40})(?:/.*)?")
    if not found:
        return None
    node = r"[\w:-]{1,60}"
    page = f"https://www.figma.com/{found[1]}/{found[2]}"
    frame = with_query(
        f"https://embed.figma.com/{found[1]}/{found[2]}",
        {
            "node-id": address.get("node-id", node),
            "starting-point-node-id": address.get("starting-point-node-id", node),
            "embed-host": around.site_host or "podium",
        },
    )
    return Found(frame=frame, link=page if address.host == "embed.figma.com" else "")


def match_pdf(address: Address, _: Around) -> Found | None:
    """A PDF of the site or of any host: the browser's own viewer opens it from its link.

    It has no frame: a sandboxed one may not start a viewer, and telephones show only the first page in one.
    """
    return Found() if address.extension == "pdf" else None


def match_html(address: Address, around: Around) -> Found | None:
    """A deck that is a page of its own, framed only when a deck file asks for it.

    It keeps its origin only where that is surely not the site's, since a frame with scripts and the site's
    origin could leave its sandbox.
    """
    web = address.local or bool(address.host)
    if not around.deck or not web or address.extension in _OFFICE:
        return None
    elsewhere = bool(address.host and around.site_host and address.host != around.site_host)
    sandbox = POPUPS if elsewhere else "allow-scripts allow-popups"
    frame = address.url if address.local else urlsplit(address.url)._replace(scheme="https").geturl()
    return Found(frame=frame, sandbox=sandbox)
