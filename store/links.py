"""Symbolic links to an archive: whatever is done to it is done to the file, where that is."""

from __future__ import annotations

import os
from pathlib import Path


def real(path: Path) -> Path:
    """The file that a link leads to, which need not be there; any other path as it is.

    SQLite keeps the log beside the file. What takes an archive's place must take the file's and not the link's: else the words of
    the old one stay where they are, and another disk gets those of the new one.
    """
    return Path(os.path.realpath(path)) if path.is_symlink() else path
