"""The site's Content Security Policy (CSP Level 3): what a page may load, run and show.

With Material's instant navigation the policy of a visitor's first page holds for the whole visit, so what any page
needs is allowed on all of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from html import unescape
from urllib.parse import urlsplit

from markupsafe import Markup

from podium.problems import Finding, Level
from podium.renderers.environment import render
from podium.renderers.inline_code import digest, inline_scripts, inline_sheets, script_elements
from podium.renderers.services import needs
from podium.resolvers.providers import FRAME_HOSTS
from podium.structure.catalogue import Catalogue
from podium.structure.outputs import Output
from podium.structure.settings import Settings

_HANDLER = re.compile(r"\s(on[a-z]+)\s*=", re.IGNORECASE)
_ANY_TAG = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_VALUE = re.compile(r"""(?:"[^"]*"|'[^']*')""")
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


def policy(allowed: Allowed, *, nonce: str = "") -> str:
    """The policy as one line.

    Nothing but the site itself unless `allowed` says so, and no script or style in the page without a digest. A
    preview has a `nonce` for the script that its server puts into every page, and lets inline styles pass.
    """
    styles = [source for source in allowed.styles if not (nonce and source.startswith("'sha256-"))]
    own = ("'self'", *allowed.everything)
    lines: tuple[tuple[str, Sequence[str]], ...] = (
        ("default-src", own),
        ("script-src", (*own, *([f"'nonce-{nonce}'"] if nonce else []), *allowed.scripts)),
        ("style-src", (*own, *(["'unsafe-inline'"] if nonce else []), *styles)),
        ("img-src", (*own, "data:", *allowed.images)),
        ("media-src", (*own, *allowed.media)),
        ("font-src", (*own, *allowed.fonts)),
        ("frame-src", (*own, *allowed.frames)),
        ("connect-src", own if allowed.everything else ()),
        ("form-action", ("'self'", *allowed.forms)),
        ("base-uri", ("'self'",)),
        ("object-src", ("'none'",)),
    )
    wanted = [(name, sources) for name, sources in lines if sources and (name not in _LIKE_DEFAULT or sources != own)]
    return "; ".join(" ".join((name, *sources)) for name, sources in wanted)


def missing_hosts(html: str, allowed: Allowed, site: str) -> list[Finding]:
    """What a whole page loads that the policy forbids, service by service, with the hosts to name in the settings.

    `site` is the host of the site itself, or empty.
    """
    services: dict[str, list[str]] = {}
    scripts = list(script_elements(html))
    for need in (need for script in scripts for need in needs(script)):
        if need.host != site and not _allows(allowed, need.directive, need.host):
            services.setdefault(need.service, []).append(need.host)
    known = [host for hosts in services.values() for host in hosts]
    others = [host for name, host in _loaded(html) if host != site and not _allows(allowed, name, host)]
    others = [host for host in dict.fromkeys(others) if not _covered(host, known)]
    said = [_say_service(service, list(dict.fromkeys(hosts))) for service, hosts in services.items()]
    if others:
        said.append(_say_theme(others))
    if mute := [host for host in _mute(scripts, allowed, site) if host not in others]:
        said.append(_say_mute(mute))
    return said


def _mute(scripts: Iterable[str], allowed: Allowed, site: str) -> list[str]:
    """The hosts of scripts that may run and talk to nobody, not even to their own host."""
    hosts = (host for script in scripts if not needs(script) for name, host in _loaded(script) if name == "scripts")
    return [host for host in dict.fromkeys(hosts) if host != site and not _allows(allowed, "connections", host)]


def _loaded(html: str) -> Iterator[tuple[str, str]]:
    """The hosts that a page loads from as it stands, each with the list that may allow it."""
    hosts = read_hosts(html)
    for name in ("scripts", "styles", "frames", "images", "media"):
        for source in getattr(hosts, name):
            yield name, source.partition("//")[2]


def _allows(allowed: Allowed, name: str, host: str) -> bool:
    sources = (*getattr(allowed, name, ()), *allowed.everything)
    return _covered(host, [source.partition("//")[2] for source in sources])


def _covered(host: str, known: Collection[str]) -> bool:
    """Whether a host is among others, of which `*.` begins those that stand for all their parts (CSP, 6.7.2.8)."""
    bare = host.removeprefix("*")
    return host in known or any(other.startswith("*.") and bare.endswith(other[1:]) for other in known)


def _say_service(service: str, hosts: Sequence[str]) -> Finding:
    return Finding(
        message=f"{service} needs {', '.join(hosts)}, which the site's policy forbids; it does not work",
        hint=_hint(hosts),
    )


def _say_theme(hosts: Sequence[str]) -> Finding:
    return Finding(
        message=f"the theme loads from {', '.join(hosts)}, which the site's policy forbids; none of it is shown or run",
        hint=_hint(hosts),
    )


def _say_mute(hosts: Sequence[str]) -> Finding:
    return Finding(
        message=f"scripts from {', '.join(hosts)} run, but the site's policy lets them ask no other host for anything",
        hint=f"{_hint(hosts)[:-1]}, if they count visitors or load more.",
        level=Level.NOTICE,
    )


def _hint(hosts: Sequence[str]) -> str:
    return f"Write 'csp_hosts: [{', '.join(map(_yaml, hosts))}]', beside those that are there."


def _yaml(host: str) -> str:
    return f'"{host}"' if host.startswith("*") else host


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


def say_foreign(text: str, others: int = 0, *, sheet: bool = False) -> Finding:
    """The sentence for a script or a stylesheet in a page, and on `others` more, that nobody put there who may."""
    start = " ".join(text.split())[:30]
    what, end, option = ("stylesheet", "has no effect", "css") if sheet else ("script", "does not run", "javascript")
    more = f", here and on {others} more page{'s' * (others != 1)}" if others else ""
    return Finding(
        message=f"the {what} that begins '{start}' is neither the theme's nor the text's; it {end}{more}",
        hint=f"Put it into a file and list it under 'extra_{option}', or set 'csp: false'.",
    )
