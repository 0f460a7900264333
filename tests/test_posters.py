"""PDFs are counted and drawn once, and files that only look like PDFs are told apart."""

from __future__ import annotations

import io
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image

from podium.problems import Finding
from podium.resolvers import posters
from podium.resolvers.posters import PdfFacts, check_pdf, read_pdf, read_pdf_facts

HTML = b"<!doctype html><title>Not found</title>"


def make_pdf(width: float, height: float, pages: int = 1) -> bytes:
    """A PDF whose pages show one black bar, with a cross-reference table."""
    bar = f"0 0 {width / 2} {height / 2} re f".encode()
    kids = " ".join(f"{4 + place} 0 R" for place in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]/MediaBox[0 0 {width} {height}]>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(bar), bar),
        *[b"<</Type/Page/Parent 2 0 R/Contents 3 0 R>>"] * pages,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.pdf"
    path.write_bytes(make_pdf(960, 540, pages=3))
    return path


def sentence(finding: Finding | None) -> str:
    return f"{finding.level}: {finding.message}. {finding.hint}".rstrip() if finding else ""


def test_pages_and_first_page(deck: Path) -> None:
    pages, png = read_pdf(deck)
    assert pages == 3
    assert png is not None
    image = Image.open(io.BytesIO(png))
    assert image.size == (1280, 720)
    assert image.getpixel((10, 700)) == (0, 0, 0)
    assert image.getpixel((1000, 100)) == (255, 255, 255)
    assert read_pdf(deck) == (pages, png)


@pytest.mark.parametrize(("width", "height"), [(3, 14400), (14400, 3), (595, 842), (0.5, 0.5)])
def test_a_picture_stays_within_bounds(tmp_path: Path, width: float, height: float) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(make_pdf(width, height))
    pages, png = read_pdf(path)
    assert pages == 1
    if png is not None:
        drawn = Image.open(io.BytesIO(png)).size
        assert 1 <= drawn[0] <= 1280
        assert 1 <= drawn[1] <= 1920


def test_facts_are_kept_by_content(deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / ".cache" / "podium"
    facts, findings = read_pdf_facts(deck, cache)
    assert findings == ()
    assert facts is not None
    assert facts.poster is not None
    assert facts == PdfFacts(size=deck.stat().st_size, pages=3, ratio=1.7778, poster=facts.poster)
    assert facts.poster.parent == cache
    assert sorted(path.suffix for path in cache.iterdir()) == [".json", ".png"]
    monkeypatch.setattr(posters, "read_pdf", lambda _: pytest.fail("drawn twice"))
    same = deck.rename(deck.with_name("renamed.pdf"))
    assert read_pdf_facts(same, cache) == (facts, ())


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"pages": "x", "ratio": 1}', '{"pages": 1}'])
def test_a_damaged_cache_is_read_anew(deck: Path, tmp_path: Path, damage: str) -> None:
    whole = read_pdf_facts(deck, tmp_path)
    next(tmp_path.glob("*.json")).write_text(damage)
    assert read_pdf_facts(deck, tmp_path) == whole
    next(tmp_path.glob("*.png")).unlink()
    assert read_pdf_facts(deck, tmp_path) == whole
    assert whole[0] is not None
    assert whole[0].poster is not None
    assert whole[0].poster.is_file()


def test_a_failed_write_leaves_nothing(deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(PermissionError):
        read_pdf_facts(deck, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_without_the_extra_a_pdf_is_a_link(deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posters, "find_spec", lambda name: None if name == "pypdfium2" else find_spec(name))
    assert read_pdf_facts(deck, tmp_path / "cache") == (PdfFacts(size=deck.stat().st_size), ())
    monkeypatch.undo()
    facts, _ = read_pdf_facts(deck, tmp_path / "cache")
    assert facts is not None
    assert facts.pages == 3


def test_a_file_that_is_no_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reliability case 46: missing, a folder, empty, HTML by that name, unreadable."""
    path = tmp_path / "x.pdf"
    assert sentence(check_pdf(path)) == "error: the PDF 'x.pdf' is missing; it was left out."
    assert sentence(check_pdf(tmp_path)).endswith("is a folder; it was left out.")
    path.touch()
    assert sentence(check_pdf(path)) == "error: the PDF 'x.pdf' is empty; it was left out."
    path.write_bytes(HTML)
    problem = check_pdf(path)
    assert sentence(problem) == (
        "error: 'x.pdf' is not a PDF, whatever its name; it was left out. "
        "Export the slides as PDF again, or name the file after what it holds."
    )
    assert read_pdf_facts(path, tmp_path / "cache") == (None, (problem,))
    path.write_bytes(b"\0" * 100 + b"%PDF-1.7")
    assert check_pdf(path) is None
    monkeypatch.setattr(Path, "open", _refuse)
    refused = "error: the PDF 'x.pdf' cannot be read (Permission denied); it was left out."
    assert sentence(check_pdf(path)) == refused


def _refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_damaged_pdf_is_linked(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7 and then nothing")
    facts, findings = read_pdf_facts(path, tmp_path / "cache")
    assert facts == PdfFacts(size=path.stat().st_size)
    assert [sentence(one) for one in findings] == [
        (
            "warning: the pages of 'x.pdf' cannot be read; it is linked without a picture. "
            "See whether it is damaged or asks for a password."
        )
    ]
    path.write_bytes(make_pdf(4, 3))
    assert read_pdf_facts(path, tmp_path / "cache")[1] == ()


def test_a_huge_pdf_is_linked(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(500 * 1024**2)
    facts, findings = read_pdf_facts(path, tmp_path / "cache")
    assert facts == PdfFacts(size=path.stat().st_size)
    assert [sentence(one) for one in findings] == [
        (
            "warning: the PDF 'x.pdf' has 500 MB; it is linked without a picture. "
            "Export it with smaller images: visitors download all of it."
        )
    ]


def test_a_pdf_without_pages(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(make_pdf(4, 3, pages=0))
    facts, _ = read_pdf_facts(path, tmp_path / "cache")
    assert facts == PdfFacts(size=path.stat().st_size)
