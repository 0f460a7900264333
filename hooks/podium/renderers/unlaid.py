"""What stands in the place of a text that cannot be laid out, whatever its Markdown or an extension of it raised."""

from __future__ import annotations

from markupsafe import Markup

from podium.problems import Finding, Level
from podium.renderers.environment import render
from podium.text import clean, shorten

_REASON = 120


def render_as_written(text: str) -> Markup:
    """A text as it was written, as a block of code."""
    return Markup("<pre><code>{}</code></pre>").format(clean(text).strip())


def render_bare(title: str, content: str) -> str:
    """A whole HTML document of a page without its theme; `title` and `content` are HTML."""
    return render("bare", title=Markup(title), content=Markup(content))  # noqa: S704 (they are HTML already)


def say_unlaid(error: Exception) -> Finding:
    """The sentence for a text that cannot be laid out."""
    return Finding(
        message=f"the text cannot be laid out ({_reason(error)}); it is shown as it was written",
        hint=_hint(error),
        level=Level.ERROR,
    )


def say_alone(error: Exception) -> Finding:
    """The sentence for a page of which only the text can be shown."""
    return Finding(
        message=f"the page cannot be laid out ({_reason(error)}); its text is shown alone",
        hint=_hint(error),
        level=Level.ERROR,
    )


def say_template(name: str, error: Exception) -> Finding:
    """The sentence for a page whose template cannot be filled."""
    return Finding(
        message=f"the template '{name}' cannot be filled for this page ({_reason(error)}); it was not used",
        level=Level.ERROR,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    return shorten(clean(f"{type(error).__name__}: {error}"), _REASON).rstrip(": ")


def _hint(error: Exception) -> str:
    return "Nest it less." if isinstance(error, RecursionError) else ""
