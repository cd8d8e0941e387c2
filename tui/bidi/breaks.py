"""Where a line may end, in the spirit of UAX #14, for Arabic, French and English text.

Lines end after blanks, but not where these stand inside guillemets or brackets, before punctuation (French « ? »), in
a number or between it and its sign or unit, after a bullet or a lone waw. Inside words they end after hyphens,
dashes, slashes and ellipses between letters, after an Arabic comma without a blank, around wide characters, and in
addresses after their separators. Never does a stub of one letter remain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from tui.bidi.glyphs import BLANKS, CONTINUED, HIDDEN, WIDE
from tui.patterns import pattern

NEVER_FIRST: Final = "،؛؟۔!?;:)\\]}»›、。」』】）"
"""What no line begins with, as a set for regular expressions."""
CLOSING: Final = NEVER_FIRST + ".,…’”"
"""What no line begins with where nothing else follows up to the next blank."""
OPENING: Final = "(\\[{«‹「『【（"
"""What no line ends with."""
_NO_BREAK: Final = "\u2060\ufeff"

_UNITS: Final = "[%‰٪€$£¥°]|(?:k[mg]²?|[cm]m²?|m[²³]?|g|ha|h|min|DHS?|dh|MAD|EUR|USD|كلم|كم|كغ|سم)(?![^\\W_])"
_BLANK_RUN = pattern(f"[{BLANKS}]+")
_END = pattern(
    f"[{BLANKS}]"  # the first blank of a run: "." stands for it in what is looked for before it
    f"(?<![{OPENING}{_NO_BREAK}{BLANKS}].)"
    f"(?<![{BLANKS}][“‘„].)(?<!\\A[“‘„].)"
    f"(?<!\\A[-–—•·*].)(?<!\\A\\d[.)].)"  # a bullet stays with its item
    f"(?<![{BLANKS}]و.)(?<!\\Aو.)"  # a lone waw with its word
    f"(?!(?<=\\d.)[{BLANKS}]*(?:{_UNITS}))"
    f"(?!(?<=\\d.)(?<!\\d\\d\\d\\d.)[{BLANKS}]*\\d\\d\\d(?!\\d))"  # thousands, as French writes them
    f"(?!(?<=[№§±$€£¥٪].)(?<!\\d..)[{BLANKS}]*\\d)(?!(?<=[nN]°.)[{BLANKS}]*\\d)"
    f"[{BLANKS}]*+"
    f"(?![{NEVER_FIRST}{_NO_BREAK}])(?![{CLOSING}]+(?:[{BLANKS}]|\\Z))"
)
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
_IN_WORD = pattern(
    "[-‐–—/….،؛؟\u200b](?:"  # what a line may end with, under these conditions:
    f"(?<=[\\w{_MARKS}][\\w{_MARKS}][-‐–—/…])(?=[^\\W\\d_][\\w{_MARKS}])"
    f"|(?<=[\\w{_MARKS}][\\w{_MARKS}]\\.\\.\\.)(?=[^\\W\\d_][\\w{_MARKS}])"
    f"|(?<=[\u0620-\u065f{BLANKS}][،؛؟])(?=[\u0620-\u064a])"
    "|(?<=\u200b))"
)
_ADDRESS = pattern("://|www\\.|@")
_SEPARATOR_IN_ADDRESS = pattern(
    "(?<=[^/:\\s]{3})[/?&=#._+@,;-](?=[\\w%~][^/\\s])|(?<=%[0-9A-F]{2})(?=%[0-9A-F]{2})"
)
_NEVER_FIRST = pattern(f"[{NEVER_FIRST}]")
_BINDS = pattern(f"[{OPENING}{_NO_BREAK}{BLANKS}]")
_WIDE = pattern(f"{WIDE}[{CONTINUED}{HIDDEN}]*")


class Breaks(NamedTuple):
    """The places where a line may end, in order: the last is the end of the text."""

    ends: list[int]
    """Where what is drawn of such a line ends: before the blanks."""
    begins: list[int]
    """Where the next line begins: after them."""


def breaks(text: str, shown: str) -> Breaks:
    """Where lines of a text may end. `shown` is `Glyphs.shown`, from which wide characters are known."""
    spans = [match.span() for match in _END.finditer(text)]
    inner = {match.end() for match in _IN_WORD.finditer(text)}
    if _ADDRESS.search(text):
        inner.update(_in_addresses(text))
    if WIDE in shown:
        inner.update(_around_wide(text, shown))
    if inner:
        inner.difference_update(begin for _, begin in spans)
        spans = sorted([*spans, *((place, place) for place in inner if place < len(text))])
    ends, begins = [end for end, _ in spans], [begin for _, begin in spans]
    if not begins or begins[-1] < len(text):
        ends.append(content_end(text))
        begins.append(len(text))
    return Breaks(ends, begins)


def content_end(text: str) -> int:
    """Where the blanks at the end of a text begin."""
    return len(text.rstrip(BLANKS))


def _in_addresses(text: str) -> Iterator[int]:
    """Places in web and mail addresses: after a separator, if at least three characters stand before it."""
    blanks = [match.start() for match in _BLANK_RUN.finditer(text)]
    done = 0
    for mark in _ADDRESS.finditer(text):
        if mark.start() < done:
            continue
        following = bisect_right(blanks, mark.start())
        done = blanks[following] if following < len(blanks) else len(text)
        start = blanks[following - 1] + 1 if following else 0
        begin = mark.end() if mark[0] == "://" else start
        yield from (found.end() for found in _SEPARATOR_IN_ADDRESS.finditer(text, begin, done))


def _around_wide(text: str, shown: str) -> Iterator[int]:
    """Places before and after characters of two cells."""
    for wide in _WIDE.finditer(shown):
        before, after = wide.span()
        if before and not _BINDS.match(text[before - 1]) and not _NEVER_FIRST.match(text[before]):
            yield before
        if after < len(text) and not _NEVER_FIRST.match(text[after]) and not _BLANK_RUN.match(text, after):
            yield after
