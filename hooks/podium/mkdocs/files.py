"""Hands Podium's pages and files to MkDocs, and keeps unsafe ones from it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from podium.files import write_pieces, write_whole
from podium.problems import Problem
from podium.readers.sources import refuse_file
from podium.structure.decks import Deck
from podium.structure.outputs import Output, Page
from podium.structure.sources import Asset
from podium.structure.talks import Talk
from podium.urls import page_file


def remove_unsafe(files: Files, config: MkDocsConfig, root: Path, docs: str) -> list[Problem]:
    """Takes away what MkDocs would publish or hang on: links out of the project, pipes, devices, dead links."""
    problems: list[Problem] = []
    ours = {config.docs_dir: docs}  # the theme's own files lie elsewhere, and may well be links
    custom = config.theme.custom_dir
    if custom and Path(custom).resolve().is_relative_to(root):
        ours[custom] = Path(custom).name
    for file in list(files):
        known = file.src_dir in ours and file.abs_src_path
        refusal = refuse_file(Path(file.abs_src_path or ""), root) if known else None
        if refusal:
            files.remove(file)
            problems.append(refusal.at(posixpath.join(ours[file.src_dir or ""], file.src_uri)))
    return problems


def add_talk(files: Files, talk: Talk, config: MkDocsConfig, root: Path, folder: str) -> None:
    """Adds a talk's page; it stays out of the navigation, which every page of the site would otherwise carry."""
    _put(files, _written(talk, config, root, folder))


def add_deck(files: Files, deck: Deck, config: MkDocsConfig, root: Path, folder: str) -> None:
    """Adds the page of a deck written in Markdown, in the same way."""
    _put(files, _written(deck, config, root, folder))


def _written(page: Talk | Deck, config: MkDocsConfig, root: Path, folder: str) -> File:
    path = root / folder / page.uri.partition("/")[2]  # as the disk spells it, which `page.path` may not
    file = _file(page.uri, path, config, page_file(page.address))
    file.inclusion = InclusionLevel.NOT_IN_NAV
    file.edit_uri = _edit_uri(page.path, config, root)
    return file


def add_page(files: Files, page: Page, config: MkDocsConfig, folder: Path) -> None:
    """Adds a page made here; it can be put into the navigation by its name, and a listing's page needs not to be.

    Its text lies in `folder` too: plugins of others take it for granted that each page has a file.
    """
    quiet = page.listing or page.group or config.nav  # nobody is told that a page they did not write is missing there
    inclusion = InclusionLevel.NOT_IN_NAV if quiet else InclusionLevel.UNDEFINED
    file = File.generated(config, page.uri, content=page.text, inclusion=inclusion)
    file.abs_src_path = _kept(folder / page.uri, page.text.encode())
    _put(files, file)


def _kept(path: Path, content: bytes) -> str | None:
    """The file, with its content and not written again when it has it; None where nothing can be written."""
    try:
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
    except OSError:
        return None
    return str(path)


def add_assets(files: Files, assets: Iterable[Asset], config: MkDocsConfig) -> None:
    """Adds pictures, PDFs and other files that lie beside the talks."""
    for asset in assets:
        _put(files, _file(asset.uri, asset.file, config, asset.uri))


def add_outputs(files: Files, outputs: Iterable[Output], config: MkDocsConfig, folder: Path) -> None:
    """Adds files that are neither pages nor lie beside talks; the texts of those made here lie in `folder` too."""
    for output in outputs:
        content = {"content": output.text} if output.source is None else {"abs_src_path": str(output.source)}
        file = File.generated(config, output.address, **content)
        file.dest_uri = output.address
        if output.text is not None:
            file.abs_src_path = _kept(folder / output.address, output.text.encode())
        _put(files, file)


def write_outputs(outputs: Iterable[Output], site: Path, own: frozenset[str] = frozenset()) -> None:
    """Writes files that were made after all pages, but those that are the writer's `own`."""
    for output in (output for output in outputs if output.address not in own):
        texts = output.pieces if output.text is None else (output.text,)
        pieces = (output.source.read_bytes(),) if output.source else (text.encode() for text in texts)
        write_pieces(site / output.address, pieces, lasting=False)


def _file(uri: str, path: Path, config: MkDocsConfig, dest: str) -> File:
    """A real file outside the docs folder; MkDocs would join `src_dir` and `uri`, so its place is set after."""
    file = File(
        uri,
        src_dir=str(path.parent),
        dest_dir=config.site_dir,
        use_directory_urls=config.use_directory_urls,
        dest_uri=dest,
    )
    file.abs_src_path = str(path)
    return file


def _edit_uri(path: str, config: MkDocsConfig, root: Path) -> str:
    """The file as seen from the docs folder, which MkDocs' `edit_uri` leads to."""
    docs = _inside(config.docs_dir, root)
    return posixpath.relpath(path, docs) if docs else path


@lru_cache(maxsize=8)
def _inside(folder: str, root: Path) -> str:
    """A folder relative to the project, or nothing when it lies elsewhere: asked for every talk."""
    real = Path(folder).resolve()
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else ""


def _put(files: Files, file: File) -> None:
    other = files.get_file_from_path(file.src_uri)
    if other:
        files.remove(other)
    files.append(file)
