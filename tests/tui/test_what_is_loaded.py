"""What the program loads before its first picture: each module more is waited for by everybody who starts it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LATER = (
    "store.text",
    "store.similar",
    "store.suggesting",
    "importers",
    "lxml",
    "feedparser",
    "sqlite_utils.cli",
)
"""What is needed when somebody searches, reads or imports."""


def test_the_app_is_there_without_what_only_searching_and_importing_need(root: Path) -> None:
    code = "import sys, tui.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "textual.app" in loaded
    assert not loaded.intersection(LATER)
