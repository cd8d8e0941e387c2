"""Every file of tui/screens has a place at which a walk looks at it, and no screen is left out."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.screen import Screen

pytest.importorskip("pyte", reason="pyte is not installed: make venv")
pytest.importorskip("pty", reason="there are no ptys here")

from tests.terminal.surfaces.archive import ArchiveWalk
from tests.terminal.surfaces.article import ArticleWalk
from tests.terminal.surfaces.everyday import EverydayWalk
from tests.terminal.surfaces.first import FirstWalk
from tests.terminal.surfaces.stations import STATIONS
from tests.terminal.surfaces.tutor import TutorWalk
from tests.terminal.surfaces.vocabulary import VocabularyWalk

_HAS_ONE = re.compile(r"^class \w+\([^)]*(?:Screen|Dialog)\b", re.MULTILINE)
WALKS = (EverydayWalk, ArticleWalk, ArchiveWalk, VocabularyWalk, FirstWalk, TutorWalk)


def modules(root: Path) -> Iterator[str]:
    """Every file of tui/screens, and of the rest of the interface those in which a screen is written."""
    for path in sorted((root / "tui").rglob("*.py")):
        if path.name != "__init__.py" and (
            path.parent.name == "screens" or _HAS_ONE.search(path.read_text("utf-8"))
        ):
            yield ".".join(path.relative_to(root).with_suffix("").parts)


def screens(module: str) -> list[type[Screen[object]]]:
    """The screens written in a module."""
    found = inspect.getmembers(importlib.import_module(module), inspect.isclass)
    return [one for _name, one in found if issubclass(one, Screen) and one.__module__ == module]


def test_every_file_has_a_station(root: Path) -> None:
    there = set(modules(root))
    assert not there - set(STATIONS), "say in stations.py where a walk looks at what these files show"
    assert not set(STATIONS) - there, "these files are gone: take their stations away"


def test_every_screen_is_opened_by_a_walk_or_is_what_an_opened_one_stands_on(root: Path) -> None:
    written = {one for module in modules(root) for one in screens(module)}
    names = {station.screen for station in STATIONS.values()} - {""}
    opened = [one for one in written if one.__name__ in names]
    assert {one.__name__ for one in opened} == names
    left_out = written - {base for one in opened for base in one.__mro__}
    assert not left_out


def test_every_station_is_of_a_walk() -> None:
    assert {station.walk for station in STATIONS.values()} == {walk.__name__ for walk in WALKS}
