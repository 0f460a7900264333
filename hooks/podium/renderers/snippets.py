"""A snippet in a page: its code, what it printed, and its history, with nothing that needs a script to be read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import JavascriptLexer, PythonLexer

from podium.problems import Finding
from podium.renderers.context import Context
from podium.renderers.environment import render_for
from podium.renderers.running import ASSETS, PythonPart
from podium.renderers.snippet_options import Options
from podium.renderers.traces import Travel, read_travel
from podium.structure.recordings import Failure, Recording
from podium.structure.snippets import LABELS, Language, Ran, Snippet, show_seconds

_LEXERS = {Language.JAVASCRIPT: JavascriptLexer, Language.PYTHON: PythonLexer}
_DIGEST = 12
Line = tuple[int, Markup]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownError:
    """An error as the page says it."""

    message: str
    """What it says, with its class."""
    place: str
    """`line 12`, or with the name of the file; empty when it is not known."""
    text: str
    """The whole traceback."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A snippet in one language, as its template wants it."""

    language: Language
    """The language."""
    label: str
    """What people call it."""
    data: str
    """What a script needs to run it, as JSON."""
    trace: str
    """Its history as JSON, or empty."""
    lines: tuple[Line, ...]
    """The lines of code that are shown, with their numbers."""
    hidden: bool
    """Whether there are more."""
    height: str
    """How high the code may become, in CSS, or empty."""
    code: bool
    """Whether its code is shown."""
    output: bool
    """Whether what it printed is."""
    history: bool
    """Whether its history is."""
    ran: bool
    """Whether anybody knows what it does."""
    stale: bool
    """Whether that is what an earlier version of it did."""
    engine: str
    """What ran it."""
    day: str
    """The day it ran, as ISO 8601, or empty."""
    day_text: str
    """The same for people."""
    printed: tuple[tuple[str, str], ...]
    """What it printed, each line with its stream."""
    left: int
    """How many lines more."""
    error: ShownError | None
    """The error it ended with."""
    expected: bool
    """Whether that is meant."""
    warnings: tuple[str, ...]
    """What is not to be trusted about it, in words."""
    travel: Travel | None
    """Its history as it is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A snippet as its template wants it."""

    name: str
    """Its name."""
    title: str
    """Its title, or empty."""
    run: str
    """The address of the files that run it."""
    python: str
    """The files that Python is made of, as JSON, or empty."""
    steps: bool
    """Whether a slide's next and previous walk through its history."""
    variants: tuple[Variant, ...]
    """The languages it is written in."""


def render_snippet(variants: Sequence[Ran], wanted: Options, context: Context) -> tuple[Markup, tuple[Finding, ...]]:
    """A snippet in the languages it is written in, as an embed wants it, and what it cannot have."""
    chosen = [ran for ran in variants if wanted.language in (None, ran.snippet.language)]
    findings = [] if chosen else [_say_no_language(variants[0].snippet, wanted)]
    chosen = chosen or [*variants]
    wanted = replace(wanted, at=0) if wanted.steps and wanted.at is None else wanted
    findings += [finding for ran in chosen[:1] for finding in _check(ran, wanted)]
    titles = [ran.snippet.title for ran in chosen if ran.snippet.title]
    has_python = any(ran.snippet.language is Language.PYTHON for ran in chosen)
    view = View(
        name=chosen[0].snippet.name,
        title=titles[0] if titles else "",
        run=context.href(f"{ASSETS}/"),
        python=_python(context.python) if has_python else "",
        steps=wanted.steps,
        variants=tuple(_variant(ran, wanted) for ran in chosen),
    )
    return render_for(context, "snippet", snippet=view), tuple(findings)


def _python(parts: Sequence[PythonPart]) -> str:
    """What a script needs to fetch Python, as JSON; empty where there is none."""
    known = [{"name": part.name, "href": part.href, "bytes": part.size, "gzip": True} for part in parts]
    return json.dumps(known) if known else ""


def _say_no_language(snippet: Snippet, wanted: Options) -> Finding:
    language = LABELS[wanted.language] if wanted.language else ""
    return Finding(
        message=f"'{snippet.name}' is not written in {language}; it is shown in {LABELS[snippet.language]}",
        hint="Take the option 'lang' away, or write it in that language too.",
    )


def _check(ran: Ran, wanted: Options) -> Iterable[Finding]:
    count = ran.snippet.entry.text.rstrip("\n").count("\n") + 1
    if wanted.lines and min(wanted.lines) > count:
        yield Finding(
            message=f"'{ran.snippet.name}' has no line {min(wanted.lines)}; all its lines are shown",
            hint=f"It has {count}.",
        )
    steps = len(ran.recording.trace.get("steps", ())) if ran.recording else 0
    if wanted.at is not None and ran.recording and wanted.at > steps:
        yield Finding(
            message=f"the history of '{ran.snippet.name}' has no version {wanted.at}; it stands at the last",
            hint=f"It ends with version {steps}." if steps else "It has no history.",
        )


def _variant(ran: Ran, wanted: Options) -> Variant:
    snippet, recording = ran.snippet, ran.recording or Recording(code="")
    shown = _shown(snippet, wanted.lines)
    history = "history" in wanted.parts and bool(recording.trace)
    return Variant(
        language=snippet.language,
        label=LABELS[snippet.language],
        data=_data(snippet),
        trace=json.dumps(recording.trace, ensure_ascii=False) if history else "",
        lines=shown,
        hidden=len(shown) < snippet.entry.text.rstrip("\n").count("\n") + 1,
        height=wanted.height,
        code="code" in wanted.parts,
        output="output" in wanted.parts,
        history=history,
        ran=ran.recording is not None,
        stale=ran.stale,
        engine=recording.engine,
        day=recording.day,
        day_text=_day(recording.day),
        printed=recording.lines,
        left=recording.left,
        error=_error(snippet, recording),
        expected=snippet.fails,
        warnings=_warnings(recording),
        travel=read_travel(recording.trace, wanted.at) if history else None,
    )


def _day(day: str) -> str:
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return ""
    return f"{when.day} {when:%B %Y}"


def _data(snippet: Snippet) -> str:
    return json.dumps(
        {
            "entry": snippet.entry.name,
            "files": [{"name": file.name, "text": file.text} for file in snippet.files],
            "limit": snippet.limit,
            "path": snippet.path,
            "first": snippet.line,
            "digest": snippet.digest[:_DIGEST],
            "hidden": sorted(snippet.hidden),
        },
        ensure_ascii=False,
    )


def _shown(snippet: Snippet, wanted: frozenset[int]) -> tuple[Line, ...]:
    """The coloured lines that an embed shows: those it asks for, else all that are not hidden."""
    text = snippet.entry.text.rstrip("\n")
    coloured = highlight(text, _LEXERS[snippet.language](stripnl=False), HtmlFormatter(nowrap=True)).rstrip("\n")
    lines = [(number, Markup(line)) for number, line in enumerate(coloured.split("\n"), start=1)]  # noqa: S704 - Pygments escapes
    chosen = [(number, line) for number, line in lines if number in wanted]
    return tuple(chosen or [(number, line) for number, line in lines if number not in snippet.hidden])


def _error(snippet: Snippet, recording: Recording) -> ShownError | None:
    failure = recording.failure
    if recording.stop:
        return ShownError(message=STOPPED[recording.stop].format(limit=show_seconds(snippet.limit)), place="", text="")
    return _problem(snippet, failure) if failure else None


def _problem(snippet: Snippet, failure: Failure) -> ShownError:
    message = f"{failure.name}: {failure.message}" if failure.message else failure.name
    line = f"line {failure.line}" if failure.line else ""
    place = line if failure.file == snippet.entry.name else f"{failure.file}, {line}" if line else ""
    return ShownError(message=message, place=place, text=failure.text)


STOPPED = {
    "limit": "It did not end within {limit} and was stopped.",
    "memory": "It took too much memory and was stopped.",
    "messages": "It sent too much to the page and was stopped.",
}
"""What a page says of a snippet that was stopped; the element says the same."""


def _warnings(recording: Recording) -> tuple[str, ...]:
    noticed = [*map(str, recording.trace.get("warnings", ()))]
    return (*noticed, *([f"No history: {recording.protocol}"] if recording.protocol else []))
