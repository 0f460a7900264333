"""The whole catalogue as data: `talks.json`, from which `podium import` makes the same talk files again."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import PurePosixPath
from urllib.parse import unquote

from podium.dates import Moment, When, zone_info
from podium.readers.data import SCHEMA_FILE
from podium.readers.fields import key
from podium.readers.meetings import hide_meetings
from podium.renderers.context import Context
from podium.renderers.qr import public_address
from podium.structure.catalogue import Catalogue
from podium.structure.decks import Deck
from podium.structure.links import Resource
from podium.structure.occasions import Occasion, Place, Status
from podium.structure.outputs import Output
from podium.structure.settings import Settings
from podium.structure.talks import Speaker, Talk
from podium.text import clean, one_line
from podium.urls import is_absolute, read_url

SCHEMA = SCHEMA_FILE.name
_VERSION = 1
# The fields that hold fields of the writer's own, and what an entry says of a deck itself.
_OWN = "fields"
_SAID = ("slug", "title")
_LINE = re.compile(r"^([ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(.*)$", re.MULTILINE)
_AHEAD = {True: "upcoming", False: "past", None: None}
Data = dict[str, object]


def render_data(context: Context, _: Mapping[str, str]) -> Iterator[Output]:
    """`talks.json`, every talk and deck that visitors may know of, and the JSON Schema (draft-07) that describes it.

    Names are those of front matter, dates are as precise as their writer was. A private draft is never in it.
    """
    yield Output(address="talks.json", pieces=_pieces(context.catalogue, context.settings))
    yield Output(address=SCHEMA, text=SCHEMA_FILE.read_text(encoding="utf-8"))


def _pieces(catalogue: Catalogue, settings: Settings) -> Iterator[str]:
    """The JSON with a line for each talk and deck, written as it is made: of thousands of talks it is long."""
    named = {"name": settings.site_name, "url": settings.site_url}
    site = _filled({**named, "description": one_line(settings.site_description)})
    yield _json({"$schema": SCHEMA, "version": _VERSION, "site": site})[:-1]
    yield ',\n"talks": ['
    yield from _lines(talk_as_data(talk, settings) for talk in catalogue.talks if not talk.draft)
    yield '],\n"decks": ['
    yield from _lines(deck_as_data(deck, settings) for deck in catalogue.decks if not deck.draft)
    yield "]}\n"


def _lines(entries: Iterable[Data]) -> Iterator[str]:
    for number, entry in enumerate(entries):
        yield f"{',' if number else ''}\n{_json(entry)}"


def _json(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def talk_as_data(talk: Talk, settings: Settings) -> Data:
    """A talk by the names of its fields; what says nothing is left out.

    The writer's own fields stand beside them, and under `fields` where a name means something else here. Of a talk that
    is not ready there is what lists announce: its text, its reading and the address of an online place are its writer's
    alone.
    """
    told = _told(talk, settings)
    own = {name: _plain(value) for name, value in {**talk.page, **talk.extra}.items()}
    inside = {name: own.pop(name) for name in [*own] if name in told or name == _OWN}
    return {**own, **_filled({**told, _OWN: inside})}


def _told(talk: Talk, settings: Settings) -> Data:
    lists = [entry for found in talk.resources if not found.in_body for entry in found.resources] * talk.ready
    return {
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
        "body": _without_meetings(talk.written) if talk.ready else "",
    }


def _without_meetings(body: str) -> str:
    """A text in which only the lines that hold the address of a meeting are other ones."""
    return body if hide_meetings(body) == body else _LINE.sub(lambda line: line[1] + hide_meetings(line[2]), body)


def deck_as_data(deck: Deck, settings: Settings) -> Data:
    """A deck: its front matter as it was written, but for the title and the slug, and its Markdown.

    The addresses of meetings are in neither.
    """
    page = public_address(deck.address, settings) if deck.address else ""
    named = {"file": _file(deck.uri), "slug": deck.slug, "page": page, "title": deck.title}
    front = {name: _plain(value) for name, value in deck.front.items() if key(name) not in _SAID}
    return _filled({**named, _OWN: front, "body": _without_meetings(deck.written_body)})


def _file(uri: str) -> str:
    """The file within the talks folder."""
    return clean(str(PurePosixPath(*PurePosixPath(uri).parts[1:])))


def _occasion(occasion: Occasion, *, ready: bool) -> Data:
    status = occasion.status if occasion.status is not Status.CONFIRMED else _AHEAD[occasion.ahead]
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
    told.pop("nowhere")  # the words say it
    return _filled({**told, "online": place.online or None})


def _when(when: When) -> Data:
    return {"date": _moment(when.start), "end": _moment(when.end), "timezone": when.zone}


def _moment(moment: Moment | None) -> str | None:
    """A date as precise as it is; a time carries its offset when its zone has no name, or when the hour comes twice."""
    if moment is None:
        return None
    return moment.machine if moment.zone[0] in "+-" or _comes_twice(moment) else moment.iso


def _comes_twice(moment: Moment) -> bool:
    rules = zone_info(moment.zone)
    first, second = (moment.value.replace(tzinfo=rules, fold=fold).utcoffset() for fold in (0, 1))
    return first != second


def _beside(picture: str, talk: Talk) -> str:
    """A picture as the talk's file names it: relative to itself, or a whole address."""
    if is_absolute(picture):
        return picture
    path = posixpath.relpath(unquote(picture), posixpath.dirname(talk.uri)).replace("%", "%25")
    url, _ = read_url(path)
    return path if url and not is_absolute(url) else f"./{path}"


def _instant(moment: Moment | None) -> str | None:
    """A date of the file itself, which has no zone beside it."""
    return moment.machine if moment else None


def _speaker(speaker: Speaker, talk: Talk) -> Data:
    links = {network.casefold(): address for network, address in speaker.links}
    avatar = _beside(speaker.avatar, talk) if speaker.avatar else ""
    return _filled({"name": speaker.name, "url": speaker.url, "avatar": avatar, "bio": speaker.bio, **links})


def _resource(resource: Resource) -> Data:
    told = {each.name: getattr(resource, each.name) for each in fields(resource)}
    return _filled({**told, "date": _moment(resource.date), "line": None})


def _plain(value: object) -> object:
    """A value of the writer's own as JSON knows it, without the addresses of meetings."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return hide_meetings(str(value))


def _filled(data: Mapping[str, object]) -> Data:
    """The entries that say something: `False` does, an empty text does not."""
    return {name: value for name, value in data.items() if value is not None and value not in ("", [], {})}
