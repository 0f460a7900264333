"""Lets whatever one page raises cost that page alone: a build goes on, and a preview answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from jinja2 import Environment, Template, TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from podium.mkdocs.site import Build, path_of
from podium.problems import Finding
from podium.renderers.unlaid import render_as_written, render_bare, say_alone, say_template, say_unlaid

_MAIN = "main.html"
_Made = TypeVar("_Made")


def guard_text(build: Build, page: Page) -> None:
    """Shows the text of a page as it was written where Markdown, or an extension of it, fails."""
    page.render = partial(_render, build, page, page.render)  # type: ignore[method-assign] # a page is its own event


def _render(
    build: Build, page: Page, render: Callable[[MkDocsConfig, Files], None], config: MkDocsConfig, files: Files
) -> None:
    del page.render  # it is asked once, and holds its own page
    try:
        render(config, files)
    except MkDocsException:  # somebody means to stop the build
        raise
    except Exception as error:  # noqa: BLE001 (whatever an extension raises)
        _note(build, page, say_unlaid(error))
        page.content = render_as_written(page.markdown or "")
        page.toc = TableOfContents([])
        page.present_anchor_ids = set()


def guard_layout(build: Build, page: Page, make: Callable[[], _Made], instead: _Made) -> _Made:
    """What a function makes of a page, or something else where it fails."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001 (as above)
        _note(build, page, say_alone(error))
        return instead


def guard_templates(build: Build, environment: Environment, files: Files) -> None:
    """Lays a page out without its template where that fails: by the theme's main one, else bare."""
    environment.template_class = _template_class(build)
    for file in files.documentation_pages():
        if file.page and (name := file.page.meta.get("template")):
            try:
                environment.get_template(name)
            except TemplateError as error:
                del file.page.meta["template"]
                _note(build, file.page, say_template(name, error))


def _template_class(build: Build) -> type[Template]:
    class PageTemplate(Template):
        """A template that fails for one page alone."""

        def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 (as its base has it)
            context = dict(*args, **kwargs)
            page = context.get("page")
            if page is None:
                return super().render(context)
            try:
                return super().render(context)
            except Exception as error:  # noqa: BLE001 (as above)
                _note(build, page, say_template(self.name or "", error))
            try:
                main = self.environment.get_template(_MAIN)
                return Template.render(main, context)
            except Exception:  # noqa: BLE001 (said already)
                return render_bare(page.title or "", page.content or "")

    return PageTemplate


def _note(build: Build, page: Page, finding: Finding) -> None:
    build.problems.append(finding.at(path_of(build, page.file.src_uri)))
