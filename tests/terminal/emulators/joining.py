"""Whether letters are joined, which reading by machine does not notice: the stroke goes on from cell to cell."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from .expected import Place
from .screen import Photo
from .window import Grid

_TO_THE_LEFT = ("INITIAL FORM", "MEDIAL FORM")
_TO_THE_RIGHT = ("FINAL FORM", "MEDIAL FORM")
_FAINT = 0.4
"""The part of a row's contrast from which a pixel is ink."""


def joins(cells: str) -> Iterator[int]:
    """The edges between cells over which a letter goes on, by the names of its presentation forms."""
    for edge in range(1, len(cells)):
        left, right = (unicodedata.name(cell, "") for cell in cells[edge - 1 : edge + 1])
        if left.endswith(_TO_THE_RIGHT) and right.endswith(_TO_THE_LEFT):
            yield edge


def joined(photo: Photo, grid: Grid, passages: Sequence[Place]) -> tuple[int, int]:
    """Over how many of the edges that letters go over there is ink, and how many such edges there are."""
    total = found = 0
    for place in passages:
        cut = grid.cells(photo, place.row, place.start, place.end)
        ink = _ink(cut)
        for edge in joins(place.cells):
            at = grid.x(place.start + edge) - grid.x(place.start)
            total += 1
            found += any(all(row[at - 2 : at + 2]) for row in ink)
    return found, total


def _ink(photo: Photo) -> list[list[bool]]:
    """Of each pixel, whether it is drawn on the ground."""
    ground = Counter(photo.grey).most_common(1)[0][0]
    contrast = max(abs(value - ground) for value in photo.grey) or 1
    return [[abs(value - ground) >= _FAINT * contrast for value in photo.row(y)] for y in range(photo.height)]
