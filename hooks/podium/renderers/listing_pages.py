"""The pages of listings: which there are, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.renderers.filters import KINDS, overview_address
from podium.renderers.listings import everything_of, render_agenda, render_filter, render_years
from podium.renderers.parts import parts_of
from podium.renderers.rows import lasting, spread
from podium.renderers.subscribing import subscribe_links
from podium.resolvers.listings import FOLDERS
from podium.structure.listings import Group, Listing, Listings, name_key
from podium.structure.outputs import Page
from podium.structure.settings import Settings
from podium.structure.sources import Document
from podium.urls import page_file


def listing_pages(listings: Listings, documents: Iterable[Document], settings: Settings) -> tuple[Page, ...]:
    """A page for each part of each listing, and one for each kind that has any; a page of the writer's wins."""
    taken = {page_file(document.address) for document in documents}
    pages = (*_overviews(listings), *_parts(listings, settings))
    return tuple(page for page in pages if _file(page, settings) not in taken)


def _overviews(listings: Listings) -> Iterator[Page]:
    for group, folder in FOLDERS.items():
        if listings.of(group):
            yield Page(uri=f"{folder}index.md", text="", group=group)


def _parts(listings: Listings, settings: Settings) -> Iterator[Page]:
    for listing in listings.all:
        for part in parts_of(listing, settings):
            if listing.group is not Group.ALL or part.number > 1:  # the first of all talks is Markdown
                yield Page(uri=part.uri, text="", listing=listing, part=part.number)


def _file(page: Page, settings: Settings) -> str:
    path = page.uri.removesuffix(".md")
    plain = path.endswith("/index") or not settings.directory_urls
    return f"{path}.html" if plain else f"{path}/index.html"


def title_of(page: Page) -> str:
    """The title of a listing's page, as plain text."""
    if page.listing is None:
        return KINDS[page.group][1] if page.group else ""
    return page.listing.name + (f", part {page.part}" if page.part > 1 else "")


def describe_listing(page: Page) -> str:
    """A listing's page in a sentence."""
    listing = page.listing
    if listing is None:
        return f"{title_of(page)} of all talks."
    if listing.speaker and listing.speaker.bio:
        return listing.speaker.bio
    return f"{listing.name}: {count(listing)}."


def count(listing: Listing) -> str:
    """How many talks a listing has: `3 talks`."""
    number = len({entry.talk.slug for entry in listing.entries})
    return f"{number:,} talk{'s' * (number != 1)}"


def render_listing_page(page: Page, context: Context) -> str:
    """The page of one part of a listing, or of all listings of a kind."""
    if page.listing is None:
        return _render_overview(page.group, context) if page.group else ""
    if page.listing.group is Group.ALL:
        return _render_part(page.listing, page.part, context)
    return _render_listing(page.listing, page.part, context)


def _render_listing(listing: Listing, number: int, context: Context) -> str:
    parts = parts_of(listing, context.settings)
    entries = parts[number - 1].entries
    ahead = [entry for entry in listing.entries if not context.catalogue.is_past(entry, context.now)]
    urls = (entry.occasion.event_url for entry in listing.entries) if listing.group is Group.EVENT else ()
    return render_for(
        context,
        "listing",
        listing=listing,
        kind=KINDS[listing.group][0],
        crumbs=_crumbs(context, listing.group),
        count=count(listing),
        event_url=next(filter(None, urls), ""),
        subscribe=subscribe_links(listing, context),
        ahead=lasting(ahead, context) if ahead and number == 1 else None,
        agenda=render_agenda(ahead, context) if number == 1 else "",
        over=spread(entries, context) if entries else None,
        past=render_years(entries, context, of=name_key(listing.name) if listing.speaker else ""),
        parts=parts,
        number=number,
    )


def _render_part(listing: Listing, number: int, context: Context) -> str:
    """A later part of all talks."""
    parts = parts_of(listing, context.settings)
    found = render_filter(parts, number, context)
    return render_for(context, "part", crumbs=_crumbs(context), number=number, parts=parts, filter=found)


def _render_overview(group: Group, context: Context) -> str:
    listings = context.listings.of(group)
    found = reversed(listings) if group is Group.YEAR else listings
    rows = [(listing, count(listing)) for listing in found]
    return render_for(context, "listings", title=KINDS[group][1], crumbs=_crumbs(context), rows=rows)


def _crumbs(context: Context, group: Group | None = None) -> list[tuple[str, str]]:
    """The pages above a listing: names and links."""
    crumbs = [("Talks", context.href(everything_of(context).address))]
    if group:
        crumbs.append((KINDS[group][1], context.href(overview_address(group, context.settings))))
    return crumbs
