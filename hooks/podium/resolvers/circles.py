"""Finds embeds that lead back to where they began."""

from __future__ import annotations

from collections.abc import Mapping

from podium.problems import Finding, Level

_SHOWN = 7
Graph = Mapping[str, tuple[str, ...]]


def find_circles(graph: Graph) -> dict[tuple[str, str], Finding]:
    """The embeds that close a circle, as pairs of names, with what to say of each.

    The graph gives for each name the names it embeds. Works in linear time, without recursion.
    """
    closing: dict[tuple[str, str], Finding] = {}
    done: set[str] = set()
    for root in graph:
        path: dict[str, None] = {}  # in order, with a quick look-up
        stack: list[tuple[str, int]] = [(root, 0)]
        while stack:
            name, turn = stack.pop()
            if turn == 0:
                if name in done:
                    continue
                path[name] = None
            edges = graph.get(name, ())
            if turn < len(edges):
                stack.append((name, turn + 1))
                other = edges[turn]
                if other in path:
                    members = list(path)
                    closing[name, other] = _say([*members[members.index(other) :], other])
                else:
                    stack.append((other, 0))
            else:
                done.add(name)
                del path[name]
    return closing


def _say(chain: list[str]) -> Finding:
    shown = chain if len(chain) <= _SHOWN else [*chain[:4], "…", *chain[-3:]]
    return Finding(
        message=f"the embeds go round in a circle ({' → '.join(shown)}); this one was left out",
        hint=f"Link to it with [[{chain[-1]}]] instead.",
        level=Level.ERROR,
    )
