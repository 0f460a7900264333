"""The site's Content Security Policy (CSP Level 3): what a page may load, run and show.

With Material's instant navigation the policy of a visitor's first page holds for the whole visit, so what any page
needs is allowed on all of them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from html import unescape
from urllib.parse import urlsplit

from markupsafe import Markup

from podium.problems import Finding
from podium.renderers.environment import render
from podium.resolvers.providers import FRAME_HOSTS
from podium.structure.catalogue import Catalogue
from podium.structure.outputs import Output
from podium.structure.settings import Settings

_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(?P<text>.*?)</style>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"""\btype=["']?([\w./+-]*)""", re.IGNORECASE)
_RUN = ("", "module", "text/javascript", "application/javascript", "importmap", "speculationrules")
_HANDLER = re.compile(r"\s(on[a-z]+)\s*=", re.IGNORECASE)
_ANY_TAG = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_VALUE = re.compile(r"""(?:"[^"]*"|'[^']*')""")
# A script of the theme differs between pages in the way to the site's root alone.
_WAY = re.compile(r"""(["'])(?:\.{1,2}|/)[\w./%-]*\1""")
_LITERAL = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`|\d+""")
_TAG = re.compile(r"<(?P<name>script|link|img|video|audio|source|iframe|form|podium-embed)\b(?P<attributes>[^<>]*)>")
_ADDRESS = re.compile(r"""\b(?:src|href|poster|action|data-frame)=["']?((?:https?:)?//[^\s"'<>]+)""")
_STYLESHEET = re.compile(r"\brel=[\"']?stylesheet")
_HOST = re.compile(r"[a-z0-9.-]+(?::\d{1,5})?")
_PLACES = (re.compile(r"<meta charset=[^>]*>", re.IGNORECASE), re.compile(r"<head\b[^>]*>", re.IGNORECASE))
"""After what the policy stands: where the encoding is named, or else where the head begins."""
_FONTS = {"https://fonts.googleapis.com": "https://fonts.gstatic.com"}
"""Where the fonts lie that a host's stylesheets name."""
_LIKE_DEFAULT = ("media-src", "font-src", "frame-src")
"""What need not be said when it is the same as for everything."""
_LISTS = {"img": "images", "video": "media", "audio": "media", "source": "media", "iframe": "frames", "form": "forms"}
_HEADERS = {
    "Content-Security-Policy": "base-uri 'self'; form-action {forms}; frame-ancestors 'self'; object-src 'none'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What pages may use besides the files of their own site, as sources of the policy."""

    scripts: tuple[str, ...] = ()
    """Hosts and digests of scripts."""
    styles: tuple[str, ...] = ()
    """Hosts and digests of stylesheets."""
    images: tuple[str, ...] = ()
    """Hosts of pictures."""
    media: tuple[str, ...] = ()
    """Hosts of videos and sounds."""
    fonts: tuple[str, ...] = ()
    """Hosts of fonts."""
    frames: tuple[str, ...] = ()
    """Hosts of frames."""
    forms: tuple[str, ...] = ()
    """Hosts that forms are sent to."""
    everything: tuple[str, ...] = ()
    """Hosts that anything may come from."""


def join(parts: Iterable[Allowed]) -> Allowed:
    """What any of them allows, each source once, in alphabetical order."""
    found: dict[str, set[str]] = {each.name: set() for each in fields(Allowed)}
    for part in parts:
        for name, sources in found.items():
            sources.update(getattr(part, name))
    return Allowed(**{name: tuple(sorted(sources)) for name, sources in found.items()})


def read_hosts(html: str) -> Allowed:
    """The other hosts that a piece of HTML loads from, frames, or sends forms to."""
    if "//" not in html:
        return Allowed()
    found: dict[str, set[str]] = {each.name: set() for each in fields(Allowed)}
    for tag in _TAG.finditer(html):
        hosts = {host for address in _ADDRESS.findall(tag["attributes"]) if (host := _origin(unescape(address)))}
        for name in _lists(tag["name"], tag["attributes"]):
            found[name] |= hosts
    found["fonts"] |= {_FONTS[host] for host in found["styles"] if host in _FONTS}
    return Allowed(**{name: tuple(sorted(hosts)) for name, hosts in found.items()})


def _lists(name: str, attributes: str) -> tuple[str, ...]:
    if name == "link":
        return ("styles",) if _STYLESHEET.search(attributes) else ()
    if name in ("script", "podium-embed"):
        return ("scripts",) if name == "script" else ("frames",)
    # A poster is a picture, and a `<source>` may be one.
    return (_LISTS[name], "images") if _LISTS[name] == "media" else (_LISTS[name],)


def read_inline(html: str) -> Allowed:
    """The digests of the scripts and stylesheets that stand in a piece of HTML; blocks of data are none."""
    return Allowed(scripts=tuple(map(digest, inline_scripts(html))), styles=tuple(map(digest, inline_sheets(html))))


def without_inline(html: str, unwanted: Callable[[str], bool]) -> str:
    """A piece of HTML without the scripts and stylesheets in it whose texts are unwanted."""
    for pattern in (_SCRIPT, _STYLE):
        html = pattern.sub(lambda found: "" if unwanted(found["text"]) else found[0], html)
    return html


def inline_sheets(html: str) -> list[str]:
    """The texts of the stylesheets in a piece of HTML."""
    return [found["text"] for found in _STYLE.finditer(html)] if "<style" in html else []


def inline_scripts(html: str) -> list[str]:
    """The texts of the scripts in a piece of HTML that a browser would run."""
    return [
        found["text"]
        for found in (_SCRIPT.finditer(html) if "<script" in html else ())
        if " src=" not in found["attributes"] and _type(found["attributes"]) in _RUN
    ]


def _type(attributes: str) -> str:
    found = _TYPE.search(attributes)
    return found[1].casefold() if found else ""


def shape(script: str) -> str:
    """A script of the theme without the way to the site's root, by which alone it differs between pages."""
    return _WAY.sub('""', script)


def digest(text: str) -> str:
    """The source that allows a script or a stylesheet by its text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _origin(address: str) -> str:
    """The scheme and host of an address as a source; empty for what could say more than that."""
    try:
        parts = urlsplit(address if not address.startswith("//") else f"https:{address}")
    except ValueError:
        return ""
    host = parts.netloc.casefold()
    return f"{parts.scheme}://{host}" if parts.scheme in ("http", "https") and _HOST.fullmatch(host) else ""


def read_catalogue(catalogue: Catalogue, settings: Settings) -> Allowed:
    """What talks show: the players of all known hosts, and videos and decks anywhere; their pictures are the site's."""
    embeds = [show.embed for talk in catalogue.talks for show in talk.shows]
    embeds += [deck.embed for deck in catalogue.decks if deck.embed]
    files = [embed.link for embed in embeds if embed.provider == "file"]
    known = {f"https://{host}" for host in (*FRAME_HOSTS, *settings.peertube)}
    return Allowed(
        frames=tuple(sorted(known | _origins(embed.frame for embed in embeds))),
        media=tuple(sorted(_origins(files))),
        everything=tuple(f"https://{host}" for host in settings.csp_hosts),
    )


def _origins(addresses: Iterable[str]) -> set[str]:
    return {host for address in addresses if "//" in address and (host := _origin(address))}


def policy(allowed: Allowed, *, serving: bool = False) -> str:
    """The policy as one line.

    Nothing but the site itself unless `allowed` says so, and no script or style in the page without a digest. A
    preview (`serving`) lets them pass, since the server puts a script of its own into every page.
    """
    inline = ("'unsafe-inline'",) if serving else ()
    scripts, styles = (
        [source for source in sources if not (serving and source.startswith("'sha256-"))]
        for sources in (allowed.scripts, allowed.styles)
    )
    own = ("'self'", *allowed.everything)
    lines: tuple[tuple[str, Sequence[str]], ...] = (
        ("default-src", own),
        ("script-src", (*own, *inline, *scripts)),
        ("style-src", (*own, *inline, *styles)),
        ("img-src", (*own, "data:", *allowed.images)),
        ("media-src", (*own, *allowed.media)),
        ("font-src", (*own, *allowed.fonts)),
        ("frame-src", (*own, *allowed.frames)),
        ("form-action", ("'self'", *allowed.forms)),
        ("base-uri", ("'self'",)),
        ("object-src", ("'none'",)),
    )
    wanted = [(name, sources) for name, sources in lines if name not in _LIKE_DEFAULT or sources != own]
    return "; ".join(" ".join((name, *sources)) for name, sources in wanted)


def protect(html: str, line: str) -> str:
    """A whole page with the policy and the rule for referrers at the beginning of its head."""
    # The line holds digests and checked hosts alone; escaped quotes would only be harder to read.
    head = render("policy", policy=Markup(line))  # noqa: S704
    place = next(filter(None, (place.search(html) for place in _PLACES)), None)
    return f"{html[: place.end()]}\n{head}{html[place.end() :]}" if place else html


def render_headers(allowed: Allowed) -> Output:
    """The file that Netlify, Cloudflare Pages and others read: what a page cannot say about itself.

    Digests differ from page to page, so scripts and styles are left to the pages.
    """
    forms = " ".join(("'self'", *allowed.forms))
    lines = [f"  {name}: {value.format(forms=forms)}" for name, value in _HEADERS.items()]
    return Output(address="_headers", text="\n".join(["/*", *lines]) + "\n")


def find_handlers(html: str) -> list[Finding]:
    """What a writer's HTML does in attributes such as `onclick`, which a strict policy cannot allow."""
    tags = _ANY_TAG.findall(html) if _HANDLER.search(html) else []
    names = sorted({name.casefold() for tag in tags for name in _HANDLER.findall(_VALUE.sub("", tag))})
    return [
        Finding(
            message=f"the attribute '{name}' runs a script, which the site's policy forbids; it does nothing",
            hint="Move the script to a file and list it under 'extra_javascript', or set 'csp: false'.",
        )
        for name in names
    ]


def skeleton(text: str) -> str:
    """A script or a stylesheet without its texts and numbers, by which a template's differ from page to page."""
    return _LITERAL.sub("", text)


def say_foreign(text: str, others: int = 0, *, sheet: bool = False) -> Finding:
    """The sentence for a script or a stylesheet in a page, and on `others` more, that nobody put there who may."""
    start = " ".join(text.split())[:30]
    what, end, option = ("stylesheet", "has no effect", "css") if sheet else ("script", "does not run", "javascript")
    more = f", here and on {others} more page{'s' * (others != 1)}" if others else ""
    return Finding(
        message=f"the {what} that begins '{start}' is neither the theme's nor the text's; it {end}{more}",
        hint=f"Put it into a file and list it under 'extra_{option}', or set 'csp: false'.",
    )
