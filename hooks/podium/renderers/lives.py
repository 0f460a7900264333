"""The life of a talk: which occasion its page is about, what is true of it now, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from podium.dates import Precision, When
from podium.renderers.clock import Span
from podium.renderers.context import Context
from podium.renderers.tiles import show_month
from podium.structure.catalogue import Entry
from podium.structure.decks import Kind
from podium.structure.occasions import Occasion, Recording, Status
from podium.structure.talks import Talk
from podium.urls import host_name, looks_like_address


class Phase(StrEnum):
    """Where an occasion is in its life."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    OFF = "off"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button."""

    label: str
    """What it says."""
    href: str
    """Where it leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The occasion that a talk's page is about, for a time."""

    entry: Entry
    """The occasion with its talk."""
    span: Span
    """The time during which it leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is true of an occasion for a time."""

    phase: Phase
    """Where it is in its life."""
    span: Span
    """The time during which this is true."""
    words: str
    """The state in words: `Given in March 2016`."""
    tone: str
    """How it looks: `good`, `warn`, `bad` or `calm`."""
    counts: str = ""
    """`minute` or `day` when the browser may count down to the start, else empty."""


def leads(talk: Talk, context: Context) -> list[Lead]:
    """The occasions that lead from `now` on, one after the other."""
    entries = [Entry(talk=talk, occasion=occasion) for occasion in talk.occasions]
    ends = {end for entry in entries if (end := context.catalogue.ends(entry)) and end > context.now}
    found: list[Lead] = []
    for since, until in pairwise([context.now, *sorted(ends), None]):
        entry = context.catalogue.leading(talk, since or context.now)
        goes_on = bool(found) and found[-1].entry.occasion is entry.occasion
        began = found.pop().span.since if goes_on else since
        found.append(Lead(entry=entry, span=Span(since=began, until=until)))
    return found


def states(lead: Lead, context: Context) -> list[State]:
    """What is true of a leading occasion, now and later, in order."""
    life = _life(lead.entry, context.catalogue.ends(lead.entry))
    within = [replace(state, span=state.span.within(lead.span)) for state in life]
    return [state for state in within if not state.span.empty and not state.span.over(context.now)]


def _life(entry: Entry, ends: datetime | None) -> list[State]:
    """The states of an occasion from beginning to end."""
    when, status = entry.occasion.when, entry.occasion.status
    if status in _OFF:
        return [_OFF[status]]
    if when is None:
        return [_AHEAD[status] if entry.awaited else _UNDATED_PAST if entry.awaited is False else _UNDATED]
    ahead, counts = _AHEAD[status], _COUNTED.get(when.start.precision, "")
    given = "Given in" if status is Status.CONFIRMED else "Was planned for"
    now = say_now(when) if status is Status.CONFIRMED else ahead.words
    return [
        replace(ahead, span=Span(until=when.starts), counts=counts if status is Status.CONFIRMED else ""),
        replace(ahead, phase=Phase.DURING, span=Span(since=when.starts, until=ends), words=now),
        replace(_UNDATED_PAST, span=Span(since=ends), words=f"{given} {show_month(when.start)}"),
    ]


_OFF = {
    Status.CANCELLED: State(phase=Phase.OFF, span=Span(), words="Cancelled", tone="bad"),
    Status.POSTPONED: State(phase=Phase.OFF, span=Span(), words="Postponed", tone="warn"),
}
_AHEAD = {
    Status.CONFIRMED: State(phase=Phase.BEFORE, span=Span(), words="Upcoming", tone="good"),
    Status.TENTATIVE: State(phase=Phase.BEFORE, span=Span(), words="To be confirmed", tone="warn"),
}
_UNDATED_PAST = State(phase=Phase.AFTER, span=Span(), words="Past talk", tone="calm")
_UNDATED = State(phase=Phase.UNKNOWN, span=Span(), words="Undated", tone="calm")
_COUNTED = {Precision.MINUTE: "minute", Precision.DAY: "day"}
_NOW = {Precision.DAY: "Today", Precision.MONTH: "This month", Precision.YEAR: "This year"}


def say_now(when: When) -> str:
    """What is said while it lasts: `Happening now`, or as much as the date tells."""
    return "Happening now" if when.end else _NOW.get(when.start.precision, "Happening now")


def actions(lead: Lead, state: State, context: Context) -> list[Action]:
    """What a visitor can do, the one thing to do now first."""
    occasion, talk = lead.entry.occasion, lead.entry.talk
    register = _action(register_label(occasion), occasion.register)
    deck = shown(occasion, talk, Kind.DECK, context)
    slides, follow = _action("Open slides", deck), _action("Follow along", deck)
    video = _action("Watch recording", shown(occasion, talk, Kind.VIDEO, context))
    event = _action("Event page", occasion.event_url if occasion.event_url != occasion.register else "")
    resources = _action("Resources", resources_part(talk))
    offered = {
        Phase.BEFORE: (*register, *slides, *video, *(() if register else event)),
        Phase.DURING: (*follow, *register, *video),
        Phase.AFTER: (*video, *slides, *resources),
        Phase.OFF: (*video, *slides),
        Phase.UNKNOWN: (*slides, *resources),
    }
    return list(offered[state.phase])


def resources_part(talk: Talk) -> str:
    """Where on its page a talk's first list of resources is: `#podium-resources`; empty when there is none."""
    found = [resources for resources in talk.resources if resources.resources]
    if not found:
        return ""
    return "#podium-resources" if any(resources.in_body for resources in found) else "#podium-resources-1"


def zone_of(entry: Entry) -> str:
    """The zone of its place, in which days are counted; empty without a date."""
    return entry.occasion.when.zone if entry.occasion.when else ""


def say_undated(entry: Entry) -> str:
    """What stands in the place of a date that is not there."""
    return _UNDATED_WORDS[entry.awaited]


_UNDATED_WORDS = {True: "Date to be announced", False: "Date not recorded", None: "Date not known"}


def takes_place(occasion: Occasion) -> bool:
    """Whether people may still plan to come."""
    return not occasion.off


def register_label(occasion: Occasion) -> str:
    """What the button to register says: `Register on Meetup`; a host that would break inside a word is left out."""
    host = host_name(occasion.register)
    fits = all(len(word) <= _WORD for word in re.split(r"[.-]", host))
    return f"Register on {host}" if host and fits else "Register"


_WORD = 20
"""Letters that stand side by side on a button of a small telephone (320 pixels), whatever the font."""


def _action(label: str, href: str) -> tuple[Action, ...]:
    return (Action(label=label, href=href),) if href else ()


def shown(occasion: Occasion, talk: Talk, kind: Kind, context: Context) -> str:
    """Where the slides or the recording of an occasion are: its own, else the first of the page, or empty."""
    own = _named(occasion, kind)
    links = [
        *(show.embed.link for show in talk.shows if show.name in own),
        *(address for address in own if looks_like_address(address)),
        *(show.embed.link for show in talk.shows if show.embed.kind is kind),
    ]
    return context.href(links[0]) if links else ""


def shown_at(occasion: Occasion, talk: Talk, kind: Kind, context: Context) -> str:
    """The same, but never what another occasion of the talk names for itself."""
    others = {name for other in talk.occasions for name in _named(other, kind)} - {*_named(occasion, kind)}
    shows = tuple(show for show in talk.shows if show.name not in others)
    return shown(occasion, replace(talk, shows=shows), kind, context)


def _named(occasion: Occasion, kind: Kind) -> tuple[str, ...]:
    return occasion.videos if kind is Kind.VIDEO else occasion.slides


def facts(lead: Lead, state: State, context: Context) -> list[str]:
    """What else is worth a quiet line: slides ready, what became of the recording, what it means to be off."""
    occasion, talk = lead.entry.occasion, lead.entry.talk
    if state.phase is Phase.OFF:
        return [_MEANS[occasion.status]]
    slides = shown(occasion, talk, Kind.DECK, context)
    video = shown(occasion, talk, Kind.VIDEO, context)
    if state.phase is Phase.AFTER and not (slides or video or occasion.recording):
        return ["No slides or recording yet."]
    ready = "The slides are here already." if slides and state.phase is Phase.BEFORE else ""
    unsure = _MEANS[occasion.status] if occasion.status is Status.TENTATIVE and state.phase is not Phase.AFTER else ""
    recording = _RECORDINGS[state.phase is Phase.AFTER].get(occasion.recording, "")
    return [fact for fact in (unsure, ready, "" if video else recording) if fact]


_MEANS = {
    Status.CANCELLED: "It does not take place.",
    Status.POSTPONED: "A new date is not known yet.",
    Status.TENTATIVE: "It is not certain yet that it takes place then.",
}
_RECORDINGS: tuple[dict[Recording | None, str], dict[Recording | None, str]] = (
    {Recording.SCHEDULED: "It will be recorded.", Recording.NOT_RECORDED: "It will not be recorded."},
    {
        Recording.SCHEDULED: "Recording to come.",
        Recording.NOT_RECORDED: "It was not recorded.",
        Recording.NOT_PUBLISHED: "The recording is not public.",
    },
)
