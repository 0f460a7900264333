"""A preview sees what is saved, whatever becomes of the folders meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from mkdocs.commands import serve as serving
from mkdocs.livereload import LiveReloadServer

from sites import Built

TALK = "---\ntitle: {}\n---\nWords.\n"


class Preview:
    """A preview that runs: how often it has built, and what it answers."""

    def __init__(self, server: LiveReloadServer, root: Path) -> None:
        self.root = root
        self._server = server

    @property
    def _epoch(self) -> int:
        """What MkDocs tells browsers of its last build."""
        return int(self._server._visible_epoch)  # noqa: SLF001

    def page(self, address: str) -> str:
        """What a browser gets; it waits while a build is under way, as MkDocs lets it wait."""
        with urlopen(f"{self._server.url}{address}") as answer:  # noqa: S310 (our own server)
            return str(answer.read().decode())

    def after(self, change: Callable[[], object]) -> None:
        """Makes a change, and waits until the preview has built again."""
        with self._server._epoch_cond:  # noqa: SLF001
            epoch = self._epoch
            change()
            assert self._server._epoch_cond.wait_for(lambda: self._epoch > epoch, timeout=60)  # noqa: SLF001


@pytest.fixture
def preview(site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    built = site({"talks/a.md": TALK.format("First")}, config={"site_url": "http://127.0.0.1/"}, serving=True)
    with served(built.root, monkeypatch) as preview:
        yield preview


@contextmanager
def served(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    """Runs `mkdocs serve` in a thread of this process."""
    servers: list[LiveReloadServer] = []

    class Server(LiveReloadServer):
        def __init__(self, **options: object) -> None:
            super().__init__(**{**options, "port": 0, "polling_interval": 0.05})  # type: ignore[arg-type]
            servers.append(self)

        def server_bind(self) -> None:
            super().server_bind()
            self.url = f"http://127.0.0.1:{self.server_port}/"

    monkeypatch.setattr(serving, "LiveReloadServer", Server)
    thread = Thread(target=lambda: serving.serve(str(root / "mkdocs.yml")), daemon=True)
    thread.start()
    while not (servers and servers[0].serve_thread.is_alive()):
        thread.join(0.01)
        assert thread.is_alive()
    try:
        yield Preview(servers[0], root)
    finally:
        servers[0].shutdown()
        thread.join(10)


def test_a_folder_that_was_away_is_seen_again(preview: Preview) -> None:
    talks, away = preview.root / "talks", preview.root / "away"
    assert "First" in preview.page("talks/a/")
    preview.after(lambda: talks.rename(away))
    assert "talks/a/" not in preview.page("talks/")
    preview.after(lambda: away.rename(talks))
    assert "First" in preview.page("talks/a/")
    preview.after(lambda: (talks / "a.md").write_text(TALK.format("Second")))
    assert "Second" in preview.page("talks/a/")


def test_a_folder_that_is_made_while_serving(preview: Preview) -> None:
    preview.after(lambda: (preview.root / "talks" / "a.md").write_text(TALK.format("T") + "\n[[[hello]]]\n"))
    assert "hello, world" not in preview.page("talks/a/")

    def write() -> None:
        (preview.root / "snippets").mkdir()
        (preview.root / "snippets" / "hello.js").write_text("console.log('hello, world')\n")

    preview.after(write)
    assert "hello, world" in preview.page("talks/a/")


def test_a_configuration_that_is_broken_leaves_what_there_is(preview: Preview) -> None:
    config = preview.root / "mkdocs.yml"
    good = config.read_text()
    preview.after(lambda: config.write_text("theme: [\n"))
    assert "First" in preview.page("talks/a/")
    preview.after(config.unlink)
    assert "First" in preview.page("talks/a/")
    preview.after(lambda: config.write_text(good.replace("Example talks", "Other talks")))
    assert "Other talks" in preview.page("talks/a/")


def test_a_docs_folder_that_was_away(preview: Preview) -> None:
    docs = preview.root / "docs"
    preview.after(lambda: shutil.rmtree(docs))
    assert "First" in preview.page("talks/a/")

    def write() -> None:
        docs.mkdir()
        (docs / "index.md").write_text("# Welcome back\n")

    preview.after(write)
    assert "Welcome back" in preview.page("")
