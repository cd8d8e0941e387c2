"""Other usual ways to write a word that folding cannot tell: the seat of a hamza, and امرأة with its article.

Moroccan papers write هيأة and هيئة, شؤون and شئون, لاجئ and لاجىء side by side; المرأة loses the first alef of امرأة.
"""

from __future__ import annotations

import re
import unicodedata

_WAYS = tuple(
    (re.compile(written), other)
    for written, other in (
        ("ؤو", "ئو"),
        ("ئو", "ؤو"),
        ("يئ(?=[ةته])", "يأ"),
        ("يأ(?=[ةته])", "يئ"),
        ("يئا", "يآ"),
        ("يآ", "يئا"),
        ("ئ$", "ىء"),
        ("[ىي]ء$", "ئ"),
        ("مائ(?=[ةت])", "مئ"),
        ("(?<!ا)مئ(?=[ةت])", "مائ"),
        ("امرأ(?=[ةت])", "مرأ"),
        ("(?:ال|^)مرأ(?=[ةت])", "امرأ"),
    )
)
_HAMZA = frozenset("أؤئءآ")


def other_spellings(word: str) -> tuple[str, ...]:
    """Other spellings of a word as typed, one rule applied at a time; none for most words.

    >>> other_spellings("هيأة"), other_spellings("حقوق")
    (('هيئة',), ())
    """
    composed = unicodedata.normalize("NFKC", word)
    plain = "".join(
        char for char in composed if char != "\u0640" and unicodedata.category(char) not in ("Mn", "Cf")
    )
    if _HAMZA.isdisjoint(plain):
        return ()
    found = (written.sub(other, plain) for written, other in _WAYS)
    return tuple(dict.fromkeys(spelling for spelling in found if spelling != plain))
