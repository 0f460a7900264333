"""Where the pictures of talks and speakers are: files of the site, since no page asks another host for one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from podium.problems import Finding, Level, Problem
from podium.resolvers.media import Shelf, place_of
from podium.structure.talks import Cover, Speaker, Talk
from podium.text import nearest, quoted
from podium.urls import is_absolute

IMAGES = (".avif", ".gif", ".jpg", ".jpeg", ".png", ".svg", ".webp")
"""How the names of pictures end."""


def resolve_pictures(talks: Iterable[Talk], shelf: Shelf) -> tuple[tuple[Talk, ...], tuple[Problem, ...]]:
    """The talks with `cover` and `avatar` as addresses of the site; empty where there is no such file."""
    problems: list[Problem] = []
    return tuple(_resolve(talk, shelf, problems) for talk in talks), tuple(problems)


def _resolve(talk: Talk, shelf: Shelf, problems: list[Problem]) -> Talk:
    if talk.cover:
        src, finding = find_picture(talk.cover.src, talk.uri, shelf)
        problems += [finding.at(talk.path, talk.lines.get("cover"), "cover")] if finding else []
        talk = replace(talk, cover=Cover(src=src, alt=talk.cover.alt) if src else None)
    if any(speaker.avatar for speaker in talk.speakers):
        speakers = tuple(_with_avatar(speaker, talk, shelf, problems) for speaker in talk.speakers)
        talk = replace(talk, speakers=speakers)
    return talk


def _with_avatar(speaker: Speaker, talk: Talk, shelf: Shelf, problems: list[Problem]) -> Speaker:
    if not speaker.avatar:
        return speaker
    src, finding = find_picture(speaker.avatar, talk.uri, shelf)
    line = talk.lines.get("avatar", talk.lines.get("speakers"))
    problems += [finding.at(talk.path, line, "avatar")] if finding else []
    return replace(speaker, avatar=src)


def find_picture(name: str, uri: str, shelf: Shelf) -> tuple[str, Finding | None]:
    """The address of a picture beside the file at `uri`; a path from `/` begins at the docs folder."""
    if is_absolute(name):
        return "", Finding(
            message=f"{quoted(name)} is at another host, which no page asks for a picture; it was left out",
            hint="Put the picture beside the file that names it.",
            level=Level.NOTICE,
        )
    folder = posixpath.dirname(uri)
    place = place_of(name, uri)
    if place in shelf.assets and place.casefold().endswith(IMAGES):
        return quote(place), None
    pictures = [other for other in shelf.assets if other.casefold().endswith(IMAGES)]
    other = nearest(place, pictures)
    return "", Finding(
        message=f"there is no picture {quoted(place)}; it was left out",
        hint=f"Did you mean '{posixpath.relpath(other, folder)}'?" if other else "",
    )
