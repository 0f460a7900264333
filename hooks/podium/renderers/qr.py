"""An address as a picture that a telephone reads."""

from __future__ import annotations

from urllib.parse import urljoin

import segno
from markupsafe import Markup

from podium.renderers.environment import render
from podium.structure.settings import Settings
from podium.urls import host_of

_BORDER = 2


def public_address(address: str, settings: Settings) -> str:
    """An address of the site for somebody elsewhere; empty when the site does not know its own."""
    return urljoin(settings.site_url, address) if host_of(settings.site_url) else ""


def short(address: str) -> str:
    """An address as people read it out: without its scheme."""
    return address.partition("//")[2].removeprefix("www.")


def render_qr_card(address: str) -> Markup:
    """A QR code with the address below it, which is a link."""
    return render("qr_card", code=render_qr(address), address=address, short=short(address))


def render_qr(address: str, *, mask: int | None = None) -> Markup:
    """A QR code (ISO/IEC 18004) as inline SVG, one path on a white ground.

    A given `mask` saves the search for the one that is read most easily: nine tenths of the time it takes.
    """
    matrix = tuple(segno.make(address, error="m", micro=False, mask=mask).matrix_iter(border=_BORDER))
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(matrix) for x, length in _runs(tuple(row)))
    return render("qr", size=len(matrix), path=path, words=f"QR code of {short(address)}")


def _runs(row: tuple[int, ...]) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many follow one another."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
