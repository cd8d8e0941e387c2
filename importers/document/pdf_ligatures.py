"""Letters that a font draws as one sign, put in the order they are read in.

LibreOffice and WeasyPrint name such a sign (ﻻ) by its letters, and the library, which turns each line that runs from the right,
turns these too: "الإدريسي" comes as "اإلدريسي". No font has one sign for alef and lam in this order, because alef is never joined to
what follows; so two such letters at one place are lam and alef, and then the other signs of their page are turned as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

_ALEF_LAM = re.compile("[\u0622\u0623\u0625\u0627\u0671]\u0644")
_LAM_ALEF = re.compile("\u0644[\u0622\u0623\u0625\u0627\u0671]")
_ARABIC = re.compile("[\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff]+")


def in_order_of_reading(text_page: Any, text: str) -> str:
    """The text of a page (a ``PdfTextPage`` of pypdfium2) with the letters of such signs in order; of the same length.

    `text` holds one character for each that the library counts.
    """

    def place(at: int) -> tuple[float, ...]:
        return tuple(text_page.get_charbox(at, loose=True))

    if not any(place(found.start()) == place(found.start() + 1) for found in _ALEF_LAM.finditer(text)):
        return text
    pieces, end = [], 0
    for start, letters in _signs(text, place):
        pieces += [text[end:start], letters if _LAM_ALEF.fullmatch(letters) else letters[::-1]]
        end = start + len(letters)
    return "".join([*pieces, text[end:]])


def _signs(text: str, place: Any) -> Iterator[tuple[int, str]]:
    """Where letters that share one place begin, and which they are."""
    for word in _ARABIC.finditer(text):
        for _, group in groupby(range(word.start(), word.end()), key=place):
            places = list(group)
            if len(places) > 1:
                yield places[0], text[places[0] : places[-1] + 1]
