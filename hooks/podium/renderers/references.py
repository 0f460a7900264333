"""What stands in a page in the place of each reference."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from podium.problems import Finding, Level
from podium.renderers.context import Context
from podium.renderers.embeds import render_embed
from podium.renderers.listings import render_card, render_past, render_talks, render_upcoming
from podium.renderers.manual import render_fields, render_settings
from podium.renderers.markdown import Expansion
from podium.renderers.qr import public_address, render_qr_card
from podium.renderers.resource_pages import render_all_resources
from podium.renderers.resources import first_resources, render_resource_list
from podium.renderers.snippet_references import expand_code, expand_snippet, is_code
from podium.resolvers.media import Shelf, is_file, resolve_file, resolve_media
from podium.resolvers.references import is_address, say_unknown
from podium.structure.decks import Deck, Embed
from podium.structure.links import Reference
from podium.structure.names import Names, Target
from podium.structure.talks import Talk

_DEPTH = 5
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The page in which a reference stands, and what it may lead to."""

    context: Context
    """The page in its site."""
    uri: str
    """The page as seen from the docs folder; links are written relative to it."""
    names: Names
    """Everything that has a name."""
    shelf: Shelf
    """Files that can be shown."""
    talk: Talk | None = None
    """The talk whose page it is."""
    circles: Mapping[tuple[str, str], Finding] = field(default_factory=dict)
    """Embeds that lead back to where they began."""
    inside: tuple[str, ...] = ()
    """The decks in whose captions the reference stands, outermost first."""


Found = tuple[Expansion, tuple[Finding, ...]]
Caption = Callable[[Deck], str]


def _upcoming(_: Reference, here: Here) -> str:
    return render_upcoming(here.context)


def _past(_: Reference, here: Here) -> str:
    return render_past(here.context)


def _talks(_: Reference, here: Here) -> str:
    return render_talks(here.context)


def _resources(reference: Reference, here: Here) -> str:
    """The list that stood here, or all those of the front matter."""
    lists = here.talk.resources if here.talk else ()
    wanted = dict(reference.options).get("list")
    if wanted is not None and wanted.isdecimal() and int(wanted) < len(lists):
        part = "podium-resources" if int(wanted) == first_resources(lists) else ""
        return render_resource_list(lists[int(wanted)], here.context, part=part)
    return "".join(render_resource_list(found, here.context) for found in lists if not found.in_body)


def _all_resources(reference: Reference, here: Here) -> str:
    part = dict(reference.options).get("part", "")
    return render_all_resources(here.context, int(part) if part.isdecimal() and len(part) < _DIGITS else 1)


def _fields(reference: Reference, here: Here) -> str:
    return render_fields(dict(reference.options), lambda name: _page(name, here))


def _settings(reference: Reference, here: Here) -> str:
    return render_settings(dict(reference.options), lambda name: _page(name, here))


def _page(name: str, here: Here) -> str:
    target = here.names.find(name)
    return here.context.href(target.address) if target and target.address else ""


def _qr(_: Reference, here: Here) -> str:
    """The address of the talk, or of the page that is no talk's, for a telephone."""
    deck = here.context.catalogue.deck(here.inside[0]) if here.inside else None
    page = here.talk.address if here.talk else deck.address if deck else here.context.page
    address = public_address(page, here.context.settings)
    return render_qr_card(address) if address else ""


LISTINGS: dict[str, Callable[[Reference, Here], str]] = {
    "upcoming": _upcoming,
    "past": _past,
    "talks": _talks,
    "resources": _resources,
    "all-resources": _all_resources,
    "qr": _qr,
    "podium-fields": _fields,
    "podium-settings": _settings,
}
"""Embeds that are not one thing but a list of things."""


def expand(reference: Reference, here: Here, caption: Caption) -> Found:
    """What a reference becomes, and what is wrong with it. `caption` renders the Markdown of a deck file."""
    return _expand_embed(reference, here, caption) if reference.embed else _expand_link(reference, here)


def _expand_link(reference: Reference, here: Here) -> Found:
    target = here.names.find(reference.name)
    if target is None:
        text = reference.label or reference.name
        return Expansion(text=text), (say_unknown(reference, here.names),)
    wrong = (_say_no_page(target.name),) if target.kind == "snippet" else ()
    return Expansion(text=reference.label or target.title, href=_href(target, here)), wrong


def _say_no_page(name: str) -> Finding:
    return Finding(
        message=f"'{name}' is a snippet, which has no page of its own; the link became plain text",
        hint=f"Show it with [[[{name}]]].",
    )


def _href(target: Target, here: Here) -> str:
    """A link as a writer would put it: to the source file where there is one, so that the host checks it."""
    if target.uri:
        return posixpath.relpath(target.uri, posixpath.dirname(here.uri) or ".")
    return here.context.href(target.address) if target.address else ""


def _expand_embed(reference: Reference, here: Here, caption: Caption) -> Found:
    name = reference.name
    if name in LISTINGS:
        return Expansion(text="", html=LISTINGS[name](reference, here) or "<!-- nothing to list -->"), ()
    if is_address(name):
        embed, findings = resolve_media(name, here.uri, here.names, here.shelf, here.context.settings)
        return _show(embed, reference, here), findings
    if is_code(name):
        return expand_code(reference, here.context)
    if is_file(name):
        embed, findings = resolve_file(name, here.uri, here.shelf)
        return _show(embed, reference, here), findings
    deck = here.inside[-1] if here.inside else ""
    target = here.names.find_shown(name, deck=deck) if deck else here.names.find_shown(name, talk=_name(here))
    if target is None:
        return Expansion(text=""), (say_unknown(reference, here.names),)
    return _expand_target(reference, target, here, caption)


def _expand_target(reference: Reference, target: Target, here: Here, caption: Caption) -> Found:
    circle = here.circles.get((here.inside[-1] if here.inside else _name(here), target.name))
    if circle:
        return Expansion(text=""), (circle,)
    if target.talk:
        return Expansion(text=target.title, html=render_card(target.talk, here.context)), ()
    if target.kind == "snippet":
        return expand_snippet(target.name, dict(reference.options), here.context)
    if target.deck is None:
        return Expansion(text=target.title, href=_href(target, here)), (
            Finding(
                message=f"'{target.name}' is a {target.kind}, which cannot be embedded; it became a link",
                hint=f"Write [[{target.name}]].",
                level=Level.NOTICE,
            ),
        )
    if len(here.inside) >= _DEPTH:
        return Expansion(text=target.title), (
            Finding(
                message=f"embeds are nested more than {_DEPTH} deep; '{target.name}' was left out",
                hint=f"Link to it with [[{target.name}]] instead.",
                level=Level.ERROR,
            ),
        )
    words = caption(target.deck) if target.deck.body.strip() and not target.deck.written else ""
    return _show(target.deck.embed, reference, here, words), ()


def _name(here: Here) -> str:
    return here.talk.slug if here.talk else ""


def _show(embed: Embed | None, reference: Reference, here: Here, caption: str = "") -> Expansion:
    if embed is None:
        return Expansion(text="", html=caption)
    html = render_embed(embed, here.context, caption=caption)
    return Expansion(text=embed.title or reference.name, html=html)
