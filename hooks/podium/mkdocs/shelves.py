"""Reads what may be shown as it is: the files beside the talks, and those of the docs folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from podium.problems import Problem
from podium.resolvers.media import Shelf
from podium.resolvers.posters import PdfFacts, read_pdf_facts
from podium.structure.sources import Asset


def shown_files(files: Files, folder: str, config: MkDocsConfig) -> list[Asset]:
    """The files of the docs folder that are no pages; problems name them below `folder`."""
    return [
        Asset(uri=file.src_uri, path=f"{folder}/{file.src_uri}", file=Path(file.abs_src_path), size=_size(file))
        for file in files
        if file.src_dir == config.docs_dir and file.abs_src_path and not file.is_documentation_page()
    ]


def _size(file: File) -> int:
    return Path(file.abs_src_path).stat().st_size if file.abs_src_path else 0


def read_shelf(assets: Iterable[Asset], cache: Path) -> tuple[Shelf, tuple[Problem, ...]]:
    """All files by address, with what is known of the PDFs among them; the cache keeps their pictures."""
    known = {asset.uri: asset for asset in assets}
    pdfs: dict[str, PdfFacts] = {}
    problems: list[Problem] = []
    for uri, asset in known.items():
        if uri.casefold().endswith(".pdf"):
            facts, findings = read_pdf_facts(asset.file, cache)
            problems += [finding.at(asset.path) for finding in findings]
            if facts:
                pdfs[uri] = facts
    return Shelf(assets=known, pdfs=pdfs), tuple(problems)
