"""Whether a PDF says which letters its signs are.

A font in a PDF holds shapes; which letters these stand for is a table beside it, in which some programs (wkhtmltopdf, with most fonts)
leave out every shape that Arabic letters have inside a word. What is copied out of such a file is no text.
"""

from __future__ import annotations

from typing import Any

_LOOKED_AT = 100
"""Signs of a page that are looked at."""
_BLANK = (0x20, 0x0A, 0x0D, 0xA0)


def unnamed(text_page: Any) -> tuple[int, int]:
    """Of how many signs of a page (a ``PdfTextPage`` of pypdfium2) nobody knows the letter, and how many were looked at."""
    from pypdfium2 import raw  # noqa: PLC0415 - 80 ms, only where there is a PDF

    page = text_page.raw
    count = text_page.count_chars()
    places = range(0, count, count // _LOOKED_AT + 1)
    signs = [
        at
        for at in places
        if raw.FPDFText_GetUnicode(page, at) not in _BLANK and raw.FPDFText_IsGenerated(page, at) != 1
    ]
    return sum(raw.FPDFText_HasUnicodeMapError(page, at) == 1 for at in signs), len(signs)
