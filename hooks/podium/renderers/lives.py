"""The life of a talk: which occasion its page is about, what is true of it now, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
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
from podium.urls import host_name, is_absolute


class Phase(StrEnum):
    """Where an occasion is in its life."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    OFF = "off"


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
        if found and found[-1].entry.occasion is entry.occasion:
            since = found.pop().span.since
        found.append(Lead(entry=entry, span=Span(since=since, until=until)))
    return found


def states(lead: Lead, context: Context) -> list[State]:
    """What is true of a leading occasion, now and later, in order."""
    found = [
        State(phase=phase, span=span.within(lead.span), words=words, tone=tone, counts=counts)
        for phase, span, words, tone, counts in _life(lead.entry, context)
    ]
    return [state for state in found if not state.span.empty and not state.span.over(context.now)]


def _life(entry: Entry, context: Context) -> list[tuple[Phase, Span, str, str, str]]:
    when, status = entry.occasion.when, entry.occasion.status
    if status in _OFF:
        return [(Phase.OFF, Span(), *_OFF[status], "")]
    if when is None:
        past = bool(entry.talk.past)
        return [(Phase.AFTER, Span(), "Past talk", "calm", "")] if past else [(Phase.BEFORE, Span(), *_AHEAD[status], "")]
    starts, ends = when.starts, context.catalogue.ends(entry)
    tentative = status is Status.TENTATIVE
    counts = "" if tentative else _COUNTED.get(when.start.precision, "")
    return [
        (Phase.BEFORE, Span(until=starts), *_AHEAD[status], counts),
        (Phase.DURING, Span(since=starts, until=ends), *(_AHEAD[status] if tentative else (say_now(when), "good")), ""),
        (Phase.AFTER, Span(since=ends), _after(when, tentative=tentative), "calm", ""),
    ]


_OFF = {Status.CANCELLED: ("Cancelled", "bad"), Status.POSTPONED: ("Postponed", "warn")}
_AHEAD = {Status.CONFIRMED: ("Upcoming", "good"), Status.TENTATIVE: ("To be confirmed", "warn")}
_COUNTED = {Precision.MINUTE: "minute", Precision.DAY: "day"}
_NOW = {Precision.DAY: "Today", Precision.MONTH: "This month", Precision.YEAR: "This year"}


def say_now(when: When) -> str:
    """What is said while it lasts: `Happening now`, or as much as the date tells."""
    return "Happening now" if when.end else _NOW.get(when.start.precision, "Happening now")


def _after(when: When, *, tentative: bool) -> str:
    date = show_month(when.start)
    return f"Was planned for {date}" if tentative else f"Given in {date}"


def actions(lead: Lead, state: State, context: Context) -> list[Action]:
    """What a visitor can do, the one thing to do now first."""
    occasion, talk = lead.entry.occasion, lead.entry.talk
    register = _register(occasion)
    slides = _action("Open slides", shown(occasion, talk, Kind.DECK, context))
    video = _action("Watch recording", shown(occasion, talk, Kind.VIDEO, context))
    event = _action("Event page", occasion.event_url if occasion.event_url != occasion.register else "")
    offered = {
        Phase.BEFORE: (*register, *slides, *video, *(() if register else event)),
        Phase.DURING: (*slides, *register, *video),
        Phase.AFTER: (*video, *slides),
        Phase.OFF: (*video, *slides),
    }
    return list(offered[state.phase])


def takes_place(occasion: Occasion) -> bool:
    """Whether people may still plan to come."""
    return occasion.status not in _OFF


def _register(occasion: Occasion) -> tuple[Action, ...]:
    host = host_name(occasion.register)
    return _action(f"Register on {host}" if host else "Register", occasion.register)


def _action(label: str, href: str) -> tuple[Action, ...]:
    return (Action(label=label, href=href),) if href else ()


def shown(occasion: Occasion, talk: Talk, kind: Kind, context: Context) -> str:
    """Where the slides or the recording of an occasion are: its own, else the first that the page shows; or empty."""
    own = occasion.videos if kind is Kind.VIDEO else occasion.slides
    embeds = [embed.link for embed in context.embeds.get(talk.slug, ()) if embed.kind is kind]
    found = [address for address in own if is_absolute(address)] or embeds
    return context.href(found[0]) if found else ""


def facts(lead: Lead, state: State, context: Context) -> list[str]:
    """What else is worth a quiet line: slides ready, what became of the recording."""
    occasion, talk = lead.entry.occasion, lead.entry.talk
    slides = shown(occasion, talk, Kind.DECK, context)
    video = shown(occasion, talk, Kind.VIDEO, context)
    if state.phase is Phase.AFTER and not (slides or video or occasion.recording):
        return ["No slides or recording yet."]
    ready = "The slides are here already." if slides and state.phase is Phase.BEFORE else ""
    recording = _RECORDINGS[state.phase is Phase.AFTER].get(occasion.recording, "")
    return [fact for fact in (ready, "" if video or state.phase is Phase.OFF else recording) if fact]


_RECORDINGS: tuple[dict[Recording | None, str], dict[Recording | None, str]] = (
    {Recording.SCHEDULED: "It will be recorded.", Recording.NOT_RECORDED: "It will not be recorded."},
    {
        Recording.SCHEDULED: "Recording to come.",
        Recording.NOT_RECORDED: "It was not recorded.",
        Recording.NOT_PUBLISHED: "The recording is not public.",
    },
)
