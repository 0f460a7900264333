"""Files as they lie in the project, before anyone has read them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A Markdown file of the talks folder."""

    path: str
    """The file, relative to the project, with forward slashes."""
    uri: str
    """The file as seen from the site: `talks/es-intro.md`."""
    file: Path
    """Where it lies on the disk."""
    data: bytes
    """Its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """Any other file of the talks folder: a picture, a PDF."""

    uri: str
    """The file as seen from the site: `talks/es-intro.pdf`."""
    path: str
    """The file, relative to the project."""
    file: Path
    """Where it lies on the disk."""
    size: int
    """Bytes."""
    address: str = ""
    """Where the host has put it instead, percent-encoded; empty when it lies where `uri` says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page of the docs folder that references can name."""

    uri: str
    """The page as seen from the docs folder: `guide/start.md`."""
    title: str
    """Its title."""
    address: str
    """Its address, relative to the site."""
