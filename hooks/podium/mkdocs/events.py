"""The handlers of MkDocs' events, in the order of a build. They only put things in order."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from podium.mkdocs.beginning import begin, prepare
from podium.mkdocs.clearing import clear_ground
from podium.mkdocs.files import write_outputs
from podium.mkdocs.guarding import guard_layout, guard_templates, guard_text
from podium.mkdocs.heads import add_cards, add_head, date_page
from podium.mkdocs.live import State, refresh_decks, watched_state
from podium.mkdocs.neighbours import bring_back, follow_files, hide, leave_out, name_all
from podium.mkdocs.pages import (
    expander,
    page_content,
    page_meta,
    page_source,
    page_text,
    release,
    search_content,
    text_of,
)
from podium.mkdocs.placing import Place, drop_site, find_place, place_site, say_unwritten
from podium.mkdocs.previewing import sign_scripts
from podium.mkdocs.repairs import repair, strip_tags
from podium.mkdocs.reporting import report
from podium.mkdocs.security import (
    protect_deck,
    protect_page,
    protect_template,
    read_pages,
    say_all_foreign,
    security_outputs,
    without_plugins,
)
from podium.mkdocs.site import Build, add_site, read_site
from podium.mkdocs.slides import attach_slides
from podium.mkdocs.watching import watch_patiently, watch_too
from podium.pipeline import finish
from podium.renderers.assets import early_script
from podium.renderers.feeds import carried
from podium.renderers.sitemap import omit_unknown

_log = logging.getLogger("mkdocs.plugins.podium")
_command: list[str] = []
_builds: list[Build] = []
_running: list[tuple[Build, MkDocsConfig]] = []
"""The builds that are not done: one, and in it another when a plugin builds the site once more for a language."""
_watched: list[tuple[MkDocsConfig, State]] = []
_servers: list[LiveReloadServer] = []
_places: list[tuple[Place | None, MkDocsConfig]] = []


def last_build() -> Build:
    """The build that ran last in this process; a tool that started it asks for what it read."""
    return _builds[0]


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this is a preview, or a build that adds to what is there."""
    _command[:] = ["dirty" if dirty and command != "serve" else command]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads the settings and lays Podium's theme and Markdown extension under the site's own."""
    outer = next((build for build, known in _running if known is config), None)
    build = begin(config, outer, serving=_command == ["serve"])
    if outer is None:
        _running.clear()
        _places[:] = [(find_place(config) if _command and _command[0] in {"build", "gh-deploy"} else None, config)]
        prepare(build, config)
    _running.append((build, config))
    _builds[:] = [build]
    return config


# Before plugins that look at all files, such as Material's blog (0) and tags (-50).
@event_priority(60)
def _add_files(files: Files, config: MkDocsConfig) -> Files:
    """Reads the project and adds its pages."""
    read_site(_builds[0], files, config)
    attach_slides(_builds[0], config)
    if _builds[0].settings.serving:
        _builds[0].seen = watched_state(config)
    before = dict(files.src_uris)
    add_site(_builds[0], files, config)
    add_cards(_builds[0], files, config)
    clear_ground(_builds[0], files, config)
    _builds[0].files = [file for file in files if before.get(file.src_uri) is not file]
    return files


# On both sides of mkdocs-static-i18n (-100).
@event_priority(-99)
def _hide_files(files: Files, config: MkDocsConfig) -> Files:
    hide(_builds[0], files, config)
    return files


@event_priority(-101)
def _bring_files_back(files: Files, config: MkDocsConfig) -> Files:
    bring_back(_builds[0], files, config)
    follow_files(_builds[0], files)
    return files


on_files = CombinedEvent(_add_files, _hide_files, _bring_files_back)


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG001
    """Gives MkDocs the Markdown of a page without the front matter that Podium has read."""
    return page_source(_builds[0], page)


# After Material's meta plugin (50) has filled in defaults, before its tags plugin (-50) reads them.
@event_priority(-40)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Makes the front matter safe to print and the references of the page known to the Markdown extension."""
    page.meta = page_meta(_builds[0], page, config)
    date_page(_builds[0], page)
    _builds[0].extension.expand = expander(_builds[0], page, config)
    guard_text(_builds[0], page)
    return page_text(_builds[0], page, markdown)


# After plugins that change the pages once all are HTML.
@event_priority(-100)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Mends the one filter with which Material undoes escaping: `striptags` turns `&lt;` into `<`.

    Then all texts are HTML, and what the site's policy has to allow is known. Templates get what a page runs first.
    """
    read_pages(_builds[0], files)
    leave_out(_builds[0])
    _builds[0].carried = carried(_builds[0].context(""))
    env.filters["striptags"] = strip_tags
    env.globals["podium_palette"] = early_script()
    guard_templates(_builds[0], env, files)
    return env


# Before Material's search plugin (0).
@event_priority(10)
def _show_to_search(
    context: TemplateContext,
    page: Page,
    config: MkDocsConfig,  # noqa: ARG001
    nav: object,  # noqa: ARG001
) -> TemplateContext:
    """Lets a search read a talk's words without their layout: every element of it costs a search dearly."""
    build = _builds[0]
    build.text = text_of(page)
    page.content = guard_layout(build, page, partial(search_content, build, page), build.text)
    return context


# After all others: what is added here is HTML that nobody has to change.
@event_priority(-90)
def _lay_out(
    context: TemplateContext,
    page: Page,
    config: MkDocsConfig,  # noqa: ARG001
    nav: object,  # noqa: ARG001
) -> TemplateContext:
    """Lays a talk between its header and its footer, and gives templates the talk of a page."""
    build = _builds[0]
    page.content = guard_layout(build, page, partial(page_content, build, page), build.text)
    context["talk"] = _builds[0].talks.get(page.file.src_uri)  # type: ignore[typeddict-unknown-key]
    return context


on_page_context = CombinedEvent(_show_to_search, _lay_out)


# Before all others.
@event_priority(100)
def _keep_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Remembers the page as the theme has laid it out, to know what plugins put into it."""
    _builds[0].laid = output
    return output


@event_priority(-100)
def _complete_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Mends the HTML of Material where it is invalid or says too little to a screen reader, and adds the policy."""
    build, uri = _builds[0], page.file.src_uri
    deck = build.decks.get(uri)
    html = add_head(build, repair(without_plugins(build, output) if deck else output), page)
    release(build, page)
    return protect_deck(build, html, deck) if deck else protect_page(build, html, uri)


on_post_page = CombinedEvent(_keep_page, _complete_page)


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:  # noqa: ARG001
    """Gives a sitemap of several languages the pages that are not theirs."""
    name_all(_builds[0], context)
    return context


@event_priority(-100)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG001
    """The same for pages such as 404.html."""
    if template_name == "sitemap.xml":
        return omit_unknown(output_content)
    is_page = template_name.endswith(".html")
    return protect_template(_builds[0], repair(output_content)) if is_page else output_content


@event_priority(100)
def _finish(config: MkDocsConfig) -> None:
    """Writes what needs all pages, and says what was wrong; warnings and errors make `--strict` fail."""
    if not _builds[0].outer:
        write_outputs(finish(_builds[0].context(""), _builds[0].texts), Path(config.site_dir), _builds[0].own)
        write_outputs(security_outputs(_builds[0], Path(config.site_dir)), Path(config.site_dir))
    _builds[0].problems += say_all_foreign(_builds[0])
    report(_builds)
    if _builds[0].settings.serving:
        _watched[:] = [(config, _builds[0].seen)]


# After all others, which may still write.
@event_priority(-100)
def _put_into_place(config: MkDocsConfig) -> None:
    """Lets a finished site take the place of the one before it; a build within another goes back to that."""
    build, _ = _running.pop()
    if build.outer:
        _builds[:] = [build.outer]
        return
    for place, _ in _places:
        if place and not place_site(place, config):
            _log.info("The site in %s is as it was before.", config.site_dir)
    _places.clear()


on_post_build = CombinedEvent(_finish, _put_into_place)


def on_serve(
    server: LiveReloadServer,
    config: MkDocsConfig,  # noqa: ARG001
    builder: object,  # noqa: ARG001
) -> LiveReloadServer:
    """Lets the preview answer a saved deck at once, go on for ever, and keep to the policy that the site will have."""
    watch_patiently(server)
    _servers[:] = [server]
    server.builder = partial(_rebuild, server.builder)
    if (app := server.get_app()) is not None:
        server.set_app(sign_scripts(app))
    return server


def _rebuild(everything: Callable[[], None]) -> None:
    for config, before in _watched:
        now = refresh_decks(_builds[0], config, before)
        if now is not None:
            _watched[:] = [(config, now)]
            report(_builds)
            return
    try:
        everything()
    except Exception as error:  # noqa: BLE001 (MkDocs would let every browser wait until it is mended)
        reason = error if isinstance(error, MkDocsException | OSError) else f"{type(error).__name__}: {error}"
        _log.error("The preview could not be built (%s); it shows what there is.", reason)
    for server in _servers:
        watch_too(server, [place for config, _ in _watched for place in (config.docs_dir, *config.watch)])


def on_build_error(error: Exception) -> None:
    """Says what was found before the build failed, and in one line when the system has stopped it."""
    report(_builds)
    unfinished = list(_places)
    _running.clear()
    on_shutdown()
    for place, config in unfinished:
        if isinstance(error, OSError):
            raise Abort(say_unwritten(error, config.site_dir, whole=place is not None)) from None


def on_shutdown() -> None:
    """Clears away what an interrupted build has written."""
    for place, config in _places:
        if place:
            drop_site(place, config)
    _places.clear()
