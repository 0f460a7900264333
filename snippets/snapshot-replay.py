# title: A snapshot, and the rest of the match

from dataclasses import dataclass
from functools import reduce


@dataclass(frozen=True)
class Scored:
    team: str


@dataclass(frozen=True)
class Disallowed:
    team: str


def evolve(score, event):
    match event:
        case Scored(team):
            return {**score, team: score[team] + 1}
        case Disallowed(team):
            return {**score, team: score[team] - 1}
    return score


initial = {"red": 0, "blue": 0}
events = [
    Scored("red"),
    Scored("blue"),
    Scored("blue"),
    Disallowed("blue"),
    Scored("red"),
    Scored("blue"),
]

# Written down after event 4, with the evolve of that day.
snapshot = {"version": 4, "score": {"red": 1, "blue": 1}}
rest = events[snapshot["version"] :]

text = "red {red}, blue {blue}".format_map
long = text(reduce(evolve, events, initial))
short = text(reduce(evolve, rest, snapshot["score"]))
print(f"all {len(events)} events: {long}")
print(f"snapshot and {len(rest)} events: {short}")
print("equal" if long == short else "not equal: delete the snapshot")
