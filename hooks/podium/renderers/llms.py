"""`llms.txt`: the site in one page of plain Markdown, for programs that read (llmstxt.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from podium.dates import show_when
from podium.renderers.context import Context
from podium.renderers.pages import describe
from podium.renderers.qr import public_address
from podium.renderers.resource_pages import joined, resources_address
from podium.structure.catalogue import Entry
from podium.structure.listings import Group, Listing
from podium.structure.outputs import Output
from podium.text import clean, one_line, shorten

LONGEST = 200
"""How many talks it names at most; `talks.json` has them all."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>#{}|!()~])")


def render_llms(context: Context, _: Mapping[str, str]) -> Iterator[Output]:
    """What comes, what was and where the rest is, one line for each talk.

    Addresses are whole when the site knows its own, else relative to the site.
    """
    catalogue = context.catalogue
    groups = {
        "Upcoming": catalogue.upcoming(context.now),
        "Past": catalogue.past(context.now),
        "Undated": catalogue.undated,
    }
    ready = (entry for entries in groups.values() for entry in entries if entry.talk.ready)
    listed = list(islice(_once(ready), LONGEST))
    kinds = {title: set(map(id, entries)) for title, entries in groups.items()}
    decks = [deck for deck in catalogue.decks if deck.address][:LONGEST]
    settings = context.settings
    about = one_line(settings.site_description) or "Talks with their slides, recordings and code."
    about += "." * (about[-1] not in ".!?…")
    parts = [
        f"# {_text(settings.site_name or 'Talks')}",
        f"> {_text(about)} {_count(len(catalogue.talks))}.",
        *(
            _section(title, [_line(each, context) for each in listed if id(each) in ids])
            for title, ids in kinds.items()
        ),
        _section("Slides", [f"- [{_text(deck.title)}]({_address(deck.address, context)})" for deck in decks]),
        _section("Years", [_year(listing, context) for listing in reversed(context.listings.of(Group.YEAR))]),
        _section("All of it", list(_everything(context))),
    ]
    yield Output(address="llms.txt", text="\n\n".join(filter(None, parts)) + "\n")


def _once(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The first entry of each talk."""
    seen: set[str] = set()
    for entry in entries:
        if entry.talk.slug not in seen:
            seen.add(entry.talk.slug)
            yield entry


def _count(talks: int) -> str:
    return f"{talks} talk{'s' * (talks != 1)}"


def _year(listing: Listing, context: Context) -> str:
    talks = len({entry.talk.slug for entry in listing.entries})
    return f"- [{_text(listing.name)}]({_address(listing.address, context)}): {_count(talks)}"


def _everything(context: Context) -> Iterator[str]:
    """Where all talks and all that they recommend are, for people and as data."""
    yield f"- [Every talk as data]({_address('talks.json', context)})"
    if rows := joined(context.catalogue):
        page = _address(resources_address(context.settings), context)
        yield f"- [Everything to read afterwards]({page}): {len(rows)} resource{'s' * (len(rows) != 1)}"
        yield f"- [The same as data]({_address('resources.json', context)})"


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


def _line(entry: Entry, context: Context) -> str:
    occasion = entry.occasion
    facts = [occasion.event, show_when(occasion.when) if occasion.when else "", shorten(describe(entry.talk), 160)]
    said = ". ".join(_text(fact).rstrip(".") for fact in facts if fact)
    return f"- [{_text(entry.talk.title)}]({_address(entry.talk.address, context)}){': ' * bool(said)}{said}"


def _address(address: str, context: Context) -> str:
    return public_address(address, context.settings) or address


def _text(text: str) -> str:
    """Text in one line that Markdown takes for nothing else."""
    return _SPECIAL.sub(r"\\\1", one_line(clean(text)))
