"""Text → clusters: what is drawn as one thing, with the cells it takes and the characters it stands for.

A cluster is a base with its marks, an emoji sequence, or a control, which takes no cell and is never printed.
Every character of the text is in exactly one cluster. Widths are those of Rich's `cell_len`, from which some
terminals differ for sequences; so of a sequence only what all terminals measure alike is printed: no joiner, no
variation selector, no skin tone, flags as their two letters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, NamedTuple
from unicodedata import category, normalize

from rich.cells import get_character_cell_size

from tui.patterns import pattern

MAX_MARKS: Final = 4
"""Marks printed on one base; stacks of them (“zalgo”) spill over the lines around."""

REPLACEMENT: Final = "\ufffd"
"""Stands for what cannot be printed as it is."""

Kind = Literal["glyph", "emoji", "mark", "haraka", "modifier", "joiner", "hidden"]

_BLOCK_MARKS: Final = pattern("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0890-\u08ff\u0591-\u05c7]")
"""Arabic (and Hebrew) marks that a reader supplies: shown on demand."""
_NUMBER_SIGNS: Final = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2"
"""Signs that enclose the number after them: terminals disagree whether they take a cell."""
_REGIONAL: Final = 0x1F1E6
"""REGIONAL INDICATOR SYMBOL LETTER A; two of them make a flag, one or two cells a letter by terminal."""


class Cluster(NamedTuple):
    """One drawn thing. `start` and `end` count characters from the beginning of the text clustered."""

    base: str
    """What is printed, without marks; empty for a control."""
    marks: str
    """Marks printed after the base; they take no cell."""
    width: int
    """Cells: 0 for a control, else 1 or 2."""
    start: int
    end: int


class _Character(NamedTuple):
    """How one character is treated, and what is printed for it."""

    kind: Kind
    width: int
    printed: str


def _classify(ch: str) -> _Character:
    point = ord(ch)
    general = category(ch)
    width = get_character_cell_size(ch)
    if ch == "\u200d":
        return _Character("joiner", 0, "")
    if ch in _NUMBER_SIGNS:
        return _Character("glyph", 1, "\u00b7")
    if general in ("Cf", "Cc", "Zl", "Zp"):
        return _Character("hidden", 0, "")
    if general in ("Cn", "Cs"):
        return _Character("glyph", 1, REPLACEMENT)
    if general == "Zs":
        return _Character("glyph", width or 1, " " * (width or 1))
    if (
        0xFE00 <= point <= 0xFE0F
        or 0xE0100 <= point <= 0xE01EF
        or 0x1F3FB <= point <= 0x1F3FF
        or general == "Me"
    ):
        return _Character("modifier", 0, "")
    if 0 <= point - _REGIONAL < 26:
        return _Character("glyph", 1, chr(ord("A") + point - _REGIONAL))
    if width == 0 or general == "Mn":
        kind: Kind = "haraka" if _BLOCK_MARKS.match(ch) else "mark"
        return _Character(kind, 0, ch if width == 0 else "")
    if general == "So" or point >= 0x1F000:
        return _Character("emoji", width, ch)
    return _Character("glyph", width, ch)


class _Characters(dict[str, _Character]):
    """Character → its treatment, filled as characters are met (at most one entry a code point)."""

    def __missing__(self, ch: str) -> _Character:
        found = self[ch] = _classify(ch)
        return found


_characters = _Characters()


def clusters(text: str, *, marks: bool = False) -> list[Cluster]:
    """The clusters of a text in logical order. `marks` shows harakat (and Hebrew points) as well.

    A letter and a mark that have one character of their own are printed as that character: a decomposed hamza or
    madda is part of the letter and is never hidden.
    """
    out: list[Cluster] = []
    joining = False  # an emoji and a joiner stand before: the next emoji belongs to them
    after_emoji = False
    for i, ch in enumerate(text):
        kind, width, printed = _characters[ch]
        if kind == "glyph":
            out.append(Cluster(printed, "", width, i, i + 1))
            joining = after_emoji = False
        elif kind in ("mark", "haraka", "modifier"):
            if out and out[-1].width:
                out[-1] = _with_mark(out[-1], printed, shown=kind == "mark" or (marks and kind == "haraka"))
            else:
                out.append(Cluster("", "", 0, i, i + 1))
        elif kind == "emoji" and joining:
            out[-1] = out[-1]._replace(end=i + 1)
            joining = False
        elif kind == "emoji":
            out.append(Cluster(printed, "", width, i, i + 1))
            after_emoji, joining = True, False
        elif kind == "joiner" and after_emoji:
            out[-1] = out[-1]._replace(end=i + 1)
            joining = True
        else:
            out.append(Cluster("", "", 0, i, i + 1))
            joining = after_emoji = False
    return out


def _with_mark(cluster: Cluster, mark: str, *, shown: bool) -> Cluster:
    """The cluster with one more character: composed with its base, printed after it, or hidden."""
    base, marks, width, start, end = cluster
    composed = _composed(base, mark) if mark and not marks else ""
    if composed and get_character_cell_size(composed) == width:
        base = composed
    elif shown and mark and len(marks) < MAX_MARKS:
        marks += mark
    return Cluster(base, marks, width, start, end + 1)


@lru_cache(maxsize=1024)
def _composed(base: str, mark: str) -> str:
    """The one character that a base and a mark are, or nothing."""
    composed = normalize("NFC", base + mark)
    return composed if len(composed) == 1 else ""


def joined_marks(first: str, second: str) -> str:
    """The marks of two letters that are drawn as one."""
    return (first + second)[:MAX_MARKS]
