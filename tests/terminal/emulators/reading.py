"""Reading photographs by machine: which words are there, in which order."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .expected import Place, words
from .screen import PATIENCE, Photo
from .window import Grid

_LARGER = "250%"
"""At a terminal's usual size tesseract reads hardly any Arabic."""


def read(photos: Sequence[Photo], *, digits: bool = False) -> list[str]:
    """The line of text on each of them, in logical order; dark grounds are turned bright first."""
    if not photos:
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [_enlarged(photo, folder / f"{number}.png") for number, photo in enumerate(photos)]
        pages = folder / "pages.txt"
        pages.write_text("\n".join(map(str, files)))
        languages = (
            ["-l", "eng", "-c", "tessedit_char_whitelist=0123456789-"] if digits else ["-l", "ara+eng"]
        )
        done = subprocess.run(
            ["tesseract", str(pages), "stdout", "--psm", "7", *languages],
            capture_output=True,
            text=True,
            check=True,
            timeout=4 * PATIENCE,
            env={"PATH": "/usr/bin:/bin:/usr/local/bin", "OMP_THREAD_LIMIT": "1"},
        )
    read_pages = done.stdout.split("\f")
    return [page.strip() for page in read_pages[: len(photos)]]


def _enlarged(photo: Photo, file: Path) -> Path:
    ground = sorted(photo.grey)[len(photo.grey) // 2]
    turned = ["-negate"] if ground < 128 else []
    subprocess.run(
        [
            "convert",
            "pgm:-",
            *turned,
            "-normalize",
            "-bordercolor",
            "white",
            "-border",
            "6",
            "-scale",
            _LARGER,
            str(file),
        ],
        input=photo.pgm(),
        check=True,
        timeout=PATIENCE,
    )
    return file


def in_order(wanted: Sequence[str], found: Sequence[str]) -> int:
    """How many of the wanted words are among the found in the order wanted: the longest common subsequence."""
    best = [0] * (len(found) + 1)
    for word in wanted:
        before = 0
        for at, other in enumerate(found, 1):
            before, best[at] = best[at], before + 1 if word == other else max(best[at], best[at - 1])
    return best[-1]


def words_read(photo: Photo, grid: Grid, passages: Sequence[Place]) -> tuple[int, int]:
    """How many words of these passages are read in their places and in order, and how many there are.

    Words of one or two letters do not count: they are as easily read into anything.
    """
    lines = read([grid.cells(photo, place.row, place.start, place.end, 0.5) for place in passages])
    total = found = 0
    for place, line in zip(passages, lines, strict=True):
        wanted = [word for word in place.words if len(word) > 2]
        total += len(wanted)
        found += in_order(wanted, words(line))
    return found, total


def dates_read(photo: Photo, grid: Grid, dates: Sequence[Place]) -> tuple[int, int]:
    """How many of these dates stand in their places as they are written, and how many there are."""
    lines = read([grid.cells(photo, place.row, place.start, place.end, 0.4) for place in dates], digits=True)
    return sum(place.text in line for place, line in zip(dates, lines, strict=True)), len(dates)
