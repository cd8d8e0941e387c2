"""Folders that their owner alone may enter."""

from __future__ import annotations

from pathlib import Path


def make_private(folder: Path) -> None:
    """Make the folder, and those above it that are missing, for its owner alone. `Path.mkdir` gives a mode to the last one only.

    Raises OSError.
    """
    if not folder.parent.exists():
        make_private(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
