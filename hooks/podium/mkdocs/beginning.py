"""Begins a build: reads the settings, and lays Podium's theme and Markdown extension under the site's own."""

from __future__ import annotations

from functools import partial

from mkdocs.config.defaults import MkDocsConfig

from podium.mkdocs.assets import add_theme
from podium.mkdocs.clock import build_time
from podium.mkdocs.config import read_settings, root_of
from podium.mkdocs.diagrams import add_diagrams
from podium.mkdocs.pages import find_expander
from podium.mkdocs.running import Runner
from podium.mkdocs.site import Build, docs_folder
from podium.mkdocs.topics import tell_topics_apart
from podium.readers.snippets import FOLDER
from podium.renderers.markdown import ReferenceExtension
from podium.runners.mending import mend_cache


def begin(config: MkDocsConfig, outer: Build | None, *, serving: bool) -> Build:
    """A build with the settings of the moment, which a plugin may have changed for another language."""
    settings, problems = read_settings(config, serving=serving)
    root = root_of(config)
    build = Build(
        settings=settings,
        root=root,
        docs=docs_folder(config, root),
        now=outer.now if outer else build_time(),
        extension=outer.extension if outer else ReferenceExtension(root=root),
        outer=outer,
    )
    build.run = Runner(build)
    build.extension.whose = partial(find_expander, build, config)
    build.problems += problems
    if outer:  # what pages share
        build.styles, build.shapes, build.said = outer.styles, outer.shapes, outer.said
    return build


def prepare(build: Build, config: MkDocsConfig) -> None:
    """Changes the configuration, and mends the cache; in a build for another language both are done already."""
    build.problems += mend_cache(build.cache, build.root)
    add_theme(config)
    add_diagrams(build, config)
    tell_topics_apart(config)
    config.markdown_extensions.append(build.extension)  # type: ignore[arg-type] # instances work as well as names
    config.watch += [str(build.root / name) for name in (build.settings.talks, FOLDER)]
