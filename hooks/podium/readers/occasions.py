"""Reads when and where a talk is given: once by the fields at the top, or many times by `occasions`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from podium.dates import Precision, When
from podium.placeholders import is_placeholder, names_to_come
from podium.problems import Finding, Level
from podium.readers.announcements import cut_aside, read_status
from podium.readers.brackets import without_brackets
from podium.readers.fields import FIELDS, key
from podium.readers.hashes import keep_hashes
from podium.readers.matching import Given, match_fields
from podium.readers.media import read_slides, read_videos
from podium.readers.meetings import hide_given
from podium.readers.places import read_place
from podium.readers.report import Report
from podium.readers.scalars import read_address, read_named
from podium.readers.times import bracketed, precise, read_time, split_times
from podium.readers.values import Value
from podium.structure.occasions import Occasion, Status
from podium.structure.settings import Settings

_FIELDS = tuple(field for field in FIELDS if field.occasion)
_EVENTS = frozenset(key(name) for field in _FIELDS if field.name == "event" for name in (field.name, *field.aliases))
_MANY = ("video", "slides", "tags", "resources", "aliases")
_OWN_TOP = ("date", "event", "location", "venue", "city")

Group = Mapping[str, Given]
Many = Mapping[str, list[Given]]


def read_occasions(one: Group, many: Many, report: Report, settings: Settings) -> tuple[Occasion, ...]:
    """At least one occasion.

    The fields at the top are one entry, or, beside a list of `occasions`, what its entries have in common.
    """
    listed = one.get("occasions")
    entries = list(_entries(listed, report)) if listed else []
    dates = one.get("date")
    dated = _dated(dates, report) if dates and isinstance(dates.value.data, tuple) else []
    one = {name: given for name, given in one.items() if name != "date" or not dated}
    if not entries and not dated:
        return (_read_occasion(one, many, report, settings),)
    # One event that no entry names another for: its days, and not an occasion of its own without one.
    shared = "event" in one and "date" not in one and bool(entries) and not any(map(_names_event, entries))
    common = {name: given for name, given in one.items() if shared or name not in _OWN_TOP}
    occasions = [_read_entry(entry, common, many, report, settings) for entry in entries]
    occasions += [_read_entry(entry, one, many, report, settings) for entry in dated]
    if "date" in one or ("event" in one and not dated and not shared):
        occasions.insert(0, _read_occasion(one, many, report, settings))
    return tuple(dict.fromkeys(occasions))


def _entries(given: Given, report: Report) -> Iterable[Mapping[str, Value]]:
    values = given.value.data if isinstance(given.value.data, tuple) else (given.value,)
    for value in values:
        if isinstance(value.data, Mapping):
            yield value.data
        elif isinstance(value.data, str) and not value.empty:
            yield {"event": value}
        elif not value.empty:
            report.add(
                Finding(
                    message="an occasion is a list; it was left out",
                    hint="Write '- event: …' with its fields below.",
                    level=Level.ERROR,
                ),
                value.line,
                given.name,
            )


def _dated(given: Given, report: Report) -> list[Mapping[str, Value]]:
    """`presented_at` as a list: of mappings, or of dates."""
    assert isinstance(given.value.data, tuple)
    values = [
        Value(data={"date": value}, line=value.line) if isinstance(value.data, str) and not value.empty else value
        for value in map(bracketed, given.value.data)
    ]
    return list(_entries(replace(given, value=replace(given.value, data=tuple(values))), report))


def _read_entry(
    entry: Mapping[str, Value], common: Group, shared: Many, report: Report, settings: Settings
) -> Occasion:
    names = _names(entry, common)
    renamed = {
        names.get(key(name), name) if names.get(key(name)) not in entry else name: value
        for name, value in entry.items()
    }
    given, _, findings = match_fields(renamed, settings.fields, among=_FIELDS)
    for name, value, finding in findings:
        report.add(finding, value.line, name)
    one, many = group(given, report)
    both = {name: [*many.get(name, []), *shared.get(name, [])] for name in ("video", "slides")}
    return _read_occasion({**common, **one}, both, report, settings)


def _names(entry: Mapping[str, Value], common: Group) -> Mapping[str, str]:
    """What some names mean in an entry: a `name` is the event's, and a `title` too where nothing else names one."""
    names = {"url": "event_url", "link": "event_url"}
    written = {key(name) for name in entry}
    if _EVENTS.isdisjoint(written):
        names["title" if "name" not in written and "event" not in common else "name"] = "event"
    return names


def _names_event(entry: Mapping[str, Value]) -> bool:
    return not {*_EVENTS, "name"}.isdisjoint(map(key, entry))


def group(given: Iterable[Given], report: Report) -> tuple[dict[str, Given], dict[str, list[Given]]]:
    """Fields by name, one each; and, apart, all of those that may be given under several names.

    No address of a meeting is in them.
    """
    all_of: dict[str, list[Given]] = {}
    for one in split_times(given):
        meant = without_brackets(keep_hashes(one, report))
        all_of.setdefault(one.field.name, []).append(hide_given(meant, report))
    chosen = {name: _choose(rivals, report) for name, rivals in all_of.items()}
    return chosen, {name: rivals for name, rivals in all_of.items() if name in _MANY}


def _choose(rivals: list[Given], report: Report) -> Given:
    """The one whose name comes first in the table, among those that say something."""
    if len(rivals) == 1:
        return rivals[0]
    field = rivals[0].field
    order = {key(name): place for place, name in enumerate((field.name, *field.aliases))}
    spoken = [given for given in rivals if not given.value.empty] or rivals[:1]
    first = min(spoken, key=lambda given: order.get(key(given.name), len(order)))
    best = max((other for other in spoken if precise(other, first)), key=lambda given: len(str(given.value.data)))
    for other in spoken:
        if not precise(best, other) and field.name not in _MANY:
            report.say(
                other,
                Finding(
                    message=f"'{best.name}' on line {best.value.line} means the same and was used instead",
                    level=Level.NOTICE,
                ),
            )
    return best


def _read_occasion(one: Group, many: Many, report: Report, settings: Settings) -> Occasion:
    videos, recording = read_videos(many.get("video", []), report)
    event, link = read_named(one.get("event"), report)
    when = read_time(one, report, settings)
    status, ahead = read_status(one.get("status"), report)
    if status is Status.CONFIRMED and when and _is_unsure(one.get("date"), when):
        status = Status.TENTATIVE
    return Occasion(
        event="" if is_placeholder(event) else event,
        event_url=read_address(one.get("event_url"), report) or link,
        place=read_place(one, report),
        when=when,
        register=read_address(one.get("register"), report),
        videos=videos,
        slides=read_slides(many.get("slides", []), report),
        status=status,
        recording=recording,
        ahead=None if when or status is not Status.CONFIRMED else _says_so(one.get("date")) or ahead,
    )


def _is_unsure(given: Given | None, when: When) -> bool:
    """Whether a date says of its day that it is to be confirmed; of a month it is only the day that is to come."""
    text = given.value.data if given and isinstance(given.value.data, str) else ""
    return when.start.precision in (Precision.DAY, Precision.MINUTE) and cut_aside(text)[1] == "date"


def _says_so(given: Given | None) -> bool | None:
    """Whether a date that is none says that the day is to be announced; None when it does not."""
    return (given and isinstance(given.value.data, str) and names_to_come(given.value.data)) or None
