"""The settings as MkDocs' users write them: under `extra: podium:` in `mkdocs.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as opt
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from podium.dates import read_zone
from podium.problems import Finding, Problem
from podium.structure.settings import Settings
from podium.text import did_you_mean, quoted

_DEFAULTS = Settings()


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


class PodiumConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs' own has no types
    """What can be set; `Settings` says what each means, and the manual is made from there."""

    talks = opt.Type(str, default=_DEFAULTS.talks)
    timezone = _Zone(str, default=_DEFAULTS.timezone)
    duration = _Minutes(int, default=_DEFAULTS.duration)
    map = _Map(str, default=_DEFAULTS.map)
    peertube = opt.ListOfItems(opt.Type(str), default=list(_DEFAULTS.peertube))
    fields = opt.ListOfItems(opt.Type(str), default=list(_DEFAULTS.fields))


def read_settings(config: MkDocsConfig, *, serving: bool) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of a site, and a problem for each name that is not one.

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
    settings = Settings(
        site_name=config.site_name or "",
        site_url=config.site_url or "",
        talks=_folder(podium.talks, config),
        timezone=podium.timezone,
        duration=podium.duration,
        map=podium.map,
        peertube=tuple(podium.peertube),
        fields=tuple(podium.fields),
        directory_urls=config.use_directory_urls,
        serving=serving,
    )
    return settings, tuple(_say_unknown(str(name), known) for name in given if name not in known)


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


def root_of(config: MkDocsConfig) -> Path:
    """The folder of `mkdocs.yml`."""
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent
