"""What browsers print round a page: its address, the day of printing, the number of the sheet. None of it is the article's.

The day of printing is no day of publication, so it is told only where an address stands at an edge of the sheet, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from importers.document.pdf_lines import PdfLine

EDGE_LINES = 3
"""So many of the first and of the last lines of a sheet may be a browser's; some come behind the text though they stand above it."""
_ADDRESS = re.compile(
    r"(?:.{0,200}\s)?((?:https?|file)://[^\s]{4,2000})(?:\s+(?:\d{1,4}\s*(?:/|of|sur|من)\s*\d{1,4}|\d{1,4}))?"
)
_DAY, _TIME = (
    r"\d{1,4}[/.\u200f-]\d{1,2}[/.\u200f-]\d{2,4}",
    r"\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s*(?:[AP]M|[صم]))?",
)
_MOMENT = re.compile(
    rf"(?:.{{0,300}}\s)?(?:{_DAY}[,،]?\s+(?:à |at )?{_TIME}|{_TIME}\s*[,،]?\s*{_DAY})(?:\s.{{0,300}})?"
)
_SHEET = re.compile(r"(?:page )?\d{1,4}\s*(?:/|of|sur|de|من)\s*\d{1,4}", re.IGNORECASE)
_CUT = ("…", "...")


def browser_lines(pages: Sequence[Sequence[PdfLine]]) -> tuple[set[int], str | None]:
    """The lines (by `id`) that a browser printed, and the address among them where it is whole and one on all sheets."""
    addresses = [(line, found[1]) for _, line in _edges(pages) if (found := _ADDRESS.fullmatch(line.text))]
    sheets = {sheet for sheet, line in _edges(pages) if _ADDRESS.fullmatch(line.text)}
    if not addresses or len(sheets) < len(pages):
        return set(), None
    marks = {id(line) for line, _ in addresses}
    marks |= {
        id(line) for _, line in _edges(pages) if _MOMENT.fullmatch(line.text) or _SHEET.fullmatch(line.text)
    }
    named = {address for _, address in addresses}
    address = named.pop() if len(named) == 1 else None
    return marks, address if address and address.startswith("http") and not address.endswith(_CUT) else None


def _edges(pages: Sequence[Sequence[PdfLine]]) -> Iterator[tuple[int, PdfLine]]:
    for sheet, lines in enumerate(pages):
        for line in [*lines[:EDGE_LINES], *lines[EDGE_LINES:][-EDGE_LINES:]]:
            yield sheet, line
