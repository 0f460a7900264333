"""`podium check --links`: which links of talks are dead, and what can be done about them."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from podium.files import write_whole
from podium.mkdocs.checking import read_catalogue
from podium.readers.front_matter import read_front_matter
from podium.readers.resources import read_resource_field
from podium.readers.values import bare
from podium.resolvers.archives import WAYBACK, add_archived, find_copy
from podium.resolvers.link_answers import Answer, State
from podium.resolvers.link_cache import read_answers, write_answers
from podium.resolvers.link_places import Place, find_links
from podium.resolvers.links import Asker
from podium.resolvers.manners import Manners

MANNERS = Manners()
ARCHIVE = WAYBACK
_COLOURS = {State.DEAD: "red", State.UNKNOWN: "yellow", State.MOVED: "blue", State.GOOD: "green"}
_ORDER = list(_COLOURS)

Links = Mapping[str, tuple[Place, ...]]
Answers = Mapping[str, Answer]


def check_links(config_file: Path, *, as_json: bool, fresh: bool, write: bool) -> int:
    """Asks, reports, and writes copies if that is wanted; 1 when a link is dead, else 0. Raises NoProjectError."""
    build, catalogue = read_catalogue(config_file)
    links = find_links(catalogue)
    answers = _answers(links, build.cache / "links.json", fresh=fresh)
    if as_json:
        click.echo(_as_json(links, answers))
    else:
        _show(links, answers)
    if write:
        _write(links, answers, build.root)
    return int(any(answer.state is State.DEAD for answer in answers.values()))


def _answers(links: Links, cache: Path, *, fresh: bool) -> Answers:
    """The answer to each address, from the last day or from its host."""
    now = time.time()
    known = {} if fresh else read_answers(cache, now)
    wanted = [url for url in links if url not in known]
    asker = Asker(MANNERS)
    if wanted:
        click.echo(f"Asking about {len(wanted)} of {len(links)} addresses.", err=True)
    asked = {url: _with_copy(url, links[url], answer, asker) for url, answer in asker.ask_all(wanted)}
    if asked:
        try:
            write_answers(cache, asked, now)
        except OSError as error:
            click.echo(f"The answers could not be kept: {error.strerror}.", err=True)
    return {url: asked.get(url) or known[url] for url in links}


def _with_copy(url: str, places: Sequence[Place], answer: Answer, asker: Asker) -> Answer:
    """A dead address with its copy: the one that a place names, else that of the archive nearest to the talk."""
    if answer.state is not State.DEAD:
        return answer
    own = next((place.archived for place in places if place.archived), "")
    day = min((place.day for place in places if place.day), default="")
    return replace(answer, archived=own or find_copy(url, day, asker, ARCHIVE))


def _as_json(links: Links, answers: Answers) -> str:
    rows = [
        {
            "url": url,
            "state": answer.state.value,
            "status": answer.status,
            "text": answer.text,
            "moved": answer.moved,
            "archived": answer.archived,
            "places": [{"path": place.path, "line": place.line, "field": place.field} for place in links[url]],
        }
        for url, answer in answers.items()
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def _show(links: Links, answers: Answers) -> None:
    """The table of all that is not good, the dead first, and how many there are of each."""
    rows = sorted(answers.items(), key=lambda item: _ORDER.index(item[1].state))
    for url, answer in rows:
        if answer.state is State.GOOD:
            continue
        state = click.style(f"{answer.state.value:<14}", fg=_COLOURS[answer.state], bold=True)
        click.echo(f"{state}  {url}")
        details = [answer.text, f"now {answer.moved}" if answer.moved else ""]
        details.append(f"copy {answer.archived}" if answer.archived else "")
        details += [f"in {place.text} ({place.field})" for place in links[url]]
        for detail in filter(None, details):
            click.echo(f"{'':16}{detail}")
    count = Counter(answer.state for answer in answers.values())
    parts = [f"{count[state]} {state.value}" for state in _ORDER if count[state]]
    click.echo(", ".join(parts) if parts else "No links.", err=True)


def _write(links: Links, answers: Answers, root: Path) -> None:
    """Writes `archived` into front matter, file by file, and says what its writer has to add by hand."""
    wanted: dict[str, dict[str, str]] = {}
    for url, answer in answers.items():
        for place in links[url]:
            if answer.archived and not place.archived and place.field in {"resources", "text"}:
                wanted.setdefault(place.path, {})[url] = answer.archived
    for path, copies in sorted(wanted.items()):
        done = _write_file(root / path, copies)
        if done:
            click.echo(f"{path}: wrote {len(done)} archived cop{'ies' if len(done) > 1 else 'y'}.", err=True)
        for url, copy in copies.items():
            if url not in done:
                places = ", ".join(place.text for place in links[url] if place.path == path)
                click.echo(f"{places}: add beside {url} by hand: [archived copy]({copy})", err=True)


def _write_file(file: Path, copies: Mapping[str, str]) -> tuple[str, ...]:
    """Writes the copies that the front matter of a file can take, and gives their addresses."""
    try:
        text = file.read_bytes().decode("utf-8")
        told, done = add_archived(text, copies)
        if not done or not _took(told, copies, done):
            return ()
        write_whole(file, told.encode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        click.echo(f"{file.name} could not be changed: {error}.", err=True)
        return ()
    return done


def _took(text: str, copies: Mapping[str, str], done: Sequence[str]) -> bool:
    """Whether the changed file reads as it is meant to."""
    matter, _ = read_front_matter(text.encode(), "")
    value = next((bare(value) for name, value in matter.fields.items() if name.casefold() == "resources"), None)
    found, _ = read_resource_field(value)
    archived = {each.url: each.archived for each in found.resources} if found else {}
    return all(archived.get(url) == copies[url] for url in done)
