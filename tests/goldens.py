"""Golden cases: files as people write them, what is read from them, and every sentence that is said."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import hypothesis
import yaml

from podium.dates import Moment, When
from podium.pipeline import build
from podium.problems import Problem
from podium.readers.values import Value
from podium.resolvers.media import Shelf
from podium.resolvers.posters import PdfFacts
from podium.structure.decks import Deck
from podium.structure.links import ResourceList
from podium.structure.occasions import Occasion
from podium.structure.outputs import Site
from podium.structure.settings import Settings
from podium.structure.sources import Asset, Source
from podium.structure.talks import Speaker, Talk
from podium.text import clean, one_line

CASES = Path(__file__).parent / "cases"
Case = dict[str, Any]
_STAND_FOR = {"…long…": "x" * 70_000, "…large…": "x" * 2_100_000, "…many…": "[[index]]\n" * 1_002}


def cases(stage: str) -> list[Case]:
    """All cases of a folder under `tests/cases`, each with the name of its file before its own."""
    return [
        {**case, "name": f"{path.stem}: {case['name']}"}
        for path in sorted((CASES / stage).glob("*.yml"))
        for case in yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (all texts, nothing else)
    ]


def name_of(case: Case) -> str:
    """What pytest calls a case."""
    return str(case["name"])


def data_of(case: Case) -> bytes:
    """The bytes of a case's file: `text`, `bytes` with Python's escapes, or `fields` below a title and a `body`.

    In a text `…long…` stands for 70,000 characters, `…large…` for 2,100,000, `…many…` for 1,002 references.
    """
    if "bytes" in case:
        return str(case["bytes"]).encode("latin-1").decode("unicode-escape").encode("latin-1")
    text = str(case["text"] if "text" in case else f"---\ntitle: T\n{case['fields']}---\n{case.get('body', '')}")
    for word, meant in _STAND_FOR.items():
        text = text.replace(word, meant)
    return text.encode()


def files_of(case: Case) -> dict[str, bytes]:
    """The files of a case that has several."""
    return {path: data_of({"text": text}) for path, text in case["files"].items()}


def shown_path(path: str) -> str:
    """A path as problems name it."""
    return one_line(clean(path))


def built(files: Mapping[str, bytes], assets: Iterable[str] = (), **settings: Any) -> Site:  # noqa: ANN401 (whatever Settings takes)
    """The site of some files of the talks folder, as the pipeline makes it; nothing is written anywhere."""
    sources = [Source(path=shown_path(path), uri=path, file=Path(path), data=data) for path, data in files.items()]
    beside = {uri: Asset(uri=uri, path=uri, file=Path(uri), size=1000) for uri in assets}
    pdfs = {uri: PdfFacts(size=1000) for uri in assets if uri.endswith(".pdf")}
    return build(Settings(**settings), sources, Shelf(assets=beside, pdfs=pdfs))


def settings_of(case: Case) -> dict[str, Any]:
    """The settings of a case in the types that Settings wants."""
    given = dict(case.get("settings", {}))
    if "fields" in given:
        given["fields"] = tuple(given["fields"])
    return {**given, "serving": given.get("serving") == "true"} if "serving" in given else given


def sentences(problems: Iterable[Problem]) -> list[str]:
    """Problems as a golden case lists them: the level, then the whole sentence."""
    return [f"{problem.level} {problem}" for problem in problems]


def facts(talk: Talk) -> dict[str, Any]:
    """A talk as plain texts, lists and mappings; what is empty is not there."""
    occasions = [_occasion(occasion) for occasion in talk.occasions]
    return _filled(
        {
            **(occasions[0] if len(occasions) == 1 else {"occasions": occasions}),
            **{name: getattr(talk, name) for name in ("slug", "title", "subtitle", "summary", "lead", "series")},
            **{name: getattr(talk, name) for name in ("language", "level")},
            "speakers": [_speaker(speaker) for speaker in talk.speakers],
            "topics": list(talk.topics),
            "resources": [_resources(found) for found in talk.resources],
            "cover": _filled({"src": talk.cover.src, "alt": talk.cover.alt}) if talk.cover else "",
            "aliases": list(talk.aliases),
            "ready": "" if talk.ready else "false",
            "draft": "true" if talk.draft else "",
            "past": "" if talk.past is None else str(talk.past).lower(),
            "created": _moment(talk.created),
            "updated": _moment(talk.updated),
            "extra": _texts(talk.extra),
            "page": _texts(talk.page),
        }
    )


def _occasion(occasion: Occasion) -> dict[str, Any]:
    place = occasion.place
    return _filled(
        {
            "event": occasion.event,
            "event_url": occasion.event_url,
            "place": place.text if place else "",
            "online": "true" if place and place.online else "",
            "onsite": "" if not place or place.onsite is not place.online else str(place.onsite).lower(),
            "place_url": place.url if place else "",
            "degrees": f"{place.latitude}, {place.longitude}" if place and place.latitude is not None else "",
            "when": _when(occasion.when),
            "register": occasion.register,
            "videos": list(occasion.videos),
            "slides": list(occasion.slides),
            "status": occasion.status if occasion.status != "confirmed" else "",
            "recording": occasion.recording or "",
            "ahead": "" if occasion.ahead is None else str(occasion.ahead).lower(),
        }
    )


def _when(when: When | None) -> str:
    """`2016-03-18T12:00 to 2016-03-18T13:00 America/Chicago`; a day has no zone to show."""
    if when is None:
        return ""
    end = f" to {when.end.iso}" if when.end else ""
    return f"{when.start.iso}{end}" + (f" {when.zone}" if "T" in when.start.iso else "")


def _moment(moment: Moment | None) -> str:
    return moment.iso if moment else ""


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return _filled(
        {
            "name": speaker.name,
            "url": speaker.url,
            "links": dict(speaker.links),
            "avatar": speaker.avatar,
            "bio": speaker.bio,
        }
    )


def _resources(found: ResourceList) -> dict[str, Any]:
    return {"title": found.title, "urls": [resource.url for resource in found.resources]}


def _texts(value: Any) -> Any:  # noqa: ANN401 (a tree of anything)
    if isinstance(value, Mapping):
        return {str(name): _texts(other) for name, other in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(other) for other in value]
    return str(value)


def _filled(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, str) else value for name, value in facts.items() if value}


def plain(value: Value) -> Any:  # noqa: ANN401 (a tree of anything)
    """Front matter as plain texts, lists and mappings."""
    if isinstance(value.data, Mapping):
        return {name: plain(other) for name, other in value.data.items()}
    return value.data if isinstance(value.data, str) else [plain(other) for other in value.data]


def deck_facts(deck: Deck) -> dict[str, Any]:
    """A deck as plain texts; what is empty is not there."""
    embed = deck.embed
    shown = {"kind": embed.kind, "provider": embed.provider, "link": embed.link} if embed else {}
    return _filled({"slug": deck.slug, "title": deck.title, "type": deck.type, **shown, "body": deck.body.strip()})


def forget() -> None:
    """Empties every cache of Podium, so that each stage runs as if for the first time."""
    for name, module in list(sys.modules.items()):
        if name.startswith("podium."):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


_FUZZ = int(os.environ.get("FUZZ", "1"))


def examples(count: int) -> hypothesis.settings:
    """How many examples a property is tried on; `FUZZ=100` in the environment asks for that many times more."""
    return hypothesis.settings(max_examples=count * _FUZZ, derandomize=_FUZZ == 1)
