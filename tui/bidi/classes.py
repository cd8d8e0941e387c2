"""Bidirectional classes of characters, one letter for each, and the pairs of brackets.

The algorithm in `uax9` works on strings of these letters, so that its rules are short substitutions:

    L  R  A=AL  E=EN  N=AN  -=ES  %=ET  ,=CS  m=NSM  b=BN  B  S  ' '=WS  ?=ON
    l=LRE  r=RLE  (=LRO  )=RLO  .=PDF  <=LRI  >=RLI  ^=FSI  !=PDI
"""

from __future__ import annotations

from typing import Final
from unicodedata import bidirectional, category, normalize

from bidi.mirror import MIRRORED

LETTER: Final[dict[str, str]] = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "AN": "N",
    "ES": "-",
    "ET": "%",
    "CS": ",",
    "NSM": "m",
    "BN": "b",
    "B": "B",
    "S": "S",
    "WS": " ",
    "ON": "?",
    "LRE": "l",
    "RLE": "r",
    "LRO": "(",
    "RLO": ")",
    "PDF": ".",
    "LRI": "<",
    "RLI": ">",
    "FSI": "^",
    "PDI": "!",
}
"""Unicode's short name of a class → its letter here."""

ISOLATE_INITIATORS: Final = "<>^"
EMBEDDING_INITIATORS: Final = "lr()"
REMOVED: Final = "lr().b"
"""What X9 takes out: embeddings, overrides, their end, and boundary neutrals."""

_RIGHT_TO_LEFT_BLOCKS: Final = (
    (0x0590, 0x05FF), (0x07C0, 0x085F), (0xFB1D, 0xFB4F), (0x10800, 0x10CFF), (0x10D40, 0x10EBF),
    (0x10F00, 0x10F2F), (0x10F70, 0x10FFF), (0x1E800, 0x1EC6F), (0x1ECC0, 0x1ECFF), (0x1ED50, 0x1EDFF),
    (0x1EF00, 0x1EFFF),
)  # fmt: skip
_ARABIC_BLOCKS: Final = (
    (0x0600, 0x07BF), (0x0860, 0x08FF), (0xFB50, 0xFDCF), (0xFDF0, 0xFDFF), (0xFE70, 0xFEFF),
    (0x10D00, 0x10D3F), (0x10EC0, 0x10EFF), (0x10F30, 0x10F6F), (0x1EC70, 0x1ECBF), (0x1ED00, 0x1ED4F),
    (0x1EE00, 0x1EEFF),
)  # fmt: skip


def _unassigned(point: int) -> str:
    """The class DerivedBidiClass.txt gives to code points this Python does not know yet."""
    if any(first <= point <= last for first, last in _RIGHT_TO_LEFT_BLOCKS):
        return "R"
    if any(first <= point <= last for first, last in _ARABIC_BLOCKS):
        return "AL"
    if 0x20A0 <= point <= 0x20CF:
        return "ET"
    if 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE or 0xE0000 <= point <= 0xE0FFF:
        return "BN"
    return "L"


class _Table(dict[int, str]):
    """Code point → class letter, filled as characters are met (at most one entry a code point)."""

    def __missing__(self, point: int) -> str:
        letter = self[point] = LETTER[bidirectional(chr(point)) or _unassigned(point)]
        return letter


_table = _Table()


def classes(text: str) -> str:
    """The class letters of a text, one a character."""
    return text.translate(_table)


def _bracket_pairs() -> dict[str, str]:
    """Opening bracket → closing bracket (BidiBrackets.txt), by the mirror table and the general categories."""
    pairs = {a: b for a, b in MIRRORED.items() if category(a) == "Ps" and category(b) == "Pe"}
    # Four medieval brackets newer than the mirror table.
    pairs |= {a: chr(ord(a) + 1) for a in "\u2e55\u2e57\u2e59\u2e5b"}
    return pairs


# Canonical equivalents pair with each other (U+2329 with U+3009): both sides are compared in NFC.
CLOSING: Final = {opening: normalize("NFC", closing) for opening, closing in _bracket_pairs().items()}
"""Opening bracket → the closing bracket it waits for."""
CLOSED_BY: Final = {closing: normalize("NFC", closing) for closing in _bracket_pairs().values()}
"""Closing bracket → itself, in the form `CLOSING` uses."""
