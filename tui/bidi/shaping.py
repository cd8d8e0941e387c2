"""Arabic letters → the presentation forms that join them, one cell for each letter, one for a lam-alef.

arabic-reshaper serves as the table of forms; joining is done here, letter by letter, so that every form keeps the
place of its letter. Its ligatures stay off (U+FDF2 for الله is missing from most fixed-width fonts) and it is
always given its configuration, which an environment variable would change otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from arabic_reshaper import ArabicReshaper

from tui.patterns import pattern

_ISOLATED, _INITIAL, _MEDIAL, _FINAL = range(4)

_RESHAPER = ArabicReshaper({"support_ligatures": False, "delete_harakat": False, "support_zwj": False})
FORMS: Final[dict[str, tuple[str, str, str, str]]] = {
    letter: forms for letter, forms in _RESHAPER.letters.items() if letter != "\u200d"
}
"""Letter → isolated, initial, medial and final form; empty where the letter has none."""

_LAM: Final = "\u0644"
_LAM_ALEF: Final = {
    "\u0622": "\ufef5\ufef6",
    "\u0623": "\ufef7\ufef8",
    "\u0625": "\ufef9\ufefa",
    "\u0627": "\ufefb\ufefc",
}
"""Alef → the isolated and the final ligature of lam with it."""
LAM_ALEF_FORMS: Final = frozenset("".join(_LAM_ALEF.values()))
"""The ligatures that stand for two letters."""

MERGED: Final = "\x01"
"""Stands where an alef was that is now part of the ligature before it."""
ZWJ: Final = "\u200d"
TRANSPARENT: Final = ""
"""Stands for what letters join across."""

_JOINER: Final = (ZWJ,) * 4
_NO_FORMS: Final = ("", "", "", "")
_LETTERS = pattern(f"[{''.join(FORMS)}]+")
_KEPT: Final = 64
"""Longer runs of letters are not words, and not worth keeping."""


def joined(letters: Sequence[str]) -> list[str]:
    """The form of each letter; what is none stays and separates, except `TRANSPARENT`, and `ZWJ`, which joins.

    A lam takes up the alef right after it, and `MERGED` stands in the alef's place.
    """
    forms = list(letters)
    reaching = -1  # the last letter, if it can join what follows
    reached = False  # whether it is joined to what stands before it
    for k, letter in enumerate(letters):
        if not letter:
            continue
        isolated, initial, _, final = FORMS.get(letter) or (_JOINER if letter == ZWJ else _NO_FORMS)
        if not final:
            forms[k] = isolated or letter
            reaching, reached = (k if initial else -1), False
            continue
        joins = reaching >= 0
        if joins:
            before = letters[reaching]
            if before == _LAM and reaching == k - 1 and letter in _LAM_ALEF:
                forms[reaching] = _LAM_ALEF[letter][reached]
                forms[k] = MERGED
                reaching = -1
                continue
            forms[reaching] = (FORMS.get(before) or _JOINER)[_MEDIAL if reached else _INITIAL] or before
        forms[k] = (final if joins else isolated) or letter
        reaching, reached = (k if initial else -1), joins
    return forms


def join_words(text: str) -> str:
    """A text without marks and controls, its letters in their forms: as long as the text, `MERGED` for alefs."""
    return _LETTERS.sub(_join_match, text)


def _join_match(match: re.Match[str]) -> str:
    word = match[0]
    return _joined_word(word) if len(word) <= _KEPT else "".join(joined(word))


@lru_cache(maxsize=8192)
def _joined_word(word: str) -> str:
    return "".join(joined(word))


def forget_words() -> None:
    """Forgets the words joined so far."""
    _joined_word.cache_clear()
