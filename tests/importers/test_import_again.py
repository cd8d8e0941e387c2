"""A second import of the same folder: unchanged files are told by what the file system says of them, and not read."""

import os
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from generate import write

from importers import files
from importers.ingest import ingest
from importers.report import Report
from store.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "t.db", create=True) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "in", 4)
    age(tmp_path / "in")
    return tmp_path / "in"


def age(folder: Path) -> None:
    """An hour older: what was written just now is never believed to be unchanged."""
    then = time.time_ns() - 3_600_000_000_000
    for path in folder.rglob("*"):
        os.utime(path, ns=(then, then))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    read: list[str] = []
    whole = files.read

    def counted(path: Path) -> bytes:
        read.append(path.name)
        return whole(path)

    monkeypatch.setattr(files, "read", counted)
    return read


def counts(report: Report) -> tuple[int, int, int]:
    return report.imported, report.duplicates, report.failed


def test_unchanged_files_are_not_read(archive: Archive, folder: Path, reads: list[str]) -> None:
    first = ingest(archive, [folder])
    assert counts(first) == (4, 0, 0)
    assert len(reads) == 4
    reads.clear()
    second = ingest(archive, [folder])
    assert counts(second) == (0, 4, 0)
    assert reads == []
    assert [(one.id, one.title, one.path) for one in second.articles] == [
        (one.id, one.title, one.path) for one in first.articles
    ]
    assert counts(ingest(archive, [folder], again=True)) == (0, 4, 0)
    assert len(reads) == 4


def test_a_changed_file_is_read_whatever_its_time(archive: Archive, folder: Path, reads: list[str]) -> None:
    ingest(archive, [folder])
    changed = folder / "000002.txt"
    before = changed.stat()
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("3.0", "9.0"), encoding="utf-8", newline="\n")
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert changed.stat().st_size == before.st_size
    reads.clear()
    assert counts(ingest(archive, [folder])) == (1, 3, 0)
    assert reads == ["000002.txt"]


def test_a_file_written_just_now_is_read_again(archive: Archive, folder: Path, reads: list[str]) -> None:
    (folder / "000001.txt").touch()
    ingest(archive, [folder])
    reads.clear()
    assert counts(ingest(archive, [folder])) == (0, 4, 0)
    assert reads == ["000001.txt"]


def test_what_was_taken_back_comes_in_again(archive: Archive, folder: Path) -> None:
    ingest(archive, [folder])
    archive.undo()
    assert archive.count() == 0
    assert counts(ingest(archive, [folder])) == (4, 0, 0)


def test_what_failed_is_tried_again(archive: Archive, folder: Path, reads: list[str]) -> None:
    (folder / "empty.txt").write_bytes(b"")
    age(folder)
    assert ingest(archive, [folder]).failed == 1
    reads.clear()
    assert ingest(archive, [folder]).failed == 1
    assert reads == ["empty.txt"]


def test_an_archive_of_files_is_unchanged_as_a_whole(
    archive: Archive, folder: Path, tmp_path: Path, reads: list[str]
) -> None:
    (tmp_path / "packed").mkdir()
    with zipfile.ZipFile(tmp_path / "packed" / "a.zip", "w") as packed:
        for path in sorted(folder.iterdir()):
            packed.write(path, path.name)
    age(tmp_path / "packed")
    assert counts(ingest(archive, [tmp_path / "packed"])) == (4, 0, 0)
    reads.clear()
    assert counts(ingest(archive, [tmp_path / "packed"])) == (0, 4, 0)
    assert reads == []


def test_a_dry_run_notes_nothing(archive: Archive, folder: Path, reads: list[str]) -> None:
    ingest(archive, [folder], dry_run=True)
    reads.clear()
    assert counts(ingest(archive, [folder])) == (4, 0, 0)
    assert len(reads) == 4
