# title: A counter with undo and redo

from functools import reduce


def count(number, action):
    """A reducer as Redux knows it: number and action give a number."""
    return number + action["by"] if action["type"] == "Added" else number


initial = {"past": [], "present": 0, "future": []}


def evolve(state, action):
    """The same reducer with a memory. Undo happens like the rest."""
    past, present, future = state.values()
    match action["type"]:
        case "Undone" if past:
            past, present, future = past[:-1], past[-1], [present, *future]
        case "Redone" if future:
            past, present, future = [*past, present], future[0], future[1:]
        case _ if (new := count(present, action)) != present:
            past, present, future = [*past, present], new, []
    return {"past": past, "present": present, "future": future}


def view(state):
    past, present, future = state.values()
    return " ".join(map(str, [*past, f"[{present}]", *future]))


events = [
    {"type": "Added", "by": 1},
    {"type": "Added", "by": 5},
    {"type": "Added", "by": -2},
    {"type": "Undone"},
    {"type": "Undone"},
    {"type": "Redone"},
    {"type": "Added", "by": 10},
]

counter = reduce(evolve, events, initial)
print(f"present: {counter['present']}")
print(f"line of time: {view(counter)}")
print(f"kept in the stream: {len(events)} events")
