"""Podium's files beside plugins that move files, or build a site once more for each language within the first build.

In a site of mkdocs-static-i18n talks are there once, each in its own language, and the pages of every language link to
them. The plugin sorts the pages of the docs folder by language and can do nothing with others, so it does not see ours.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils.templates import TemplateContext

from podium.mkdocs.site import Build

_PLUGIN = "i18n"
_PAGES = "i18n_alternates"
"""Where the plugin's sitemap finds the pages of each language."""


def hide(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Takes our files away before the plugin sorts all files."""
    if _PLUGIN in config.plugins:
        for file in build.files:
            if files.src_uris.get(file.src_uri) is file:
                files.remove(file)


def bring_back(build: Build, files: Files, config: MkDocsConfig) -> None:
    """Puts them back behind it."""
    if _PLUGIN in config.plugins:
        for file in build.files:
            file.alternates = {}  # type: ignore[attr-defined]  # the same page in other languages, of which there is none
            files.append(file)


def leave_out(build: Build) -> None:
    """Keeps a build for another language from writing our pages again; it needed them for links only."""
    if build.outer:
        for file in build.files:
            file.inclusion = InclusionLevel.EXCLUDED if file.is_documentation_page() else file.inclusion


def name_all(build: Build, context: TemplateContext) -> None:
    """Adds our pages to those of the plugin's sitemap, which would know none of them."""
    if _PAGES in context:
        ours = [file for file in (build.outer or build).files if file.is_documentation_page()]
        names = {file.src_uri for file in ours}
        pages: dict[str, list[File]] = context[_PAGES]  # type: ignore[literal-required]
        others = {name: [file for file in known if file.src_uri not in names] for name, known in pages.items()}
        context[_PAGES] = {**others, "": ours}  # type: ignore[literal-required]


def follow_files(build: Build, files: Files) -> None:
    """Notes where plugins have moved files of the docs folder, as Material's blog does with those beside posts."""
    moved = {
        uri: replace(asset, address=file.url)
        for uri, asset in build.shelf.assets.items()
        if (file := files.src_uris.get(uri)) and unquote(file.url) != uri
    }
    if moved:
        build.shelf = replace(build.shelf, assets={**build.shelf.assets, **moved})
