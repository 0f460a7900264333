"""A deck written in Markdown: the document that shows it alone, and its place in a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.renderers.marks import mark_address, place, with_ids
from podium.renderers.qr import public_address, render_qr, short
from podium.renderers.slides import Shown
from podium.structure.decks import Deck
from podium.structure.talks import Talk
from podium.text import shorten

ASSETS = "assets/podium/decks"
"""Where the scripts and styles of decks lie, relative to the site."""
STYLES = ("reveal.css", "deck.css")
"""What a deck's document is painted with, in order."""
SCRIPTS = ("deck.js", "reveal.js")
"""What moves it, in order: the first says that there are scripts."""
PAPER = "paper.css"
"""What makes it a text to read: in print, and without scripts."""
SNIPPET = "assets/podium/podium-snippet"
"""Where the script and the style of snippets lie, without their ends."""
EMBED = "assets/podium/podium-embed.js"
"""The element of videos and other frames, which pages have among all others."""
_PARTS = {
    "<podium-embed": (EMBED,),
    "<podium-snippet": (f"{SNIPPET}.css", f"{SNIPPET}.js"),
}
"""The files that a document needs for what its slides hold, besides those of all decks."""
_BARE = ("title", "image", "full")
"""Layouts that leave no room for a footer."""
_HEIGHT = 720
_WIDTH = 1600
_DESCRIPTION = 200


def render_document(deck: Deck, slides: Sequence[Shown], context: Context, *, problems: str = "") -> str:
    """The whole HTML document of a deck, at its own address. It asks for nothing outside the site.

    `problems` is HTML that tells its writer what is wrong, in a preview.
    """
    settings = context.settings
    talk = context.catalogue.showing(deck)
    share = public_address(talk.address, settings) if talk else ""
    parts = _parts(slides)
    html = render_for(
        context,
        "deck_page",
        deck=deck,
        look=deck.look,
        settings=settings,
        language=settings.language,
        scheme=settings.scheme if deck.look.scheme == "auto" else deck.look.scheme,
        accent=deck.look.accent or settings.accent,
        width=_width(deck),
        height=_HEIGHT,
        description=describe_deck(deck, slides, talk),
        canonical=public_address(deck.address, settings),
        styles=[f"{ASSETS}/{name}" for name in STYLES] + [part for part in parts if part.endswith(".css")],
        paper=f"{ASSETS}/{PAPER}",
        scripts=[f"{ASSETS}/{name}" for name in SCRIPTS] + [part for part in parts if part.endswith(".js")],
        stacks=_stacks(deck, slides),
        logo=context.href(deck.look.logo) if deck.look.logo else "",
        talk=talk,
        problems=Markup(problems),  # noqa: S704 - a template's
        papers=_papers(deck),
        share=short(share),
        qr=render_qr(share) if share else "",
    )
    return place(html, context.href)


def _parts(slides: Sequence[Shown]) -> list[str]:
    """The addresses of the files that the slides need for what they hold."""
    wanted = [names for mark, names in _PARTS.items() if any(mark in shown.html for shown in slides)]
    return [name for names in wanted for name in names]


def render_deck(deck: Deck, context: Context) -> str:
    """The deck in a page: a stage that `<podium-deck>` fills, its controls, and all slides as text below it.

    Empty where there are no slides to show.
    """
    slides = context.slides(deck)
    if not slides:
        return ""
    html = render_for(
        context,
        "embed_deck",
        deck=deck,
        ratio=deck.look.ratio,
        width=_WIDTH,
        height=round(_WIDTH / deck.look.ratio),
        prefix=f"{deck.slug}-",
        slides=[_read(shown, deck) for shown in slides],
        papers=_papers(deck),
    )
    return place(html, context.href)


def _width(deck: Deck) -> int:
    return round(_HEIGHT * deck.look.ratio)


def print_styles(deck: Deck) -> tuple[str, ...]:
    """The stylesheets that reveal.js 6 makes to print a deck, which its policy has to know letter by letter."""
    width, height = _width(deck), _HEIGHT
    parts = ", ".join(f".reveal section>{name}" for name in ("img", "video", "iframe"))
    return (
        f"@page{{size:{width}px {height}px; margin: 0px;}}",
        f"{parts}{{max-width: {width}px; max-height:{height}px}}",
    )


def render_deck_words(deck: Deck, slides: Sequence[Shown]) -> str:
    """The deck as a search reads it: each slide under a heading that leads to it."""
    head = Markup("<h1>{}</h1>").format(deck.title)
    return head + Markup("").join(
        Markup('<h2 id="{}">{}</h2><p>{}</p>').format(shown.address, shown.title, shown.words) for shown in slides
    )


def describe_deck(deck: Deck, slides: Sequence[Shown], talk: Talk | None) -> str:
    """The deck in at most 200 characters: its summary, or whose it is and how long."""
    count = f"{len(slides)} slide{'s' * (len(slides) != 1)}"
    speakers = " and ".join(speaker.name for speaker in talk.speakers) if talk else ""
    return shorten(deck.summary or f"{deck.title}: {count}{' by ' * bool(speakers)}{speakers}", _DESCRIPTION)


def _stacks(deck: Deck, slides: Sequence[Shown]) -> list[list[dict[str, object]]]:
    """The slides in their stacks, each as its template wants it."""
    counts = [across for across, stack in enumerate(deck.stacks) for _ in stack]
    rows = groupby(zip(counts, slides, strict=True), key=lambda pair: pair[0])
    return [[_section(shown, len(slides)) for _, shown in row] for _, row in rows]


def _section(shown: Shown, total: int) -> dict[str, object]:
    own = dict(shown.attributes)
    classes = f"podium-slide podium-slide--{shown.layout} {own.pop('class', '')}".strip()
    attributes = {"class": classes, "aria-label": f"{shown.number} of {total}: {shown.title}", **own}
    return {
        "attributes": attributes,
        "html": Markup(with_ids(shown.html, f"s{shown.number}-")),  # noqa: S704 - rendered from the deck's Markdown
        "notes": Markup(with_ids(shown.notes, f"s{shown.number}-")),  # noqa: S704 - the same
        "footer": shown.slide.footer and shown.layout not in _BARE,
    }


def _read(shown: Shown, deck: Deck) -> dict[str, object]:
    prefix = f"{deck.slug}-{shown.number}-"
    return {
        "number": shown.number,
        "title": shown.title,
        "text": Markup(with_ids(_with_own_links(shown.text, deck), prefix)),  # noqa: S704 - from the deck's Markdown
        "notes": Markup(with_ids(shown.notes, prefix)),  # noqa: S704 - the same
    }


def _with_own_links(html: str, deck: Deck) -> str:
    """Links to other slides, `#/3`, lead to the deck's own document from elsewhere."""
    return html.replace('href="#/', f'href="{mark_address(f"{deck.address}#/")}')


def _papers(deck: Deck) -> list[Mapping[str, str]]:
    return [{"label": label, "address": address} for label, address in deck.papers]
