"""Reads a talk file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from podium.dates import Moment, read_when
from podium.problems import Finding, Level, Problem
from podium.readers.front_matter import FrontMatter
from podium.readers.matching import Given, match_fields
from podium.readers.occasions import Group, Many, group, read_occasions
from podium.readers.pages import read_page_fields
from podium.readers.prose import first_heading, first_paragraph, plain_text
from podium.readers.report import Report
from podium.readers.resources import read_resource_field, read_resources
from podium.readers.scalars import plain, read_flag, read_text, read_texts
from podium.readers.slugs import file_date, read_slug
from podium.readers.speakers import read_speakers
from podium.readers.values import Value
from podium.structure.links import ResourceList
from podium.structure.settings import Settings
from podium.structure.sources import Source
from podium.structure.talks import Cover, Talk
from podium.text import fold, quoted
from podium.urls import host_of, is_absolute, page_address, read_url

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl", "nederlands": "nl",
    "polish": "pl", "polski": "pl", "czech": "cs", "čeština": "cs", "russian": "ru", "japanese": "ja", "chinese": "zh",
    "korean": "ko", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "turkish": "tr", "ukrainian": "uk",
    # PyVideo writes the three letters of ISO 639-2 where BCP 47 wants the two of ISO 639-1.
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl",
    "dut": "nl", "pol": "pl", "ces": "cs", "cze": "cs", "rus": "ru", "jpn": "ja", "zho": "zh", "chi": "zh", "kor": "ko",
    "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "tur": "tr", "ukr": "uk",
}  # fmt: skip
_PAST = re.compile(r"\bpast\b|\bprevious\b|\barchived?\b", re.IGNORECASE)
_AHEAD = re.compile(r"\bupcoming\b|\bfuture\b|\bnext\b", re.IGNORECASE)
# Dots climb, colons and braces are the placeholders of other generators, percent signs hide all of these.
_NO_PATH = re.compile(r"\.\.|[%:{}]")
_PICTURES = ("src", "url", "path", "filename", "image", "teaser", "feature")
_SPEAKER = ("twitter", "mastodon", "bluesky", "github", "linkedin", "website", "avatar", "affiliation", "bio")


def read_talk(
    source: Source, matter: FrontMatter, slug: str, settings: Settings
) -> tuple[Talk, tuple[Problem, ...]]:
    """A talk from its file's front matter and body; `slug` is used where the file names none.

    Always gives a talk: a field that cannot be used is left out and said.
    """
    report = Report(source.path)
    given, extra, findings = match_fields(matter.fields, settings.fields)
    for name, value, finding in findings:
        report.add(finding, value.line, name)
    one, many = group(given, report)
    slug = _slug(one.get("slug"), slug, report)
    occasions = read_occasions(one, many, report, settings)
    topics, past = _topics(one, many, report)
    title = _title(one.get("title"), matter, slug, report)
    _hint_at_date(source, matter, report, dated="date" in one or "occasions" in one)
    talk = Talk(
        path=source.path,
        uri=source.uri,
        slug=slug,
        address=page_address(f"talks/{slug}", directories=settings.directory_urls),
        title=title,
        subtitle=read_text(one.get("subtitle"), report),
        summary=plain_text(read_text(one.get("summary"), report)),
        lead=first_paragraph(matter.body),
        occasions=occasions,
        speakers=read_speakers(one.get("speakers"), {n: one[n] for n in _SPEAKER if n in one}, report),
        topics=topics,
        resources=_resources(many, matter, report),
        series=read_text(one.get("series"), report),
        language=_language(one.get("language"), report),
        level=read_text(one.get("level"), report),
        cover=_cover(one.get("cover"), one.get("alt"), report),
        aliases=_aliases(many, settings, report),
        ready=read_flag(one.get("ready"), report, default=True),
        draft=read_flag(one.get("draft"), report, default=False)
        or not read_flag(one.get("published"), report, default=True),
        past=past,
        created=_moment(one.get("created"), report, settings),
        updated=_moment(one.get("updated"), report, settings),
        lines=report.lines | {name: given.value.line for name, given in one.items()},
        body=matter.body,
        body_line=matter.body_line,
        page=read_page_fields(one, report),
        extra={name: _bare(value) for name, value in extra.items()},
    )
    return talk, tuple(dict.fromkeys(report.problems))


def _title(given: Given | None, matter: FrontMatter, slug: str, report: Report) -> str:
    title = read_text(given, report)
    if title:
        return title
    title = first_heading(matter.body)
    if not title:
        title = slug.replace("-", " ").capitalize()
        report.add(
            Finding(
                message=f"the talk has no title; {quoted(title)} was made from the file's name",
                hint="Add 'title: …' to its front matter.",
                level=Level.ERROR,
            ),
            given.value.line if given else 1,
            None,
        )
    return title


def _hint_at_date(source: Source, matter: FrontMatter, report: Report, *, dated: bool) -> None:
    date = file_date(source.uri)
    if date and not dated and matter.fields:
        report.add(
            Finding(
                message="the talk has no date; the one in the file's name was not taken for it",
                hint=f"If it is the day of the talk, write 'date: {date}'.",
                level=Level.NOTICE,
            ),
            1,
        )


def _slug(given: Given | None, default: str, report: Report) -> str:
    text = read_text(given, report)
    if not given or not text:
        return default
    slug, finding = read_slug(text)
    report.say(given, finding)
    return slug or default


def _topics(one: Group, many: Many, report: Report) -> tuple[tuple[str, ...], bool | None]:
    """Topics, each once however it is spelled, and whether the category says that the talk is over."""
    texts = [text for given in many.get("tags", []) for text, _ in read_texts(given, report)]
    names = [plain(part) for text in texts for part in re.split(r"\s*[,;]\s*", text)]
    past = None
    category = one.get("category")
    for text, _ in read_texts(category, report) if category else []:
        if _PAST.search(text) or _AHEAD.search(text):
            past = bool(_PAST.search(text))
        else:
            names.append(text)
    unique: dict[str, str] = {}
    for name in filter(None, names):
        unique.setdefault(fold(name), name)
    return tuple(unique.values()), past


def _resources(many: Many, matter: FrontMatter, report: Report) -> tuple[ResourceList, ...]:
    lists, findings = read_resources(matter.body, matter.body_line)
    for line, finding in findings:
        report.add(finding, matter.body_line + line)
    fields: list[ResourceList] = []
    for given in many.get("resources", []):
        if given.value.empty:
            continue
        found, problems = read_resource_field(_bare(given.value), given.value.line)
        for problem in problems:
            report.say(given, problem)
        fields += [found] if found else []
    resources = tuple(resource for found in fields for resource in found.resources)
    return (*lists, replace(fields[0], resources=resources, in_body=False)) if fields else lists


def _language(given: Given | None, report: Report) -> str:
    text = read_text(given, report)
    if not given or not text:
        return ""
    tag = _LANGUAGES.get(text.casefold(), text.replace("_", "-").partition(".")[0])
    if _LANGUAGE.fullmatch(tag):
        return tag
    report.say(
        given,
        Finding(
            message=f"{quoted(text)} is not the tag of a language; it was left out",
            hint="Write a tag such as en or pt-BR.",
        ),
    )
    return ""


def _cover(given: Given | None, alt: Given | None, report: Report) -> Cover | None:
    if given is None or given.value.empty:
        return None
    parts = _bare(given.value)
    parts = parts if isinstance(parts, Mapping) else {"src": read_text(given, report)}
    src = next((str(parts[name]) for name in _PICTURES if parts.get(name)), "")
    if not src:  # HugoBlox writes only how to crop a picture it finds by its name
        return None
    url, finding = read_url(src)
    report.say(given, finding)
    words = read_text(alt, report) or plain_text(str(parts.get("alt") or parts.get("caption") or ""))
    return Cover(src=url, alt=words) if url else None


def _aliases(many: Many, settings: Settings, report: Report) -> tuple[str, ...]:
    """Paths of old addresses, without the slash at the front."""
    paths: list[str] = []
    for given in many.get("aliases", []):
        for text, line in read_texts(given, report):
            if text.casefold() in ("true", "false"):  # Eleventy's way to say that a page has no address
                continue
            url, finding = read_url(text)
            report.add(finding, line, given.name)
            here = host_of(settings.site_url)
            if url and is_absolute(url) and (host_of(url) != here or not here):
                finding = Finding(message=f"{quoted(text)} is not an address of this site; it was left out")
                report.add(finding, line, given.name)
            elif url:
                paths.append(_path(url, text, line, given, report))
    return tuple(dict.fromkeys(filter(None, paths)))


def _path(url: str, text: str, line: int, given: Given, report: Report) -> str:
    path = re.sub(r"^https?://[^/]*", "", url).partition("#")[0].partition("?")[0].lstrip("/")
    if not path or _NO_PATH.search(path):
        report.add(
            Finding(
                message=f"{quoted(text)} is not an address that can redirect; it was left out",
                hint="Write a path such as /2016/03/my-talk/.",
            ),
            line,
            given.name,
        )
        return ""
    return path


def _moment(given: Given | None, report: Report, settings: Settings) -> Moment | None:
    text = read_text(given, report)
    if not given or not text:
        return None
    when, findings = read_when(text, zone=settings.timezone)
    report.say(given, *findings)
    return when.start if when else None


def _bare(value: Value) -> object:
    """A value as plain texts, lists and dicts."""
    if isinstance(value.data, Mapping):
        return {name: _bare(other) for name, other in value.data.items()}
    if isinstance(value.data, tuple):
        return [_bare(other) for other in value.data]
    return "" if value.empty else value.data
