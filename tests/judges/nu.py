"""The Nu HTML checker, the W3C's own: the HTML of a folder. It needs Java."""

from __future__ import annotations

import json
from pathlib import Path

from judges.tools import module, output


def findings(folder: Path) -> list[str]:
    """What the Nu HTML checker says of every .html file below a folder: `talks/x/index.html:12: message`."""
    assert any(folder.rglob("*.html")), f"no page in {folder}"
    jar = module("vnu-jar/build/dist/vnu.jar")
    command = ("java", "-jar", jar, "--skip-non-html", "--errors-only", "--format", "json", "--stdout", ".")
    return [
        f"{found['url'].rpartition('/./')[2]}:{found.get('lastLine', 0)}: {found['message']}"
        for found in json.loads(output(command, cwd=folder))["messages"]
    ]
