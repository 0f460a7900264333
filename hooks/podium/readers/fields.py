"""The front matter fields of a talk: names, what other systems call them, and what they mean.

The reference page of the manual is generated from this table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from podium.readers.dialects import LINKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field."""

    name: str
    """The name that the manual uses."""
    aliases: tuple[str, ...] = ()
    """Names that mean the same; `date.end` is the entry `end` of a mapping `date`."""
    help: str
    """What it means, as one or two sentences of Markdown."""
    example: str
    """A value, as YAML."""
    occasion: bool = False
    """Whether it belongs to an occasion and so may stand under `occasions` as well."""
    speaker: bool = False
    """Whether it belongs to the speaker and so may stand under `speakers` as well."""


FIELDS: tuple[Field, ...] = (
    Field(name="title", help="The title. The only field a talk needs.", example="Radical data management"),
    Field(
        name="slug",
        help="The address part. Without it the file's name is used, less a date at its front.",
        example="es-intro",
    ),
    Field(name="subtitle", help="A line under the title.", example="A first walk through events"),
    Field(
        name="summary",
        aliases=("description", "abstract", "excerpt", "abstract_short"),
        help="What it is about, for cards and search engines. Without it the first paragraph is used.",
        example="Keep what happened, derive what is.",
    ),
    Field(
        name="date",
        aliases=(
            "start",
            "event_start",
            "date_start",
            "start_date",
            "event_date",
            "event_start_date",
            "start_datetime",
            "event_datetime",
            "datetime",
            "starts_at",
            "start_at",
            "talk_date",
            "presented",
            "presented_at",
            "recorded",
            "when",
            "date.start",
            "date.day",
        ),
        help="When it takes place, as precisely as you know: see [Dates](dates.md).",
        example="2027-03-19 12:00",
        occasion=True,
    ),
    Field(
        name="end",
        aliases=(
            "date_end",
            "event_end",
            "end_date",
            "event_end_date",
            "end_datetime",
            "event_end_datetime",
            "ends_at",
            "end_at",
            "date.end",
        ),
        help="When it ends: a date, or a time on the same day.",
        example="13:00",
        occasion=True,
    ),
    Field(
        name="time",
        aliases=("start_time", "time_start", "event_time", "event_start_time", "date.time", "date.start_time"),
        help="The time of day, for those who keep it apart from the date; or two, from one to the other.",
        example="12:00",
        occasion=True,
    ),
    Field(
        name="end_time",
        aliases=("time_end", "event_end_time", "date.end_time"),
        help="The time of day at which it ends, on the day of `end` or, without one, on that of `date`.",
        example="13:00",
        occasion=True,
    ),
    Field(
        name="all_day",
        aliases=("event_all_day",),
        help="`true` leaves the times of day away.",
        example="true",
        occasion=True,
    ),
    Field(
        name="duration",
        aliases=("length",),
        help="How long it takes: `45m`, `1h30`, `50 minutes`, or minutes as a number.",
        example="45m",
        occasion=True,
    ),
    Field(
        name="timezone",
        aliases=("tz",),
        help="The IANA name of the zone. Without it the site's `timezone` is used.",
        example="America/Chicago",
        occasion=True,
    ),
    Field(
        name="event",
        aliases=("event_name", "conference", "meetup"),
        help="The event it is given at; a mapping may hold its `name`, `url` and all else that is marked *occasion*, "
        "but nothing of the talk.",
        example="Little Rock ReactJS Meetup",
        occasion=True,
    ),
    Field(
        name="event_url",
        aliases=("conference_url", "event_link"),
        help="The event's page.",
        example="https://www.meetup.com/Little-Rock-ReactJS-Meetup/",
        occasion=True,
    ),
    Field(
        name="location",
        aliases=("where", "event_location"),
        help="Where: a text, or a mapping of `name`, `address`, `city`, `country`, `latitude`, `longitude` and `url`. "
        "`online`, also beside a place, marks a talk people join from anywhere.",
        example="Iron Yard, Little Rock",
        occasion=True,
    ),
    Field(
        name="venue",
        aliases=("place",),
        help="The venue alone, when `location` or `city` says the rest.",
        example="Iron Yard",
        occasion=True,
    ),
    Field(
        name="venue_url",
        aliases=("location_url",),
        help="The venue's page, or the one where people join an online event.",
        example="https://example.org/iron-yard/",
        occasion=True,
    ),
    Field(
        name="online",
        aliases=("virtual", "remote", "is_online"),
        help="`true` marks a talk people join from anywhere.",
        example="true",
        occasion=True,
    ),
    Field(name="address", help="The venue's street and number.", example="400 President Clinton Avenue", occasion=True),
    Field(name="city", help="The city alone.", example="Little Rock", occasion=True),
    Field(name="country", help="The country alone.", example="USA", occasion=True),
    Field(
        name="latitude",
        aliases=("lat",),
        help="Degrees north, for the link to the map.",
        example="34.7465",
        occasion=True,
    ),
    Field(
        name="longitude",
        aliases=("lon", "lng"),
        help="Degrees east, for the link to the map.",
        example="-92.2896",
        occasion=True,
    ),
    Field(
        name="register",
        aliases=("registration", "rsvp", "signup", "tickets", "tickets_url", "ticket_url", "meetup_url"),
        help="The page where people register.",
        example="https://www.meetup.com/Little-Rock-ReactJS-Meetup/events/226981566/",
        occasion=True,
    ),
    Field(
        name="speakers",
        aliases=("speaker", "author", "authors", "presenter", "presenters"),
        help="Who gives it: a name, a list of names, or mappings with `name`, `role` and the fields below.",
        example="Jeffrey R. Hicks",
    ),
    Field(name="twitter", aliases=("x",), help="The speaker's handle on Twitter.", example="jrhicks", speaker=True),
    Field(
        name="mastodon", help="The speaker's address on Mastodon.", example='"@jrhicks@example.social"', speaker=True
    ),
    Field(name="bluesky", help="The speaker's handle on Bluesky.", example="jrhicks.example.org", speaker=True),
    Field(name="github", help="The speaker's name on GitHub.", example="jrhicks", speaker=True),
    Field(name="linkedin", help="The speaker's name on LinkedIn.", example="jrhicks", speaker=True),
    Field(
        name="website",
        aliases=("homepage",),
        help="The speaker's own site.",
        example="https://example.org",
        speaker=True,
    ),
    Field(name="avatar", help="A picture of the speaker, a file beside the talk.", example="jeff.jpg", speaker=True),
    Field(
        name="affiliation",
        aliases=("company",),
        help="Where the speaker works.",
        example="Iron Yard",
        speaker=True,
    ),
    Field(name="bio", help="A sentence about the speaker.", example="Builds software in Little Rock.", speaker=True),
    Field(
        name="video",
        aliases=("videos", "recording", "youtube", "vimeo", "video_url", "url_video", "recording_url"),
        help="The recording: an address, an id under `youtube` or `vimeo`, or a list. "
        "`recording` may also say what becomes of it: `scheduled`, `published`, `not-recorded`, `not-published`.",
        example="https://www.youtube.com/watch?v=hv2dKtPq0ME",
        occasion=True,
    ),
    Field(
        name="slides",
        aliases=(
            "deck",
            "decks",
            "url_slides",
            "slides_url",
            "slide_url",
            "speakerdeck",
            "slideshare",
            "notist",
            "pdf",
        ),
        help="The slides: a deck's name, a file beside the talk, an address, or a list.",
        example="es-intro-deck",
        occasion=True,
    ),
    Field(
        name="resources",
        aliases=("links", *LINKS),
        help="Things worth reading: addresses, or mappings of `title`, `url`, `by`, `date`, `note` and `kind`. "
        "They join the lists found in the text.",
        example="[https://martinfowler.com/eaaDev/EventSourcing.html]",
    ),
    Field(
        name="tags",
        aliases=("topics", "keywords", "categories", "tag", "tag_list", "post_tags"),
        help="What it is about: a list, or a text with commas.",
        example="[event sourcing, cqrs]",
    ),
    Field(
        name="category",
        help="Where there is no date, `past talks` or `upcoming talk` says which list it belongs to. "
        "Any other text is one more tag.",
        example="past talks",
    ),
    Field(name="series", help="The series it belongs to.", example="Events from the ground up"),
    Field(
        name="language",
        aliases=("lang", "talk_lang", "locale"),
        help="The language it is given in, as a BCP 47 tag, or by its name.",
        example="en",
    ),
    Field(
        name="level", aliases=("audience",), help="For whom: beginner, advanced, or your own word.", example="beginner"
    ),
    Field(
        name="cover",
        aliases=("image", "thumbnail", "thumbnail_url", "featured_image", "cover_image", "og_image"),
        help="A picture: a file beside the talk, or a mapping of `src` and `alt`.",
        example="{src: es-intro.svg, alt: Events on a line}",
    ),
    Field(
        name="alt",
        aliases=("image_alt", "cover_alt"),
        help="What the picture shows, for those who cannot see it.",
        example="Events on a line",
    ),
    Field(
        name="aliases",
        aliases=("alias", "redirect_from", "permalink"),
        help="Old addresses on this site that lead here.",
        example="[/2016/03/event-sourcing/]",
    ),
    Field(
        name="status",
        help="`confirmed` (the default), `tentative`, `cancelled` or `postponed`. Where there is no date, `upcoming` "
        "or `past` says which list it belongs to.",
        example="confirmed",
        occasion=True,
    ),
    Field(
        name="ready",
        help="`false` announces a talk whose page is not ready: it is listed without a link.",
        example="true",
    ),
    Field(name="draft", aliases=("is_draft",), help="`true` shows the talk only in `mkdocs serve`.", example="false"),
    Field(name="published", help="`false` means the same as `draft: true`.", example="true"),
    Field(
        name="created",
        aliases=("publish_date", "date_published", "published_at", "published_date"),
        help="When the file was made.",
        example="2016-03-01",
    ),
    Field(
        name="updated",
        aliases=("lastmod", "last_modified_at", "last_updated", "modified"),
        help="When it was last changed.",
        example="2016-04-02",
    ),
    Field(
        name="occasions",
        aliases=("events",),
        help="The same talk given several times: a list of mappings with the fields marked *occasion*.",
        example="[{event: Music City Agile, date: 2027-05}]",
    ),
    Field(
        name="type",
        help="What the file is. A deck's type (`speakerdeck`, `pdf`, `youtube`…) makes it [a deck](decks.md); "
        "anything else is a talk.",
        example="post",
    ),
    Field(
        name="hide",
        help="Parts of the page that Material leaves out: `tags`, `footer`, `feedback`, `path`.",
        example="[footer]",
    ),
    Field(
        name="search",
        help="Material's search settings: `exclude` and `boost`.",
        example="{exclude: true}",
    ),
)


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A field's name as names are compared: case, `-`, `_` and blanks do not count."""
    return re.sub(r"[-_\s]", "", name).casefold()
