"""Finds every problem of a project without building its site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import get_files

from podium.dates import old_rules
from podium.mkdocs.baking import Baker, Verifier
from podium.mkdocs.clock import build_time
from podium.mkdocs.config import is_hooked, read_settings, root_of, say_unhooked
from podium.mkdocs.diagrams import add_diagrams
from podium.mkdocs.documents import safe_meta
from podium.mkdocs.expanding import Expander, Text
from podium.mkdocs.proofreading import proofread
from podium.mkdocs.site import Build, docs_folder, read_site
from podium.mkdocs.slides import attach_slides
from podium.problems import Finding, Level, Problem, by_place
from podium.renderers.markdown import ReferenceExtension
from podium.renderers.references import Here
from podium.resolvers.references import find_references
from podium.runners.mending import mend_cache
from podium.structure.catalogue import Catalogue
from podium.structure.decks import Deck
from podium.structure.settings import Settings


class NoProjectError(Exception):
    """There is no project here, or its `mkdocs.yml` cannot be used; the text says why in one sentence."""


def load(config_file: Path) -> tuple[MkDocsConfig, Settings, tuple[Problem, ...]]:
    """The configuration and the settings of a project, and problems with their names. Raises NoProjectError."""
    if not config_file.is_file():
        raise NoProjectError(
            f"there is no {config_file}; go to the folder of your site, or name the file with --config-file"
        )
    try:
        config = load_config(str(config_file))
        settings, problems = read_settings(config, serving=True)
    except ConfigurationError as error:
        raise NoProjectError(str(error)) from None
    return config, settings, problems


def check(config_file: Path) -> tuple[Problem, ...]:
    """All problems of a project by place, drafts included."""
    return inspect(config_file)[0]


def inspect(config_file: Path) -> tuple[tuple[Problem, ...], tuple[Deck, ...]]:
    """The same, with the decks that are written in Markdown, whose slides only a browser can measure.

    A site that is built without Podium has none of them.
    """
    build, config = _prepare(config_file)
    build.run = Verifier(build)
    add_diagrams(build, config)
    config.markdown_extensions.append(build.extension)  # type: ignore[arg-type] # as in a build, for captions
    files = get_files(config)
    read_site(build, files, config)
    attach_slides(build, config)
    for deck in build.decks.values():
        build.show(deck)
    _check_references(build, config)
    proofread(build, config, files)
    _check_documents(build, config)
    hooked = is_hooked(config)
    build.problems += () if hooked else (say_unhooked().at(config_file.name, None, "hooks"),)
    if release := old_rules(build.now):
        build.problems.append(say_old_rules(release).at(config_file.name))
    decks = tuple(build.decks.values()) if hooked else ()
    return tuple(sorted(dict.fromkeys(build.problems), key=by_place)), decks


def say_old_rules(release: str) -> Finding:
    """The sentence for a machine whose rules of time zones are older than a year."""
    return Finding(
        message=f"the rules of time zones are those of {release}, more than a year old;"
        " talks in a zone that has changed since are an hour off",
        hint="Run 'pip install --upgrade tzdata'.",
        level=Level.NOTICE,
    )


def read_catalogue(config_file: Path) -> tuple[Build, Catalogue]:
    """All talks of a project, drafts included, with the build that read them. Raises NoProjectError."""
    build, config = _prepare(config_file)
    read_site(build, get_files(config), config)
    assert build.site is not None
    return build, build.site.catalogue


def _prepare(config_file: Path) -> tuple[Build, MkDocsConfig]:
    """What a build begins with, for a tool that reads a project. Raises NoProjectError."""
    config, settings, problems = load(config_file)
    root = root_of(config)
    try:
        now = build_time()
    except ConfigurationError as error:
        raise NoProjectError(str(error).rstrip(".")) from None
    build = Build(
        settings=settings,
        root=root,
        docs=docs_folder(config, root),
        now=now,
        extension=ReferenceExtension(root=root),
        problems=list(problems),
    )
    build.problems += mend_cache(build.cache, root)
    return build, config


def _check_references(build: Build, config: MkDocsConfig) -> None:
    assert build.site is not None
    texts = [(talk.uri, Text(talk.path, talk.body, talk.body_line), talk.body) for talk in build.site.catalogue.talks]
    texts += [
        (uri, Text(f"{build.docs}/{uri}", matter.body, matter.body_line), matter.body)
        for uri, matter in build.matters.items()
    ]
    for uri, text, body in texts:
        here = Here(
            context=build.context(""),
            uri=uri,
            names=build.site.names,
            shelf=build.shelf,
            talk=build.talks.get(uri),
            circles=build.site.circles,
        )
        expand = Expander(build, config, here, text)
        for reference, _ in find_references(body):
            expand(reference)


def _check_documents(build: Build, config: MkDocsConfig) -> None:
    for uri, matter in build.matters.items():
        meta = {name: value.data for name, value in matter.fields.items()}
        build.problems += safe_meta(meta, config.theme.dirs, f"{build.docs}/{uri}")[1]


def bake_snippets(config_file: Path, names: Sequence[str]) -> tuple[Baker, tuple[Problem, ...]]:
    """Runs snippets and records what they do; gives what became of each, and what is wrong with them.

    Raises NoProjectError, and RunError when nothing can run.
    """
    build, config = _prepare(config_file)
    baker = Baker(build, names)
    build.run = baker
    read_site(build, get_files(config), config)
    assert build.site is not None
    paths = {ran.snippet.path for ran in build.site.catalogue.snippets}
    return baker, tuple(problem for problem in build.problems if problem.path in paths)
