"""Other people's readers of feeds, and the rules of RFC 4287 and JSON Feed 1.1 that none of them holds."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
from lxml import etree, html
from rfc3339_validator import validate_rfc3339

from judges.tools import MODULES, run_script

_ATOM = "{http://www.w3.org/2005/Atom}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_ADDRESSES = ("href", "src", "poster", "cite", "data", "action", "formaction", "background", "longdesc", "srcset")
_ACTIVE = frozenset("applet base button embed form frame iframe input link meta object script select style svg".split())
_NOT_IRI = re.compile(r"[\s<>\"\\^`{|}\x00-\x1f\x7f]")


def judge_atom(data: bytes) -> list[str]:
    """What is wrong with an Atom feed, as any judge sees it; each finding begins with the judge's name."""
    return [f"{name}: {finding}" for name, judge in ATOM.items() for finding in judge(data)]


def by_feedparser(data: bytes) -> list[str]:
    """What feedparser, which many aggregators use, could not read."""
    parsed = feedparser.parse(data)
    found = [f"{parsed.bozo_exception}"] if parsed.bozo else []
    found += [] if parsed.version == "atom10" else [f"takes it for {parsed.version or 'no feed'}"]
    things = [("feed", parsed.feed), *((entry.get("id", "?"), entry) for entry in parsed.entries)]
    for name, thing in things:
        found += [f"{name}: no {what}" for what in ("id", "title", "updated") if not thing.get(what)]
        dates = [key for key in ("updated", "published") if thing.get(key) and not thing.get(f"{key}_parsed")]
        found += [f"{name}: cannot read the date {thing[key]}" for key in dates]
    return found + _repeated(entry.get("id", "") for entry in parsed.entries)


def by_rules(data: bytes) -> list[str]:
    """What RFC 4287 wants and lxml, a strict XML parser, can see."""
    try:
        feed = etree.fromstring(data)
    except etree.XMLSyntaxError as error:
        return [str(error)]
    if feed.tag != f"{_ATOM}feed":
        return [f"the root is {feed.tag}"]
    found = [*_common(feed, "feed"), *_links(feed, "self")]
    entries = feed.findall(f"{_ATOM}entry")
    for entry in entries:
        found += [*_common(entry, "entry"), *_links(entry, "alternate"), *_content(entry)]
    if not _all(feed, "author") and not all(_all(entry, "author") for entry in entries):
        found.append("feed: nobody is the author")
    return found + [f"W3C: {finding}" for finding in _by_validator(feed)]


def _by_validator(feed: etree._Element) -> Iterator[str]:
    """What W3C's feed validator, which is in no package, warns of besides."""
    dates = Counter(date.text for entry in feed.findall(f"{_ATOM}entry") for date in _all(entry, "updated"))
    yield from (f"{count} entries changed at {date}" for date, count in dates.items() if count > 1)
    for child in feed:
        if child.tag == f"{_XHTML}meta" and child.get("name") != "robots":
            yield f"feed: <meta name={child.get('name')}>"
        elif not str(child.tag).startswith((_ATOM, _XHTML)):
            yield f"feed: <{child.tag}>"


def _common(thing: etree._Element, name: str) -> Iterator[str]:
    """What a feed and an entry share (4.1.1, 4.1.2): one of each of three, dates of RFC 3339, absolute IRIs."""
    for tag in ("id", "title", "updated"):
        if len(_all(thing, tag)) != 1:
            yield f"{name}: {len(_all(thing, tag))} elements {tag}"
    for tag in ("updated", "published"):
        for date in _all(thing, tag):
            if not validate_rfc3339(date.text or ""):
                yield f"{name}: {date.text!r} is no date"
    addresses = [each.text or "" for tag in ("id", "icon", "logo") for each in _all(thing, tag)]
    addresses += [each.get("href", "") for each in _all(thing, "link")]
    addresses += [uri.text or "" for author in _all(thing, "author") for uri in _all(author, "uri")]
    for address in addresses:
        if not is_whole(address):
            yield f"{name}: {address!r} is no absolute address"
    for author in _all(thing, "author"):
        if [bool((each.text or "").strip()) for each in _all(author, "name")] != [True]:
            yield f"{name}: an author without a name"


def _links(thing: etree._Element, wanted: str) -> Iterator[str]:
    links = [(link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in _all(thing, "link")]
    count = sum(rel == wanted for rel, _, _ in links)
    if count != 1:
        yield f"{count} links rel={wanted}"
    yield from (f"two links {link}" for link, times in Counter(links).items() if times > 1)


def _content(entry: etree._Element) -> Iterator[str]:
    contents = _all(entry, "content")
    if len(contents) != 1:
        yield f"entry: {len(contents)} elements content"
    for content in contents:
        inner = [each.tag for each in content]
        if content.get("type") == "xhtml" and inner != [f"{_XHTML}div"]:
            yield f"content holds {inner}, not one div"
        yield from _safe(content.iter())


def _safe(elements: Iterable[etree._Element]) -> Iterator[str]:
    """Content that works and harms nowhere: no relative address, nothing that runs."""
    for element in elements:
        tag = str(element.tag).rpartition("}")[2]
        if tag in _ACTIVE or "-" in tag:
            yield f"content: <{tag}>"
        for name, value in element.attrib.items():
            if str(name).startswith("on") or name in ("style", "id", "class", "hidden"):
                yield f"content: {name} on <{tag}>"
            addresses = [each.split()[0] for each in str(value).split(", ")] if name == "srcset" else [str(value)]
            for address in addresses if name in _ADDRESSES else ():
                if not is_whole(address):
                    yield f"content: {address!r} is no absolute address"


def judge_json(texts: dict[str, str]) -> list[str]:
    """What is wrong with JSON feeds by their names: the types of `@json-feed-types/1_1`, strictly, and our rules."""
    wrong = [f"{name}: {finding}" for name, text in texts.items() for finding in _json_rules(json.loads(text))]
    return wrong + by_types(texts)


def by_types(texts: dict[str, str]) -> list[str]:
    """What the TypeScript compiler says of each feed, pasted as a literal."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "node_modules").symlink_to(MODULES, target_is_directory=True)
        for number, text in enumerate(texts.values()):
            source = f"import type Feed from '@json-feed-types/1_1'\nexport const feed: Feed = {text}"
            (folder / f"feed{number}.ts").write_text(source, encoding="utf-8")
        options = {"noEmit": True, "strict": True, "module": "esnext", "moduleResolution": "bundler", "types": []}
        project = folder / "tsconfig.json"
        project.write_text(json.dumps({"compilerOptions": options, "include": ["*.ts"]}), encoding="utf-8")
        report = run_script("typescript/bin/tsc", "--project", project, "--pretty", "false", cwd=folder).splitlines()
    names = {f"feed{number}.ts": name for number, name in enumerate(texts)}
    return [f"{names.get(line.partition('(')[0], 'tsc')}: {line}" for line in report if not line.startswith(" ")]


def _json_rules(feed: dict[str, object]) -> Iterator[str]:
    items = feed["items"]
    assert isinstance(items, list)
    for key in ("home_page_url", "feed_url"):
        if not is_whole(str(feed.get(key, ""))):
            yield f"{key} is {feed.get(key)!r}"
    yield from _repeated(item["id"] for item in items)
    for item in items:
        for key in ("date_published", "date_modified"):
            if key in item and not validate_rfc3339(item[key]):
                yield f"{item['id']}: {item[key]!r} is no date"
        for key in ("url", "image"):
            if key in item and not is_whole(item[key]):
                yield f"{item['id']}: {item[key]!r} is no absolute address"
        if "content_html" not in item and "content_text" not in item:
            yield f"{item['id']}: no content"
        if item.get("content_html"):
            yield from _safe(each for part in html.fragments_fromstring(item["content_html"]) for each in _tree(part))


def _tree(part: etree._Element | str) -> Iterable[etree._Element]:
    return [] if isinstance(part, str) else part.iter()


def is_whole(address: str) -> bool:
    """Whether an address leads to the same from everywhere (RFC 3987, 2.2)."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    known = {"http": parts.netloc, "https": parts.netloc, "mailto": parts.path, "urn": parts.path, "tag": parts.path}
    return bool(known.get(parts.scheme)) and not _NOT_IRI.search(address)


def _repeated(ids: Iterable[str]) -> list[str]:
    return [f"{times} entries are {name}" for name, times in Counter(ids).items() if times > 1]


def _all(thing: etree._Element, tag: str) -> list[etree._Element]:
    return thing.findall(_ATOM + tag)


ATOM: dict[str, Callable[[bytes], list[str]]] = {"feedparser": by_feedparser, "RFC 4287": by_rules}
