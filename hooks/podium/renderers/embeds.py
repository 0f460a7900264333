"""Decks and videos in a page: nothing is asked of their host before the visitor wants them."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from podium.renderers.context import Context
from podium.renderers.decks import render_deck
from podium.renderers.environment import render_for
from podium.structure.decks import Embed, Kind

_POSTER_WIDTH = 1600
_LEAST, _MOST = 0.4, 4.0


def render_embed(embed: Embed, context: Context, *, caption: str = "") -> str:
    """A figure for an embed; a plain link to what it shows is always part of it.

    What has a frame becomes a facade whose frame `<podium-embed>` makes on a click; a video file, a player
    that loads nothing by itself; a PDF, its first page or a sheet of paper; all else, a link. `caption` is
    HTML that was rendered already; it is placed as it is.
    """
    deck = context.catalogue.deck_at(embed.link)
    if deck and (html := render_deck(deck, context)):
        return html
    ratio = min(max(embed.ratio, _LEAST), _MOST)
    return render_for(
        context,
        _template(embed),
        embed=replace(embed, frame=context.href(embed.frame)) if embed.frame else embed,
        caption=Markup(caption),  # noqa: S704 - the caller rendered it
        link=context.href(embed.link),
        poster=context.href(embed.poster) if embed.poster else "",
        title=embed.title or _NAMES[embed.kind],
        label=_LABELS[embed.kind],
        width=_POSTER_WIDTH,
        height=round(_POSTER_WIDTH / ratio),
    )


_NAMES = {Kind.DECK: "Slides", Kind.VIDEO: "Recording", Kind.LINK: "Link"}
_LABELS = {Kind.DECK: "Show the slides", Kind.VIDEO: "Play the recording", Kind.LINK: "Open"}


def _template(embed: Embed) -> str:
    if embed.kind is Kind.LINK:
        return "embed_link"
    if embed.frame:
        return "embed_frame"
    if embed.provider == "file" and embed.kind is Kind.VIDEO:
        return "embed_video"
    return "embed_paper" if embed.provider == "pdf" else "embed_link"
