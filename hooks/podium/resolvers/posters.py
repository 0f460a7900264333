"""PDF files beside the talks: their pages counted, and their first page as an image.

Reading them needs pypdfium2 and Pillow, the optional extra `pdf`; without it a PDF is a link. This module
does I/O, for the edge of the build to call.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from podium.files import write_whole
from podium.kept import digest
from podium.problems import Finding, Level
from podium.text import quoted

_WIDTH, _HEIGHT = 1280, 1920
_SIGNATURE, _SIGNATURE_WITHIN = b"%PDF-", 1024
_LARGEST = 100 * 1024 * 1024
# Part of every cached file's name: a change to what is drawn or stored gets a new number.
_FORMAT = 1
_Facts = tuple[int | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What a PDF file tells about itself."""

    size: int
    """Bytes of the file."""
    pages: int | None = None
    """How many pages it has, when that could be read."""
    ratio: float | None = None
    """Width divided by height of the first page, when it could be drawn."""
    poster: Path | None = None
    """A PNG of the first page, in the cache, when it could be drawn."""


def check_pdf(path: Path) -> Finding | None:
    """What keeps a file from being shown as a PDF: it is missing, a folder, empty, or something else."""
    if not path.is_file():
        what = "a folder" if path.is_dir() else "missing"
        return Finding(message=f"the PDF {quoted(path.name)} is {what}; it was left out", level=Level.ERROR)
    try:
        with path.open("rb") as file:
            start = file.read(_SIGNATURE_WITHIN)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        return Finding(
            message=f"the PDF {quoted(path.name)} cannot be read ({reason}); it was left out",
            level=Level.ERROR,
        )
    if not start:
        return Finding(message=f"the PDF {quoted(path.name)} is empty; it was left out", level=Level.ERROR)
    if _SIGNATURE in start:
        return None
    return Finding(
        message=f"{quoted(path.name)} is not a PDF, whatever its name; it was left out",
        hint="Export the slides as PDF again, or name the file after what it holds.",
        level=Level.ERROR,
    )


def read_pdf(path: Path) -> tuple[int | None, bytes | None]:
    """Pages of a PDF and its first page as PNG, at most 1280 pixels wide and 1920 high.

    The same file gives the same bytes with the same versions of the libraries. Both are None when the
    optional extra is not installed or the file cannot be read, for instance because it wants a password.
    """
    if not (find_spec("pypdfium2") and find_spec("PIL")):
        return None, None
    import pypdfium2  # noqa: PLC0415 - optional, and slow to import

    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = len(document)
            return pages, _draw(document[0]) if pages else None
    except (pypdfium2.PdfiumError, OSError):
        return None, None


def read_pdf_facts(path: Path, cache: Path) -> tuple[PdfFacts | None, tuple[Finding, ...]]:
    """The facts of a PDF file, or None when it is no PDF, and what its writer should know.

    What was read is kept in the folder `cache` under the hash of the content, so that a file is drawn once,
    whatever its name; files there appear whole or not at all.
    """
    if problem := check_pdf(path):
        return None, (problem,)
    size = path.stat().st_size
    if size > _LARGEST:
        finding = Finding(
            message=f"the PDF {quoted(path.name)} has {size // 1024**2} MB; it is linked without a picture",
            hint="Export it with smaller images: visitors download all of it.",
        )
        return PdfFacts(size=size), (finding,)
    with path.open("rb") as file:
        name = f"{hashlib.file_digest(file, 'sha256').hexdigest()[:32]}-{_FORMAT}"
    known, damaged = _cached(cache, name)
    pages, ratio = known or _store(cache, name, *read_pdf(path))
    if pages is None and find_spec("pypdfium2") and find_spec("PIL"):
        finding = Finding(
            message=f"the pages of {quoted(path.name)} cannot be read; it is linked without a picture",
            hint="See whether it is damaged or asks for a password.",
        )
        return PdfFacts(size=size), (finding,)
    poster = cache / f"{name}.png" if ratio else None
    return PdfFacts(size=size, pages=pages or None, ratio=ratio, poster=poster), (
        say_damaged_picture(),
    ) if damaged else ()


def say_damaged_picture() -> Finding:
    """The sentence for a picture that is not what was drawn."""
    return Finding(
        message="the picture of its first page was damaged in the cache; it was drawn again", level=Level.NOTICE
    )


def _draw(page: object) -> bytes | None:
    """A page as PNG; both sides are bounded, since a page may be a mile high."""
    width, height = page.get_size()  # type: ignore[attr-defined]  # the library has no types
    if not (width > 0 and height > 0):
        return None
    image = page.render(scale=min(_WIDTH / width, _HEIGHT / height)).to_pil()  # type: ignore[attr-defined]
    buffer = io.BytesIO()
    image.crop((0, 0, min(image.width, _WIDTH), min(image.height, _HEIGHT))).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _cached(cache: Path, name: str) -> tuple[_Facts | None, bool]:
    """Pages and ratio that were stored, or None, and whether the picture is damaged; a damaged entry counts as none."""
    try:
        stored = json.loads((cache / f"{name}.json").read_bytes())
        pages = int(stored["pages"])
        ratio = float(stored["ratio"]) if stored["ratio"] else None
        known = str(stored["picture"])
        damaged = bool(ratio) and digest(cache / f"{name}.png") != known
    except (OSError, ValueError, KeyError, TypeError):
        return None, False
    return None if damaged else (pages, ratio), damaged


def _store(cache: Path, name: str, pages: int | None, image: bytes | None) -> _Facts:
    """Pages and ratio just read, stored unless nothing could be read: next time it may."""
    if pages is None:
        return None, None
    ratio = _ratio(image) if image else None
    if image:
        write_whole(cache / f"{name}.png", image)
    picture = hashlib.sha256(image or b"").hexdigest()
    write_whole(cache / f"{name}.json", json.dumps({"pages": pages, "ratio": ratio, "picture": picture}).encode())
    return pages, ratio


def _ratio(png: bytes) -> float:
    """Width divided by height, from the first chunk of a PNG."""
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    return round(width / height, 4)
