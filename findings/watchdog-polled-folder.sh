#!/bin/sh
# watchdog's polling observer never sees a folder again that was away for a moment, and stays alive without a word.
#
# Guess: it looks again every time, as it does for files; a folder that is moved away and back is watched as before, as it
# is by the same library's observer of inotify.
# Seen: the thread of that folder ends at the first look that fails. Nothing is raised or logged, and the observer says
# that it is alive. MkDocs 1.6.1 watches by polling, so a branch switch without `docs/` leaves its preview deaf.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" --quiet --disable-pip-version-check install watchdog==7.1.0
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
import time
from pathlib import Path

from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver
from watchdog.version import VERSION_STRING


class Seen(FileSystemEventHandler):
    def __init__(self):
        self.names = set()

    def on_any_event(self, event):
        self.names.add(Path(event.src_path).name)


def wait_for(name):
    for _ in range(200):
        if name in seen.names:
            return True
        time.sleep(0.05)
    return False


base = Path(sys.argv[1])
talks, away, seen = base / "talks", base / "away", Seen()
talks.mkdir()
observer = PollingObserver(timeout=0.2)
observer.schedule(seen, str(talks), recursive=True)
observer.start()
(talks / "before.md").write_text("x")
before = wait_for("before.md")
talks.rename(away)
time.sleep(3)
away.rename(talks)
(talks / "after.md").write_text("x")
after, alive = wait_for("after.md"), observer.is_alive()
observer.stop()
observer.join()
print(f"watchdog {VERSION_STRING}")
print("guess: a new file is seen before the folder was away, and after it")
print(f"seen:  before {before}, after {after}; the observer is alive: {alive}")
raise SystemExit((before, after, alive) != (True, False, True))
PYTHON
