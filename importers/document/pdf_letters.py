"""Whether a PDF says which letters its signs are.

A font in a PDF holds shapes; which letters these stand for is a table beside it, in which some programs (wkhtmltopdf, with most fonts)
leave out every shape that Arabic letters have inside a word. What is copied out of such a file is no text.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

_LOOKED_AT = 100
"""Signs of a page that are looked at."""
_BLANK = (0x20, 0x0A, 0x0D, 0xA0)


class Letters:
    """What is known of the signs of a document, page by page."""

    def __init__(self) -> None:
        self._unnamed: Counter[int] = Counter()
        self._looked_at = 0

    def look(self, text_page: Any) -> None:
        """Takes a page (a ``PdfTextPage`` of pypdfium2) in."""
        from pypdfium2 import raw  # noqa: PLC0415 - 80 ms, only where there is a PDF

        page = text_page.raw
        count = text_page.count_chars()
        for at in range(0, count, count // _LOOKED_AT + 1):
            code = raw.FPDFText_GetUnicode(page, at)
            if code in _BLANK or raw.FPDFText_IsGenerated(page, at) == 1:
                continue
            self._looked_at += 1
            if raw.FPDFText_HasUnicodeMapError(page, at) == 1:
                self._unnamed[code] += 1

    @property
    def unknown(self) -> float:
        """Share of signs of which nobody knows the letter, but for the one that is the most frequent: that lengthens lines (kashida)."""
        most = sum(count for _, count in self._unnamed.most_common(1))
        return (self._unnamed.total() - most) / max(self._looked_at, 1)
