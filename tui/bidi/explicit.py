"""Explicit levels and isolating run sequences of UAX #9: rules P2-P3 and X1-X10, on class letters (see `classes`)."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final, NamedTuple

from tui.bidi.classes import EMBEDDING_INITIATORS, ISOLATE_INITIATORS, REMOVED

MAX_DEPTH: Final = 125
"""BD2: the deepest explicit level."""

HAS_EXPLICIT: Final = re.compile(r"[lr().<>^!]")
"""Finds anything X1-X8 act on."""
_STRONG = re.compile(r"[LRA]")


class RunSequence(NamedTuple):
    """An isolating run sequence (BD13): the indices of its characters and what stands around it."""

    indices: list[int] | range
    start: str
    end: str


def first_strong(letters: str, start: int = 0, end: int | None = None) -> int | None:
    """P2-P3: the level asked for by the first strong character outside isolates, or None without one."""
    end = len(letters) if end is None else end
    if not HAS_EXPLICIT.search(letters, start, end):
        found = _STRONG.search(letters, start, end)
        return None if found is None else int(found[0] != "L")
    depth = 0
    for letter in letters[start:end]:
        if letter in ISOLATE_INITIATORS:
            depth += 1
        elif letter == "!":
            depth = max(0, depth - 1)
        elif depth == 0 and letter in "LRA":
            return int(letter != "L")
    return None


def _matching_isolates(letters: str) -> dict[int, int]:
    """BD9: isolate initiator ↔ its PDI."""
    matches: dict[int, int] = {}
    opened: list[int] = []
    for i, letter in enumerate(letters):
        if letter in ISOLATE_INITIATORS:
            opened.append(i)
        elif letter == "!" and opened:
            start = opened.pop()
            matches[start], matches[i] = i, start
    return matches


def _next_level(level: int, *, odd: bool) -> int:
    """X2-X5: the least odd or even level above this one."""
    return (level + 1) | 1 if odd else (level + 2) & ~1


def explicit_levels(letters: str, base: int) -> tuple[bytearray, str, dict[int, int]]:
    """X1-X8: explicit levels, the class letters after overrides, and the matching isolates."""
    matches = _matching_isolates(letters)
    levels = bytearray(len(letters))
    after = list(letters)
    bottom = (base, "", False)  # embedding level, override, is it an isolate
    stack = [bottom]
    overflown_isolates = overflown_embeddings = valid_isolates = 0
    for i, letter in enumerate(letters):
        level, override, _ = stack[-1]
        levels[i] = level
        if letter in EMBEDDING_INITIATORS:
            new = _next_level(level, odd=letter in "r)")
            if new <= MAX_DEPTH and not overflown_isolates and not overflown_embeddings:
                stack.append((new, {"(": "L", ")": "R"}.get(letter, ""), False))
            elif not overflown_isolates:
                overflown_embeddings += 1
        elif letter in ISOLATE_INITIATORS:
            after[i] = override or letter
            if overflown_isolates or overflown_embeddings:
                overflown_isolates += 1
                continue
            odd = letter == ">" or (
                letter == "^" and first_strong(letters, i + 1, matches.get(i, len(letters))) == 1
            )
            new = _next_level(level, odd=odd)
            if new <= MAX_DEPTH:
                valid_isolates += 1
                stack.append((new, "", True))
            else:
                overflown_isolates += 1
        elif letter == "!":
            if overflown_isolates:
                overflown_isolates -= 1
            elif valid_isolates:
                overflown_embeddings = 0
                while not stack.pop()[2]:
                    pass
                valid_isolates -= 1
            levels[i], override, _ = stack[-1]
            after[i] = override or letter
        elif letter == ".":
            if overflown_isolates:
                pass
            elif overflown_embeddings:
                overflown_embeddings -= 1
            elif len(stack) > 1 and not stack[-1][2]:
                stack.pop()
            levels[i] = stack[-1][0]
        elif letter == "B":
            stack = [bottom]
            overflown_isolates = overflown_embeddings = valid_isolates = 0
            levels[i] = base
        elif letter != "b":
            after[i] = override or letter
    return levels, "".join(after), matches


def isolating_run_sequences(
    letters: str, levels: bytearray, base: int, matches: dict[int, int]
) -> list[RunSequence]:
    """X9-X10: the level runs of what is kept, joined over isolates, with their sos and eos."""
    kept = [i for i, letter in enumerate(letters) if letter not in REMOVED]
    position = {index: k for k, index in enumerate(kept)}
    runs = [list(run) for _, run in groupby(kept, key=levels.__getitem__)]
    run_starting_at = {run[0]: run for run in runs}
    sequences = []
    for run in runs:
        if letters[run[0]] == "!" and run[0] in matches:
            continue  # part of the sequence its isolate initiator belongs to
        sequence = list(run)
        while letters[sequence[-1]] in ISOLATE_INITIATORS and sequence[-1] in matches:
            following = run_starting_at.get(matches[sequence[-1]])
            if following is None:
                break
            sequence += following
        first, last = position[sequence[0]], position[sequence[-1]]
        level = levels[sequence[0]]
        before = levels[kept[first - 1]] if first else base
        unclosed = letters[sequence[-1]] in ISOLATE_INITIATORS and sequence[-1] not in matches
        after = base if unclosed or last + 1 == len(kept) else levels[kept[last + 1]]
        sequences.append(RunSequence(sequence, "LR"[max(level, before) & 1], "LR"[max(level, after) & 1]))
    return sequences
