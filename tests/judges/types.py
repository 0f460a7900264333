"""The TypeScript compiler: the types of JavaScript, as its JSDoc comments state them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from judges.tools import run_script

RULES = Path(__file__).with_name("tsconfig.json")


def findings(folder: Path) -> list[str]:
    """What `tsc --checkJs`, strict, says of the scripts below a folder: `a.js(2,32): error TS2339: …`."""
    assert any(folder.rglob("*.js")), f"no script in {folder}"
    with tempfile.TemporaryDirectory() as place:
        project = Path(place) / "tsconfig.json"
        scripts = [f"{folder.resolve().as_posix()}/**/*"]
        project.write_text(json.dumps({"extends": str(RULES), "include": scripts}), encoding="utf-8")
        report = run_script("typescript/bin/tsc", "--project", project, "--pretty", "false", cwd=folder)
    return report.splitlines()
