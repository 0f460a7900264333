"""Writes a project of synthetic talks: for Podium, and as the pages that a writer without it would have.

The same number and seed give the same files. Both projects have the same bodies, tags, descriptions, links
and one page that lists all talks. What Podium makes of front matter is one line of text in the plain pages.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

HOOK = Path(__file__).parents[1] / "hooks" / "main.py"
_BODY = 2320  # the last paragraphs take it to 2.5 KB on average
_FIRST = datetime(2012, 1, 9, 9, 0)  # noqa: DTZ001 (talks are at wall-clock time)
_DAYS = 6000
_TEXT = """
event stream history command fold state decision order customer ledger snapshot version projection reader
question answer system change record moment future small plain honest careful early late broken useful quiet
write read forget replay store ask tell build test move and but because when while until before after never
a the of in for with without from into over under this that every each other some more less one two many few
"""
_WORDS = _TEXT.split()
_PLACES = ("Basel", "Cluj", "Ghent", "Kraków", "Little Rock", "Lyon", "Memphis", "Porto", "Turku")
_EVENTS = ("Code Evening", "Domain Days", "Harbour Conf", "Old Mill Meetup", "Streams Summit")
_FIRST_NAMES = ("Aiko", "Bence", "Clara", "Dayo", "Elif", "Femke", "Goran", "Hana", "Iris", "Jonas")
_LAST_NAMES = ("Abara", "Brandt", "Costa", "Dvořák", "Eklund", "Fischer", "Horváth", "Ito", "Jansen")
_TOPICS = ("architecture", "databases", "event sourcing", "naming", "operations", "testing", "time")
_CODE = """\
```python
def fold(events: list[Event]) -> State:
    state = State()
    for event in events:
        state = state.after(event)
    return state
```"""
_CONFIG = {
    "site_name": "Synthetic talks",
    "site_url": "https://talks.example/",
    "theme": {"name": "material", "font": False},
    "plugins": ["search", "tags"],
    "markdown_extensions": [
        "admonition",
        "attr_list",
        "def_list",
        "footnotes",
        "md_in_html",
        "tables",
        {"toc": {"permalink": True}},
        "pymdownx.details",
        "pymdownx.highlight",
        "pymdownx.inlinehilite",
        "pymdownx.superfences",
    ],
    "nav": [{"Home": "index.md"}, {"Talks": "talks/index.md"}],
}
_EMBED = re.compile(r"\[\[\[(.+?)\]\]\]")
_LINK = re.compile(r"\[\[(.+?)\|(.+?)\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One synthetic file."""

    name: str
    """The file's name without its ending."""
    meta: Mapping[str, Any]
    """Its front matter."""
    body: str
    """The Markdown below it, with Podium's references."""

    @property
    def text(self) -> str:
        """The whole file as Podium reads it."""
        return _file(self.meta, self.body)


def write_podium(root: Path, count: int, seed: int = 1) -> Path:
    """Writes a project of `count` talks into the folder `root`; gives the file of the talk in the middle."""
    _write(root, {"hooks": [str(HOOK)], "extra": {"podium": {"timezone": "America/Chicago"}}})
    folder = root / "talks"
    folder.mkdir()
    for sample in (*make_decks(count), *make_talks(count, seed)):
        (folder / f"{sample.name}.md").write_text(sample.text, encoding="utf-8")
    return folder / f"{_name(count // 2)}.md"


def write_plain(root: Path, count: int, seed: int = 1) -> Path:
    """Writes the same pages for MkDocs alone; gives the file of the page in the middle."""
    _write(root, {"not_in_nav": "/talks/"})
    folder = root / "docs" / "talks"
    folder.mkdir()
    talks = list(make_talks(count, seed))
    for talk in talks:
        (folder / f"{talk.name}.md").write_text(_plain(talk), encoding="utf-8")
    lines = [f"- [{talk.meta['title']}]({talk.name}.md)" for talk in talks]
    (folder / "index.md").write_text(_file({"title": "Talks"}, "\n".join(lines)), encoding="utf-8")
    return folder / f"{_name(count // 2)}.md"


def _write(root: Path, settings: Mapping[str, Any]) -> None:
    """What both projects share: theme, plugins, extensions and a home page."""
    (root / "docs").mkdir(parents=True)
    config = yaml.safe_dump({**_CONFIG, **settings}, sort_keys=False)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Home\n\n[All talks](talks/index.md)\n", encoding="utf-8")


def make_decks(count: int) -> Iterator[Sample]:
    """A deck file for every fourth talk."""
    for number in range(0, count, 4):
        meta = {"title": f"Slides {number}", "type": "speakerdeck", "data-id": f"{number:032x}", "slides": 40}
        yield Sample(name=f"{_name(number)}-deck", meta=meta, body="")


def make_talks(count: int, seed: int = 1) -> Iterator[Sample]:
    """Talks of every kind: past and to come, given once or several times, with and without decks."""
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")  # noqa: S311 (samples, not secrets)
        yield Sample(name=_name(number), meta=_meta(number, chance), body=_body(number, count, chance))


def _name(number: int) -> str:
    return f"talk-{number:05}"


def _meta(number: int, chance: random.Random) -> dict[str, Any]:
    occasions = [_occasion(chance) for _ in range(chance.choice((1, 1, 1, 1, 2, 3)))]
    meta: dict[str, Any] = {
        "title": f"{_words(chance, 5).capitalize()}, part {number}",
        "summary": f"{_sentence(chance)} {_sentence(chance)}",
        "tags": sorted(chance.sample(_TOPICS, chance.randint(1, 4))),
        "speakers": [_speaker(chance) for _ in range(chance.choice((1, 1, 2)))],
    }
    if number % 5 == 0:
        meta["video"] = f"https://vimeo.com/{100_000_000 + number}"
    if number % 6 == 0:
        url = f"https://reading.example/{number}"
        meta["resources"] = [{"title": _words(chance, 4), "url": url, "by": _person(chance)}]
    return {**meta, **(occasions[0] if len(occasions) == 1 else {"occasions": occasions})}


def _occasion(chance: random.Random) -> dict[str, Any]:
    start = _FIRST + timedelta(days=chance.randrange(_DAYS), hours=chance.randrange(10))
    date = format(start, chance.choice(("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%B %Y")))
    event = f"{chance.choice(_EVENTS)} {start.year}"
    occasion: dict[str, Any] = {"event": event, "location": chance.choice(_PLACES), "date": date}
    if chance.choice((True, False)):
        occasion["register"] = f"https://tickets.example/{event.lower().replace(' ', '-')}"
    return occasion


def _speaker(chance: random.Random) -> dict[str, str]:
    name = _person(chance)
    return {"name": name, "url": f"https://people.example/{name.split()[0].lower()}"}


def _person(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST_NAMES)} {chance.choice(_LAST_NAMES)}"


def _body(number: int, count: int, chance: random.Random) -> str:
    """About 2.5 KB: paragraphs, headings, a list, code, and references to a deck and to other talks."""
    blocks = [_paragraph(chance)]
    if number % 4 == 0:
        blocks.append(f"[[[{_name(number)}-deck]]]")
    if number % 2:
        blocks.append(f"More of it is in [[{_name(chance.randrange(count))}|{_words(chance, 3)}]].")
    points = "\n".join(f"- {_sentence(chance)}" for _ in range(4))
    blocks += [_heading(chance), _CODE, points]
    resources = _resources(chance) if number % 3 == 0 else ""
    while len("\n\n".join(blocks)) + len(resources) < _BODY:
        blocks += [_heading(chance), _paragraph(chance), _paragraph(chance)]
    return "\n\n".join(filter(None, [*blocks, resources]))


def _resources(chance: random.Random) -> str:
    return "\n".join(["Resources", "", *(_resource(chance) for _ in range(4))])


def _resource(chance: random.Random) -> str:
    address = f"https://reading.example/{chance.randrange(10_000)}"
    return f"* [{_words(chance, 4).capitalize()}]({address}) - {_person(chance)} - Aug 2014"


def _heading(chance: random.Random) -> str:
    return f"## {_words(chance, 3).capitalize()}"


def _paragraph(chance: random.Random) -> str:
    aside = f"It is **{_words(chance, 2)}**, says `{_words(chance, 1)}()`."
    return f"{_sentence(chance)} {aside} {_sentence(chance)}"


def _sentence(chance: random.Random) -> str:
    return f"{_words(chance, chance.randint(6, 14)).capitalize()}."


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))


def _plain(talk: Sample) -> str:
    """The page of a writer without Podium: facts as a line of text, a frame for a deck, a link for a talk."""
    meta = {"title": talk.meta["title"], "description": talk.meta["summary"], "tags": talk.meta["tags"]}
    body = _EMBED.sub(r'<iframe src="https://speakerdeck.com/player/\1" title="Slides"></iframe>', talk.body)
    body = _LINK.sub(r"[\2](\1.md)", body)
    return _file(meta, f"{_facts(talk.meta)}\n\n{body}")


def _facts(meta: Mapping[str, Any]) -> str:
    speakers = ", ".join(f"[{speaker['name']}]({speaker['url']})" for speaker in meta["speakers"])
    occasions: Iterable[Mapping[str, Any]] = meta.get("occasions", [meta])
    given = "; ".join(f"{one['event']}, {one['location']}, {one['date']}" for one in occasions)
    return f"{speakers}. {given}."


def _file(meta: Mapping[str, Any], body: str) -> str:
    header = yaml.safe_dump(dict(meta), sort_keys=False, allow_unicode=True)
    return f"---\n{header}---\n\n{body}\n"
