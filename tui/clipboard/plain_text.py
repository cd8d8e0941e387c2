"""What is copied: the characters of the source in their logical order, and nothing that a screen needed.

Direction marks, embeddings, overrides and isolates never leave, the app's own or the source's: where the text is pasted
they would turn other text round, unseen. Controls do not leave either, because text is pasted into terminals too.
Arabic letters that the source holds as presentation forms become letters, so that what is pasted can be searched. All
else stays as it is stored: harakat, tatweel, joiners, no-break blanks, the honorific signs U+FDF0–FDFF.
"""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

from tui.patterns import pattern

_UNSEEN: Final = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff]"
)
"""Controls but tab and the ends of lines, what UAX #9 calls explicit formatting and marks, and halves of characters."""

_LINE_ENDS: Final = pattern("\r\n|[\r\x85\u2028\u2029]")

_LETTER_FORMS: Final = pattern("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]+")
"""Presentation forms of letters (Forms-A and Forms-B), without signs and ornate parentheses."""


def plain_text(text: str) -> str:
    """The text as it is handed to a clipboard; lines end in a line feed."""
    lines = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    # NFKC gives a vowel sign's isolated form a blank to stand on; here it stands on the letter before it.
    return _LETTER_FORMS.sub(lambda forms: normalize("NFKC", forms[0]).replace(" ", ""), lines)
