"""A small run of what `python -m tests.soak imports` does with 600 files at a time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from importers.writing import MAX_ARTICLES
from tests.soak import imports

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can kill and has groups")


def test_an_import_killed_six_times_completes(tmp_path: Path) -> None:
    counts = imports.run(tmp_path, imports.KILLS, 5, files=3 * MAX_ARTICLES, pages=False)
    assert counts["kills"] == imports.KILLS
    assert counts["imports"] == 1
    assert counts["was faster than the kill"] < imports.KILLS
    assert counts["articles"] > 2.7 * MAX_ARTICLES
