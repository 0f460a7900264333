"""Services that count visitors or take comments: what each has to be allowed, which a page's policy forbids unasked.

The hosts are those of the services' own documentation on policies, or of the scripts they hand out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service that a page may hold a script of."""

    name: str
    """What people call it."""
    sign: re.Pattern[str]
    """What its script says, or the line that loads it."""
    scripts: tuple[str, ...] = ()
    """Hosts of its scripts."""
    connections: tuple[str, ...] = ()
    """Hosts that its scripts talk to."""
    frames: tuple[str, ...] = ()
    """Hosts of its frames."""
    images: tuple[str, ...] = ()
    """Hosts of its pictures, by which some count."""
    styles: tuple[str, ...] = ()
    """Hosts of its stylesheets."""
    own: re.Pattern[str] | None = None
    """Where its script names a server of the site's own, which serves the script and listens to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A host that a service needs."""

    service: str
    """What people call the service."""
    directive: str
    """What the host is needed for: the name of a list of `Allowed`."""
    host: str
    """The host; `*.` stands for every part of it."""


def _of(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_HOST = r"(?:https?:)?//([a-z0-9.-]+(?::\d+)?)"
_GOOGLE = ("*.google-analytics.com", "*.analytics.google.com", "*.googletagmanager.com")
_SOURCE = rf"\bsrc=[\"']?{_HOST}"

SERVICES: tuple[Service, ...] = (
    Service(
        name="Google Analytics",
        sign=_of(r"googletagmanager\.com/gt(?:ag|m)|google-analytics\.com"),
        scripts=("*.googletagmanager.com",),
        connections=_GOOGLE,
        images=_GOOGLE[:1] + _GOOGLE[2:],
    ),
    Service(
        name="Plausible",
        sign=_of(r"\bplausible\.io/|\bdata-domain=|plausible\.init\(|/js/plausible\.|\bdata-api="),
        own=_of(rf"(?:\bsrc=|\bdata-api=|endpoint:|\.src=)\s*[\"']?{_HOST}"),
    ),
    Service(
        name="Matomo",
        sign=_of(r"\b_paq\b|/matomo\.js|\.matomo\.cloud"),
        own=_of(rf"(?:\bu\s*=|\.src\s*=|\bsrc=|setTrackerUrl[\"'],)\s*[\"']{_HOST}"),
    ),
    Service(
        name="Umami",
        sign=_of(r"\bdata-website-id=|\bumami\.is/"),
        connections=(),
        own=_of(rf"(?:\bsrc=|\bdata-host-url=)[\"']?{_HOST}"),
    ),
    Service(
        name="GoatCounter",
        sign=_of(r"\bdata-goatcounter=|\bgc\.zgo\.at/"),
        scripts=("gc.zgo.at",),
        own=_of(rf"\bdata-goatcounter=[\"']?{_HOST}"),
    ),
    Service(
        name="Fathom",
        sign=_of(r"\bcdn\.usefathom\.com/"),
        scripts=("cdn.usefathom.com",),
        connections=("cdn.usefathom.com",),
        images=("cdn.usefathom.com",),
    ),
    Service(
        name="Simple Analytics",
        sign=_of(r"\bsimpleanalyticscdn\.com/"),
        scripts=("scripts.simpleanalyticscdn.com",),
        connections=("queue.simpleanalyticscdn.com",),
        images=("queue.simpleanalyticscdn.com",),
    ),
    Service(
        name="Cloudflare Web Analytics",
        sign=_of(r"\bcloudflareinsights\.com/"),
        scripts=("static.cloudflareinsights.com",),
        connections=("cloudflareinsights.com",),
    ),
    Service(
        name="giscus",
        sign=_of(r"\bgiscus\.app/"),
        scripts=("giscus.app",),
        connections=("giscus.app",),
        frames=("giscus.app",),
        styles=("giscus.app",),
    ),
    Service(name="utterances", sign=_of(r"\butteranc\.es/"), scripts=("utteranc.es",), frames=("utteranc.es",)),
    Service(
        name="Disqus",
        sign=_of(r"\.disqus\.com/|\bdisqus_config\b"),
        scripts=("*.disqus.com", "*.disquscdn.com"),
        connections=("*.disqus.com",),
        frames=("disqus.com",),
        images=("*.disqus.com", "*.disquscdn.com"),
        styles=("*.disquscdn.com",),
    ),
    Service(
        name="Cusdis",
        sign=_of(r"\bcusdis\.(?:com/|es\.js)"),
        own=_of(_SOURCE),
    ),
    Service(
        name="Hyvor Talk",
        sign=_of(r"\btalk\.hyvor\.com/"),
        scripts=("talk.hyvor.com",),
        connections=("*.hyvor.com",),
        frames=("talk.hyvor.com",),
    ),
    Service(name="Isso", sign=_of(r"\bdata-isso="), own=_of(rf"(?:\bdata-isso=|\bsrc=)[\"']?{_HOST}")),
    Service(
        name="Microsoft Clarity",
        sign=_of(r"\bclarity\.ms/"),
        scripts=("*.clarity.ms",),
        connections=("*.clarity.ms",),
        images=("*.clarity.ms", "c.bing.com"),
    ),
    Service(
        name="Hotjar",
        sign=_of(r"\bstatic\.hotjar\.com\b"),
        scripts=("*.hotjar.com",),
        connections=("*.hotjar.com", "*.hotjar.io"),
        frames=("*.hotjar.com",),
        images=("*.hotjar.com",),
    ),
    Service(
        name="Sentry",
        sign=_of(r"\b(?:js|browser)\.sentry-cdn\.com/"),
        scripts=("*.sentry-cdn.com",),
        connections=("*.sentry.io",),
    ),
    Service(
        name="PostHog",
        sign=_of(r"\bposthog\.(?:init\(|com)"),
        own=_of(rf"\bapi_host:\s*[\"']{_HOST}"),
        scripts=("*.posthog.com",),
        connections=("*.posthog.com",),
    ),
    Service(
        name="Pirsch",
        sign=_of(r"\bapi\.pirsch\.io/"),
        scripts=("api.pirsch.io",),
        connections=("api.pirsch.io",),
    ),
)
"""Those that people use most on sites of this kind."""
_LISTS = ("scripts", "connections", "frames", "images", "styles")


@lru_cache(maxsize=256)
def needs(script: str) -> tuple[Need, ...]:
    """What the services need whose script this is, tag and all: each host once for each list."""
    return tuple(dict.fromkeys(need for each in SERVICES if each.sign.search(script) for need in _needs(each, script)))


def _needs(service: Service, script: str) -> Iterator[Need]:
    for directive in _LISTS:
        for host in getattr(service, directive):
            yield Need(service=service.name, directive=directive, host=host)
    for found in service.own.finditer(script) if service.own else ():
        for directive in ("scripts", "connections"):
            yield Need(service=service.name, directive=directive, host=found[1].casefold())
