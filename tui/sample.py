"""The sample archive that comes with the program: invented articles to learn on."""

from __future__ import annotations

import shutil
from pathlib import Path

from tui.private_folder import make_private

_HERE = Path(__file__).parent


def sample_archive() -> Path | None:
    """Where the sample is: in the installed package, or beside the sources. None where it was left out."""
    for path in (_HERE / "sample.db", _HERE.parent / "archive.db"):
        if path.is_file():
            return path
    return None


def copy_of_sample(target: Path) -> Path | None:
    """A fresh copy of the sample at `target`, in place of an older one; None where there is no sample. Raises OSError."""
    source = sample_archive()
    if source is None:
        return None
    make_private(target.parent)
    for left in (target, *(target.with_name(target.name + end) for end in ("-wal", "-shm", "-journal"))):
        left.unlink(missing_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o600)
    return target
