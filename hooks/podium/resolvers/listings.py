"""Groups talks that belong together: by topic, speaker, event, series and year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from podium.readers.slugs import free_slug
from podium.structure.catalogue import Catalogue, Entry, year_of
from podium.structure.listings import Group, Listing, Listings
from podium.structure.settings import Settings
from podium.structure.talks import Speaker
from podium.text import fold, name_key, slugify
from podium.urls import page_address

FOLDERS: dict[Group, str] = {
    Group.TOPIC: "talks/tags/",
    Group.SPEAKER: "speakers/",
    Group.EVENT: "events/",
    Group.SERIES: "series/",
    Group.YEAR: "talks/years/",
}
"""Where the listings of each kind lie, relative to the site."""
# Pages of the first names would be their folder's own; folders of the others cannot be stored on Windows.
_TAKEN = re.compile(r"index|readme|parts|con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class _Members:
    """What has been met of one name."""

    name: str
    """The name as it was first written."""
    entries: list[Entry] = field(default_factory=list)
    """Its occasions."""
    speakers: list[Speaker] = field(default_factory=list)
    """What the talks say of the speaker of this name."""


def resolve_listings(catalogue: Catalogue, settings: Settings) -> Listings:
    """The listing of all talks, and one for each topic, speaker, event, series and year."""
    everything = Listing(
        group=Group.ALL,
        name="Talks",
        folder="talks/",
        address="talks/" if settings.directory_urls else page_address("talks/index", directories=False),
        entries=catalogue.entries,
    )
    groups = (_listings(group, catalogue, settings) for group in FOLDERS)
    return Listings(all=(everything, *(listing for group in groups for listing in group)))


def _listings(group: Group, catalogue: Catalogue, settings: Settings) -> Iterator[Listing]:
    """The listings of one kind, by name; the first by name keeps an address that two want."""
    taken: dict[str, str] = {}
    for key, members in sorted(_gather(group, catalogue.entries).items()):
        slug = slugify(key) or group.value
        slug = f"{slug}-{group.value}" if _TAKEN.fullmatch(slug) else slug
        slug = free_slug(slug, taken.values()) if fold(slug) in taken else slug
        taken[fold(slug)] = slug
        path = f"{FOLDERS[group]}{slug}"
        yield Listing(
            group=group,
            name=members.name,
            folder=f"{path}/",
            address=page_address(path, directories=settings.directory_urls),
            entries=tuple(members.entries),
            speaker=_merge(members.speakers) if members.speakers else None,
        )


def _gather(group: Group, entries: Iterable[Entry]) -> dict[str, _Members]:
    """Each name with its occasions, by what makes two spellings one."""
    found: dict[str, _Members] = {}
    for entry in entries:
        for name in dict.fromkeys(_NAMES[group](entry)):
            members = found.setdefault(name_key(name), _Members(name=name))
            if not members.entries or members.entries[-1] is not entry:
                members.entries.append(entry)
        if group is Group.SPEAKER:
            for speaker in entry.talk.speakers:
                found[name_key(speaker.name)].speakers.append(speaker)
    return found


_NAMES: dict[Group, Callable[[Entry], Iterable[str]]] = {
    Group.TOPIC: lambda entry: entry.talk.topics,
    Group.SPEAKER: lambda entry: [speaker.name for speaker in entry.talk.speakers],
    Group.EVENT: lambda entry: filter(None, [entry.occasion.event]),
    Group.SERIES: lambda entry: filter(None, [entry.talk.series]),
    Group.YEAR: lambda entry: map(str, filter(None, [year_of(entry)])),
}


def _merge(speakers: list[Speaker]) -> Speaker:
    """One speaker of what several talks say: the longest bio, the first of each address, every network once."""
    links = {url: (network, url) for speaker in speakers for network, url in speaker.links}
    return replace(
        speakers[0],
        url=next(filter(None, (speaker.url for speaker in speakers)), ""),
        avatar=next(filter(None, (speaker.avatar for speaker in speakers)), ""),
        bio=max((speaker.bio for speaker in speakers), key=len),
        links=tuple(links.values()),
    )
