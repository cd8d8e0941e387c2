"""Light stems of French and English words: plural and feminine, nothing else.

The language of a word is not known, so a rule must be harmless in the other language. Words are folded.
"""

from __future__ import annotations

_MIN = 4


def stem(word: str) -> str:
    """The word without its plural and feminine endings.

    >>> [stem(w) for w in ("nationaux", "nationales", "citoyennes", "cities", "rights", "process")]
    ['national', 'national', 'citoyen', 'city', 'right', 'proces']
    """
    if len(word) < _MIN:
        return word
    if word.endswith("aux") and len(word) > 5:
        word = word[:-2] + "l"
    elif word[-1] in "sx":
        word = word[:-1]
    if len(word) > 4 and word.endswith("ie"):
        word = word[:-2] + "y"
    elif len(word) > 4 and word[-1] == "e":
        word = word[:-1]
    if len(word) > 4 and word.endswith("iv"):
        word = word[:-1] + "f"
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word
