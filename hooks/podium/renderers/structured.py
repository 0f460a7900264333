"""What pages say to search engines: schema.org's terms, as JSON-LD 1.1 (W3C)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urljoin

from markupsafe import Markup

from podium.dates import Precision
from podium.readers.meetings import is_meeting
from podium.renderers.context import Context
from podium.renderers.occasions import occasion_key
from podium.renderers.pages import describe, index_address
from podium.renderers.qr import public_address
from podium.structure.catalogue import Entry
from podium.structure.decks import Deck, Embed, Kind
from podium.structure.listings import Group, Listing
from podium.structure.occasions import Occasion, Place, Status
from podium.structure.talks import Speaker, Talk
from podium.urls import is_absolute

Node = dict[str, object]
LONGEST = 50
"""How many talks a listing's data name at most: whoever wants all of them reads `talks.json`."""
_SCHEMA = "https://schema.org/"
_STATUS = {Status.CANCELLED: "EventCancelled", Status.POSTPONED: "EventPostponed"}
_DATED = (Precision.DAY, Precision.MINUTE)
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def write_json(value: object) -> Markup:
    """JSON that may stand in a `<script>`: nothing in it ends the element, begins a comment or breaks a line.

    Raises ValueError for a number that JSON does not know.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    lone = text.encode("utf-8", "replace").decode()  # half of a pair of UTF-16 is no character
    return Markup(lone.translate(_ESCAPES))  # noqa: S704 (no sign of HTML is left)


def graph(nodes: Iterable[Node]) -> Node:
    """The things of a page as one document."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def talk_data(talk: Talk, context: Context, image: str = "") -> Iterator[Node]:
    """A talk's page: an `Event` for each occasion of which the day is known, its decks and recordings, and its way.

    An occasion known by its month or year alone is no `Event`: `startDate` wants a day.
    """
    for occasion in talk.occasions:
        if occasion.when and occasion.when.start.precision in _DATED:
            yield _event(Entry(talk=talk, occasion=occasion), context, image)
    for show in talk.shows:
        if show.embed.kind is Kind.VIDEO:
            yield _video(talk, show.embed, context)
        elif show.embed.kind is Kind.DECK:
            yield _shown_deck(talk, show.embed, context)
    yield breadcrumbs([("Talks", index_address(context.settings)), (talk.title, talk.address)], context)


def deck_data(deck: Deck, context: Context) -> Iterator[Node]:
    """A deck written in Markdown, which has a page of its own, and the talk that shows it."""
    talk = context.catalogue.showing(deck)
    yield _known(
        {
            "@type": "PresentationDigitalDocument",
            "name": deck.title,
            "description": deck.summary,
            "url": public_address(deck.address, context.settings),
            "inLanguage": deck.language or context.settings.language,
            "author": [_person(speaker, context) for speaker in talk.speakers] if talk else [],
            "keywords": ", ".join(talk.topics) if talk else "",
        }
    )
    if talk:
        crumbs = [("Talks", index_address(context.settings)), (talk.title, talk.address), (deck.title, deck.address)]
        yield breadcrumbs(crumbs, context)


def listing_data(listing: Listing, context: Context, address: str, description: str, part: int = 1) -> Iterator[Node]:
    """A listing's page; a speaker's is a `ProfilePage`. Its first part names the latest talks, 50 at most."""
    speaker = listing.speaker if listing.group is Group.SPEAKER else None
    items = _items(listing, context) if part == 1 else None
    yield _known(
        {
            "@type": "ProfilePage" if speaker else "CollectionPage",
            "name": listing.name,
            "description": description,
            "url": _public(address, context),
            "inLanguage": context.settings.language,
            "mainEntity": _person(speaker, context) if speaker else items,
        }
    )
    if speaker and items:
        yield items
    if listing.group is not Group.ALL:
        yield breadcrumbs([("Talks", index_address(context.settings)), (listing.name, listing.address)], context)


def _items(listing: Listing, context: Context) -> Node:
    talks = {entry.talk.slug: entry.talk for entry in reversed(listing.entries) if entry.talk.ready}
    items = [
        _known({"@type": "ListItem", "position": number, "name": talk.title, "url": _public(talk.address, context)})
        for number, talk in enumerate(list(talks.values())[:LONGEST], 1)
    ]
    return {"@type": "ItemList", "numberOfItems": len(talks), "itemListElement": items}


def home_data(context: Context, description: str) -> Iterator[Node]:
    """The site itself, on its home page."""
    settings = context.settings
    yield _known(
        {
            "@type": "WebSite",
            "name": settings.site_name,
            "description": description,
            "url": _public("", context),
            "inLanguage": settings.language,
        }
    )


def breadcrumbs(crumbs: Iterable[tuple[str, str]], context: Context) -> Node:
    """The pages above a page, and itself: names, and addresses of the site."""
    items = [
        _known({"@type": "ListItem", "position": number, "name": name, "item": _public(address, context)})
        for number, (name, address) in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _event(entry: Entry, context: Context, image: str) -> Node:
    talk, occasion = entry.talk, entry.occasion
    assert occasion.when
    page = _public(talk.address, context)
    online = bool(occasion.place and occasion.place.online)
    onsite = bool(occasion.place and occasion.place.onsite)
    mode = "Mixed" if online and onsite else "Online" if online else "Offline" if onsite else ""
    return _known(
        {
            "@type": "Event",
            "@id": f"{page}#{occasion_key(talk, occasion)}" if page else "",
            "name": talk.title,
            "description": describe(talk),
            "url": page,
            "startDate": occasion.when.start.machine,
            "endDate": occasion.when.end.machine if occasion.when.end else "",
            "eventStatus": _SCHEMA + _STATUS.get(occasion.status, "EventScheduled"),
            "eventAttendanceMode": f"{_SCHEMA}{mode}EventAttendanceMode" if mode else "",
            "location": _locations(occasion, page, onsite=onsite),
            "performer": [_person(speaker, context) for speaker in talk.speakers],
            "organizer": _known({"@type": "Organization", "name": occasion.event, "url": _web(occasion.event_url)})
            if occasion.event
            else None,
            "offers": _offer(entry, context),
            "image": image,
            "inLanguage": talk.language or context.settings.language,
            "keywords": ", ".join(talk.topics),
        }
    )


def _offer(entry: Entry, context: Context) -> Node | None:
    """Where to register, as long as it makes sense."""
    occasion = entry.occasion
    ahead = not occasion.off and context.catalogue.is_ahead(entry, context.now)
    url = _web(occasion.register)
    return {"@type": "Offer", "url": url} if ahead and url else None


def _locations(occasion: Occasion, page: str, *, onsite: bool) -> list[Node]:
    place = occasion.place
    if not place:
        return []
    found = [_place(place)] if onsite else []
    if place.online:
        public = (place.url, occasion.event_url, occasion.register, page)
        url = next((url for url in map(_web, public) if url and not is_meeting(url)), "")
        found += [{"@type": "VirtualLocation", "url": url}] if url else []
    return found


def _place(place: Place) -> Node:
    address = {"streetAddress": place.address, "addressLocality": place.city, "addressCountry": place.country}
    known = _known(address)
    spot = place.latitude is not None and place.longitude is not None
    return _known(
        {
            "@type": "Place",
            "name": place.name or place.text,
            "address": {"@type": "PostalAddress", **known} if known else place.text,
            "geo": {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
            if spot
            else None,
            "url": "" if place.online else _web(place.url),
        }
    )


def _person(speaker: Speaker, context: Context) -> Node:
    listing = context.listings.find(Group.SPEAKER, speaker.name)
    return _known(
        {
            "@type": "Person",
            "name": speaker.name,
            "description": speaker.bio,
            "url": _web(speaker.url) or (_public(listing.address, context) if listing else ""),
            "image": _file(speaker.avatar, context),
            "sameAs": [url for _, address in speaker.links if (url := _web(address))],
        }
    )


def _shown_deck(talk: Talk, embed: Embed, context: Context) -> Node:
    return _known(
        {
            "@type": "PresentationDigitalDocument",
            "name": embed.title or talk.title,
            "url": _file(embed.link, context),
            "image": _file(embed.poster, context),
            "author": [_person(speaker, context) for speaker in talk.speakers],
            "inLanguage": talk.language or context.settings.language,
        }
    )


def _video(talk: Talk, embed: Embed, context: Context) -> Node:
    """A recording; when it was published and what it looks like is said only if that is known, which it rarely is."""
    return _known(
        {
            "@type": "VideoObject",
            "name": embed.title or talk.title,
            "description": describe(talk),
            "url": _file(embed.link, context),
            "embedUrl": _web(embed.frame),
            "thumbnailUrl": _file(embed.poster, context),
            "inLanguage": talk.language or context.settings.language,
        }
    )


def _public(address: str, context: Context) -> str:
    return public_address(address, context.settings)


def _file(address: str, context: Context) -> str:
    """A file of the site or of another one, as everybody can reach it."""
    if not address or is_absolute(address):
        return _web(address)
    return public_address(address, context.settings)


def _web(address: str) -> str:
    return address if address.startswith(("http://", "https://")) and urljoin(address, "") else ""


def _known(node: Mapping[str, object]) -> Node:
    """What there is to say; a property without a value says nothing."""
    return {name: value for name, value in node.items() if value not in ("", None, [], ())}
