"""What a deck file's front matter shows: `type` with an id or an address, and what the writer adds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from podium.problems import Finding, Level
from podium.readers.measures import read_count, read_ratio, read_seconds
from podium.resolvers.providers.address import read_address, with_parameter
from podium.resolvers.providers.pasted import read_pasted
from podium.resolvers.providers.provider import Provider
from podium.resolvers.providers.registry import KNOWN_HOSTS, PROVIDERS, resolve_embed
from podium.structure.decks import Embed, Kind
from podium.text import clean, did_you_mean, one_line, quoted

# A word that names no provider, and whether it stands for a deck: the address says the rest.
_ANY_PROVIDER: Mapping[str, bool | None] = {
    "slides": True,
    "html": True,
    "reveal": True,
    "reveal.js": True,
    "quarto": True,
    "slidev": True,
    "marp": True,
    "video": False,
}
DECK_TYPES: tuple[str, ...] = (
    *(word for provider in PROVIDERS for word in (provider.name, *provider.types) if word not in _ANY_PROVIDER),
    *_ANY_PROVIDER,
)
"""Every `type` that makes a file a deck, in lower case, besides the Markdown deck's own `deck`."""

_IDS = ("dataid", "id", "key", "deckid", "videoid")
_URLS = ("url", "link", "address", "href", "src", "file")
_RATIOS = ("ratio", "dataratio", "aspectratio")
_COUNTS = ("slides", "slidecount", "pages", "count")
_STARTS = ("start", "dataslide", "slide", "t")
FIELD_NAMES: tuple[str, ...] = ("title", "type", "slug", *_IDS, *_URLS, *_RATIOS, *_COUNTS, *_STARTS)
"""Every field of a deck file, without blanks, `-` and `_`."""
_BLANKS = re.compile(r"[\s_-]+")


def _word(text: str) -> str:
    """A type or a field's name without case, blanks, `-` and `_`."""
    return _BLANKS.sub("", text.casefold())


_BY_TYPE = {_word(word): provider for provider in PROVIDERS for word in (provider.name, *provider.types)}
_DECK_WORDS = frozenset(map(_word, DECK_TYPES))


def is_deck_type(text: str) -> bool:
    """Whether a `type` makes a file a deck; case, blanks, `-` and `_` do not matter."""
    return _word(text) in _DECK_WORDS


def resolve_deck(
    type_: str,
    fields: Mapping[str, str],
    *,
    peertube: tuple[str, ...] = (),
    site_host: str = "",
) -> tuple[Embed | None, tuple[Finding, ...]]:
    """What a deck file shows.

    `type_` is the file's `type`, or empty when it has none; `fields` are the other fields as plain texts:
    an id (`data-id`, `id`) or an address (`url`), and `ratio`, `slides`, `title`, `start`. An id wins over
    an address, which then is the link beside the frame. Ids are checked by shape, since they become part
    of addresses.
    Returns None when neither leads anywhere, with an error that says so. Never raises.
    """
    given = {_word(name): str(value).strip() for name, value in fields.items()}
    provider, deck, findings = _read_type(type_)
    address, id_findings = _read_address(type_, provider, given)
    findings += id_findings
    if not address:
        return None, findings
    resolve = partial(resolve_embed, peertube=peertube, site_host=site_host, deck=deck)
    embed, own = resolve(address)
    if embed is None:
        return None, findings + own
    address, start_findings = _with_start(address, embed, given)
    embed, typed = _as_typed(resolve(address)[0] or embed, provider, told=bool(own))
    embed, added = _with_facts(embed, given, site_host)
    return embed, findings + own + start_findings + typed + added


def _read_type(text: str) -> tuple[Provider | None, bool | None, tuple[Finding, ...]]:
    """The provider that a type names, whether it stands for a deck, and what is wrong with it."""
    word = _word(text)
    if word in _ANY_PROVIDER:
        return None, _ANY_PROVIDER[word], ()
    if provider := _BY_TYPE.get(word):
        return provider, None, ()
    if word in ("", "deck"):
        return None, None, ()
    finding = Finding(
        message=f"{quoted(text)} is no type of deck; the address alone decides",
        hint=did_you_mean(text, DECK_TYPES) or f"Use one of {', '.join(p.name for p in PROVIDERS[:6])}.",
    )
    return None, None, (finding,)


def _read_address(type_: str, provider: Provider | None, given: Mapping[str, str]) -> tuple[str, tuple[Finding, ...]]:
    """The address that leads to the embed, from an id or an address; empty when neither is of use."""
    identity, url = _first(given, _IDS), _first(given, _URLS)
    if identity and _is_address(identity):
        identity, url = "", url or identity
    if not identity and provider and not _is_address(url) and (found := _address_of(provider, url)):
        return found, ()
    if not identity:
        return (url, ()) if url else ("", (_nothing_to_show(provider),))
    if provider is None or not provider.ids:
        finding = Finding(
            message=f"the id {quoted(identity)} says nothing without the name of its host; it was left out",
            hint=f"Write the host as 'type', such as speakerdeck or youtube{_instead(type_)}.",
            level=Level.WARNING if url else Level.ERROR,
        )
        return url, (finding,)
    if found := _address_of(provider, identity):
        return found, ()
    finding = Finding(
        message=f"{quoted(identity)} is no id of {provider.label or 'PeerTube'}; it was left out",
        hint=f"An id looks like {quoted(provider.id_example)}.",
        level=Level.ERROR,
    )
    return url, (finding,)


def _instead(type_: str) -> str:
    return f", instead of {quoted(type_)}" if type_ else ""


def _nothing_to_show(provider: Provider | None) -> Finding:
    example = f"'data-id: {provider.id_example}' or " if provider and provider.ids else ""
    return Finding(
        message="the deck has neither an id nor an address; nothing can be shown",
        hint=f"Write {example}'url: https://…'.",
        level=Level.ERROR,
    )


def _with_start(address: str, embed: Embed, given: Mapping[str, str]) -> tuple[str, tuple[Finding, ...]]:
    """The address with the slide or second to begin at, as its host writes it."""
    name = next((provider.start for provider in PROVIDERS if provider.name == embed.provider), "")
    start = _first(given, _STARTS) or _start_of(_first(given, _URLS), name)
    if not start:
        return address, ()
    number = read_seconds(start)
    read, _ = read_address(read_pasted(address)[0], KNOWN_HOSTS)
    if name and number and read:
        return with_parameter(read.url, name, str(number)), ()
    finding = Finding(
        message=f"{quoted(start)} is no place that {embed.host or 'a file'} can begin at; it was left out",
        hint="Write the number of a slide, or a time such as 90 or 1m30s in a video.",
    )
    return address, (finding,)


def _start_of(url: str, name: str) -> str:
    """The start that the page's address holds, so that an id beside it does not lose it."""
    read, _ = read_address(url, KNOWN_HOSTS) if name else (None, None)
    start = read.query.get(name, "") if read else ""
    return start if read_seconds(start) else ""


def _as_typed(embed: Embed, provider: Provider | None, *, told: bool) -> tuple[Embed, tuple[Finding, ...]]:
    """The embed as its type says: a PDF may hide behind any address, all else has to agree with it."""
    if provider is None or provider.name == embed.provider or (told and provider.name == "peertube"):
        return embed, ()
    if embed.kind is Kind.LINK and provider.name in ("pdf", "file"):
        return replace(embed, kind=provider.kind, provider=provider.name, allow=provider.allow), ()
    shown = "a link" if embed.kind is Kind.LINK else embed.host or "a file"
    finding = Finding(
        message=f"{quoted(embed.link)} is not at {provider.label or provider.name}; it is shown as {shown}",
        hint="Make 'type' and 'url' agree.",
    )
    return embed, (finding,)


def _with_facts(embed: Embed, given: Mapping[str, str], site_host: str) -> tuple[Embed, tuple[Finding, ...]]:
    """The embed with the title, ratio, count and page that the writer gave beside it."""
    ratio, wrong_ratio = _fact(given, _RATIOS, read_ratio, "ratio", "Write it as 16:9, 4/3 or 1.7777.")
    count, wrong_count = _fact(given, _COUNTS, read_count, "number of slides", "Write it as 42.")
    page, _ = resolve_embed(_first(given, _URLS), site_host=site_host)
    embed = replace(
        embed,
        title=one_line(clean(given.get("title", ""))),
        ratio=ratio or embed.ratio,
        slides=int(count) if count else None,
        link=page.link if page and _first(given, _IDS) else embed.link,
    )
    return embed, wrong_ratio + wrong_count


def _fact(
    given: Mapping[str, str], names: Iterable[str], read: Callable[[str], float | None], what: str, hint: str
) -> tuple[float | None, tuple[Finding, ...]]:
    """A number that the writer gave under one of the names, or None and what is wrong with it."""
    text = _first(given, names)
    number = read(text) if text else None
    if not text or number is not None:
        return number, ()
    return None, (Finding(message=f"{quoted(text)} is no usable {what}; it was left out", hint=hint),)


def _first(given: Mapping[str, str], names: Iterable[str]) -> str:
    return next((given[name] for name in names if given.get(name)), "")


def _address_of(provider: Provider, identity: str) -> str:
    """The address that a bare id stands for, or nothing when it has none of the provider's shapes."""
    for shape, address in provider.ids:
        if found := re.fullmatch(shape, identity, re.ASCII):
            return address.format(**{"id": identity, **found.groupdict()})
    return ""


def _is_address(text: str) -> bool:
    host = text.partition("/")[0].casefold().removeprefix("www.")
    return "://" in text or text.startswith("//") or host in KNOWN_HOSTS
