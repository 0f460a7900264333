"""Writes a project of synthetic talks: for Podium, and as the pages that a writer without it would have.

The same number and seed give the same files. Both projects have the same bodies, tags, descriptions, links and one
page that lists all talks. What Podium makes of front matter stands as one line of text in the plain pages.
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
_WORDS = (
    "event stream history command fold state decision order customer ledger snapshot version projection reader writer "
    "question answer system change record moment future small plain honest careful early late broken useful quiet keep "
    "write read forget replay store ask tell build test move and but because when while until before after never often "
    "a the of in for with without from into over under this that every each other some more less one two many few"
).split()
_PLACES = ("Basel", "Cluj", "Ghent", "Kraków", "Leeds", "Little Rock", "Lyon", "Memphis", "Porto", "Turku")
_EVENTS = ("Code Evening", "Domain Days", "Harbour Conf", "Old Mill Meetup", "Small Systems Week", "Streams Summit")
_FIRST_NAMES = ("Aiko", "Bence", "Clara", "Dayo", "Elif", "Femke", "Goran", "Hana", "Iris", "Jonas", "Kofi", "Marta")
_LAST_NAMES = ("Abara", "Brandt", "Costa", "Dvořák", "Eklund", "Fischer", "Garcia", "Horváth", "Ito", "Jansen")
_TOPICS = ("architecture", "databases", "event sourcing", "naming", "operations", "queues", "testing", "time", "web")
_CODE = """\
```python
def fold(events: list[Event]) -> State:
    state = State()
    for event in events:
        state = state.after(event)
    return state
```"""
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
    """Writes a project with `count` talks below the folder `root`; gives the file of the talk in the middle."""
    _write(root, {"hooks": [str(HOOK)], "extra": {"podium": {"timezone": "America/Chicago"}}}, "talks/index.md")
    folder = root / "talks"
    folder.mkdir()
    for sample in (*make_decks(count), *make_talks(count, seed)):
        (folder / f"{sample.name}.md").write_text(sample.text, encoding="utf-8")
    return folder / f"{_name(count // 2)}.md"


def write_plain(root: Path, count: int, seed: int = 1) -> Path:
    """Writes the same pages for MkDocs alone; gives the file of the page in the middle."""
    _write(root, {"not_in_nav": "/talks/"}, "talks/index.md")
    folder = root / "docs" / "talks"
    folder.mkdir()
    talks = list(make_talks(count, seed))
    for talk in talks:
        (folder / f"{talk.name}.md").write_text(_plain(talk), encoding="utf-8")
    lines = [f"- [{talk.meta['title']}]({talk.name}.md)" for talk in talks]
    (folder / "index.md").write_text(_file({"title": "Talks"}, "\n".join(lines)), encoding="utf-8")
    return folder / f"{_name(count // 2)}.md"


def _write(root: Path, settings: Mapping[str, Any], index: str) -> None:
    """What both projects share: theme, plugins, extensions and a home page."""
    config = {
        "site_name": "Synthetic talks",
        "site_url": "https://talks.example/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", "tags"],
        "markdown_extensions": [
            "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", {"toc": {"permalink": True}},
            "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.superfences",
        ],
        "nav": [{"Home": "index.md"}, {"Talks": index}],
        **settings,
    }  # fmt: skip
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Home\n\n[All talks](talks/index.md)\n", encoding="utf-8")


def make_decks(count: int) -> Iterator[Sample]:
    """A deck file for every fourth talk."""
    for number in range(0, count, 4):
        meta = {"title": f"Slides {number}", "type": "speakerdeck", "data-id": f"{number:032x}", "slides": 40}
        yield Sample(name=f"{_name(number)}-deck", meta=meta, body="")


def make_talks(count: int, seed: int = 1) -> Iterator[Sample]:
    """Talks of every kind in turn: past and to come, given once or several times, with and without decks and lists."""
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
        meta["resources"] = [{"title": _words(chance, 4), "url": f"https://reading.example/{number}", "by": _person(chance)}]
    return {**meta, **(occasions[0] if len(occasions) == 1 else {"occasions": occasions})}


def _occasion(chance: random.Random) -> dict[str, Any]:
    start = _FIRST + timedelta(days=chance.randrange(_DAYS), hours=chance.randrange(10))
    date = chance.choice((f"{start:%Y-%m-%d %H:%M}", f"{start:%Y-%m-%d %H:%M}", f"{start:%Y-%m-%d}", f"{start:%B %Y}"))
    event = f"{chance.choice(_EVENTS)} {start.year}"
    occasion: dict[str, Any] = {"event": event, "location": chance.choice(_PLACES), "date": date}
    if chance.random() < 0.4:
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
    blocks += [f"## {_words(chance, 3).capitalize()}", _CODE, "\n".join(f"- {_sentence(chance)}" for _ in range(4))]
    resources = _resources(chance) if number % 3 == 0 else ""
    while len("\n\n".join(blocks)) + len(resources) < _BODY:
        blocks += [f"## {_words(chance, 3).capitalize()}", _paragraph(chance), _paragraph(chance)]
    return "\n\n".join(filter(None, [*blocks, resources]))


def _resources(chance: random.Random) -> str:
    items = [
        f"* [{_words(chance, 4).capitalize()}](https://reading.example/{chance.randrange(10_000)}) - {_person(chance)} - Aug 2014"
        for _ in range(4)
    ]
    return "\n".join(["Resources", "", *items])


def _paragraph(chance: random.Random) -> str:
    return " ".join((_sentence(chance), f"It is **{_words(chance, 2)}**, says `{_words(chance, 1)}()`.", _sentence(chance)))


def _sentence(chance: random.Random) -> str:
    return f"{_words(chance, chance.randint(6, 14)).capitalize()}."


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))


def _plain(talk: Sample) -> str:
    """The page of a writer without Podium: facts as a line of text, a frame for a deck, a Markdown link for a talk."""
    meta = {"title": talk.meta["title"], "description": talk.meta["summary"], "tags": talk.meta["tags"]}
    body = _EMBED.sub(r'<iframe src="https://speakerdeck.com/player/\1" title="Slides"></iframe>', talk.body)
    body = _LINK.sub(r"[\2](\1.md)", body)
    return _file(meta, f"{_facts(talk.meta)}\n\n{body}")


def _facts(meta: Mapping[str, Any]) -> str:
    speakers = ", ".join(f"[{speaker['name']}]({speaker['url']})" for speaker in meta["speakers"])
    occasions: Iterable[Mapping[str, Any]] = meta.get("occasions", [meta])
    given = "; ".join(f"{occasion['event']}, {occasion['location']}, {occasion['date']}" for occasion in occasions)
    return f"{speakers}. {given}."


def _file(meta: Mapping[str, Any], body: str) -> str:
    header = yaml.safe_dump(dict(meta), sort_keys=False, allow_unicode=True)
    return f"---\n{header}---\n\n{body}\n"
