r"""Accents as LaTeX writes them (``{\'e}``, ``\c{c}``, ``{\^\i}``) as the letters they make.

A library decodes all of LaTeX, at a millisecond a field; accents are nearly all that bibliographies have of it.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "k": "\u0328",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "r": "\u030a",
}
_LETTER = r"\\?[ij](?![A-Za-z])|[A-Za-z]"
_COMMAND = (
    rf"\\(?:(['`^\"~=.])(?:\{{({_LETTER})\}}|({_LETTER}))|([ckuvHr])(?:\{{({_LETTER})\}}| ({_LETTER})))"
)
_ACCENT = re.compile(rf"(?<!\\)(?:\{{{_COMMAND}\}}|{_COMMAND})")
_SIGN = re.compile(r"\\([&%_#])")
_MEANS = re.compile(r"[\\$~%&]|``|\'\'|--|<<|>>|[!?]`")


def with_accents(text: str) -> str:
    """The text with its accents as letters; what makes no letter stays for the library to say what it is."""
    return _ACCENT.sub(_letter, text) if "\\" in text else text


def without_signs(text: str) -> str | None:
    r"""The text with ``\&`` and ``\%`` as the signs they are, when nothing else in it means something in LaTeX; else None."""
    return None if _MEANS.search(_SIGN.sub("", text)) else _SIGN.sub(r"\1", text)


def _letter(found: re.Match[str]) -> str:
    mark, letter = (group for group in found.groups() if group)
    made = unicodedata.normalize("NFC", letter.lstrip("\\") + _MARKS[mark])
    return made if len(made) == 1 else found[0]
