"""What stands in a page in the place of each reference."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from markdown.extensions.toc import slugify

from podium.problems import Finding, Level
from podium.renderers.choices import CHOOSING, LIMIT, read_choice, say_option
from podium.renderers.context import Context
from podium.renderers.embeds import render_embed
from podium.renderers.listings import render_card, render_past, render_talks, render_upcoming
from podium.renderers.manual import render_fields, render_settings
from podium.renderers.markdown import Expansion
from podium.renderers.qr import public_address, render_qr_card
from podium.renderers.resource_pages import read_kinds, render_all_resources, render_chosen_resources
from podium.renderers.resources import first_resources, render_resource_list
from podium.renderers.snippet_references import expand_code, expand_snippet, is_code
from podium.resolvers.media import Shelf, is_file, resolve_file, resolve_media
from podium.resolvers.references import is_address, say_unknown
from podium.structure.decks import Deck, Embed
from podium.structure.links import Reference
from podium.structure.names import Names, Target
from podium.structure.talks import Talk
from podium.text import fold, quoted

_DEPTH = 5
_DIGITS = 6
_ID = re.compile(r"[\w:.-]+")
_UNQUOTED = re.compile(r"([\w-]+)\s*=\s*([^=\"']*?)(?=[\s,|]+[\w-]+\s*=|$)")


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
Listed = tuple[str, tuple[Finding, ...]]
Caption = Callable[[Deck], str]


def _upcoming(reference: Reference, here: Here) -> Listed:
    choice, findings = read_choice(reference.options, here.context)
    return render_upcoming(here.context, choice), findings


def _past(reference: Reference, here: Here) -> Listed:
    choice, findings = read_choice(reference.options, here.context)
    return render_past(here.context, choice), findings


def _talks(reference: Reference, here: Here) -> Listed:
    choice, findings = read_choice(reference.options, here.context)
    return render_talks(here.context, choice), findings


def _resources(reference: Reference, here: Here) -> Listed:
    """The list that stood here, or all those of the front matter."""
    lists = here.talk.resources if here.talk else ()
    wanted = dict(reference.options).get("list")
    if wanted is not None and wanted.isdecimal() and int(wanted) < len(lists):
        part = "podium-resources" if int(wanted) == first_resources(lists) else ""
        return render_resource_list(lists[int(wanted)], here.context, part=part), ()
    return "".join(render_resource_list(found, here.context) for found in lists if not found.in_body), ()


def _all_resources(reference: Reference, here: Here) -> Listed:
    options = dict(reference.options)
    if options.keys() & {*CHOOSING, LIMIT, "kind"}:
        choice, findings = read_choice(reference.options, here.context)
        kinds, wrong = read_kinds(options.get("kind", ""))
        return render_chosen_resources(here.context, choice, kinds), (*findings, *wrong)
    part = options.get("part", "")
    return render_all_resources(here.context, int(part) if part.isdecimal() and len(part) < _DIGITS else 1), ()


def _fields(reference: Reference, here: Here) -> Listed:
    return render_fields(dict(reference.options), lambda name: _page(name, here)), ()


def _settings(reference: Reference, here: Here) -> Listed:
    return render_settings(dict(reference.options), lambda name: _page(name, here)), ()


def _page(name: str, here: Here) -> str:
    target = here.names.find(name)
    return here.context.href(target.address) if target and target.address else ""


def _qr(_: Reference, here: Here) -> Listed:
    """The address of the talk, or of the page that is no talk's, for a telephone."""
    deck = here.context.catalogue.deck(here.inside[0]) if here.inside else None
    page = here.talk.address if here.talk else deck.address if deck else here.context.page
    address = public_address(page, here.context.settings)
    return render_qr_card(address) if address else "", ()


LISTINGS: dict[str, tuple[Callable[[Reference, Here], Listed], tuple[str, ...]]] = {
    "upcoming": (_upcoming, (*CHOOSING, LIMIT)),
    "past": (_past, (*CHOOSING, LIMIT)),
    "talks": (_talks, (*CHOOSING, LIMIT)),
    "resources": (_resources, ("list",)),
    "all-resources": (_all_resources, (*CHOOSING, "kind", LIMIT, "part")),
    "qr": (_qr, ()),
    "podium-fields": (_fields, ("from", "to")),
    "podium-settings": (_settings, ("from", "to")),
}
"""Embeds that are not one thing but a list of things, with their options."""
_INNER = ("list", "part")  # written by pages that are made here
LISTINGS_FOLDED = {fold(name): name for name in LISTINGS}
"""Their names as names are compared."""


def expand(reference: Reference, here: Here, caption: Caption) -> Found:
    """What a reference becomes, and what is wrong with it. `caption` renders the Markdown of a deck file."""
    if not reference.embed:
        return _expand_link(reference, here)
    expansion, findings = _expand_embed(reference, here, caption)
    return expansion, (*findings, *([_say_label(reference)] if reference.label else []))


def _say_label(reference: Reference) -> Finding:
    return Finding(
        message=f"an embed has no label; {quoted(reference.label)} was left out",
        hint=f"Write [[{reference.name}|{reference.label}]] for a link.",
        level=Level.NOTICE,
    )


def _expand_link(reference: Reference, here: Here) -> Found:
    home = here.context.settings.site_url.rstrip("/") + "/"
    inside = reference.name.removeprefix(home) if home != "/" else reference.name
    if inside.startswith("#") and _anchor(inside):
        return Expansion(text=reference.label or inside[1:], href=f"#{quote(_anchor(inside))}"), ()
    target, part = here.names.reach(inside)
    anchor = f"#{quote(_anchor(part))}" if part else ""
    if target is None:
        text = reference.label or reference.name
        return Expansion(text=text), (_say_unknown(reference, here),)
    wrong = (_say_no_page(target.name),) if target.kind == "snippet" else ()
    href = _href(target, here)
    return Expansion(text=reference.label or target.title, href=href and href + anchor), wrong


def _anchor(part: str) -> str:
    """The id behind `#`: as it is, or, of the words of a heading, what Markdown makes of them."""
    part = part.rpartition("#")[2].strip()
    return part if _ID.fullmatch(part) else slugify(part, "-")


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
    target, part = here.names.reach(reference.name)
    listed = LISTINGS_FOLDED.get(fold(reference.name))
    if reference.name in LISTINGS or (listed and not (target and (target.talk or target.deck))):
        return _expand_list(replace(reference, name=listed or reference.name), here)
    if is_code(reference.name):
        return expand_code(reference, here.context)
    expansion, findings = _expand_thing(reference, here, caption)
    if target is None and not is_address(reference.name) and not is_file(reference.name):
        return expansion, findings
    name = reference.name
    if part and target and (target.talk or target.deck):
        findings = (*findings, _say_whole(target.name, part))
    shown = _shown(name, here)
    if shown and shown.kind == "snippet":
        return expansion, findings
    return expansion, (*findings, *(say_option(name, option, ()) for option, _ in reference.options))


def _say_whole(name: str, part: str) -> Finding:
    return Finding(
        message=f"an embed shows all of '{name}'; '#{part}' was left out",
        hint=f"Link to the part with [[{name}#{part}]].",
        level=Level.NOTICE,
    )


def _expand_list(reference: Reference, here: Here) -> Found:
    render, known = LISTINGS[reference.name]
    html, findings = render(reference, here)
    told = [option for option in known if option not in _INNER]
    unknown = [say_option(reference.name, option, told) for option, _ in reference.options if option not in known]
    return Expansion(text="", html=html or "<!-- nothing to list -->"), (*unknown, *findings)


def _expand_thing(reference: Reference, here: Here, caption: Caption) -> Found:
    name = reference.name
    if is_address(name):
        embed, findings = resolve_media(name, here.uri, here.names, here.shelf, here.context.settings)
        return _show(embed, reference, here), findings
    if is_file(name):
        embed, findings = resolve_file(name, here.uri, here.shelf)
        return _show(embed, reference, here), findings
    target = _shown(name, here)
    if target is None:
        return Expansion(text=""), (_say_unknown(reference, here),)
    return _expand_target(reference, target, here, caption)


def _shown(name: str, here: Here) -> Target | None:
    """What an embed of a name shows here; a text never means to show itself."""
    deck = here.inside[-1] if here.inside else ""
    return here.names.find_shown(name, deck=deck) if deck else here.names.find_shown(name, talk=_name(here))


def _say_unknown(reference: Reference, here: Here) -> Finding:
    """The sentence for a name of nothing, which may mean a list, or one whose options were not read as such."""
    finding = say_unknown(reference, here.names)
    name, _, rest = reference.name.partition(" ")
    listed = LISTINGS_FOLDED.get(fold(name))
    if listed and not (rest and reference.embed):
        return replace(finding, hint=f"Write [[[{listed}]]] for the list.")
    if not listed or not LISTINGS[listed][1]:
        return finding
    quoted_again = _UNQUOTED.sub(lambda found: f'{found[1]}="{found[2].strip()}"', rest)
    options = "".join(f' {option}="{value}"' for option, value in reference.options)
    way = quoted_again if "=" in rest else f'{LISTINGS[listed][1][0]}="{rest}"'
    return replace(finding, hint=f"Write it as [[[{listed} {way}{options}]]].")


def _expand_target(reference: Reference, target: Target, here: Here, caption: Caption) -> Found:
    circle = here.circles.get((here.inside[-1] if here.inside else _name(here), target.name))
    if circle and (target.talk or target.deck):
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
