"""Reads where a talk is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from podium.placeholders import is_placeholder, is_to_come
from podium.problems import Finding
from podium.readers.fields import key
from podium.readers.maps import is_map, name_on_map
from podium.readers.markdown_text import plain as without_marks
from podium.readers.matching import Given
from podium.readers.online import Presence, read_presence, says_both
from podium.readers.report import Report
from podium.readers.scalars import (
    items,
    plain,
    read_address,
    read_flag,
    read_link,
    read_named,
    read_text,
)
from podium.readers.values import Value
from podium.structure.occasions import Place
from podium.text import did_you_mean, fold, quoted
from podium.urls import looks_like_address

_PARTS = {
    "name": "name",
    "venue": "name",
    "title": "name",
    "address": "address",
    "street": "address",
    "city": "city",
    "town": "city",
    "region": "region",
    "state": "region",
    "postcode": "postcode",
    "zip": "postcode",
    "country": "country",
    "latitude": "latitude",
    "lat": "latitude",
    "longitude": "longitude",
    "lon": "longitude",
    "lng": "longitude",
    "url": "url",
    "website": "url",
    "link": "url",
    "online": "online",
}
# What others keep there and a place can do without.
_ASIDE = ("countrycode", "latlong", "map", "mapurl", "directions", "location", "id", "phone")
_DEGREES = {"latitude": 90.0, "longitude": 180.0}
_SOURCES = ("location", "venue", "address", "city", "country", "venue_url", "online", "latitude", "longitude")


def read_place(given: Mapping[str, Given], report: Report) -> Place | None:
    """The place from `location`, `venue`, `address`, `city` and `country`; None when nothing was said."""
    parts = {"address": ""}
    for name in ("location", "venue", "address"):
        data = given[name].value.data if name in given else ""
        if isinstance(data, Mapping):
            parts |= _read_parts(given[name], data, report)
    location, link = _named(given.get("location"), report)
    for name in ("city", "country") if _is_mapping(given.get("address")) else ("address", "city", "country"):
        parts[name] = _named(given.get(name), report)[0] or parts.get(name, "")
    venue, page = _named(given.get("venue"), report)
    parts["url"] = read_address(given.get("venue_url"), report) or page or link or parts.get("url", "")
    # academicpages writes the venue and, as `location`, the city.
    if venue and location and not parts["city"]:
        parts["city"] = location
    elif location:
        parts["name"] = location
    parts["name"] = venue or parts.get("name", "")
    if link and not location and is_map(link):
        parts["name"], finding = (parts["name"], None) if parts["name"] else name_on_map(link)
        report.say(given["location"], finding)
    elif link and not location:  # a link instead of a place: people join there
        parts["online"] = "true"
    for name in ("latitude", "longitude"):
        parts[name] = read_text(given.get(name), report) or parts.get(name, "")
    if "online" in given:
        parts |= _read_online(given["online"], parts, report)
    return _place(parts, given, report) if any(parts.values()) else None


def _read_online(given: Given, parts: Mapping[str, str], report: Report) -> dict[str, str]:
    """`online` as yes or no, or as the address where people join."""
    if looks_like_address(read_text(given, report)):
        return {"online": "true", "url": parts["url"] or read_address(given, report)}
    return {"online": "true" if read_flag(given, report, default=False) else ""}


def _named(given: Given | None, report: Report) -> tuple[str, str]:
    """A place and its page; the texts of a list, such as `[Basel, Switzerland]`, are one place."""
    if given is None or _is_mapping(given):
        return "", ""
    if isinstance(given.value.data, tuple):
        texts = [plain(value.data) for value in items(given, report, "a text") if isinstance(value.data, str)]
        return without_marks(", ".join(texts)), ""
    return read_named(given, report)


def _is_mapping(given: Given | None) -> bool:
    return given is not None and isinstance(given.value.data, Mapping)


def _read_parts(given: Given, data: Mapping[str, Value], report: Report) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, value in data.items():
        part = _PARTS.get(key(name))
        if part and isinstance(value.data, str):
            parts.setdefault(part, "" if value.empty else _plain(part, value.data))
        elif part and not value.empty:
            report.add(
                Finding(
                    message=f"the {part} of a place is not one text; it was left out", hint="Write the value in quotes."
                ),
                value.line,
                given.name,
            )
        elif not value.empty and key(name) not in _ASIDE:
            report.add(
                Finding(
                    message=f"'{name}' is not a part of a place; it was left out",
                    hint=did_you_mean(name, _PARTS),
                ),
                value.line,
                given.name,
            )
    return parts


def _plain(part: str, text: str) -> str:
    return plain(text) if part == "url" else without_marks(plain(text))


def _place(parts: dict[str, str], given: Mapping[str, Given], report: Report) -> Place | None:
    source = next(given[name] for name in _SOURCES if name in given)
    url, finding = read_link(parts["url"]) if parts.get("url") else (None, None)
    report.say(source, finding)
    told = {
        "name": parts["name"],
        "address": " ".join(part for part in (parts["address"], parts.get("postcode", "")) if part),
        "city": ", ".join(dict.fromkeys(part for part in (parts["city"], parts.get("region", "")) if part)),
        "country": _country(parts["country"]),
    }
    said = {
        part: read_presence(text)
        for part, text in told.items()
        if text and (is_to_come(text) or not is_placeholder(text))
    }
    place = Place(
        **_told(said),
        latitude=_degrees("latitude", parts, source, report),
        longitude=_degrees("longitude", parts, source, report),
        url=url or "",
        online=any(each.online for each in said.values()) or parts.get("online", "").casefold() in ("true", "yes"),
        nowhere=bool(said) and not _is_onsite(said),
    )
    return place if replace(place, nowhere=False) != Place() else None


def _told(said: Mapping[str, Presence]) -> dict[str, str]:
    """The words of each part, without those that a place beside them makes idle; the name does not repeat the city."""
    known = any(each.onsite for each in said.values())
    told = {part: each.text for part, each in said.items() if each.onsite or not known or _is_name(part, each)}
    if told.get("name", "").casefold() in ("online", "remote", "virtual"):
        told["name"] = "Online"
    near = [told[part] for part in ("city", "country") if part in told]
    return told | {part: _without_end(told[part], near) for part in ("name", "address") if part in told}


def _is_name(part: str, said: Presence) -> bool:
    """Whether words that name no place are worth showing beside one: the platform that it is on."""
    return part == "name" and said.online and not says_both(said.text)


def _is_onsite(said: Mapping[str, Presence]) -> bool:
    """Whether there is a place to go to; a name that is only online decides for the city beside it."""
    name = said.get("name")
    return any(each.onsite for each in said.values()) and not (name and not name.onsite and _is_name("name", name))


def _without_end(text: str, near: Iterable[str]) -> str:
    """`Iron Yard, Little Rock` beside the city without the city."""
    known = {fold(part) for each in near for part in (each, *each.split(", "))}
    parts = text.split(", ")
    while len({*map(fold, parts)}) > 1 and fold(parts[-1]) in known:
        parts.pop()
    return ", ".join(parts)


def _country(text: str) -> str:
    """The name of a country, also of one given by its code (ISO 3166): `no` is Norway."""
    return _countries().get(text.upper(), text) if len(text) == len("no") else text


@cache
def _countries() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415 - most sites never need it

    return Locale("en").territories


def _degrees(part: str, parts: Mapping[str, str], given: Given, report: Report) -> float | None:
    text = parts.get(part, "")
    if not text:
        return None
    limit = _DEGREES[part]
    try:
        degrees = float(text)
    except ValueError:
        degrees = limit + 1
    if -limit <= degrees <= limit:  # false for NaN as well
        return degrees
    report.say(
        given,
        Finding(
            message=f"the {part} {quoted(text)} is not a number of degrees; it was left out",
            hint=f"Write a number from {-limit:g} to {limit:g}.",
        ),
    )
    return None
