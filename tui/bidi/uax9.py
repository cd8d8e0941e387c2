"""The Unicode Bidirectional Algorithm (UAX #9): levels of a paragraph, then the order of a line.

`resolve` applies P2-P3, X1-X10, W1-W7, N0-N2 and I1-I2 to a whole paragraph; `line_levels` applies L1 and
`reorder` L2 to one line of it. Levels are bytes, one a character; the rules work on strings of class letters
(see `classes`). BidiTest.txt and BidiCharacterTest.txt pass whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from tui.bidi.classes import CLOSED_BY, CLOSING, REMOVED, classes
from tui.bidi.explicit import (
    HAS_EXPLICIT,
    MAX_DEPTH,
    RunSequence,
    explicit_levels,
    first_strong,
    isolating_run_sequences,
)

_MAX_OPEN_BRACKETS: Final = 63
"""BD16: with more brackets open than this, no pair of the sequence counts."""

_LEFT_TO_RIGHT_ONLY = re.compile(r"[^RANlr()<>^]*")
_HAS_REMOVED = re.compile(r"[lr().b]")


class Paragraph(NamedTuple):
    """What the algorithm says of a paragraph."""

    level: int
    """0 for left to right, 1 for right to left."""
    levels: bytes
    """The embedding level of each character, before L1. What X9 removes has its predecessor's level."""
    classes: str
    """The original class letters, which L1 needs."""


def resolve(text: str, base: int | None = None) -> Paragraph:
    """The levels of a paragraph. `base` is its level (HL1), or None to take the first strong character's."""
    return resolve_classes(classes(text), base, text)


def resolve_classes(letters: str, base: int | None = None, text: str | None = None) -> Paragraph:
    """As `resolve`, from class letters. Without the text there are no brackets (N0)."""
    level = base if base is not None else (first_strong(letters) or 0)
    if level == 0 and _LEFT_TO_RIGHT_ONLY.fullmatch(letters):
        return Paragraph(0, bytes(len(letters)), letters)
    count = len(letters)
    if HAS_EXPLICIT.search(letters):
        levels, overridden, matches = explicit_levels(letters, level)
        sequences = isolating_run_sequences(letters, levels, level, matches)
    else:
        levels, overridden = bytearray([level]) * count, letters
        kept = [i for i, letter in enumerate(letters) if letter != "b"] if "b" in letters else range(count)
        sequences = [RunSequence(kept, "LR"[level], "LR"[level])] if kept else []
    for sequence in sequences:
        _resolve_sequence(sequence, levels, overridden, text)
    if _HAS_REMOVED.search(letters):
        previous = level
        for i, letter in enumerate(letters):
            if letter in REMOVED:
                levels[i] = previous
            else:
                previous = levels[i]
    return Paragraph(level, bytes(levels), letters)


@lru_cache(maxsize=MAX_DEPTH + 2)
def _implicit(level: int) -> dict[int, int]:
    """I1-I2: resolved class letter → the level it gets at this explicit level."""
    raised = {"L": 1, "R": 0, "E": 1, "N": 1} if level & 1 else {"L": 0, "R": 1, "E": 2, "N": 2}
    return {ord(letter): level + more for letter, more in raised.items()}


def _resolve_sequence(sequence: RunSequence, levels: bytearray, letters: str, text: str | None) -> None:
    """W1-I2 for one isolating run sequence; its levels are raised in place."""
    indices = sequence.indices
    whole = isinstance(indices, range)
    unresolved = letters if whole else "".join([letters[i] for i in indices])
    level = levels[indices[0]]
    resolved = _weak(unresolved, sequence.start)
    if text is not None and "?" in resolved:
        characters = text if whole else "".join([text[i] for i in indices])
        resolved = _brackets(resolved, unresolved, characters, sequence.start, level)
    resolved = _neutral(resolved, sequence.start, sequence.end, level)
    raised = resolved.translate(_implicit(level)).encode("latin-1")
    if whole:
        levels[:] = raised
    else:
        for i, own in zip(indices, raised, strict=True):
            levels[i] = own


_MARKS = re.compile(r"(?<=([^m]))m+")
_AFTER_ARABIC = re.compile(r"A[^LR]*")
_SEPARATOR = re.compile(r"(?<=E)[-,](?=E)")
_ARABIC_SEPARATOR = re.compile(r"(?<=N),(?=N)")
_NUMBER_AND_TERMINATORS = re.compile(r"[E%]+")
_UNUSED_SEPARATORS = str.maketrans("-%,", "???")
_AFTER_LATIN = re.compile(r"L[^R]*")


def _weak(letters: str, start: str) -> str:
    """W1-W7: marks, numbers and what belongs to numbers. `start` is the sequence's sos."""
    s = start + letters
    if "m" in s:  # W1
        s = _MARKS.sub(lambda m: ("?" if m[1] in "<>^!" else m[1]) * len(m[0]), s)
    if "A" in s:
        if "E" in s:  # W2
            s = _AFTER_ARABIC.sub(lambda m: m[0].replace("E", "N"), s)
        s = s.replace("A", "R")  # W3
    if "E" in s or "N" in s:
        s = s[0] + _terminated(s[1:])
    s = s.translate(_UNUSED_SEPARATORS)  # W6
    if "E" in s:  # W7
        s = _AFTER_LATIN.sub(lambda m: m[0].replace("E", "L"), s)
    return s[1:]


def _terminated(letters: str) -> str:
    """W4-W5: a separator inside a number and the signs beside it become part of it."""
    letters = _SEPARATOR.sub("E", letters)
    letters = _ARABIC_SEPARATOR.sub("N", letters)
    return _NUMBER_AND_TERMINATORS.sub(lambda m: m[0].replace("%", "E") if "E" in m[0] else m[0], letters)


_AS_STRONG = str.maketrans("EN", "RR")
_NEUTRALS: Final = "BS ?<>^!"
_AS_EMBEDDING: Final = (
    str.maketrans(dict.fromkeys(_NEUTRALS, "L")),
    str.maketrans(dict.fromkeys(_NEUTRALS, "R")),
)
_BETWEEN_OPPOSITE: Final = (
    re.compile(f"(?<=[REN])[{re.escape(_NEUTRALS)}]+(?=[REN])"),
    re.compile(f"(?<=L)[{re.escape(_NEUTRALS)}]+(?=L)"),
)
"""Neutrals that don't take an even, or an odd, embedding's direction."""
_BRACKET = re.compile(f"[{re.escape(''.join([*CLOSING, *CLOSED_BY]))}]")


def _bracket_pairs(letters: str, characters: str) -> list[tuple[int, int]]:
    """BD16: positions of matching brackets, by the opening one."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(characters):
        k, character = bracket.start(), bracket[0]
        if letters[k] != "?":
            continue
        if (closing := CLOSING.get(character)) is not None:
            if len(opened) == _MAX_OPEN_BRACKETS:
                return []
            opened.append((closing, k))
        elif (closing := CLOSED_BY.get(character)) is not None:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == closing:
                    pairs.append((opened[depth][1], k))
                    del opened[depth:]
                    break
    return sorted(pairs)


def _brackets(letters: str, unresolved: str, characters: str, start: str, level: int) -> str:
    """N0: a pair of brackets takes the direction of what it holds, or of what stands before it."""
    pairs = _bracket_pairs(letters, characters)
    if not pairs:
        return letters
    strong = list(letters.translate(_AS_STRONG))
    result = list(letters)
    embedding = "LR"[level & 1]
    opposite = "RL"[level & 1]
    for opening, closing in pairs:
        inside = strong[opening + 1 : closing]
        if embedding in inside:
            direction = embedding
        elif opposite in inside:
            before = next((strong[k] for k in range(opening - 1, -1, -1) if strong[k] in "LR"), start)
            direction = opposite if before == opposite else embedding
        else:
            continue
        for bracket in (opening, closing):
            end = bracket + 1
            while end < len(unresolved) and unresolved[end] == "m":
                end += 1
            strong[bracket:end] = result[bracket:end] = direction * (end - bracket)
    return "".join(result)


def _neutral(letters: str, start: str, end: str, level: int) -> str:
    """N1-N2: what is neutral takes the direction around it, or the embedding's where the two sides differ."""
    s = start + letters + end
    resolved = letters.translate(_AS_EMBEDDING[level & 1])
    opposite = "RL"[level & 1]
    parts: list[str] = []
    done = 0
    for between in _BETWEEN_OPPOSITE[level & 1].finditer(s):
        first, last = between.start() - 1, between.end() - 1
        parts += (resolved[done:first], opposite * (last - first))
        done = last
    return "".join([*parts, resolved[done:]]) if parts else resolved


_SEPARATORS = re.compile(r"[BS]")
_HANGING: Final = " <>^!" + REMOVED


def line_levels(paragraph: Paragraph, start: int, end: int) -> bytes:
    """L1: the levels of the line [start, end), its separators and trailing blanks at the paragraph's level."""
    letters = paragraph.classes[start:end]
    if letters[-1:] not in _HANGING and not _SEPARATORS.search(letters):
        return paragraph.levels[start:end]
    levels = bytearray(paragraph.levels[start:end])
    at = 0
    for part in _SEPARATORS.split(letters):
        after = at + len(part)
        blank = at + len(part.rstrip(_HANGING))
        stop = min(after + 1, len(levels))
        levels[blank:stop] = bytes([paragraph.level]) * (stop - blank)
        at = after + 1
    return bytes(levels)


_RUN = re.compile(rb"(.)\1*", re.DOTALL)


def visual_runs(levels: bytes) -> list[tuple[int, int, int]]:
    """L2: the runs (level, first, last) of a line from left to right; the items of odd ones stand in reverse."""
    if not levels or levels.count(levels[0]) == len(levels):
        return [(levels[0], 0, len(levels))] if levels else []
    runs = [(run[1][0], *run.span()) for run in _RUN.finditer(levels)]
    lowest_odd = min((level for level, _, _ in runs if level & 1), default=MAX_DEPTH + 2)
    for level in range(max(levels), lowest_odd - 1, -1):
        runs = _reverse_runs(runs, level)
    return runs


def reorder(levels: bytes) -> list[int]:
    """L2: the indices of the line's items, left to right, from their levels."""
    order: list[int] = []
    for level, first, last in visual_runs(levels):
        order += range(last - 1, first - 1, -1) if level & 1 else range(first, last)
    return order


def _reverse_runs(runs: list[tuple[int, int, int]], level: int) -> list[tuple[int, int, int]]:
    """Reverses each stretch of runs at this level or above."""
    result: list[tuple[int, int, int]] = []
    for high, stretch in groupby(runs, key=lambda run: run[0] >= level):
        members = list(stretch)
        result += members[::-1] if high else members
    return result
