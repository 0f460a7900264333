"""Slides and recordings that a talk's front matter names and its text does not show."""

from __future__ import annotations

from podium.renderers.context import Context
from podium.renderers.embeds import render_embed
from podium.structure.talks import Talk


def render_media(talk: Talk, context: Context) -> str:
    """Embeds for the slides and recordings of all occasions, slides first, each once."""
    embeds = {show.embed.link: show.embed for show in talk.shows if not show.in_body}
    return "".join(render_embed(embed, context) for embed in embeds.values())
