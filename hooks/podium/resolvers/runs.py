"""What a snippet's run means for its writer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podium.problems import Finding, Level, Problem
from podium.structure.recordings import Failure, Recording, Stop
from podium.structure.snippets import LABELS, Language, Ran, Snippet, show_seconds
from podium.text import quoted

_MESSAGE = 120


def judge_run(ran: Ran) -> Iterator[Problem]:
    """What is wrong with a snippet that ran."""
    snippet, recording = ran.snippet, ran.recording
    if recording is None:
        return
    failure = recording.failure
    if failure and not snippet.fails:
        yield say_failure(snippet, failure).at(snippet.path, _line(snippet, failure))
    if snippet.fails and not failure and not recording.stop:
        yield say_no_failure().at(snippet.path, snippet.line)
    if recording.stop:
        yield say_stop(snippet, recording.stop).at(snippet.path, snippet.line)
    if recording.left:
        yield say_left(recording).at(snippet.path, snippet.line)
    if recording.protocol:
        yield say_protocol(recording).at(snippet.path, snippet.line)
    yield from _judge_trace(snippet, recording)


def _line(snippet: Snippet, failure: Failure) -> int:
    """The line of the snippet's own file at which it failed, or at which it begins."""
    return snippet.line + failure.line - 1 if failure.line and failure.file == snippet.entry.name else snippet.line


def say_failure(snippet: Snippet, failure: Failure) -> Finding:
    """The sentence for a snippet that ends with an error nobody expects."""
    elsewhere = (
        f" in {failure.file}, line {failure.line}" if failure.line and failure.file != snippet.entry.name else ""
    )
    return Finding(
        message=f"the snippet fails with {quoted(f'{failure.name}: {failure.message}', _MESSAGE)}{elsewhere}; "
        "the page shows that",
        hint=f"Write '{_comment(snippet)} expect: error' at its top if it should.",
        level=Level.ERROR,
    )


def _comment(snippet: Snippet) -> str:
    return "#" if snippet.language is Language.PYTHON else "//"


def say_no_failure() -> Finding:
    """The sentence for a snippet that should fail and does not."""
    return Finding(
        message="the snippet says 'expect: error' and ends without one; the page shows what it printed",
        hint="Take the line away.",
    )


def say_stop(snippet: Snippet, stop: Stop) -> Finding:
    """The sentence for a snippet that had to be stopped."""
    reasons = {
        Stop.TIME: f"did not end within {show_seconds(snippet.limit)}",
        Stop.MEMORY: "took more than 512 MB of memory",
        Stop.MESSAGES: "sent too much to the page",
    }
    hint = f"Write '{_comment(snippet)} limit: 10s' at its top if it needs longer." if stop is Stop.TIME else ""
    return Finding(
        message=f"the snippet {reasons[stop]}; it was stopped, and the page says so", hint=hint, level=Level.ERROR
    )


def say_left(recording: Recording) -> Finding:
    """The sentence for a snippet that prints too much."""
    return Finding(
        message=f"the snippet prints more than 1,000 lines or 64 KB; {recording.left:,} lines were left out",
        hint="Print less of it.",
    )


def say_protocol(recording: Recording) -> Finding:
    """The sentence for a snippet that has events, but not what makes a history of them."""
    return Finding(
        message=f"the snippet has no history: {recording.protocol}; the page shows what it printed",
        hint="Keep the states small."
        if recording.protocol.endswith(" KB")
        else "A history needs 'initial', 'evolve' and 'events', or 'commands' with 'decide'.",
    )


def _judge_trace(snippet: Snippet, recording: Recording) -> Iterator[Problem]:
    """What the driver noticed, each thing once, at the function it is about."""
    steps = recording.trace.get("steps", ())
    noticed = [part for step in steps for part in str(step.get("warning", "")).split("; ") if part]
    for words in dict.fromkeys([*map(str, recording.trace.get("warnings", ())), *noticed]):
        if words.startswith("only "):
            yield say_long(words).at(snippet.path, snippet.line)
            continue
        name = words.split(" ", 1)[0]
        yield say_trace(words).at(snippet.path, _definition(snippet, name if name.isidentifier() else ""))


def say_long(words: str) -> Finding:
    """The sentence for a history of which only the beginning fits."""
    return Finding(
        message=f"the history is longer than 500 events or 256 KB; {words}",
        hint="Tell a shorter story, or keep the states small.",
    )


def say_trace(words: str) -> Finding:
    """The sentence for a history that another run could tell differently."""
    return Finding(
        message=f"the history is not to be trusted: {words}; the page says so",
        hint="Return a new state, made of the old one and the event alone.",
    )


def _definition(snippet: Snippet, name: str) -> int:
    """The line on which a function is defined, or the snippet's first."""
    pattern = rf"^\s*(?:export\s+)?(?:async\s+)?(?:def|function|const|let|var)\s+{re.escape(name)}\b"
    found = re.search(pattern, snippet.entry.text, re.MULTILINE) if name else None
    return snippet.line + (snippet.entry.text.count("\n", 0, found.end()) if found else 0)


def say_never_run(reason: str) -> Finding:
    """The sentence for a snippet of which nobody knows what it does."""
    return Finding(
        message=f"the snippet could not run ({reason}), and nothing is on record; the page shows its code alone",
        hint="Run 'podium bake' where Deno is installed.",
    )


def say_stale(reason: str) -> Finding:
    """The sentence for a snippet that has changed since it ran."""
    return Finding(
        message=f"the snippet has changed and could not run again ({reason}); the page shows what it printed before",
        hint="Run 'podium bake' where Deno is installed.",
    )


def say_unrecorded(snippet: Snippet) -> Finding:
    """The sentence for a snippet whose output nobody can compare."""
    return Finding(
        message=f"nothing is on record of this {LABELS[snippet.language]} snippet; nothing was compared",
        hint="Run 'podium bake' and commit what it writes.",
        level=Level.NOTICE,
    )


def say_changed(difference: str) -> Finding:
    """The sentence for a recording that is older than its snippet."""
    return Finding(
        message="the snippet has changed since it was recorded, and does something else now; the recording was left",
        hint="Run 'podium bake' and commit what it writes.",
        detail=difference,
    )


def say_older() -> Finding:
    """The sentence for a snippet that has changed and does the same."""
    return Finding(
        message="the snippet has changed since it was recorded, and does the same; the recording was left",
        hint="Run 'podium bake' and commit what it writes.",
        level=Level.NOTICE,
    )


def say_not_compared(reason: str) -> Finding:
    """The sentence for a check that could run no snippet."""
    return Finding(
        message=f"the snippets could not run ({reason}); what is on record of them was not compared",
        hint="Run it where Deno is installed.",
    )


def say_drift(difference: str) -> Finding:
    """The sentence for a snippet that does not repeat what is on record."""
    return Finding(
        message="the snippet does not do again what is on record of it; the recording was left as it is",
        hint="Keep clocks and chance out of it, or run 'podium bake' if the new result is right.",
        level=Level.ERROR,
        detail=difference,
    )


def say_no_python(reason: str) -> Finding:
    """The sentence for a site whose visitors cannot run Python."""
    return Finding(
        message=f"Python is not here and could not be fetched ({reason}); visitors see what it printed "
        "and cannot run it",
        hint="Run 'podium setup' once where there is a network.",
    )
