"""The size of paper that readers of a text have."""

from __future__ import annotations

import re

from babel.core import get_global

from podium.structure.settings import Settings

# CLDR, supplemental data, `measurementData`: all the world but these has A4.
_LETTER = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
_REGION = re.compile(r"[a-z]{2,3}(?:[-_][a-z]{3,4})*[-_]([a-z]{2})\b", re.IGNORECASE)


def paper_size(language: str, settings: Settings) -> str:
    """`Letter` or `A4`, as it is sold where a text is read.

    That is the region of the text's language (`fr-CA`), else of the site's, else of the site's time zone.
    """
    region = _region(language) or _region(settings.language) or _region_of_zone(settings.timezone)
    return "Letter" if region in _LETTER else "A4"


def _region_of_zone(zone: str) -> str:
    known: str = get_global("zone_aliases").get(zone, zone)
    return str(get_global("zone_territories").get(known, ""))


def _region(language: str) -> str:
    """The region of a language tag (BCP 47), in capitals, or nothing: `en-US`, `es-Latn-MX`, `en_ca`."""
    found = _REGION.match(language)
    return found[1].upper() if found else ""
