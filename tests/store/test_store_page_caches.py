"""The first connection to an archive keeps more pages than those of further threads: an app has half a dozen of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store import connection
from store.archive import Archive
from store.connection import pragma

pytestmark = pytest.mark.plain


def kept(archive: Archive) -> int:
    """KiB of pages that the calling thread's connection keeps."""
    return -pragma(archive.connection(), "cache_size")


def test_further_threads_keep_fewer_pages(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive.db", create=True) as archive, ThreadPoolExecutor(1) as thread:
        assert kept(archive) == connection.CACHE_KIB
        assert thread.submit(kept, archive).result() == connection.BESIDE_KIB
        assert connection.BESIDE_KIB < connection.CACHE_KIB
