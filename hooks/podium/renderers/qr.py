"""An address as a picture that a telephone reads."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

import segno
from markupsafe import Markup

from podium.renderers.environment import render
from podium.structure.settings import Settings
from podium.urls import host_of

_BORDER = 2
_DARK = re.compile(rb"\x01+")


def public_address(address: str, settings: Settings) -> str:
    """An address of the site for somebody elsewhere; empty when the site does not know its own."""
    return _whole(address, settings.site_url)


@lru_cache(maxsize=4096)
def _whole(address: str, site: str) -> str:
    return urljoin(site, address) if host_of(site) else ""


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
    matrix = segno.make(address, error="m", micro=False, mask=mask).matrix
    path = "".join(
        f"M{run.start() + _BORDER} {y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(matrix, _BORDER)
        for run in _DARK.finditer(row)
    )
    return render("qr", size=len(matrix) + 2 * _BORDER, path=path, words=f"QR code of {short(address)}")
