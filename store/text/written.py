"""All words of a text at once: for matching and showing, where a dictionary of pieces of text would cost more than the words.

A text in the code page of Arabic Windows (nearly every Arabic or French one is, but for single letters) is folded by one table
of 256 bytes: 240 words take a tenth of the time that asking for each of them in a dictionary of 15,000 takes.

The words are the same as those of `store.text.tokens` and `store.text.analyser`: folded, except that an alef which carries a hamza
or madda is still told from a bare one, because the index term of a word depends on it (`term`). Between words stand blanks, and
a line break wherever the text has whitespace.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from store.text import arabic
from store.text.analyser import ALEF, ALEF_CARRYING, ALEF_WITH_HAMZA_BELOW
from store.text.fold import TABLE
from store.text.tokens import ARABIC, ELISION

CARRYING, BELOW, OTHER = "أ", "إ", "ٲ"
"""An alef with hamza or madda, one with a hamza below, and one within a ligature, which says nothing of the article."""
_PAGE = "cp1256"
_DIGITS = re.compile("[0-9]+")
_ARABIC_WORD = re.compile(f"[{ARABIC}]+")
_IS_ARABIC = re.compile(f"[{ARABIC}]").match


def _written(char: str) -> str:
    """What a character becomes: its folding with the alefs told apart, a blank for what is no part of a word."""
    if char.isspace():
        return "\n"
    folded = TABLE[ord(char)]
    if "ا" in folded:
        if char in ALEF_CARRYING:
            folded = folded.replace("ا", BELOW if char in ALEF_WITH_HAMZA_BELOW else CARRYING)
        elif char not in ALEF:
            folded = folded.replace("ا", OTHER)
    return "".join(part if part.isalnum() or part == "'" or _IS_ARABIC(part) else " " for part in folded)


class _Table(dict[int, str]):
    """What every character met so far becomes."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _written(chr(code))
        return found


_TABLE = _Table()
_UNUSUAL = b"\0"
_GLUED = {
    (True, True): (b"al", b"la", b"ad", b"da", b"ld", b"dl"),
    (True, False): (b"al", b"la"),
    (False, True): (b"ad", b"da"),
    (False, False): (),
}
"""An Arabic word, another one and a number right beside each other, in the kinds of letters that `_kind` tells: they are apart.
Those that there can be in a text which has words of other letters or not, and numbers or not: a letter is found sooner than a pair."""


def _kind(part: str) -> bytes:
    return b"d" if part in "0123456789" else b"a" if _IS_ARABIC(part) else b"l" if part.isalpha() else b" "


def _page() -> tuple[bytes, bytes, bytes]:
    """The tables of the code page: what each byte becomes, whether that is a digit or which kind of letter, and what is dropped.

    What becomes several characters is `_UNUSUAL`.
    """
    becomes, kinds, dropped = bytearray(256), bytearray(256), bytearray()
    for byte in range(256):
        part = _TABLE[ord(bytes([byte]).decode(_PAGE))]
        if not part:
            dropped.append(byte)
        elif part.isspace():
            becomes[byte] = ord("\n" if "\n" in part else " ")
        elif len(part) == 1 and part.encode(_PAGE, "ignore"):
            becomes[byte] = part.encode(_PAGE)[0]
    for byte in range(256):
        kinds[byte] = _kind(bytes([byte]).decode(_PAGE))[0]
    return bytes(becomes), bytes(kinds), bytes(dropped)


_BECOMES, _KINDS, _DROPPED = _page()
_MARK = "\N{ARABIC TATWEEL}"
"""What the page has for a character that is dropped."""


def _in_page(char: str) -> str:
    """What means the same in the code page as a character outside of it; the character where nothing does."""
    part = _TABLE[ord(char)].replace(" ", ",") or _MARK
    return part if _ITSELF.issuperset(part) else char


class _Page(dict[str, str]):
    """`_in_page` of every character met so far."""

    def __missing__(self, char: str) -> str:
        found = self[char] = _in_page(char)
        return found


_USUAL = [byte for byte in range(256) if _BECOMES[byte] != _UNUSUAL[0] or byte in _DROPPED]
_ITSELF = frozenset(bytes(byte for byte in _USUAL if _BECOMES[byte] == byte).decode(_PAGE)).union(_MARK, ",")
_PAGED = _Page()
_outside = re.compile(f"[^{re.escape(bytes(_USUAL).decode(_PAGE))}]").sub


def _paged(text: str) -> bytes:
    """A text in the code page, each character become what it is folded to; `_UNUSUAL` in it where that can't be."""
    try:
        return text.encode(_PAGE).translate(_BECOMES, _DROPPED)
    except UnicodeEncodeError:
        return _UNUSUAL


def written(text: str) -> str:
    """The words of a text, blanks between them and line breaks where it has whitespace."""
    return read(text)[0]


def read(text: str) -> tuple[str, bool]:
    """The same, and whether every letter of it stands where it stands in the text: no mark was dropped, nothing put between."""
    page = _paged(text)
    length = len(text)
    if _UNUSUAL in page:
        # A Persian letter or a pictogram in two thousand others: these alone are put otherwise, a tenth of the time of all.
        within = _outside(lambda match: _PAGED[match[0]], text)
        page = _paged(within)
        if _UNUSUAL in page:
            return _apart(_elided(text.translate(_TABLE))), False
        length = length if len(within) == length else -1
    found = _elided(page.decode(_PAGE))
    kinds = page.translate(_KINDS)
    borders = [0]
    for pair in _GLUED[b"l" in kinds, b"d" in kinds]:
        at = kinds.find(pair)
        while at >= 0:
            borders.append(at + 1)
            at = kinds.find(pair, at + 1)
    if len(borders) == 1:
        return found, len(found) == length
    borders.append(len(found))
    borders.sort()
    return " ".join([found[start:end] for start, end in pairwise(borders)]), False


def _apart(found: str) -> str:
    """With blanks around numbers and Arabic words."""
    return _ARABIC_WORD.sub(r" \g<0> ", _DIGITS.sub(r" \g<0> ", found))


def _elided(found: str) -> str:
    """Without elisions and apostrophes, as long as before."""
    return ELISION.sub(_blanks, found).replace("'", " ") if "'" in found else found


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def leaves_nothing(piece: str) -> bool:
    """Whether nothing of a piece of text is left: it is marks alone."""
    return not (_TABLE[ord(piece[0])] or piece.translate(_TABLE))


def spelled(words: str) -> str:
    """The folded spelling of what `written` gave."""
    return words.replace(CARRYING, "ا").replace(BELOW, "ا").replace(OTHER, "ا")


def term(word: str) -> str:
    """The index term of one word of `written`."""
    exact = spelled(word)
    if not arabic.is_arabic(exact):
        return exact
    if exact == word:
        return arabic.term(exact)
    alef = next((char for char in word if char in {"ا", CARRYING, BELOW}), "ا")
    return arabic.term(exact, bare_alef=alef == "ا", hamza_below=alef == BELOW)


def spellings(term_: str) -> frozenset[str]:
    """The folded spellings that words with this index term may have; not every word that is spelled so has it."""
    if not arabic.is_arabic(term_):
        return frozenset((term_,))
    to_him = arabic.HAMZA_BELOW_ILA if term_ == arabic.ILA else frozenset[str]()
    return to_him.union((term_,), (article + term_ for article in arabic.ARTICLES), map("و".__add__, to_him))


@lru_cache(maxsize=100)
def begun(beginning: str) -> frozenset[str]:
    """The beginnings of folded spellings that words may have whose index term begins so."""
    if not arabic.is_arabic(beginning):
        return frozenset((beginning,))
    to_him = arabic.HAMZA_BELOW_ILA if arabic.ILA.startswith(beginning) else frozenset[str]()
    return frozenset(
        (beginning, *(article + beginning for article in arabic.ARTICLES), *map("و".__add__, to_him))
    )
