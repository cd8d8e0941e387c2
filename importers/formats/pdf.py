"""PDF files that hold text, with pypdfium2. Pictures of pages are told apart: they need optical character recognition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from importers.base import Read, Source, UnreadableSource
from importers.document.front import Stated, article
from importers.document.package import encrypted
from importers.document.pdf_letters import Letters
from importers.document.pdf_lines import PdfLine, page_lines
from importers.document.pdf_paragraphs import letters, paragraphs_of
from importers.document.pdf_printed import browser_lines
from store.article import Review

_MARK = b"%PDF-"
_MOST_PAGES = 2_000
_MOST_UNKNOWN = 0.1
"""A document of which more of the signs than this have no letters is no text: of eight good ones none has any."""
_SOME_UNKNOWN = 0.02
_SOME = Review(
    "body", "This PDF does not say of all its signs which letters they are; some may be missing or wrong."
)
_LEAST_LETTERS = 20
"""A document with fewer letters than this is a scan with a stamp on it."""


class PdfImporter:
    """PDF."""

    name = "pdf"
    version = "2"
    apart = True

    def claims(self, path: str, head: bytes) -> int:
        """Sure by its mark, which may stand a little into the file."""
        if head.startswith(_MARK):
            return 95
        return 85 if _MARK in head[:1024] and path.lower().endswith(".pdf") else 0

    def read(self, source: Source) -> Iterator[Read]:
        """The one article. Raises UnreadableSource, also where the library is not installed."""
        pages, unknown = _pages(source.data)
        if unknown > _MOST_UNKNOWN:
            raise UnreadableSource(
                "unknown letters",
                "This PDF does not say which letters its signs are. Let a program for text recognition read it first, or save the page itself.",
            )
        if len(list(islice(letters(pages), _LEAST_LETTERS))) < _LEAST_LETTERS:
            raise UnreadableSource(
                "no text",
                "This PDF holds pictures of pages, not text. Let a program for text recognition read it first.",
            )
        marks, url = browser_lines(pages)
        made = article(paragraphs_of(pages, marks), Stated(url=url))
        yield Read(replace(made, review=(*made.review, _SOME)) if unknown > _SOME_UNKNOWN else made)


IMPORTER = PdfImporter()


def _pages(data: bytes) -> tuple[list[list[PdfLine]], float]:
    """The lines of all pages, and the share of signs of which nobody knows the letter."""
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
        letters_of = Letters()
        for number in range(len(document)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                continue
            text_page = page.get_textpage()
            letters_of.look(text_page)
            pages.append(list(page_lines(text_page)))
            text_page.close()
            page.close()
        return pages, letters_of.unknown
    finally:
        document.close()
