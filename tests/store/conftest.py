"""An archive of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A new, empty archive in a file."""
    with Archive.open(tmp_path / "archive.db", create=True, operator="ليلى") as opened:
        yield opened
