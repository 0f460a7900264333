"""Finds embed codes that writers pasted into a text: they ask another host as soon as the page opens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podium.problems import Finding, Level, Problem
from podium.readers.markdown_lines import masked
from podium.resolvers.providers import resolve_embed
from podium.resolvers.providers.pasted import read_pasted
from podium.structure.decks import Kind
from podium.structure.talks import Talk
from podium.urls import host_of

_SCRIPT = re.compile(r"<(/?)script\b", re.IGNORECASE)
_CODE = re.compile(r"<(?:iframe|x-load|embed)\b[^>]*?\bsrc\s*=\s*[\"']?((?:https?:)?//[^\"'\s>]+)[^>]*>", re.IGNORECASE)


def find_pastes(talk: Talk) -> Iterator[Problem]:
    """A notice for each frame or script of another host in a talk's text."""
    if "src" not in talk.body or "//" not in talk.body:
        return
    # Code, comments and scripts are masked; a script by another name, of the same length, is not.
    for found in _CODE.finditer(masked(_SCRIPT.sub(r"<\1x-load", talk.body))):
        line = talk.body_line + talk.body.count("\n", 0, found.start())
        yield _say(talk.body[found.start() : found.end()], found[1]).at(talk.path, line)


def _say(code: str, source: str) -> Finding:
    address, _ = read_pasted(code)
    embed, _ = resolve_embed(address)
    known = embed is not None and embed.kind is not Kind.LINK
    host = host_of(source if "://" in source else f"https:{source}")
    return Finding(
        message=f"this asks {host} as soon as the page opens; it was left as it is",
        hint=f"Write [[[{address}]]], which waits for a click." if known else "",
        level=Level.NOTICE,
    )
