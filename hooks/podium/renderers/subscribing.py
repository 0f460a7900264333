"""The line that offers the feeds and the calendar of a listing."""

from __future__ import annotations

from urllib.parse import quote

from podium.renderers.context import Context
from podium.structure.listings import Listing


def subscribe_links(listing: Listing, context: Context) -> list[tuple[str, str]]:
    """Words and links: the calendar to subscribe to, its file, and the feeds.

    `webcal:` needs a whole address, so a site without `site_url` offers the file alone.
    """
    folder = quote(listing.folder)
    public = context.settings.site_url
    calendar = f"{public.rstrip('/')}/{folder}calendar.ics" if public.startswith(("http://", "https://")) else ""
    webcal = [("Calendar", "webcal:" + calendar.partition(":")[2])] if calendar else []
    return [
        *webcal,
        ("Calendar file" if webcal else "Calendar", context.href(f"{folder}calendar.ics")),
        ("Atom feed", context.href(f"{folder}feed.xml")),
        ("JSON feed", context.href(f"{folder}feed.json")),
    ]
