"""The hook file that MkDocs loads: it hands Podium's handlers on, nothing else."""

from podium.mkdocs.events import (
    on_build_error,
    on_config,
    on_env,
    on_files,
    on_page_context,
    on_page_markdown,
    on_page_read_source,
    on_post_build,
    on_post_page,
    on_post_template,
    on_serve,
    on_shutdown,
    on_startup,
    on_template_context,
)

__all__ = [
    "on_build_error",
    "on_config",
    "on_env",
    "on_files",
    "on_page_context",
    "on_page_markdown",
    "on_page_read_source",
    "on_post_build",
    "on_post_page",
    "on_post_template",
    "on_serve",
    "on_shutdown",
    "on_startup",
    "on_template_context",
]
