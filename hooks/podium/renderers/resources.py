"""What is worth reading after a talk, as one list."""

from __future__ import annotations

from collections.abc import Sequence

from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.structure.links import ResourceList


def render_resource_list(resources: ResourceList, context: Context, *, part: str = "") -> str:
    """The entries of a list in the writer's order: kind, link, who made it and when, its host and a note.

    The heading above it belongs to the page; the list carries the same name for those who meet it without.
    `part` is the id by which the page's header leads to it.
    """
    return render_for(context, "resources", resources=resources, part=part)


def first_resources(lists: Sequence[ResourceList]) -> int | None:
    """Which list in a talk's text is the first that is not empty."""
    return next((place for place, found in enumerate(lists) if found.in_body and found.resources), None)
