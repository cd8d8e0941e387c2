"""The Unicode conformance files, whole: every level, every order."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from tui.bidi import uax9
from tui.bidi.classes import LETTER, REMOVED

pytestmark = pytest.mark.slow

_order = lru_cache(maxsize=None)(uax9.reorder)


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
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


def test_bidi_character_test(shared: Path) -> None:
    bases = {"0": 0, "1": 1, "2": None}
    count = 0
    for line in _lines(shared / "data" / "ucd" / "BidiCharacterTest.txt.xz"):
        points, direction, level, levels, order = line.split(";")
        text = "".join(chr(int(point, 16)) for point in points.split())
        paragraph = uax9.resolve(text, bases[direction])
        found = uax9.line_levels(paragraph, 0, len(text))
        kept = [i for i in _order(found) if paragraph.classes[i] not in REMOVED]
        assert paragraph.level == int(level), line
        assert _Levels(levels).agree(found), (line, list(found))
        assert kept == [int(i) for i in order.split()], line
        count += 1
    assert count > 90_000


def test_bidi_test(shared: Path) -> None:
    count = 0
    levels = _Levels("")
    order: list[int] = []
    for line in _lines(shared / "data" / "ucd" / "BidiTest.txt.xz"):
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
                    assert levels.agree(found), (line, base, list(found))
                    assert [i for i in _order(found) if letters[i] not in REMOVED] == order, (line, base)
                    count += 1
    assert count > 700_000
