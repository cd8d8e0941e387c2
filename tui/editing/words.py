"""Where words begin and end: for moving, deleting and selecting by words. All in logical order."""

from __future__ import annotations

from typing import Final

from tui.patterns import pattern

_INSIDE: Final = "\\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
"""What is inside words: letters, digits, and the marks and joiners between them."""
_WORD: Final = pattern(f"[{_INSIDE}]+")
_BLANKS: Final = pattern("[^\\S\n]+")
_SIGNS: Final = pattern(f"[^{_INSIDE}\\s]+")


def begins(text: str, index: int) -> bool:
    """Whether a word begins at this character."""
    return (
        index < len(text)
        and _WORD.match(text, index) is not None
        and (index == 0 or _WORD.match(text, index - 1) is None)
    )


def next_begin(text: str, index: int) -> int:
    """Where the next word after this index begins; the end of the text without one."""
    here = _WORD.match(text, index)
    found = _WORD.search(text, here.end() if here else index)
    return found.start() if found else len(text)


def last_begin(text: str, index: int) -> int:
    """Where the word before this index begins, be it the one the index is in; 0 without one."""
    begin = index
    while begin > 0 and _WORD.match(text, begin - 1) is None:
        begin -= 1
    while begin > 0 and _WORD.match(text, begin - 1) is not None:
        begin -= 1
    return begin


def word_at(text: str, index: int) -> tuple[int, int]:
    """The range of the word a character is in; between words, that of the blanks or of the signs there.

    Behind the text, the last one's; empty where there is nothing.
    """
    if index >= len(text):
        index = len(text) - 1
    if index < 0:
        return 0, 0
    kind = next((kind for kind in (_WORD, _BLANKS, _SIGNS) if kind.match(text, index)), None)
    if kind is None:  # a line feed
        return index, index
    begin = index
    while begin > 0 and kind.match(text, begin - 1):
        begin -= 1
    found = kind.match(text, begin)
    return begin, found.end() if found else index + 1
