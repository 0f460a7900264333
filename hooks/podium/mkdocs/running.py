"""Runs the snippets of a build, or takes what is on record of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from podium.kept import is_kept, keep
from podium.mkdocs.site import Build, fetch_packages
from podium.readers.recordings import read_recording
from podium.readers.snippets import FOLDER
from podium.renderers.recordings import write_recording
from podium.renderers.running import python_parts, runtime_digest, worker_text
from podium.resolvers.runs import say_never_run, say_no_python, say_stale
from podium.runners.deno import DenoError, deno_version
from podium.runners.packages import PackagesError, packages_folder
from podium.runners.python import PythonError, prepare_python, python_folder
from podium.runners.snippets import RunError, run_snippets, used_languages
from podium.structure.recordings import Recording
from podium.structure.snippets import Language, Snippet

BAKED = f"{FOLDER}/.baked"
"""Where recordings lie that are kept with the project."""
Recordings = dict[str, Recording]


class Runner:
    """What a build asks for the results of snippets."""

    def __init__(self, build: Build) -> None:
        """Takes the build; what is wrong goes to its problems."""
        self._build = build

    def __call__(self, snippets: Sequence[Snippet]) -> Recordings:
        """What snippets do: as recorded where nothing changed, else by running them."""
        self.lend_python(snippets)
        baked = self.recorded(snippets)
        known = {
            each.key: found
            for each in snippets
            for found in (baked.get(each.key), self._kept(each))
            if found and self._is_fresh(each, found)
        }
        waiting = [each for each in snippets if each.key not in known]
        if not waiting:
            return known
        try:
            made = self.run(waiting)
        except RunError as error:
            return {**known, **self._make_do(waiting, baked, str(error))}
        for each in (each for each in waiting if made[each.key].stop is None):
            keep(self._place(each), write_recording(each, made[each.key]).encode())
        return {**known, **made}

    def lend_python(self, snippets: Sequence[Snippet]) -> None:
        """Makes Python ready for visitors, if a snippet is written in it."""
        if Language.PYTHON in used_languages(snippets):
            try:
                self._build.python = python_parts(self.python())
            except (PackagesError, PythonError) as error:
                self._build.problems.append(say_no_python(str(error)).at("mkdocs.yml"))

    def run(self, snippets: Sequence[Snippet]) -> Recordings:
        """What snippets do now. Raises RunError."""
        try:
            engine = f"Deno {deno_version()}"
            python = self.python() if Language.PYTHON in used_languages(snippets) else None
        except (DenoError, PackagesError, PythonError) as error:
            raise RunError(str(error)) from None
        made = run_snippets(
            snippets, worker=worker_text(), python=python, engine=engine, day=self._build.now.date().isoformat()
        )
        return {each.key: replace(made[each.key], runtime=self._runtime(each)) for each in snippets}

    def python(self) -> Mapping[str, Path]:
        """The files that Python is made of. Raises PackagesError or PythonError."""
        packages = fetch_packages(self._build)
        if not isinstance(packages, Path):
            raise PackagesError(packages)
        return prepare_python(self._build.cache, packages)

    def recorded(self, snippets: Sequence[Snippet]) -> Recordings:
        """What is on record in the project, of whatever version of the snippets."""
        found: Recordings = {}
        for each in snippets:
            path = f"{BAKED}/{each.key}.json"
            try:
                text = (self._build.root / path).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            recording, finding = read_recording(text)
            if recording:
                found[each.key] = recording
            elif finding:
                self._build.problems.append(finding.at(path))
        return found

    def _runtime(self, snippet: Snippet) -> str:
        if snippet.language is Language.PYTHON:
            return runtime_digest(python_folder(self._build.cache, packages_folder(self._build.cache)).name)
        return runtime_digest(deno_version())

    def _is_fresh(self, snippet: Snippet, recording: Recording) -> bool:
        """Whether to run again would give the same, as far as anybody knows."""
        if recording.code != snippet.digest:
            return False
        try:
            return recording.runtime == self._runtime(snippet)
        except DenoError:
            return True

    def _place(self, snippet: Snippet) -> Path:
        return self._build.cache / "runs" / f"{snippet.key}-{snippet.digest[:16]}-{self._runtime(snippet)}.json"

    def _kept(self, snippet: Snippet) -> Recording | None:
        """What an earlier build found, which nobody has recorded yet."""
        try:
            place = self._place(snippet)
            return read_recording(place.read_text(encoding="utf-8"))[0] if is_kept(place) else None
        except (OSError, UnicodeDecodeError, DenoError):
            return None

    def _make_do(self, snippets: Sequence[Snippet], baked: Recordings, reason: str) -> Recordings:
        """What is on record of snippets that cannot run, with a word on each that is not what it was."""
        for each in snippets:
            recording = baked.get(each.key)
            if recording is None:
                self._build.problems.append(say_never_run(reason).at(each.path, each.line))
            elif recording.code != each.digest:
                self._build.problems.append(say_stale(reason).at(each.path, each.line))
        return {each.key: baked[each.key] for each in snippets if each.key in baked}
