"""What changed between two texts: word by word, as ranges of both in logical order.

Comparing word by word takes the square of the time, so what surely stayed is found first: lines that both texts have, then
sequences of three words that each has once, in the longest order that both share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from store.text.tokens import Token, tokens

_MOST_WORDS = 1_500
"""Words of a part that are compared one by one at once (a twentieth of a second)."""
_SURE = 3
_APART = 150


class Piece(NamedTuple):
    """A stretch that stayed, went, came or was replaced: half-open ranges of the old and the new text.

    The pieces follow each other without gaps in both texts; a range is empty where there is nothing of it.
    """

    kind: Literal["same", "removed", "added", "replaced"]
    old: tuple[int, int]
    new: tuple[int, int]


_KINDS: dict[str, Literal["same", "removed", "added", "replaced"]] = {
    "equal": "same",
    "delete": "removed",
    "insert": "added",
    "replace": "replaced",
}


def difference(old: str, new: str) -> list[Piece]:
    """What was changed on the way from one text to the other. Words are compared as they are written, marks included.

    Punctuation and blanks belong to the word before them.
    """
    pieces: list[Piece] = []
    for piece in _by_words(old, new):
        last = pieces[-1] if pieces else None
        if last and last.kind == piece.kind:
            pieces[-1] = Piece(piece.kind, (last.old[0], piece.old[1]), (last.new[0], piece.new[1]))
        elif piece.old[0] != piece.old[1] or piece.new[0] != piece.new[1]:
            pieces.append(piece)
    return pieces


def _by_words(old: str, new: str) -> Iterator[Piece]:
    """Lines that stayed are found first: a text of a hundred thousand words is compared part by part."""
    before, after = _units(old), _units(new)
    lines = [_lines(old, before), _lines(new, after)]
    texts = [[tuple(one for one, _ in line) for line in side] for side in lines]
    for kind, a, b, c, d in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        first = [unit for line in lines[0][a:b] for unit in line]
        second = [unit for line in lines[1][c:d] for unit in line]
        if kind == "replace":
            yield from _part_by_part(first, second, _end(lines[0][:a]), _end(lines[1][:c]))
        else:
            yield Piece(_KINDS[kind], _span(first, _end(lines[0][:a])), _span(second, _end(lines[1][:c])))


_Unit = tuple[str, tuple[int, int]]


def _units(text: str) -> list[_Unit]:
    """The words as written, each with the range up to the next word; what stands before the first belongs to it."""
    found: list[Token] = tokens(text)
    if not found:
        return [(text, (0, len(text)))] if text else []
    starts = [0, *(token.start for token in found[1:]), len(text)]
    return [(text[start:end].strip(), (start, end)) for start, end in pairwise(starts)]


def _lines(text: str, units: Sequence[_Unit]) -> list[list[_Unit]]:
    """The words of each line; a line ends with the word after which the text breaks."""
    lines: list[list[_Unit]] = [[]]
    for unit in units:
        lines[-1].append(unit)
        if "\n" in text[slice(*unit[1])]:
            lines.append([])
    return [line for line in lines if line]


def _end(lines: Sequence[Sequence[_Unit]]) -> int:
    return lines[-1][-1][1][1] if lines else 0


def _span(units: Sequence[_Unit], at: int) -> tuple[int, int]:
    return (units[0][1][0], units[-1][1][1]) if units else (at, at)


def _part_by_part(old: Sequence[_Unit], new: Sequence[_Unit], old_at: int, new_at: int) -> Iterator[Piece]:
    """Long parts are cut where they surely agree; what is long and agrees nowhere was replaced as a whole."""
    cuts = _agreements(old, new) if max(len(old), len(new)) > _MOST_WORDS else []
    for (a, c), (b, d) in pairwise([(0, 0), *cuts, (len(old), len(new))]):
        first, second = old[a:b], new[c:d]
        if max(len(first), len(second)) <= _MOST_WORDS:
            yield from _within(first, second, old_at, new_at)
        else:
            kind: Literal["removed", "added", "replaced"] = "replaced"
            if not first or not second:
                kind = "removed" if first else "added"
            yield Piece(kind, _span(first, old_at), _span(second, new_at))
        old_at, new_at = _span(first, old_at)[1], _span(second, new_at)[1]


def _agreements(old: Sequence[_Unit], new: Sequence[_Unit]) -> list[tuple[int, int]]:
    """Numbers of words, ascending in both texts, at which a sequence begins that each has only once; _APART words apart or more."""
    here = _single(old)
    found = sorted((at, here[key]) for key, at in _single(new).items() if key in here)
    ends: list[int] = []
    chain: list[tuple[int, int, int]] = []
    last: list[int] = []
    for new_at, old_at in found:
        length = bisect_left(ends, old_at)
        before = last[length - 1] if length else -1
        chain.append((old_at, new_at, before))
        if length == len(ends):
            ends.append(old_at)
            last.append(len(chain) - 1)
        else:
            ends[length] = old_at
            last[length] = len(chain) - 1
    cuts: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        old_at, new_at, at = chain[at]
        if not cuts or (cuts[-1][0] - old_at >= _APART and cuts[-1][1] - new_at >= _APART):
            cuts.append((old_at, new_at))
    return cuts[::-1]


def _single(units: Sequence[_Unit]) -> dict[tuple[str, ...], int]:
    """Where the sequences begin that stand here once."""
    words = [word for word, _ in units]
    places: dict[tuple[str, ...], int] = {}
    for at, key in enumerate(zip(*(words[start:] for start in range(_SURE)), strict=False)):
        places[key] = -1 if key in places else at
    return {key: at for key, at in places.items() if at >= 0}


def _within(old: Sequence[_Unit], new: Sequence[_Unit], old_at: int, new_at: int) -> Iterator[Piece]:
    words = [[word for word, _ in side] for side in (old, new)]
    for kind, a, b, c, d in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        first, second = _span(old[a:b], old_at), _span(new[c:d], new_at)
        old_at, new_at = first[1], second[1]
        yield Piece(_KINDS[kind], first, second)
