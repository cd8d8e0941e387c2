"""How much of a text is words as people write them, which tells a wrong encoding from a right one without a dictionary."""

from __future__ import annotations

import re

_SAMPLE = 4_000
"""Characters that are looked at."""
_INSIDE = "©®±§¶¤¦¨¯´¸¬¢£¥¹²³¼½¾×÷†‡•‰„‚ˆ˜™ªº°µ#%&*+=<>^~`$"
"""Signs that stand in no word: between two letters they come of bytes read as what they are not."""
_NONE = "\x00-\x08\x0e-\x1f\x80-\x9f\ue000-\uf8ff\ufffd"
"""Controls, private characters and what could not be read."""
_PIECE = re.compile(
    rf"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0670{_NONE}]|(?<=[^\W\d_])[{re.escape(_INSIDE)}]+(?=[^\W\d_]))+"
)
_SIGN = re.compile(rf"[{_NONE}{re.escape(_INSIDE)}]")
_TANWIN_WITHIN = re.compile("[\u064b-\u064d](?![\u0627\u0649]?$)")
_LATIN = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff\u0300-\u036f]+")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
_TIFINAGH = re.compile("[\u2d30-\u2d7f]+")
_SHORT = 4
"""Letters up to which a French word may be all accents (été)."""


def share(text: str) -> float:
    """The share, from 0 to 1, of words with other letters than ASCII's that are written as words are, in one script.

    Words of ASCII letters are the same in most encodings and say nothing. 1 where there are no others.
    """
    pieces = [piece for piece in _PIECE.findall(text[:_SAMPLE]) if not (piece.isascii() and piece.isalpha())]
    letters = sum(map(len, pieces))
    return sum(len(piece) for piece in pieces if _is_word(piece)) / letters if letters else 1.0


def _is_word(piece: str) -> bool:
    if _SIGN.search(piece):
        return False
    if _LATIN.fullmatch(piece):
        return (piece[1:].islower() or len(piece) == 1 or piece.isupper()) and (
            len(piece) <= _SHORT or 2 * sum(map(str.isascii, piece)) > len(piece)
        )
    if _ARABIC.fullmatch(piece):
        return not _TANWIN_WITHIN.search(piece)
    return bool(_TIFINAGH.fullmatch(piece))
