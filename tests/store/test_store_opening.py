"""What can stand where an archive should be, and what each is called."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from making import fill, sample, visible

from store import connection, errors, schema
from store.archive import Archive


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """An archive of three articles that nobody has open."""
    path = tmp_path / "closed.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
    return path


def test_a_new_archive_is_made_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "mistyped.db"
    with pytest.raises(errors.ArchiveMissing):
        Archive.open(path)
    assert not path.exists()
    with Archive.open(path, create=True) as archive:
        assert archive.count() == 0
        conn = archive.connection()
        assert connection.pragma(conn, "application_id") == 0x61726368
        assert connection.pragma(conn, "user_version") == schema.VERSION
        assert connection.pragma(conn, "synchronous") == 2
        assert connection.pragma(conn, "foreign_keys") == 1
        assert connection.pragma(conn, "secure_delete") == 1
        assert conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert list(tmp_path.glob("mistyped*")) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_its_owner_may_read_a_new_archive(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Archive.open(path, create=True).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(errors.ArchiveMissing):
        Archive.open(tmp_path / "no" / "such.db", create=True)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.NotAnArchive):
        Archive.open(tmp_path, create=True)


def test_a_text(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("ملاحظات\n" * 500, "utf-8")
    with pytest.raises(errors.NotAnArchive):
        Archive.open(path, create=True)
    assert path.read_text("utf-8") == "ملاحظات\n" * 500


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE bookmarks(url)")
        conn.commit()
    before = path.read_bytes()
    with pytest.raises(errors.NotAnArchive):
        Archive.open(path, create=True)
    assert path.read_bytes() == before


def test_an_empty_file_is_no_archive_yet(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(errors.ArchiveMissing):
        Archive.open(path)
    with Archive.open(path, create=True) as archive:
        assert archive.count() == 0


@pytest.mark.plain
def test_an_archive_of_a_newer_program(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as conn:
        conn.execute("PRAGMA user_version = 99")
    with pytest.raises(errors.ArchiveNewer) as caught:
        Archive.open(closed)
    assert caught.value.values["found"] == 99


def test_a_truncated_archive(closed: Path) -> None:
    os.truncate(closed, closed.stat().st_size // 2)
    with pytest.raises(errors.ArchiveDamaged), Archive.open(closed) as archive:  # noqa: PT012 - wherever it shows
        for (ident,) in archive.connection().execute("SELECT id FROM listing").fetchall():
            archive.article(ident)
            archive.original(ident)
        fill(archive, range(3, 50))


def test_pages_of_rubbish(closed: Path) -> None:
    with closed.open("r+b") as file:
        file.seek(schema.PAGE_BYTES)
        file.write(b"\xa5" * (closed.stat().st_size - schema.PAGE_BYTES))
    with pytest.raises(errors.ArchiveDamaged), Archive.open(closed) as archive:
        archive.count()


@pytest.mark.plain
def test_an_archive_that_another_program_is_writing(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(closed, isolation_level=None)) as other, Archive.open(closed) as archive:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.ArchiveLocked):
            fill(archive, range(3, 4))
        assert archive.count() == 3
        other.execute("ROLLBACK")
        fill(archive, range(3, 4))
        assert archive.count() == 4


def test_a_read_only_archive_can_be_read_and_not_written(closed: Path) -> None:
    with Archive.open(closed, read_only=True) as archive:
        assert archive.count() == 3
        with pytest.raises(errors.ArchiveReadOnly):
            archive.tag(["0000"], ["x"])
        with pytest.raises(errors.ArchiveReadOnly):
            archive.undo()


_AS_NOBODY = """
import os, sys
from store import schema
from store.finding import search
from store.archive import Archive
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    with Archive.open(sys.argv[1]) as archive:
        print(archive.count(), archive.read_only)
        archive.undo()
except Exception as error:
    print(type(error).__name__)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine reaches, which pytest's own are not."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can become another user, and only others are held by permissions")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def _as_nobody(path: Path) -> list[str]:
    run = subprocess.run([sys.executable, "-c", _AS_NOBODY, path], capture_output=True, text=True)
    assert run.stderr == ""
    return run.stdout.split()


@pytest.mark.plain
def test_a_medium_that_cannot_be_written_is_read(closed: Path, open_folder: Path) -> None:
    path = Path(shutil.copy(closed, open_folder / "a.db"))
    path.chmod(0o644)
    assert _as_nobody(path) == ["3", "True", "ArchiveReadOnly"]
    path.chmod(0o600)
    assert _as_nobody(path) == ["ArchiveForbidden"]


@pytest.mark.plain
def test_a_log_that_cannot_be_read_in_is_not_passed_over(closed: Path, open_folder: Path) -> None:
    """As a killed program leaves it, on a medium or in a copy: with the file for the shared memory the log can be read, else not."""
    path = open_folder / "a.db"
    with Archive.open(closed) as archive:
        fill(archive, range(3, 6))
        for ending in ("", "-wal", "-shm"):
            Path(shutil.copy(f"{closed}{ending}", f"{path}{ending}")).chmod(0o644)
    assert _as_nobody(path) == ["6", "True", "ArchiveReadOnly"]
    Path(f"{path}-shm").unlink()
    assert _as_nobody(path) == ["LogBeside"]
    with Archive.open(path) as archive:
        assert archive.count() == 6


def _stopped_half_way(closed: Path, path: Path) -> None:
    """A copy of an archive as a kill leaves it while a change without a log is written: half of it, and the journal that takes it back."""
    with closing(connection.bare(closed)) as conn:
        for pragma in ("journal_mode=DELETE", "cache_size=1", "cache_spill=1"):
            conn.execute(f"PRAGMA {pragma}")
        before = closed.read_bytes()
        conn.execute("BEGIN")
        conn.execute("UPDATE listing SET title = hex(zeroblob(100000))")
        for ending in ("", "-journal"):
            Path(shutil.copy(f"{closed}{ending}", f"{path}{ending}")).chmod(0o644)
        conn.execute("ROLLBACK")
    assert path.read_bytes() != before
    assert Path(f"{path}-journal").read_bytes()[:1] > b"\0"


def test_what_was_stopped_half_way_is_taken_back_before_it_is_read(closed: Path, tmp_path: Path) -> None:
    path = tmp_path / "half.db"
    _stopped_half_way(closed, path)
    with Archive.open(path, read_only=True) as archive:
        assert archive.count() == 3
        assert connection.pragma(archive.connection(), "integrity_check(1)") == "ok"
    assert not Path(f"{path}-journal").exists()


@pytest.mark.plain
def test_half_a_change_is_not_read_where_it_cannot_be_taken_back(closed: Path, open_folder: Path) -> None:
    path = open_folder / "half.db"
    _stopped_half_way(closed, path)
    assert _as_nobody(path) == ["LogBeside"]
    with Archive.open(path) as archive:
        assert archive.count() == 3


def test_every_thread_has_its_own_connection_and_close_closes_all(closed: Path) -> None:
    archive = Archive.open(closed)
    found: list[sqlite3.Connection] = []
    barrier = threading.Barrier(3, timeout=30)

    def use() -> None:
        found.append(archive.connection())
        assert archive.count() == 3
        barrier.wait()

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    found.append(archive.connection())
    barrier.wait()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 3
    archive.connection()
    archive.close()
    for conn in found:
        with pytest.raises(sqlite3.ProgrammingError):
            conn.execute("SELECT 1")


def test_interrupt_stops_reading_elsewhere_and_never_writing(closed: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with Archive.open(closed) as archive:
        started = threading.Event()
        stopped: list[str] = []

        def read() -> None:
            conn = archive.connection()
            conn.set_progress_handler(started.set, 100)
            try:
                conn.execute(endless)
            except sqlite3.OperationalError as error:
                stopped.append(error.sqlite_errorname)

        thread = threading.Thread(target=read)
        thread.start()
        assert started.wait(30)
        with archive.write() as conn:
            conn.execute("UPDATE local SET value = value")
            archive.interrupt()
            thread.join(30)
        assert stopped == ["SQLITE_INTERRUPT"]


def test_generation_moves_when_another_program_wrote(closed: Path) -> None:
    with Archive.open(closed) as mine, Archive.open(closed) as theirs:
        before = mine.generation()
        assert mine.generation() == before
        theirs.tag([theirs.article(sample(0)[1].sha256).id], ["سجن"])
        assert mine.generation() != before


def test_a_block_that_raises_leaves_nothing(closed: Path) -> None:
    with Archive.open(closed) as archive:
        before = visible(archive)
        with pytest.raises(ZeroDivisionError), archive.write():  # noqa: PT012 - the block is what is tested
            fill(archive, range(3, 9))
            raise ZeroDivisionError
        assert visible(archive) == before
        with pytest.raises(KeyError), archive.write(), suppress(KeyError), archive.write():  # noqa: PT012 - as above
            archive.tag([sample(0)[1].sha256], ["نصف"])
            raise KeyError  # half a step must not be kept because somebody went on
        assert visible(archive) == before
        with archive.write():
            fill(archive, range(3, 4))
            with pytest.raises(errors.BadTag):
                archive.tag([sample(0)[1].sha256], ["+"])
        assert archive.count() == 4
