"""The whole catalogue as data: `talks.json`, from which `podium import` makes the same talk files again."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from podium.dates import Moment, Precision, When
from podium.readers.meetings import hide_meetings
from podium.renderers.context import Context
from podium.renderers.qr import public_address
from podium.structure.decks import Deck
from podium.structure.links import Resource
from podium.structure.occasions import Occasion, Place, Status
from podium.structure.outputs import Output
from podium.structure.settings import Settings
from podium.structure.talks import Speaker, Talk
from podium.text import clean
from podium.urls import is_absolute

SCHEMA = "talks.schema.json"
_SCHEMA_FILE = Path(__file__).parent.parent / "theme" / "data" / SCHEMA
_VERSION = 1
Data = dict[str, object]


def render_data(context: Context, _: Mapping[str, str]) -> Iterator[Output]:
    """`talks.json`, every talk and deck that visitors may know of, and the JSON Schema (draft-07) that describes it.

    Names are those of front matter, dates are as precise as their writer was. A private draft is never in it.
    """
    settings, catalogue = context.settings, context.catalogue
    whole = {
        "$schema": SCHEMA,
        "version": _VERSION,
        "site": _filled({"name": settings.site_name, "url": settings.site_url}),
        "talks": [talk_as_data(talk, settings) for talk in catalogue.talks if not talk.draft],
        "decks": [deck_as_data(deck, settings) for deck in catalogue.decks if not deck.draft],
    }
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)
    yield Output(address="talks.json", text=f"{text}\n")
    yield Output(address=SCHEMA, text=_SCHEMA_FILE.read_text(encoding="utf-8"))


def talk_as_data(talk: Talk, settings: Settings) -> Data:
    """A talk by the names of its fields; what says nothing is left out.

    Of a talk that is not ready there is what lists announce: its text, its reading and the address of an online place
    are its writer's alone.
    """
    lists = [entry for found in talk.resources if not found.in_body for entry in found.resources] * talk.ready
    return _filled(
        {
            **{name: _plain(value) for name, value in {**talk.page, **talk.extra}.items()},
            "file": _file(talk.uri),
            "slug": talk.slug,
            "page": public_address(talk.address, settings) if talk.ready else "",
            "title": talk.title,
            "subtitle": talk.subtitle,
            "summary": talk.summary,
            "occasions": [_occasion(occasion, ready=talk.ready) for occasion in talk.occasions],
            "speakers": [_speaker(speaker, talk) for speaker in talk.speakers],
            "tags": list(talk.topics),
            "category": {True: "past talks", False: "upcoming talk"}.get(talk.past) if talk.past is not None else None,
            "series": talk.series,
            "language": talk.language,
            "level": talk.level,
            "cover": _filled({"src": _beside(talk.cover.src, talk), "alt": talk.cover.alt}) if talk.cover else None,
            "resources": [_resource(resource) for resource in lists],
            "aliases": [f"/{alias}" for alias in talk.aliases],
            "ready": None if talk.ready else False,
            "created": _instant(talk.created),
            "updated": _instant(talk.updated),
            "body": hide_meetings(talk.written) if talk.ready else "",
        }
    )


def deck_as_data(deck: Deck, settings: Settings) -> Data:
    """A deck: its front matter as it was written, and its Markdown."""
    page = public_address(deck.address, settings) if deck.address else ""
    named = {"file": _file(deck.uri), "slug": deck.slug, "page": page, "title": deck.title}
    return _filled({**named, "fields": dict(deck.fields), "body": deck.written_body})


def _file(uri: str) -> str:
    """The file within the talks folder."""
    return clean(str(PurePosixPath(*PurePosixPath(uri).parts[1:])))


def _occasion(occasion: Occasion, *, ready: bool) -> Data:
    status = occasion.status if occasion.status is not Status.CONFIRMED else None
    told = {
        "event": occasion.event,
        "event_url": occasion.event_url,
        "location": _place(occasion.place, ready=ready) if occasion.place else None,
        **(_when(occasion.when) if occasion.when else {}),
        "register": occasion.register,
        "video": list(occasion.videos),
        "slides": list(occasion.slides),
        "status": status,
        "recording": occasion.recording,
    }
    return _filled(told)


def _place(place: Place, *, ready: bool) -> Data:
    told = {each.name: getattr(place, each.name) for each in fields(place) if ready or each.name != "url"}
    return _filled({**told, "online": place.online or None})


def _when(when: When) -> Data:
    zone = when.zone if when.zone[0] not in "+-" else None
    return {"date": _moment(when.start), "end": _moment(when.end), "timezone": zone}


def _moment(moment: Moment | None) -> str | None:
    """A date as precise as it is; a time in a zone without a name carries its offset."""
    if moment is None:
        return None
    fixed = moment.zone[0] in "+-" and moment.precision is Precision.MINUTE
    return moment.machine if fixed else moment.iso


def _beside(picture: str, talk: Talk) -> str:
    """A picture as the talk's file names it: relative to itself, or a whole address."""
    return picture if is_absolute(picture) else posixpath.relpath(unquote(picture), posixpath.dirname(talk.uri))


def _instant(moment: Moment | None) -> str | None:
    """A date of the file itself, which has no zone beside it."""
    return moment.machine if moment else None


def _speaker(speaker: Speaker, talk: Talk) -> Data:
    links = {network.casefold(): address for network, address in speaker.links}
    avatar = _beside(speaker.avatar, talk) if speaker.avatar else ""
    return _filled({"name": speaker.name, "url": speaker.url, "avatar": avatar, "bio": speaker.bio, **links})


def _resource(resource: Resource) -> Data:
    told = {each.name: getattr(resource, each.name) for each in fields(resource)}
    kind = resource.kind if resource.kind != "page" else None
    return _filled({**told, "date": _moment(resource.date), "kind": kind, "line": None})


def _plain(value: object) -> object:
    """A value of the writer's own as JSON knows it."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value if isinstance(value, (str, bool, int)) else str(value)


def _filled(data: Mapping[str, object]) -> Data:
    """The entries that say something: `False` does, an empty text does not."""
    return {name: value for name, value in data.items() if value is not None and value not in ("", [], {})}
