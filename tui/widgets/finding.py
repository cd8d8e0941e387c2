"""Finding words in one text: where a folded text has a folded string, as places in the text as it is written."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from store.text.fold import TABLE, fold

MOST = 10_000
"""Places that are marked; of more, the first."""


def find(text: str, wanted: str) -> list[tuple[int, int]]:
    """Every place of a string in the text, whatever its harakat, hamzas, accents and capitals; blanks match any blanks."""
    sought = " ".join(fold(wanted).split())
    if not sought:
        return []
    # Folding maps each character for itself, so that the places in the folded text lead back.
    parts = [" " if char.isspace() else char.translate(TABLE) for char in text]
    ends = list(accumulate(map(len, parts)))
    folded = "".join(parts)
    places: list[tuple[int, int]] = []
    at = folded.find(sought)
    first = 0
    while at >= 0 and len(places) < MOST:
        end = at + len(sought)
        first = _character(ends, at, first)
        last = _character(ends, end - 1, first)
        after = last + 1
        while after < len(parts) and not parts[after]:
            after += 1
        places.append((first, after))
        at = folded.find(sought, end)
    return places


def _character(ends: list[int], place: int, start: int) -> int:
    """The number of the character whose folding covers this place of the folded text; none before `start` does."""
    return bisect_right(ends, place, lo=start)
