"""Settles who has an address when two talks want it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from podium.problems import Finding, Level, Problem
from podium.readers.slugs import free_slug
from podium.structure.settings import Settings
from podium.structure.talks import Talk
from podium.text import fold
from podium.urls import page_address


def settle_slugs(talks: Iterable[Talk], settings: Settings) -> tuple[tuple[Talk, ...], tuple[Problem, ...]]:
    """The talks by slug, each with a slug of its own.

    The first file by path keeps the slug that two want, the other one gets a number, so that neither is lost.
    Case and accents' form do not make a difference, as on many disks.
    """
    owners: dict[str, Talk] = {}
    problems: list[Problem] = []
    for talk in sorted(talks, key=lambda talk: talk.path):
        other = owners.get(fold(talk.slug))
        if other is None:
            owners[fold(talk.slug)] = talk
            continue
        slug = free_slug(talk.slug, (owner.slug for owner in owners.values()))
        address = page_address(f"talks/{slug}", directories=settings.directory_urls)
        owners[fold(slug)] = replace(talk, slug=slug, address=address)
        problems.append(
            Finding(
                message=f"the slug '{talk.slug}' belongs to {other.path} already; '{slug}' was used",
                hint="Give one of them another slug.",
                level=Level.ERROR,
            ).at(talk.path, talk.lines.get("slug", 1), "slug")
        )
    return tuple(sorted(owners.values(), key=lambda talk: talk.slug)), tuple(problems)
