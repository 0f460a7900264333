"""Compares what a category says with the date beside it."""

from __future__ import annotations

from datetime import datetime

from podium.problems import Finding, Level, Problem
from podium.structure.catalogue import Catalogue
from podium.structure.talks import Talk


def check_categories(catalogue: Catalogue, now: datetime) -> tuple[Problem, ...]:
    """A notice for each talk whose category says `past` or `upcoming` and whose dates, or recordings, do not."""
    ahead = {entry.talk.slug for entry in catalogue.upcoming(now)}
    return tuple(
        Finding(
            message=f"the category says {'past' if talk.past else 'upcoming'}, the {_stronger(talk)} does not; "
            f"the {_stronger(talk)} counts",
            level=Level.NOTICE,
        ).at(talk.path, talk.lines.get("category"), "category")
        for talk in catalogue.talks
        if talk.past is not None and talk.past is (talk.slug in ahead)
    )


def _stronger(talk: Talk) -> str:
    """What counts more than a category."""
    return "date" if talk.occasions[0].when or talk.past else "recording"
