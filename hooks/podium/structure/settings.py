"""What a site's owner decides once, for all talks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a site; a host fills them from its own configuration."""

    site_name: str = ""
    """The name of the site."""
    site_description: str = ""
    """What the site is about, in a sentence."""
    site_url: str = ""
    """The public address of the site, or an empty text."""
    accent: str = "#4051b5"
    """The colour of the site's palette, in CSS; decks are painted with it."""
    scheme: str = "auto"
    """Whether the site is `light` or `dark`, or `auto` when that is the visitor's choice.

    Behind `auto` stands what those see who chose nothing, as in `auto light`, unless their system says it.
    """
    icon: str = ""
    """The picture that stands for the site in a browser's tabs, relative to the site."""
    language: str = "en"
    """The language of the site, as BCP 47."""
    talks: str = "talks"
    """The folder of the talk files, relative to the project."""
    timezone: str = "UTC"
    """The IANA zone of talks that name none."""
    duration: int = 60
    """Minutes that a talk without an end is taken to last, only to tell whether it is over."""
    map: str = "https://www.openstreetmap.org/search?query={place}"
    """The map service a place links to; `{place}` becomes the place. An empty text turns the link off."""
    peertube: tuple[str, ...] = ()
    """Hosts of PeerTube servers whose videos may be shown in the page."""
    csp: bool = True
    """Whether pages carry a Content Security Policy, and the site a `_headers` file."""
    csp_hosts: tuple[str, ...] = ()
    """Hosts that scripts of yours load from or ask, such as a visitor counter's; pages may load anything from them."""
    cards: bool = True
    """Whether an image to share is drawn for each talk, where Pillow is installed."""
    card_font: str = ""
    """A font file of the project for these images; without it, one for English is used."""
    fields: tuple[str, ...] = ()
    """Front matter fields of your own, left alone and passed to templates."""
    directory_urls: bool = True
    """Whether pages are folders (`talks/x/`) or files (`talks/x.html`)."""
    serving: bool = False
    """Whether this is a preview for the writer: drafts are built and problems are shown on their pages."""
