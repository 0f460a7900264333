"""Ways to put an occasion into one's own calendar: a file, and links to two calendars of the web."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from podium.dates import Precision
from podium.renderers.calendar_events import days_of, page_of, web_address
from podium.renderers.context import Context
from podium.renderers.lives import Action, register_label, takes_place
from podium.renderers.occasions import calendar_address
from podium.renderers.places import show_place
from podium.structure.catalogue import Entry
from podium.structure.occasions import Status
from podium.text import shorten

_GOOGLE = "https://calendar.google.com/calendar/render?"
_OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose?"
_DAYS = (Precision.MINUTE, Precision.DAY)
# Addresses beyond 2,000 characters are cut by some; each of these may grow sixfold when encoded.
_LONGEST = 120


def invitations(entry: Entry, context: Context) -> list[Action]:
    """A calendar's file, Google's calendar and Outlook's; nothing while the day is not known, or when it is off.

    The links give instants in UTC, or whole days of which the last is the one after (as in RFC 5545). Without an
    end, the `duration` of the settings counts.
    """
    occasion = entry.occasion
    if not occasion.when or occasion.when.start.precision not in _DAYS or not takes_place(occasion):
        return []
    return [
        Action(label="Calendar file (.ics)", href=context.href(calendar_address(entry.talk, occasion))),
        Action(label="Google Calendar", href=_google(entry, context)),
        Action(label="Outlook", href=_outlook(entry, context)),
    ]


def _google(entry: Entry, context: Context) -> str:
    days, begins, ends = _times(entry, context)
    shape = "%Y%m%d" if days else "%Y%m%dT%H%M%SZ"
    return _GOOGLE + _query(
        action="TEMPLATE",
        text=_title(entry),
        dates=f"{begins.strftime(shape)}/{ends.strftime(shape)}",
        details=_details(entry, context),
        location=_place(entry),
    )


def _outlook(entry: Entry, context: Context) -> str:
    days, begins, ends = _times(entry, context)
    shape = "%Y-%m-%d" if days else "%Y-%m-%dT%H:%M:%SZ"
    return _OUTLOOK + _query(
        path="/calendar/action/compose",
        rru="addevent",
        subject=_title(entry),
        startdt=begins.strftime(shape),
        enddt=ends.strftime(shape),
        allday="true" if days else "",
        body=_details(entry, context),
        location=_place(entry),
    )


def _query(**parts: str) -> str:
    return urlencode({name: text for name, text in parts.items() if text}, quote_via=quote)


def _times(entry: Entry, context: Context) -> tuple[bool, datetime, datetime]:
    """Whether it is whole days, the beginning and the end."""
    when = entry.occasion.when
    assert when
    if when.start.precision is Precision.MINUTE:
        return False, when.starts.astimezone(UTC), when.ends(context.catalogue.duration).astimezone(UTC)
    first, after = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in days_of(when))
    return True, first, after


def _title(entry: Entry) -> str:
    title = shorten(entry.talk.title, _LONGEST)
    return f"{title} (to be confirmed)" if entry.occasion.status is Status.TENTATIVE else title


def _place(entry: Entry) -> str:
    place = entry.occasion.place
    return shorten(show_place(place), _LONGEST) if place else ""


def _details(entry: Entry, context: Context) -> str:
    """The talk's page and where to register, one a line."""
    occasion = entry.occasion
    register = web_address(occasion.register, context) if occasion.register else ""
    lines = (
        occasion.event,
        page_of(entry.talk, context),
        f"{register_label(occasion)}: {register}" if register else "",
    )
    return "\n".join(filter(None, lines))
