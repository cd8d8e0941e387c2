"""Two programs with one archive: what one of them looks at beside SQLite takes none of its locks away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from making import fill

from store import connection, locks
from store.archive import Archive
from store.encryption import files, keys
from store.safekeeping import doctor
from store.salvage.pages import Pages
from tui.remembered import remember

ROOT = Path(__file__).resolve().parents[2]
_OTHER = """
import sys
from pathlib import Path
from store.archive import Archive
with Archive.open(Path(sys.argv[1])) as archive:
    archive.tag([archive.article_by_docid(archive.search("").docids[0]).id], [sys.argv[2]])
    print(*(tag.name for tag in archive.tags()))
"""


def _another_program(path: Path, tag: str) -> set[str]:
    """Let another program set a tag and leave; the tags it found."""
    done = subprocess.run(
        [sys.executable, "-c", _OTHER, str(path), tag], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def _pages(path: Path) -> None:
    with Pages(path) as pages:
        pages.read(1)


LOOKS: dict[str, Callable[[Path], object]] = {
    "whether it is encrypted": keys.may_need_one,
    "what it is": connection.preflight,
    "whether its pages are random": files.is_encrypted,
    "its tables": doctor.unopenable,
    "its pages": _pages,
    "to keep a place": lambda path: remember(path.parent / "place" / "x.json", "{}", path),
    "by opening it again": lambda path: Archive.open(path).close(),
}


@pytest.mark.plain
@pytest.mark.parametrize("look", LOOKS)
def test_what_is_written_after_a_look_is_there_for_the_next_program(archive: Archive, look: str) -> None:
    ids = fill(archive, range(2))
    for _ in range(2):
        LOOKS[look](archive.path)
    assert "two" in _another_program(archive.path, "two")
    assert archive.path.with_name("archive.db-wal").exists()
    archive.tag(ids, ["three"])
    LOOKS[look](archive.path)
    assert _another_program(archive.path, "four") == {"two", "three", "four"}


@pytest.mark.plain
def test_what_was_kept_is_closed_with_the_archive(archive: Archive) -> None:
    fill(archive, range(1))
    status = archive.path.stat()
    identity = (status.st_dev, status.st_ino)
    for _ in range(3):
        assert locks.read(archive.path, 16) == connection.HEADER
    assert len(locks._kept[identity]) == 1
    with Archive.open(archive.path) as again:
        again.count()
    assert len(locks._kept[identity]) == 1
    archive.close()
    assert identity not in locks._kept
    assert identity not in locks._open_here


def test_a_file_that_took_its_place_is_another(archive: Archive, tmp_path: Path) -> None:
    locks.read(archive.path, 16)
    new = tmp_path / "new"
    new.write_bytes(b"another file, with another beginning")
    new.replace(archive.path)
    assert locks.read(archive.path, 7) == b"another"
