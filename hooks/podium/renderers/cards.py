"""What the image of a talk says, and where it is."""

from __future__ import annotations

from datetime import datetime

from podium.dates import show_when
from podium.problems import Finding, Level
from podium.renderers.places import show_place
from podium.runners.cards import Card, as_hex
from podium.structure.catalogue import Catalogue
from podium.structure.settings import Settings
from podium.structure.talks import Talk
from podium.text import one_line, quoted

_HYPHENS = str.maketrans(dict.fromkeys((0x2010, 0x2011), "-"))


def card_of(talk: Talk, catalogue: Catalogue, settings: Settings, now: datetime, font: str = "") -> Card:
    """What is drawn for a talk: of several occasions the one that its page is about."""
    occasion = catalogue.leading(talk, now).occasion
    where = occasion.event or (show_place(occasion.place) if occasion.place else "")
    when = show_when(occasion.when) if occasion.when else ""
    return Card(
        title=_plain(talk.title),
        site=_plain(settings.site_name),
        where=_plain(" · ".join(part for part in (where, when) if part)),
        who=_plain(", ".join(speaker.name for speaker in talk.speakers)),
        accent=as_hex(settings.accent) or "#4051b5",
        font=font,
    )


def _plain(text: str) -> str:
    """One line with the hyphen that every font has."""
    return one_line(text).translate(_HYPHENS)


def card_address(talk: Talk) -> str:
    """The file of a talk's image, relative to the site, not percent-encoded."""
    return f"assets/podium/cards/{talk.slug}.png"


def say_unknown_signs(talk: Talk) -> Finding:
    """The sentence for a title in a script that the font does not know."""
    return Finding(
        message=f"the font has not all letters of {quoted(talk.title)}; the talk has no image to share",
        hint="Name a font that has them as 'card_font' in mkdocs.yml.",
        level=Level.NOTICE,
    )


def say_no_font(font: str) -> Finding:
    """The sentence for a font that cannot be used."""
    return Finding(
        message=f"the font {quoted(font)} cannot be read; talks have no images to share",
        hint="Name a TrueType or OpenType file, relative to mkdocs.yml.",
    )
