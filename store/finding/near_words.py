"""Words of the archive that may be meant by one that it does not have: one slip away, or the same name in Arabic letters."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from store.finding import analysed
from store.finding.vocabulary import bases_of
from store.finding.waiting import frequencies
from store.text import fold, tokens
from store.text.arabic import is_arabic

MOST = 6
_LONGEST = 40  # letters of a word that is looked for in other spellings
_ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويء"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LIKELY = 8.0
"""How many times as frequent a word must be to be offered before one that differs by a usual slip: a dot left out, two letters in
the other's place, a long vowel or the second of two equal letters left out or added."""
_RARER = 5
"""A word is taken for a slip where another one is so many times as frequent."""
_SHAPES = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "هح", "كق", "تط", "سص", "دض", "ذظ")
"""Letters told apart by their dots alone, or by a sound that many don't make."""
_ALIKE = frozenset((one, other) for shape in _SHAPES for one in shape for other in shape if one != other)
_VOWELS = frozenset("اويaeiou")


class Near(NamedTuple):
    """A term of the archive, how many articles have it, and how many times likelier it is meant than one as frequent."""

    term: str
    df: int
    likely: float


def nearest(conn: sqlite3.Connection, word: str, most: int = MOST) -> list[Near]:
    """Terms of the archive one letter away from a word (one missing, added, changed, or two swapped), the likeliest first.

    Only for a word that is much rarer itself; under 10 milliseconds at a million articles.
    """
    exact, bases = bases_of(word)
    if not 3 <= len(bases[0]) <= _LONGEST or exact.isdigit():
        return []
    own = max(frequencies(conn, bases).values(), default=0)
    letters = _ARABIC_LETTERS if is_arabic(exact) else _LATIN_LETTERS
    likely: dict[str, float] = {}
    for base in bases:
        for other, share in _one_away(base, letters):
            likely[other] = max(share, likely.get(other, 0.0))
    near = frequencies(conn, likely)
    better = (
        Near(term, df, likely[term])
        for term, df in near.items()
        if df > _RARER * own and term not in bases and len(term) > 1
    )
    return _likeliest(better, most)


def _likeliest(found: Iterable[Near], most: int) -> list[Near]:
    return sorted(found, key=lambda near: (-near.df * near.likely, near.term))[:most]


def _one_away(word: str, letters: str) -> Iterator[tuple[str, float]]:
    """Each spelling with what it weighs."""
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        if right:
            rest = right[1:]
            yield left + rest, _of_usual(right[0] in _VOWELS or left[-1:] == right[0])
            if rest:
                yield left + rest[0] + right[0] + rest[1:], _LIKELY
            for letter in letters:
                yield left + letter + rest, _of_usual((right[0], letter) in _ALIKE)
        for letter in letters:
            yield left + letter + right, _of_usual(letter in _VOWELS or letter in (left[-1:], right[:1]))


def _of_usual(usual: bool) -> float:
    return _LIKELY if usual else 1.0


_SOUNDS = {
    "kh": "خ", "gh": "غ", "sh": "ش", "ch": "ش", "th": "ثت", "dh": "ذضظ", "dj": "ج", "ph": "ف", "ck": "ك", "gg": ("قج", "ج"),
    "ou": ("و", "وو", ""), "oo": "و", "ee": "ي", "aa": ("ا", "عا"), "ai": ("اي", "ي", "عي", "ائي"), "ay": ("اي", "ي"), "ei": ("ي", "اي"), "aï": "اي",
    "ia": ("يا", "ي", "يه"), "ya": ("يا", "ي", "يه"), "iy": "ي", "oua": ("وا", "وع", "و"), "wa": ("وا", "و"), "tt": "ت", "ss": "سص",
    "a": ("ا", "", "ع"), "e": ("", "ي", "ا"), "i": ("ي", "", "ع"), "o": ("و", "", "ع"), "u": ("و", "", "ع"), "y": "ي",
    "b": "ب", "c": "كسق", "d": "دض", "f": "ف", "g": "جغقك", "h": "حهع", "j": "ج", "k": "كق", "l": "ل", "m": "م", "n": "ن", "p": "ب",
    "q": "ق", "r": "ر", "s": "سصش", "t": "تط", "v": "ف", "w": "و", "x": ("كس",), "z": "زظ", "'": ("ع", "ء", ""),
}  # fmt: skip
"""What letters of a name in French or English spelling may stand for, the likeliest first. Moroccan names are spelled by French."""
_FIRST_SOUNDS = {
    "a": "اع",
    "e": "اعي",
    "i": ("اي", "ا", "ع"),
    "o": ("ع", "و", "ا"),
    "u": ("ا", "ع", "و"),
    "ou": ("او", "و", "ع"),
    "ai": ("عي", "اي", "عا"),
}
_LAST_SOUNDS = {
    "a": ("ا", "ه", "ي", "اء"),
    "e": ("", "ه", "ي"),
    "ah": ("ه", "ا"),
    "ia": ("يه", "يا"),
    "i": ("ي",),
    "y": ("ي",),
    "ee": ("ي",),
    "ou": ("و",),
}
_PIECES = re.compile("|".join(sorted(map(re.escape, {*_SOUNDS, "ah"}), key=len, reverse=True)))
_ARTICLE = re.compile("^(?:el|al)[- ]?(?=[a-z]{3})")
_MOST_WAYS = 4_000
_LESS = 0.4
"""What each further reading of a letter weighs, in shares of the one before."""
LEAST_LATIN = 4


def in_arabic(conn: sqlite3.Connection, word: str, most: int = MOST) -> list[Near]:
    """Terms of the archive that a name in Latin letters may be in Arabic (``Benkirane`` بنكيران), the likeliest first.

    Only for a word that is much rarer itself.
    """
    exact = fold(word)
    if (
        not LEAST_LATIN <= len(exact) <= _LONGEST
        or not exact.isascii()
        or not exact.replace("'", "").isalpha()
    ):
        return []
    own = max(frequencies(conn, bases_of(word)[1]).values(), default=0)
    ways: dict[str, float] = {}
    for beginning in {exact, _ARTICLE.sub("", exact)}:
        for way, share in _ways(beginning).items():
            ways[way] = max(share, ways.get(way, 0.0))
    near = frequencies(conn, ways)
    return _likeliest(
        (Near(term, df, ways[term]) for term, df in near.items() if df > _RARER * own and len(term) > 2), most
    )


def _ways(word: str) -> dict[str, float]:
    """Arabic spellings of a name, folded, with what each weighs; of many the likeliest."""
    pieces = _PIECES.findall(
        re.sub(r"([b-df-hj-np-rt-z])\1", r"\1", word.replace("gg", "G")).replace("G", "gg")
    )
    ways = {"": 1.0}
    for at, piece in enumerate(pieces):
        sounds = _SOUNDS.get(piece, ("",))
        if at == 0:
            sounds = _FIRST_SOUNDS.get(piece, sounds)
        elif at == len(pieces) - 1:
            sounds = _LAST_SOUNDS.get(piece, sounds)
        longer: dict[str, float] = {}
        for way, share in ways.items():
            for rank, sound in enumerate(sounds):
                longer[way + sound] = max(share * _LESS**rank, longer.get(way + sound, 0.0))
        ways = dict(sorted(longer.items(), key=lambda each: -each[1])[:_MOST_WAYS])
    return ways


_LOOKED_AT = 12
_NEWEST_WITH = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"


def as_written(conn: sqlite3.Connection, term: str, typed: str) -> str:
    """How the archive writes a term, most often among the newest articles with it; with the article where `typed` has it.

    The term itself where only words with clitics have it.
    """
    article = "ال" if is_arabic(term) and fold(typed).startswith("ال") and not term.startswith("ال") else ""
    docids = [docid for (docid,) in conn.execute(_NEWEST_WITH, (f'"{term}"', _LOOKED_AT))]
    shown: dict[str, Counter[str]] = {term: Counter(), article + term: Counter()}
    for texts in analysed.read(conn, docids).values():
        for text in texts:
            for token in tokens(text.text):
                if token.text in shown:
                    shown[token.text][_plain(text.text[token.start : token.end])] += 1
    if article and not shown[article + term]:
        return article + _commonest(shown[term], term)
    return _commonest(shown[article + term], term)


def _commonest(spelled: Counter[str], term: str) -> str:
    return min(spelled, key=lambda one: (-spelled[one], one), default=term)


def _plain(word: str) -> str:
    """Without harakat, tatweel and invisible signs, which a person does not type; in small letters."""
    composed = unicodedata.normalize("NFKC", word).lower()
    return "".join(
        char
        for char in unicodedata.normalize("NFC", composed)
        if char != "\u0640" and unicodedata.category(char) not in {"Mn", "Cf"}
    )
