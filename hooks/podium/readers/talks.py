"""Reads a talk file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from podium.dates import Moment, read_when
from podium.problems import Finding, Level, Problem
from podium.readers.aliases import read_aliases
from podium.readers.covers import read_cover
from podium.readers.front_matter import FrontMatter
from podium.readers.languages import read_language
from podium.readers.matching import Given, match_fields
from podium.readers.meetings import (
    find_meetings,
    hide_meetings,
    hide_value,
    is_meeting,
    say_private,
    say_shown,
)
from podium.readers.occasions import Group, Many, group, read_occasions
from podium.readers.pages import read_page_fields
from podium.readers.prose import first_heading, first_paragraph, plain_text
from podium.readers.pyvideo import read_seconds
from podium.readers.report import Report
from podium.readers.resources import read_resource_field, read_resources
from podium.readers.scalars import read_flag, read_text, read_texts
from podium.readers.slugs import file_date, read_slug
from podium.readers.speakers import read_speakers
from podium.readers.values import Value, bare, unquoted
from podium.structure.links import Resource, ResourceList
from podium.structure.settings import Settings
from podium.structure.sources import Source
from podium.structure.talks import Talk
from podium.text import name_key, quoted
from podium.urls import host_name, page_address

# Signs that tell two names apart, and that their comparison leaves out; a single hyphen is none.
_ODD = re.compile(r"[^\w\s.,'\u2019-]|--+")
_PAST = re.compile(r"\bpast\b|\bprevious\b|\barchived?\b", re.IGNORECASE)
_AHEAD = re.compile(r"\bupcoming\b|\bfuture\b|\bnext\b", re.IGNORECASE)
_HASHTAG = re.compile(r"#(\w[^\s#]*)")
_HASHTAGS = re.compile(rf"{_HASHTAG.pattern}(?:\s+{_HASHTAG.pattern})*")
_SPEAKER = ("twitter", "mastodon", "bluesky", "github", "linkedin", "website", "avatar", "affiliation", "bio")


def read_talk(source: Source, matter: FrontMatter, slug: str, settings: Settings) -> tuple[Talk, tuple[Problem, ...]]:
    """A talk from its file's front matter and body; `slug` is used where the file names none.

    Always gives a talk: a field that cannot be used is left out and said.
    """
    report = Report(source.path)
    one, many, extra = _match(matter, settings, report)
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
        lead=hide_meetings(first_paragraph(matter.body)),
        occasions=occasions,
        speakers=read_speakers(one.get("speakers"), {n: one[n] for n in _SPEAKER if n in one}, report),
        topics=topics,
        resources=_resources(many, matter, report),
        series=read_text(one.get("series"), report),
        language=read_language(one.get("language"), report),
        level=read_text(one.get("level"), report),
        cover=read_cover(one.get("cover"), one.get("alt"), report),
        aliases=read_aliases(many.get("aliases", []), settings, report),
        ready=read_flag(one.get("ready"), report, default=True),
        draft=_is_draft(one, report),
        past=past,
        created=_moment(one.get("created"), report, settings),
        updated=_moment(one.get("updated"), report, settings),
        lines=report.lines | {name: given.value.line for name, given in one.items()},
        body=matter.body,
        written=matter.written,
        body_line=matter.body_line,
        page=read_page_fields(one, report),
        extra=extra,
    )
    return talk, tuple(dict.fromkeys(report.problems))


def _match(matter: FrontMatter, settings: Settings, report: Report) -> tuple[Group, Many, Mapping[str, object]]:
    """Fields by name, those that may be given several times, and what is left."""
    given, extra, findings = match_fields(matter.fields, settings.fields)
    for name, value, finding in findings:
        report.add(finding, value.line, name)
    one, many = group(given, report)
    if "duration" in one:
        one = {**one, "duration": read_seconds(one["duration"], matter.fields, report)}
    return one, many, {name: bare(hide_value(value, name, report)) for name, value in extra.items()}


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


def _is_draft(one: Group, report: Report) -> bool:
    draft = read_flag(one.get("draft"), report, default=False)
    return draft or not read_flag(one.get("published"), report, default=True)


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
    past = None
    category = one.get("category")
    for text, _ in read_texts(category, report) if category else []:
        if _PAST.search(text) or _AHEAD.search(text):
            past = bool(_PAST.search(text))
        else:
            texts.append(text)
    names = (part for text in texts for part in _split(text))
    unique: dict[str, str] = {}
    for name in filter(None, names):
        first = unique.setdefault(name_key(name), name)
        if _ODD.findall(first) != _ODD.findall(name):
            report.say(many["tags"][0], say_alike(first, name))
    return tuple(unique.values()), past


def say_alike(first: str, second: str) -> Finding:
    """The sentence for two topics that name one thing as far as names are compared, and may mean two."""
    return Finding(
        message=f"the topics {quoted(first)} and {quoted(second)} differ in signs alone; they were taken for one",
        hint="Write out what a sign stands for, if they are two.",
    )


def _split(text: str) -> list[str]:
    """The topics in one text: between commas, or as hashtags, which lose their sign."""
    parts = [unquoted(part) or part for part in re.split(r"\s*[,;]\s*", text)]
    return [name for part in parts for name in (_HASHTAG.findall(part) if _HASHTAGS.fullmatch(part) else [part])]


def _resources(many: Many, matter: FrontMatter, report: Report) -> tuple[ResourceList, ...]:
    lists, findings = read_resources(matter.body, matter.body_line)
    gone = {place for found in lists if found.first is not None for place in range(found.first, found.last or 0)}
    shown = {place: say_shown() for place in find_meetings(matter.body) if place not in gone}
    for line, finding in findings:
        told = hide_meetings(finding.message) == finding.message  # logs are often public
        shown.setdefault(line, finding if told else say_private())
    for line, finding in shown.items():
        report.add(finding, matter.body_line + line)
    lists = tuple(_without_meetings(found, matter, report) for found in lists)
    fields: list[ResourceList] = []
    for given in many.get("resources", []):
        for part in _parts(given):
            found, problems = read_resource_field(bare(part.value), part.value.line)
            report.say(part, *problems)
            fields += [found] if found else []
    resources = tuple(resource for found in fields for resource in found.resources)
    return (*lists, replace(fields[0], resources=resources, in_body=False)) if fields else lists


def _parts(given: Given) -> Iterator[Given]:
    """A list entry by entry, each with its own line; anything else as a whole."""
    if isinstance(given.value.data, tuple):
        yield from (replace(given, value=Value(data=(entry,), line=entry.line)) for entry in given.value.data)
    elif not given.value.empty:
        yield given


def _without_meetings(found: ResourceList, matter: FrontMatter, report: Report) -> ResourceList:
    """A list of the text as other pages and feeds may show it too."""
    kept = tuple(_open(resource) for resource in found.resources if not is_meeting(resource.url))
    if kept != found.resources and found.first is not None:
        report.add(say_private(), matter.body_line + (found.first or 0))
    return replace(found, resources=kept)


def _open(resource: Resource) -> Resource:
    """An entry without what leads into a meeting beside its address."""
    return replace(
        resource,
        title=hide_meetings(resource.title) or host_name(resource.url),
        by=hide_meetings(resource.by),
        note=hide_meetings(resource.note),
        archived="" if is_meeting(resource.archived) else resource.archived,
    )


def _moment(given: Given | None, report: Report, settings: Settings) -> Moment | None:
    text = read_text(given, report)
    if not given or not text:
        return None
    when, findings = read_when(text, zone=settings.timezone)
    report.say(given, *findings)
    # There is no zone beside it: one that it names in words is only good for its offset.
    when, _ = read_when(when.start.machine, zone=settings.timezone) if when else (None, ())
    return when.start if when else None
