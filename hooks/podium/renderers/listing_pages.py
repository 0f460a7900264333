"""The pages of listings: which there are, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.renderers.filters import KINDS
from podium.renderers.listings import everything_of, render_agenda, render_filter, render_years
from podium.renderers.parts import agenda_of, overview_address, parts_of, sheets_of
from podium.renderers.rows import HOLDS_NONE, hold, lasting, mark, spread
from podium.renderers.subscribing import subscribe_links
from podium.resolvers.listings import FOLDERS
from podium.resolvers.media import Shelf
from podium.resolvers.owners import made_file
from podium.structure.listings import Group, Listing, Listings
from podium.structure.outputs import Page
from podium.structure.settings import Settings
from podium.structure.sources import Document
from podium.text import name_key
from podium.urls import page_file


def listing_pages(
    listings: Listings, documents: Iterable[Document], shelf: Shelf, settings: Settings
) -> tuple[Page, ...]:
    """A page for each part of each listing, and one for each kind that has any; a page of the writer's wins."""
    taken = {page_file(document.address) for document in documents} | shelf.assets.keys()
    pages = (*_overviews(listings, settings), *_parts(listings, settings))
    return tuple(page for page in pages if made_file(page, settings) not in taken)


def _overviews(listings: Listings, settings: Settings) -> Iterator[Page]:
    for group in FOLDERS:
        for sheet in sheets_of(group, listings.of(group), settings):
            yield Page(uri=sheet.uri, text="", group=group, part=sheet.number)


def _parts(listings: Listings, settings: Settings) -> Iterator[Page]:
    for listing in listings.all:
        for part in parts_of(listing, settings):
            if listing.group is not Group.ALL or part.number > 1:  # the first of all talks is Markdown
                yield Page(uri=part.uri, text="", listing=listing, part=part.number)


def title_of(page: Page) -> str:
    """The title of a listing's page, as plain text."""
    name = page.listing.name if page.listing else KINDS[page.group][1] if page.group else ""
    return name + _part(page)


def _part(page: Page) -> str:
    return f", part {page.part}" if page.part > 1 else ""


def describe_listing(page: Page) -> str:
    """A listing's page in a sentence."""
    listing = page.listing
    if listing is None:
        return f"{KINDS[page.group][1] if page.group else 'Lists'} of all talks{_part(page)}."
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
        return _render_overview(page.group, page.part, context) if page.group else ""
    if page.listing.group is Group.ALL:
        return _render_part(page.listing, page.part, context)
    return _render_listing(page.listing, page.part, context)


def _render_listing(listing: Listing, number: int, context: Context) -> str:
    parts = parts_of(listing, context.settings)
    entries = parts[number - 1].entries
    ahead = [entry for entry in listing.entries if not context.catalogue.is_past(entry, context.now)]
    held = hold(agenda_of(ahead)) if number == 1 else HOLDS_NONE
    later = hold(ahead) - held
    earlier, later_year = _neighbours(listing, context)
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
        over=spread(entries, held, context),
        over_name="All talks" if any(mark(entry) in later for entry in entries) else "Past talks",
        past=render_years(entries, context, held, of=name_key(listing.name) if listing.speaker else ""),
        parts=parts,
        number=number,
        earlier=earlier,
        later=later_year,
    )


def _neighbours(listing: Listing, context: Context) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """The years before and after a year that have talks: names and links; None at an end, and of other listings."""
    if listing.group is not Group.YEAR:
        return None, None
    years = context.listings.of(Group.YEAR)
    links = [None, *((year.name, context.href(year.address)) for year in years), None]
    place = years.index(listing)
    return links[place], links[place + 2]


def _render_part(listing: Listing, number: int, context: Context) -> str:
    """A later part of all talks."""
    parts = parts_of(listing, context.settings)
    found = render_filter(parts, number, context)
    return render_for(context, "part", crumbs=_crumbs(context), number=number, parts=parts, filter=found)


def _render_overview(group: Group, number: int, context: Context) -> str:
    sheets = sheets_of(group, context.listings.of(group), context.settings)
    return render_for(
        context,
        "listings",
        title=KINDS[group][1],
        crumbs=_crumbs(context),
        rows=[(listing, count(listing)) for listing in sheets[number - 1].listings],
        parts=sheets,
        number=number,
    )


def _crumbs(context: Context, group: Group | None = None) -> list[tuple[str, str]]:
    """The pages above a listing: names and links."""
    crumbs = [("Talks", context.href(everything_of(context).address))]
    if group:
        crumbs.append((KINDS[group][1], context.href(overview_address(group, context.settings))))
    return crumbs
