"""html-validate: the HTML of a folder, by its `standard` rules."""

from __future__ import annotations

import json
from pathlib import Path

from judges.tools import run_script

RULES = Path(__file__).with_name("html-validate.json")


def findings(folder: Path) -> list[str]:
    """What html-validate says of every .html file below a folder: `talks/x/index.html:12: rule: message`."""
    pages = sorted(folder.rglob("*.html"))
    assert pages, f"no page in {folder}"
    script = "html-validate/bin/html-validate.mjs"
    report = run_script(script, "--config", RULES, "--formatter", "json", "**/*.html", cwd=folder)
    return [
        f"{Path(file['filePath']).relative_to(folder.resolve()).as_posix()}:{found['line']}: "
        f"{found['ruleId']}: {found['message']}"
        for file in json.loads(report)
        for found in file["messages"]
    ]
