"""What is worth reading after a talk, as one list."""

from __future__ import annotations

from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.structure.links import ResourceList


def render_resource_list(resources: ResourceList, context: Context) -> str:
    """The entries of a list in the writer's order: kind, link, who made it and when, its host and a note.

    The heading above it belongs to the page; the list carries the same name for those who meet it without.
    """
    return render_for(context, "resources", resources=resources)
