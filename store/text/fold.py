"""Folding: the spelling under which two writings of one word are the same.

What is folded away: presentation and compatibility forms (NFKC), harakat, tatweel, bidi controls and zero-width characters, the
forms of alef, the carriers of hamza (ؤ ئ), ة/ه and ى/ي, Persian and Maghrebi look-alikes, digits of every script, Latin case and
accents, œ æ ß. A hamza standing alone (ء) is kept: it is a letter. `_` separates words.

Every rule maps ONE character to a string, so that the place of each folded letter in the original text is always known.
"""

from __future__ import annotations

import unicodedata

_LETTERS = {
    "أإآٱٲٳٵ": "ا",
    "ؤٶۄۆۇۈۉۊۋٷ": "و",
    "ىئیېےۓێۍٸۑ": "ي",
    "ةۃھہۀەۂۿ": "ه",
    "کڪگڭݣػؼڬڮڰ": "ك",
    "پ": "ب",
    "چ": "ج",
    "ڤڢڥ": "ف",
    "ڧڨ": "ق",
    "ژ": "ز",
    "’‘ʼʹ′`´＇": "'",
    "٫": ".",
    "٬": ",",
    "_": " ",
    "\u0674ۥۦ\u0640": "",
    "øØ": "o",
    "łŁ": "l",
    "đĐ": "d",
    "ıİ": "i",
    "œŒ": "oe",
    "æÆ": "ae",
    "ŋŊ": "n",
    "þÞ": "th",
    "ðÐ": "d",
}
_RULES = {ord(letter): to for letters, to in _LETTERS.items() for letter in letters}
_KEEPS_MARKS = ("DEVANAGARI", "BENGALI", "TAMIL", "THAI", "HANGUL", "HIRAGANA", "KATAKANA")


def _fold_character(code: int) -> str:
    """What one character folds to; "" where it is dropped."""
    if code in _RULES:
        return _RULES[code]
    char = chr(code)
    category = unicodedata.category(char)
    if category == "Cs":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    keeps_marks = unicodedata.name(char, "").startswith(_KEEPS_MARKS)
    if category in {"Cf", "Mn", "Me"} and not keeps_marks:
        return ""
    parts = unicodedata.normalize("NFKC" if keeps_marks else "NFKD", char).casefold()
    if parts == char:
        return char
    return "".join(part if part == char else _fold_character(ord(part)) for part in parts)


class _Table(dict[int, str]):
    """The folding of every character met so far; `str.translate` asks for the others."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(code)
        return folded


TABLE = _Table()


def fold(text: str) -> str:
    """The folded spelling of a text. Idempotent; spaces and punctuation stay.

    >>> fold("وَبِالمدرسةِ الإسلاميّة ١٢٣ ﻻ Élysée")
    'وبالمدرسه الاسلاميه 123 لا elysee'
    """
    return text.translate(TABLE)
