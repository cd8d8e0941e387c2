"""A disk without a byte left: an archive there can be read, its log too, and what is refused is refused for want of space."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from making import fill

from store.archive import Archive
from store.errors import ArchiveChanged
from store.safekeeping import doctor

pytestmark = [
    pytest.mark.plain,
    pytest.mark.skipif(os.name == "nt", reason="only POSIX limits the size of files"),
]

_WITHOUT_ROOM = """
import resource, signal, sys
from threading import Thread
from store import schema
from store.finding import search
from store.archive import Archive
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
try:
    with Archive.open(sys.argv[1]) as archive:
        counted = []
        threads = [Thread(target=lambda: counted.append(archive.search("سجن").total)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(archive.count(), archive.read_only, archive.is_full, *counted)
        archive.undo()
except Exception as error:
    print(type(error).__name__)
"""


def _without_room(path: Path) -> list[str]:
    run = subprocess.run([sys.executable, "-c", _WITHOUT_ROOM, path], capture_output=True, text=True)
    assert run.stderr == ""
    return run.stdout.split()


def test_it_is_read_by_several_threads(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3), ("سجن",))
    before = path.read_bytes()
    assert _without_room(path) == ["3", "True", "True", "2", "2", "2", "NoSpace"]
    assert path.read_bytes() == before
    with Archive.open(path) as archive:
        assert not archive.is_full
        archive.undo()


def test_a_log_that_a_killed_program_left_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(tmp_path / "open.db", create=True) as archive:
        fill(archive, range(3))
        archive.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        fill(archive, range(3, 6))
        for ending in ("", "-wal"):
            shutil.copy(f"{archive.path}{ending}", f"{path}{ending}")
    assert _without_room(path)[:3] == ["6", "True", "True"]
    with Archive.open(path) as archive:
        assert archive.count() == 6
        assert [check for check in doctor.examine(archive) if not check.ok] == []


def test_nothing_is_made_where_nothing_stands(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    assert _without_room(empty) == ["ArchiveMissing"]
    assert empty.stat().st_size == 0


def test_what_others_write_is_not_taken_for_what_stood_there(tmp_path: Path) -> None:
    """Where no file can be made beside it, SQLite is told that the file never changes."""
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
    reader = Archive(path, read_only=True, operator="", reading="immutable")
    assert reader.count() == 3
    with Archive.open(path) as archive:
        fill(archive, range(3, 6))
    with pytest.raises(ArchiveChanged):
        reader.count()
    reader.close()
    with Archive(path, read_only=True, operator="", reading="immutable") as archive:
        assert archive.count() == 6
