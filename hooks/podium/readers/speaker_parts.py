"""What a mapping says of a speaker, by the names that other sites use, and what in it is about the talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from podium.problems import Finding
from podium.readers.fields import key
from podium.readers.jobs import is_job
from podium.readers.networks import NETWORKS
from podium.readers.report import Report
from podium.readers.scalars import plain
from podium.readers.values import Value
from podium.text import quoted

ALIASES = {
    "x": "twitter", "homepage": "url", "website": "url", "link": "url", "site": "url",
    "photo": "avatar", "image": "avatar", "picture": "avatar",
    "about": "bio", "biography": "bio", "description": "bio", "blurb": "bio",
    "fullname": "name", "author": "name", "speaker": "name",
    "job": "role", "jobtitle": "role", "position": "role", "occupation": "role", "profession": "role",
    "affiliation": "company", "affiliations": "company", "employer": "company", "organization": "company",
    "organisation": "company", "institution": "company", "inst": "company", "org": "company",
}  # fmt: skip
"""What others call a part."""
PARTS = (
    "name",
    "firstname",
    "lastname",
    "url",
    "avatar",
    "bio",
    "role",
    "company",
    *(name for name, _, _ in NETWORKS),
)
"""What there may be to say of a speaker."""
_NESTED = ("social", "socials", "links")
# What sites of meetups keep with whoever gives it.
_OF_TALK = frozenset(
    "abstract summary talk talks talktitle talkabstract talkdescription talkurl topic topics subject session sessions "
    "sessiontitle presentation presentationtitle slides slidesurl deck video videourl recording time duration level "
    "language tags resources".split()
)


def read_parts(data: Mapping[str, Value], field: str, report: Report) -> dict[str, Value]:
    """The parts of a speaker by the names of `PARTS`; what is unknown keeps its own, what the talk says is left out.

    A `title` is a job if it reads like one and no other name says the job, else it is the title of the talk.
    """
    parts: dict[str, Value] = {}
    named, spelled = _flat(data), {key(name): name for name in data}
    title = named.pop("title", None)
    if title and not title.empty and _is_of_talk(title, named):
        report.add(_say_title(title), title.line, field)
        named.pop("description", None)
    elif title:
        parts["role"] = title
    for name, value in named.items():
        part = ALIASES.get(name, name)
        if name in _OF_TALK:
            report.add(_say_of_talk(spelled.get(name, name)), value.line, field)
        elif part == name or part not in named:
            parts[part] = _joined(value) if part == "company" else value
    return parts


def _flat(data: Mapping[str, Value]) -> dict[str, Value]:
    """The entries by their keys; a mapping under `social` is brought up."""
    flat: dict[str, Value] = {}
    for name, value in data.items():
        if key(name) in _NESTED and isinstance(value.data, Mapping):
            flat |= _flat(value.data)
        else:
            flat[key(name)] = value
    return flat


def _is_of_talk(title: Value, named: Mapping[str, Value]) -> bool:
    has_job = any(ALIASES.get(name, name) == "role" and not value.empty for name, value in named.items())
    return isinstance(title.data, str) and (has_job or not is_job(plain(title.data)))


def _say_title(title: Value) -> Finding:
    return Finding(
        message=f"{quoted(title.data)} was taken for the title of a talk, not for what its speaker does; "
        "it was left out",
        hint="Write 'role: …' for what somebody does.",
    )


def _say_of_talk(name: str) -> Finding:
    return Finding(
        message=f"'{name}' is about the talk, not about its speaker; it was left out",
        hint="Write what the talk has at the top of the file.",
    )


def _joined(value: Value) -> Value:
    """Several places of work as one text."""
    if not isinstance(value.data, tuple) or not all(isinstance(each.data, str) for each in value.data):
        return value
    return replace(value, data=", ".join(str(each.data) for each in value.data))
