"""Records what snippets do, and tells whether they do it again."""

from __future__ import annotations

from collections.abc import Sequence

from podium.files import write_whole
from podium.mkdocs.running import BAKED, Recordings, Runner
from podium.mkdocs.site import Build
from podium.problems import Finding
from podium.renderers.recordings import compare_recordings, write_recording
from podium.resolvers.runs import say_changed, say_drift, say_not_compared, say_older, say_unrecorded
from podium.runners.snippets import RunError
from podium.structure.recordings import Recording
from podium.structure.snippets import Snippet


class Verifier(Runner):
    """Runs all snippets, whatever is on record, and says where that differs."""

    def __call__(self, snippets: Sequence[Snippet]) -> Recordings:
        """What snippets do now."""
        recorded = self.recorded(snippets)
        try:
            made = self.run(snippets)
        except RunError as error:
            self._build.problems.append(say_not_compared(str(error)).at("mkdocs.yml"))
            return recorded
        for each in snippets:
            finding = self._compare(each, recorded.get(each.key), made[each.key])
            if finding:
                self._build.problems.append(finding.at(each.path, each.line))
        return made

    def _compare(self, snippet: Snippet, old: Recording | None, new: Recording) -> Finding | None:
        if old is None:  # who records nothing need not hear of each snippet that it is not recorded
            return say_unrecorded(snippet) if (self._build.root / BAKED).is_dir() else None
        changed = old.code != new.code
        if old.result == new.result:
            return say_older() if changed else None
        difference = compare_recordings(old, new)
        return say_changed(difference) if changed else say_drift(difference)


class Baker(Runner):
    """Runs snippets and records what they do."""

    done: list[tuple[str, str]]
    """Each recording, relative to the project, and what became of it."""

    def __init__(self, build: Build, wanted: Sequence[str]) -> None:
        """Takes the build and the names of snippets; none means all, and then what is left of others is removed."""
        super().__init__(build)
        self._wanted = wanted
        self.done = []
        self.names: set[str] = set()

    def __call__(self, snippets: Sequence[Snippet]) -> Recordings:
        """What snippets do now, written down. Raises RunError."""
        self.names = {each.name for each in snippets}
        chosen = [each for each in snippets if not self._wanted or each.name in self._wanted]
        recorded, made = self.recorded(chosen), self.run(chosen)
        for each in chosen:
            self._bake(each, recorded.get(each.key), made[each.key])
        if not self._wanted:
            self._remove({f"{each.key}.json" for each in snippets})
        return made

    def _bake(self, snippet: Snippet, old: Recording | None, new: Recording) -> None:
        path = f"{BAKED}/{snippet.key}.json"
        if (new.failure or new.stop) and not snippet.fails:
            self.done.append((path, "not recorded, since it fails"))
        elif old and (old.result, old.code, old.runtime) == (new.result, new.code, new.runtime):
            self.done.append((path, "as it was"))
        else:
            write_whole(self._build.root / path, write_recording(snippet, new).encode())
            self.done.append((path, "recorded"))

    def _remove(self, kept: set[str]) -> None:
        """Removes recordings of snippets that are no more."""
        for file in sorted((self._build.root / BAKED).glob("*.json")):
            if file.name not in kept:
                file.unlink()
                self.done.append((f"{BAKED}/{file.name}", "removed"))
