"""Old addresses."""

from __future__ import annotations

from podium.renderers.environment import render


def render_redirect(target: str, title: str) -> str:
    """A whole HTML document that leads from an old address to `target`, an address as seen from there."""
    return render("redirect", target=target, title=title)
