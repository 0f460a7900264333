"""Structured data: the types of schema-dts by `tsc`, JSON-LD by PyLD, schema.org's terms by rdflib, and extruct."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import extruct
from pyld import jsonld
from rdflib import SDO

from judges.tools import module, run_script

_RULES = {
    "compilerOptions": {
        "strict": True,
        "noEmit": True,
        "skipLibCheck": True,
        "target": "esnext",
        "module": "esnext",
        "moduleResolution": "bundler",
        "types": [],
    }
}
# schema.org's own context is on the network; of it, only this matters here.
_CONTEXT = {"@context": {"@vocab": str(SDO)}}


def read(html: str, base: str = "https://talks.example/") -> dict[str, Any]:
    """What extruct reads in a page: `json-ld` and `opengraph`."""
    return dict(extruct.extract(html, base_url=base, syntaxes=["json-ld", "opengraph"], uniform=False))


def type_findings(documents: dict[str, Any]) -> list[str]:
    """What `tsc` says of JSON-LD documents, by name, each as a `Graph` of schema-dts."""
    types = module("schema-dts/dist/schema.d.ts").resolve().as_posix().removesuffix(".d.ts")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "tsconfig.json").write_text(json.dumps({**_RULES, "include": ["*.ts"]}), encoding="utf-8")
        for number, (name, data) in enumerate(documents.items()):
            text = f"// {name}\nimport type {{ Graph }} from {json.dumps(types)};\n"
            text += f"export const data: Graph = {json.dumps(data)};\n"
            (folder / f"page{number}.ts").write_text(text, encoding="utf-8")
        report = run_script("typescript/bin/tsc", "--project", folder / "tsconfig.json", "--pretty", "false")
    return report.splitlines()


def term_findings(document: Any) -> list[str]:  # noqa: ANN401 (JSON)
    """Words that schema.org does not have, and what PyLD cannot expand."""
    try:
        expanded = jsonld.expand({**document, **_CONTEXT})
    except jsonld.JsonLdError as error:
        return [str(error)]
    return sorted({word for word in _words(expanded) if word not in _terms()})


def _words(value: Any) -> set[str]:  # noqa: ANN401 (JSON)
    if isinstance(value, list):
        return {word for each in value for word in _words(each)}
    if not isinstance(value, dict):
        return set()
    own = {name for name in value if not name.startswith("@")} | set(value.get("@type", ()))
    return own | {word for each in value.values() for word in _words(each)}


@cache
def _terms() -> frozenset[str]:
    return frozenset(str(SDO) + name for name in SDO.__annotations__ if not name.startswith("_"))
