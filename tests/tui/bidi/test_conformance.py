"""The Unicode conformance files, whole: every level, every order. How many cases pass stands in the test summary."""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from tui.bidi import uax9
from tui.bidi.classes import LETTER, REMOVED

pytestmark = pytest.mark.slow

FILES = Path(__file__).resolve().parents[2] / "data" / "ucd"

_order = lru_cache(maxsize=None)(uax9.reorder)


def _lines(name: str) -> Iterator[str]:
    with lzma.open(FILES / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            if line[0] not in "#\n":
                yield line.rstrip("\n")


class _Levels:
    """Expected levels, some of them left open."""

    def __init__(self, words: str) -> None:
        names = words.split()
        self.count = len(names)
        self.fixed = [i for i, name in enumerate(names) if name != "x"]
        self.levels = bytes(int(names[i]) for i in self.fixed)

    def agree(self, levels: bytes) -> bool:
        if len(self.fixed) == self.count:
            return levels == self.levels
        return len(levels) == self.count and bytes([levels[i] for i in self.fixed]) == self.levels


class _Tally:
    """How many cases of a file there are, and the first of those that fail."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.total = 0
        self.failed = 0
        self.first: list[object] = []

    def count(self, passed: bool, *case: object) -> None:
        self.total += 1
        if not passed:
            self.failed += 1
            self.first = self.first or list(case)

    def __str__(self) -> str:
        return f"{self.name} {self.total - self.failed:,} of {self.total:,}"


def test_bidi_character_test(record_property: Callable[[str, object], None]) -> None:
    bases = {"0": 0, "1": 1, "2": None}
    tally = _Tally("BidiCharacterTest")
    for line in _lines(tally.name):
        points, direction, level, levels, order = line.split(";")
        text = "".join([chr(int(point, 16)) for point in points.split()])
        paragraph = uax9.resolve(text, bases[direction])
        found = uax9.line_levels(paragraph, 0, len(text))
        kept = [i for i in _order(found) if paragraph.classes[i] not in REMOVED]
        tally.count(
            paragraph.level == int(level)
            and _Levels(levels).agree(found)
            and kept == [int(i) for i in order.split()],
            line,
            list(found),
        )
    record_property("conformance", str(tally))
    assert tally.total == 91_707
    assert not tally.failed, (str(tally), tally.first)


def test_bidi_test(record_property: Callable[[str, object], None]) -> None:
    tally = _Tally("BidiTest")
    levels = _Levels("")
    order: list[int] = []
    for line in _lines(tally.name):
        if line.startswith("@Levels:"):
            levels = _Levels(line[8:])
        elif line.startswith("@Reorder:"):
            order = [int(i) for i in line[9:].split()]
        elif line[0] != "@":
            names, bits = line.split(";")
            letters = "".join([LETTER[name] for name in names.split()])
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits) & bit:
                    found = uax9.line_levels(uax9.resolve_classes(letters, base), 0, len(letters))
                    kept = [i for i in _order(found) if letters[i] not in REMOVED]
                    tally.count(levels.agree(found) and kept == order, line, base, list(found))
    record_property("conformance", str(tally))
    assert tally.total == 770_241
    assert not tally.failed, (str(tally), tally.first)
