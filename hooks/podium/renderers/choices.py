"""Which talks a list in a page is to show: its options, read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from podium.problems import Finding, Level
from podium.renderers.context import Context
from podium.renderers.pages import index_address
from podium.structure.catalogue import Entry
from podium.structure.listings import Group, Listing
from podium.text import did_you_mean, quoted

CHOOSING: dict[str, Group] = {
    "event": Group.EVENT,
    "topic": Group.TOPIC,
    "tag": Group.TOPIC,
    "speaker": Group.SPEAKER,
    "series": Group.SERIES,
    "year": Group.YEAR,
}
"""The options that choose talks, with what the value of each names."""
LIMIT = "limit"
"""The option that says how many rows to show at most."""
_NUMBER = re.compile(r"[1-9]\d{0,3}")
_YEARS = re.compile(r"(\d{4}) ?[-\u2013] ?(\d{4})")
_YEAR = re.compile(r"\d{4}")
_SEVERAL = re.compile(r"\s*[,;]\s*")
Options = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The talks that a list is to show."""

    entries: tuple[Entry, ...]
    """Their occasions, the earliest first, then by slug."""
    listing: Listing
    """The listing that has them all: that of the one name that was chosen, else that of all talks."""
    limit: int = 0
    """How many rows are shown at most; 0 for as many as a page takes."""

    @property
    def whole(self) -> bool:
        """Whether these are all talks there are."""
        return self.listing.group is Group.ALL and len(self.entries) == len(self.listing.entries)

    @property
    def exact(self) -> bool:
        """Whether the listing has these and no others."""
        return len(self.entries) == len(self.listing.entries)


def everything_of(context: Context) -> Listing:
    """The listing of all talks."""
    found = context.listings.of(Group.ALL)
    if found:
        return found[0]
    address = index_address(context.settings)
    return Listing(group=Group.ALL, name="Talks", folder="talks/", address=address, entries=context.catalogue.entries)


def choose_all(context: Context) -> Choice:
    """All talks."""
    listing = everything_of(context)
    return Choice(entries=listing.entries, listing=listing)


def read_choice(options: Options, context: Context) -> tuple[Choice, tuple[Finding, ...]]:
    """The talks that the options of a list choose, and what is wrong with them.

    An option that is given twice, or a value with commas, names several, of which one is enough; of different options
    all have to fit. Names are compared as those of listings are. A name that nothing has chooses no talk.
    """
    choice, findings = choose_all(context), list[Finding]()
    named: dict[Group, list[Listing]] = {}
    for name, value in options:
        if name in CHOOSING and not value:
            findings.append(_say_empty(name))
        elif name in CHOOSING:
            listings, wrong = _find(name, value, context)
            named.setdefault(CHOOSING[name], []).extend(listings)
            findings += wrong
        elif name == LIMIT and _NUMBER.fullmatch(value):
            choice = replace(choice, limit=int(value))
        elif name == LIMIT:
            findings.append(_say_no_number(value))
    kept = [{id(entry) for listing in listings for entry in listing.entries} for listings in named.values()]
    if not kept:
        return choice, tuple(findings)
    entries = tuple(entry for entry in choice.entries if all(id(entry) in ids for ids in kept))
    listings = [listing for found in named.values() for listing in found]
    listing = listings[0] if len(listings) == 1 else choice.listing
    return replace(choice, entries=entries, listing=listing), tuple(findings)


def _find(name: str, value: str, context: Context) -> tuple[list[Listing], list[Finding]]:
    group = CHOOSING[name]
    listings: list[Listing] = []
    findings: list[Finding] = []
    for text in _each(group, value, context):
        listing = context.listings.find(group, text)
        if listing:
            listings.append(listing)
        else:
            findings.append(_say_nobody(group, text, context))
    return listings, findings


def _each(group: Group, value: str, context: Context) -> Iterator[str]:
    """The names in a value: itself, where something is called so, else what stands between its commas."""
    if group is not Group.YEAR and context.listings.find(group, value):
        yield value
        return
    for part in filter(None, _SEVERAL.split(value)):
        years = _YEARS.fullmatch(part) if group is Group.YEAR else None
        if years:  # of which some may have no talk
            first, last = sorted(years.groups())
            yield from (year.name for year in context.listings.of(group) if first <= year.name <= last)
        else:
            yield part


def _say_nobody(group: Group, value: str, context: Context) -> Finding:
    """A year without a talk may still get one; any other name is probably misspelt."""
    return Finding(
        message=f"no talk has the {group} {quoted(value)}; it chooses none",
        hint=did_you_mean(value, [listing.name for listing in context.listings.of(group)]),
        level=Level.NOTICE if group is Group.YEAR and _YEAR.fullmatch(value) else Level.WARNING,
    )


def _say_empty(name: str) -> Finding:
    return Finding(message=f"{name}='' names nothing; it was left out", hint=f'Write {name}="…".')


def _say_no_number(value: str) -> Finding:
    return Finding(
        message=f"limit={quoted(value)} is not a number of rows; all are shown", hint="Write limit=3, for instance."
    )


def say_option(embed: str, option: str, known: Iterable[str]) -> Finding:
    """The sentence for an option that an embed does not have."""
    known = tuple(known)
    listed = f"Its options are {', '.join(known)}." if known else "It has no options."
    return Finding(
        message=f"{quoted(option)} is not an option of [[[{embed}]]]; it was left out",
        hint=did_you_mean(option, known) or listed,
    )
