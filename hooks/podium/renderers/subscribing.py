"""The line that offers the feeds and the calendar of a listing."""

from __future__ import annotations

from urllib.parse import quote

from podium.renderers.calendars import subscribe_address
from podium.renderers.context import Context
from podium.structure.listings import Listing


def subscribe_links(listing: Listing, context: Context) -> list[tuple[str, str]]:
    """Words and links: the calendar to subscribe to, its file, and the feeds.

    `webcal:` and feeds need whole addresses, so a site without `site_url` offers the file of the calendar alone.
    """
    folder = quote(listing.folder)
    webcal = subscribe_address(listing, context.settings)
    if not webcal:
        return [("Calendar", context.href(f"{folder}calendar.ics"))]
    return [
        ("Calendar", webcal),
        ("Calendar file", context.href(f"{folder}calendar.ics")),
        ("Atom feed", context.href(f"{folder}feed.xml")),
        ("JSON feed", context.href(f"{folder}feed.json")),
    ]
