"""Documents that ask for much memory: PDF, EPUB and DOCX files, large ones and some made to swell. Each is given an empty folder."""

from __future__ import annotations

import io
import random
from itertools import islice
from pathlib import Path

from bench import invented
from bench.invented import MB


def _row(number: int) -> str:
    """A line of a page; each eighth ends a paragraph."""
    if number % 8 == 7:
        return f"and of those who signed it, {number}."
    return (
        f"Speakers recalled that the follow-up of recommendations number {number} depends on the will of all"
    )


def pdf(folder: Path) -> None:
    """A PDF of 1,000 pages of 40 lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>"
    kids = []
    for page in range(1_000):
        rows = " ".join(f"1 0 0 1 60 {760 - 18 * n} Tm ({_row(page * 40 + n)}) Tj" for n in range(40))
        stream = f"BT /F1 9 Tf {rows} ET"
        kids.append(f"{len(objects) + 1} 0 R")
        box = "/MediaBox [0 0 600 800]"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {box} /Contents {len(objects) + 2} 0 R /Resources {font} >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, text in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{text}\nendobj\n".encode("ascii"))
    at = out.tell()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode("ascii"))
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n".encode("ascii"))
    (folder / "pages.pdf").write_bytes(out.getvalue())


def book_with_pictures(folder: Path) -> None:
    """An EPUB of 40 chapters of 100 KB and 52 MB of pictures."""
    count = 40
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(count)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(count))
    chance = random.Random(5)
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="x.opf"/></rootfiles></container>',
        "x.opf": f"<package><metadata/><manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    parts |= {f"c{n}.xhtml": invented.page(n, 100_000) for n in range(count)}
    parts |= {f"{n}.jpg": chance.randbytes(2 * MB) for n in range(26)}
    (folder / "pictures.epub").write_bytes(invented.packed(parts))


def word_with_pictures(folder: Path) -> None:
    """A short DOCX with 60 MB of pictures."""
    chance = random.Random(5)
    pictures = {f"word/media/{n}.jpg": chance.randbytes(2 * MB) for n in range(30)}
    (folder / "pictures.docx").write_bytes(invented.packed({**_document(300), **pictures}))


def book(folder: Path) -> None:
    """An EPUB with a chapter of 20 MB."""
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(3)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(3))
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="x.opf"/></rootfiles></container>',
        "x.opf": f"<package><metadata/><manifest>{items}</manifest><spine>{spine}</spine></package>",
        "c0.xhtml": invented.page(0, 10_000),
        "c1.xhtml": invented.page(1, 20 * MB),
        "c2.xhtml": invented.page(2, 10_000),
    }
    (folder / "book.epub").write_bytes(invented.packed(dict(parts)))


def _document(paragraphs: int) -> dict[str, str | bytes]:
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(
        f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in islice(invented.sentences(1), paragraphs)
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {name}><w:body>{body}</w:body></w:document>",
    }


def word(folder: Path) -> None:
    """A DOCX of more lines than a text may have."""
    (folder / "long.docx").write_bytes(invented.packed(_document(45_000)))


def longest_word(folder: Path) -> None:
    """A DOCX of 12,000 paragraphs."""
    (folder / "long.docx").write_bytes(invented.packed(_document(12_000)))


def word_of_elements(folder: Path) -> None:
    """A DOCX that swells to 3,500,000 elements."""
    (folder / "elements.docx").write_bytes(_elements(3_500_000))


def beside_each_other(folder: Path) -> None:
    """Texts, and among them small files that swell."""
    for number in range(80):
        (folder / f"{number:02}.txt").write_text(invented.text(number, 150_000), "utf-8")
    for number in range(5, 80, 15):
        for beside in range(2):
            (folder / f"{number:02}-{beside}.docx").write_bytes(_elements(1_200_000 + 1_000 * number))
            tags = invented.paragraphs(number, 40_000) + "<b>" * 600_000
            (folder / f"{number:02}-{beside}.html").write_text(f"<html><body>{tags}</body></html>", "utf-8")


def after_texts(folder: Path) -> None:
    """A file that swells when the program has already written much."""
    for number in range(4):
        (folder / f"{number:02}.txt").write_text(invented.text(number, 3 * MB), "utf-8")
    (folder / "elements.docx").write_bytes(_elements(3_500_000))


def _elements(count: int) -> bytes:
    """A DOCX file of so many elements."""
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:p><w:r><w:t>{invented.text(1, 2_000)}</w:t></w:r></w:p>" + "<w:p/>" * count
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {name}><w:body>{body}</w:body></w:document>",
    }
    return invented.packed(parts)
