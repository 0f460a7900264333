"""The front matter field `resources`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from podium.dates import Moment
from podium.placeholders import is_placeholder
from podium.problems import Finding
from podium.readers.credits import read_date
from podium.readers.kinds import KINDS, kind_named, kind_of
from podium.readers.markdown_text import plain
from podium.readers.resource_items import Item, read_item
from podium.readers.scalars import read_link
from podium.structure.links import Resource, ResourceList
from podium.text import clean, did_you_mean, fold, one_line, quoted
from podium.urls import host_of, looks_like_address

_KEYS = {
    "title": ("title", "name", "text", "label"),
    "url": ("url", "link", "href", "address"),
    "by": ("by", "author", "authors", "speaker"),
    "date": ("date", "published", "year"),
    "note": ("note", "description", "comment", "summary"),
    "kind": ("kind", "type"),
    "archived": ("archived", "archive", "archive_url", "copy"),
    # What HugoBlox keeps in the same place: pictures, which Podium chooses by kind.
    "": ("icon", "icon_pack", "pre", "post", "weight"),
}
_NAMES = {fold(alias): name for name, aliases in _KEYS.items() for alias in aliases}

Findings = list[Finding]


def read_resource_field(value: object, line: int | None = None) -> tuple[ResourceList | None, tuple[Finding, ...]]:
    """The resources of a talk's front matter, from plain data.

    Takes an address, a Markdown link with what may stand beside it, a mapping `title, url, by, date, note,
    kind, archived`, a list of these, or a mapping of titles to addresses. An entry without a usable address is left
    out, with a finding. Returns None when nothing is left. `line` is the line of the field in the file.
    """
    findings: Findings = []
    resources = [_read_entry(entry, line, findings) for entry in _entries(value)]
    kept = tuple(resource for resource in resources if resource)
    return (ResourceList(title="Resources", resources=kept) if kept else None), tuple(findings)


def _entries(value: object) -> Iterator[object]:
    if value is None or value == "":
        return
    if isinstance(value, Mapping) and not any(_name(key) in ("url", "title") for key in value):
        for title, urls in value.items():
            for url in urls if isinstance(urls, (list, tuple)) else [urls]:
                yield {"title": title, "url": url}
    elif isinstance(value, (list, tuple)):
        yield from value
    else:
        yield value


def _read_entry(entry: object, line: int | None, findings: Findings) -> Resource | None:
    if isinstance(entry, Mapping):
        return _read_mapping(entry, line, findings)
    if isinstance(entry, str) and is_placeholder(entry):
        return None
    if isinstance(entry, str):
        return _read_text(entry, line, findings)
    findings.append(
        Finding(
            message=f"{quoted(entry)} is not a resource; it was left out",
            hint="Write an address, or a mapping with 'title' and 'url'.",
        )
    )
    return None


def _read_text(text: str, line: int | None, findings: Findings) -> Resource | None:
    """An address alone, or a line as it may stand in a list of the body."""
    reading = read_item(Item(line=0, text=text, mask=text), {}, line)
    if reading.resource or reading.finding:
        findings += [reading.finding] if reading.finding else []
        return reading.resource
    if any(mark.isspace() for mark in text.strip()):
        findings.append(
            Finding(
                message=f"the resource {quoted(text)} has no address; it was left out",
                hint="Write '[title](https://…)', or a mapping with 'title' and 'url'.",
            )
        )
        return None
    return _resource({"url": text}, line, findings)


def _read_mapping(entry: Mapping[object, object], line: int | None, findings: Findings) -> Resource | None:
    if len(entry) == 1 and not any(map(_name, entry)):
        ((title, url),) = entry.items()
        texts = {"title": _text(title), "url": _text(url)}
        if " " in texts["url"]:
            return _read_line(": ".join(texts.values()), line, findings)
    else:
        texts = _read_keys(entry, findings)
    if not is_placeholder(texts.get("url", "")):
        return _resource(texts, line, findings)
    findings.append(
        Finding(
            message=f"the resource {quoted(texts.get('title', ''))} has no address; it was left out",
            hint="Add 'url: https://…'.",
        )
    )
    return None


def _read_line(text: str, line: int | None, findings: Findings) -> Resource | None:
    """A line such as `TAO: A Distributed Store https://…`, whose colon YAML takes for its own."""
    title, _, url = text.rpartition(" ")
    if looks_like_address(url):
        return _resource({"title": title.rstrip(" -–—:|"), "url": url}, line, findings)
    return _read_text(text, line, findings)


def _read_keys(entry: Mapping[object, object], findings: Findings) -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, value in entry.items():
        name = _name(key)
        if name is None:
            findings.append(
                Finding(
                    message=f"a resource has no field {quoted(key)}; it was left out",
                    hint=did_you_mean(str(key), _NAMES),
                )
            )
        elif text := _text(value):
            texts.setdefault(name, text)
    return texts


def _name(key: object) -> str | None:
    return _NAMES.get(fold(str(key)))


def _text(value: object) -> str:
    """A value as text: names in a list are joined, other values are what they print as."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_text, value))
    if isinstance(value, Mapping):
        return _text(value.get("name"))
    return "" if value is None else one_line(clean(str(value)))


def _resource(texts: Mapping[str, str], line: int | None, findings: Findings) -> Resource | None:
    url, finding = read_link(texts["url"])
    if not url:
        findings += [finding] if finding else []
        return None
    title = plain(texts.get("title", "")) or host_of(url) or url
    date, note = _read_date(texts, findings)
    return Resource(
        title=title,
        url=url,
        by=plain(texts.get("by", "")),
        date=date,
        note=note,
        kind=_read_kind(texts.get("kind", ""), findings) or kind_of(url, title),
        archived=_read_archived(texts.get("archived", ""), findings),
        line=line,
    )


def _read_archived(text: str, findings: Findings) -> str:
    """The address of a copy, or an empty text."""
    url, finding = read_link(text)
    findings += [finding] if finding else []
    return url or ""


def _read_date(texts: Mapping[str, str], findings: Findings) -> tuple[Moment | None, str]:
    """The date, and the note, which takes what is none."""
    text, note = texts.get("date", ""), plain(texts.get("note", ""))
    date = read_date(text)
    if not text or date:
        return date, note
    findings.append(
        Finding(
            message=f"the date {quoted(text)} of a resource cannot be read; it was put into the note",
            hint="Write a year, a month or a day: 2014, 2014-08 or 2014-08-14.",
        )
    )
    return None, " – ".join(part for part in (note, text) if part)


def _read_kind(word: str, findings: Findings) -> str | None:
    kind = kind_named(word)
    if word and not kind:
        findings.append(
            Finding(
                message=f"{quoted(word)} is not a kind of resource; the kind was taken from the address",
                hint=did_you_mean(word, KINDS) or f"The kinds are {', '.join(KINDS)}.",
            )
        )
    return kind
