"""PDF files that hold text, with pypdfium2. Pictures of pages are told apart: they need optical character recognition."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from importers.base import Read, Source, UnreadableSource
from importers.document.front import Stated, article
from importers.document.package import encrypted
from importers.document.pdf_lines import PdfLine, page_lines
from importers.document.pdf_paragraphs import letters, paragraphs_of
from importers.document.pdf_printed import browser_lines

_MARK = b"%PDF-"
_MOST_PAGES = 2_000
_LEAST_LETTERS = 20
"""A document with fewer letters than this is a scan with a stamp on it."""


class PdfImporter:
    """PDF."""

    name = "pdf"
    version = "1"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure by its mark, which may stand a little into the file."""
        if head.startswith(_MARK):
            return 95
        return 85 if _MARK in head[:1024] and path.lower().endswith(".pdf") else 0

    def read(self, source: Source) -> Iterator[Read]:
        """The one article. Raises UnreadableSource, also where the library is not installed."""
        pages = _pages(source.data)
        if len(list(islice(letters(pages), _LEAST_LETTERS))) < _LEAST_LETTERS:
            raise UnreadableSource(
                "no text",
                "This PDF holds pictures of pages, not text. Let a program for text recognition read it first.",
            )
        marks, url = browser_lines(pages)
        yield Read(article(paragraphs_of(pages, marks), Stated(url=url)))


IMPORTER = PdfImporter()


def _pages(data: bytes) -> list[list[PdfLine]]:
    try:
        import pypdfium2  # noqa: PLC0415 - 80 ms and an extra: only where there is a PDF
        from pypdfium2 import raw  # noqa: PLC0415
    except ImportError:
        raise UnreadableSource(
            "missing library",
            'For this format the program needs an extra: pip install "archive-browser[pdf]".',
        ) from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise encrypted() from None
        raise UnreadableSource("broken", "This PDF is damaged.") from None
    try:
        if len(document) > _MOST_PAGES:
            raise UnreadableSource("too long", f"The PDF has more than {_MOST_PAGES} pages. Split it.")
        pages = []
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                continue
            pages.append(list(page_lines(page)))
            page.close()
        return pages
    finally:
        document.close()
