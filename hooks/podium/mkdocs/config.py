"""The settings as MkDocs' users write them: under `extra: podium:` in `mkdocs.yml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as opt
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load
from yaml import YAMLError

from podium.dates import read_zone
from podium.mkdocs.colours import palettes, read_accent
from podium.problems import Finding, Level, Problem
from podium.structure.settings import Settings
from podium.text import did_you_mean, quoted

_DEFAULTS = Settings()
_HOST = re.compile(r"(?:\*\.)?[a-z0-9.-]+(?::\d{1,5})?")


class _Zone(opt.Type[str]):
    """The IANA name of a time zone."""

    def run_validation(self, value: object) -> str:
        zone, findings = read_zone(super().run_validation(value))
        if zone is None:
            hint = findings[0].hint or "Write a name such as Europe/Paris."
            raise base.ValidationError(f"{quoted(value)} is not the name of a zone. {hint}")
        return zone


class _Map(opt.Type[str]):
    """The address of a map service with a place to fill in."""

    def run_validation(self, value: object) -> str:
        text = str(super().run_validation(value))
        if text and not (text.startswith("https://") and "{place}" in text):
            raise base.ValidationError(
                f"{quoted(text)} is not a map service. Write an https address with '{{place}}' in it."
            )
        return text


class _Minutes(opt.Type[int]):
    """A number of minutes."""

    def run_validation(self, value: object) -> int:
        if not isinstance(value, int) or value < 1:
            raise base.ValidationError(f"{quoted(value)} is not a number of minutes. Write 60, for an hour.")
        return value


class _Host(opt.Type[str]):
    """The name of a host, as a policy may hold it."""

    def run_validation(self, value: object) -> str:
        text = str(super().run_validation(value))
        if not _HOST.fullmatch(text):
            raise base.ValidationError(f"{quoted(text)} is not a host. Write a name such as stats.example.org.")
        return text


class PodiumConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs' own has no types
    """What can be set; `Settings` says what each means, and the manual is made from there."""

    talks = opt.Type(str, default=_DEFAULTS.talks)
    timezone = _Zone(str, default=_DEFAULTS.timezone)
    duration = _Minutes(int, default=_DEFAULTS.duration)
    map = _Map(str, default=_DEFAULTS.map)
    peertube = opt.ListOfItems(opt.Type(str), default=list(_DEFAULTS.peertube))
    csp = opt.Type(bool, default=_DEFAULTS.csp)
    csp_hosts = opt.ListOfItems(_Host(str), default=list(_DEFAULTS.csp_hosts))
    cards = opt.Type(bool, default=_DEFAULTS.cards)
    card_font = opt.Type(str, default=_DEFAULTS.card_font)
    fields = opt.ListOfItems(opt.Type(str), default=list(_DEFAULTS.fields))


def read_settings(config: MkDocsConfig, *, serving: bool) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of a site, and a problem for each name that is not one, or for colours that cannot be read.

    Raises ConfigurationError, as MkDocs does, for a value that cannot be used.
    """
    given: Any = config.extra.get("podium") or {}
    if not isinstance(given, dict):
        raise ConfigurationError(
            "mkdocs.yml: extra.podium is not a mapping. Write a line such as 'timezone: Europe/Paris' below it."
        )
    podium = PodiumConfig(config_file_path=config.config_file_path)
    known = [name for name, _ in PodiumConfig._schema]  # noqa: SLF001 (MkDocs has no public name for it)
    podium.load_dict({name: value for name, value in given.items() if name in known})
    errors, _ = podium.validate()
    for name, error in errors:
        raise ConfigurationError(f"mkdocs.yml: extra.podium.{name}: {error}")
    accent, problems = read_accent(config)
    settings = Settings(
        site_name=config.site_name or "",
        site_description=config.site_description or "",
        site_url=_public_url(config) if serving else config.site_url or "",
        accent=accent,
        scheme=_scheme(config),
        icon=str(config.theme.get("favicon") or ""),
        language=str(config.theme.get("language") or _DEFAULTS.language),
        talks=_folder(podium.talks, config),
        timezone=podium.timezone,
        duration=podium.duration,
        map=podium.map,
        peertube=tuple(podium.peertube),
        csp=podium.csp,
        csp_hosts=tuple(podium.csp_hosts),
        cards=podium.cards,
        card_font=podium.card_font,
        fields=tuple(podium.fields),
        directory_urls=config.use_directory_urls,
        serving=serving,
    )
    unknown = [_say_unknown(str(name), known) for name in given if name not in known]
    return settings, (*unknown, *(_missing(settings.talks, config) if "talks" in given else ()), *problems)


def _public_url(config: MkDocsConfig) -> str:
    """The address that `mkdocs.yml` gives: a preview puts its own in the place of it."""
    try:
        with Path(config.config_file_path or "mkdocs.yml").open("rb") as file:
            return str(yaml_load(file).get("site_url") or "")
    except (OSError, AttributeError, ConfigurationError, YAMLError):
        return config.site_url or ""


def _scheme(config: MkDocsConfig) -> str:
    """Whether the site is light or dark, or lets its visitors choose, and what those see who did not."""
    found = palettes(config)
    schemes = ["dark" if each.get("scheme") == "slate" else "light" for each in found] or ["light"]
    if len(set(schemes)) == 1:
        return schemes[0]
    return "auto" if "prefers-color-scheme" in str(found[0].get("media")) else f"auto {schemes[0]}"


def _say_unknown(name: str, known: list[str]) -> Problem:
    return Finding(
        message=f"'{name}' is not a setting of Podium; it was ignored",
        hint=did_you_mean(name, known) or f"The settings are {', '.join(known)}.",
    ).at("mkdocs.yml", None, "extra.podium")


def _folder(talks: str, config: MkDocsConfig) -> str:
    """The talks folder, which has to lie in the project."""
    root = root_of(config)
    folder = (root / talks).resolve()
    if not folder.is_relative_to(root) or folder == root:
        raise ConfigurationError(
            f"mkdocs.yml: extra.podium.talks: {quoted(talks)} is not a folder of the project. Write 'talks'."
        )
    return folder.relative_to(root).as_posix()


def _missing(talks: str, config: MkDocsConfig) -> tuple[Problem, ...]:
    """The problem of a talks folder that the settings name and that is not there."""
    there = (root_of(config) / talks).is_dir()
    return () if there else (say_no_folder(talks).at("mkdocs.yml", None, "extra.podium.talks"),)


def say_no_folder(talks: str) -> Finding:
    """The sentence for a folder of talks that the settings name and nobody has made."""
    return Finding(
        message=f"there is no folder {quoted(talks)}; the site has no talks", hint="Create it, or remove the line."
    )


def is_hooked(config: MkDocsConfig) -> bool:
    """Whether MkDocs loads Podium for this site, which `hooks:` in `mkdocs.yml` asks for."""
    handlers = config.plugins.events.get("files", [])
    return any(getattr(handler, "__module__", "") == "podium.mkdocs.events" for handler in handlers)


def say_unhooked() -> Finding:
    """The sentence for a site that is built without Podium."""
    return Finding(
        message="Podium's hook is missing; 'mkdocs build' makes no page of a talk",
        hint="Write 'hooks: [hooks/main.py]'.",
        level=Level.ERROR,
    )


def root_of(config: MkDocsConfig) -> Path:
    """The folder of `mkdocs.yml`."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent
