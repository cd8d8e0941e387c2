"""An archive that is reached by a symbolic link: what is done to it is done to the file, where it is."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from making import fill, shown

from store.archive import Archive
from store.encryption import converting, files, keys
from store.errors import FolderMissing
from store.safekeeping import backup, copies, purge

pytestmark = [
    pytest.mark.plain,
    pytest.mark.skipif(os.name == "nt", reason="Windows lets administrators alone make links"),
]


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """The file itself, in another folder than the link."""
    (tmp_path / "stick").mkdir()
    path = tmp_path / "stick" / "real.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(4))
    return path


@pytest.fixture
def link(real: Path, tmp_path: Path) -> Iterator[Path]:
    """A link to it that is still one at the end, alone in its folder."""
    (tmp_path / "here").mkdir()
    path = tmp_path / "here" / "archive.db"
    path.symlink_to(Path("..") / "stick" / "real.db")
    yield path
    assert path.is_symlink()
    assert list(path.parent.iterdir()) == [path]


def test_what_is_purged_goes_from_the_file_and_the_rest_stays_in_it(link: Path, real: Path) -> None:
    with Archive.open(link) as archive:
        gone, *others = sorted(shown(archive))
        assert copies.keep_daily(archive) is not None
    done = purge.purge(link, [gone])
    assert [copy.parent for copy in done.copies] == [real.parent]
    with Archive.open(real) as archive:
        assert sorted(shown(archive)) == others


def test_what_is_restored_takes_the_place_of_the_file(link: Path, real: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with Archive.open(link) as archive:
        backup.hand_out(archive, copy)
        fill(archive, range(4, 9))
    done = backup.restore(copy, link)
    assert done.replaced is not None
    assert done.replaced.parent == real.parent
    for path, count in ((real, 4), (done.replaced, 9)):
        with Archive.open(path) as archive:
            assert archive.count() == count


def test_a_backup_that_is_reached_by_a_link_is_read_with_its_log(
    real: Path, link: Path, tmp_path: Path
) -> None:
    with Archive.open(real) as archive:
        fill(archive, range(4, 9))
        assert real.with_name("real.db-wal").stat().st_size
        assert backup.restore(link, tmp_path / "restored.db").articles == 9


def test_what_is_encrypted_is_the_file_and_its_words_are_gone(link: Path, real: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")
    plain = os.open(real, os.O_RDONLY)
    try:
        converting.encrypt(link, keys.new_key("سر"))
        assert not any(os.read(plain, 1 << 24))
    finally:
        os.close(plain)
        assert files.is_encrypted(real)
        keys.forget()


def test_a_link_to_a_stick_that_is_not_plugged_in(tmp_path: Path) -> None:
    link = tmp_path / "archive.db"
    link.symlink_to(tmp_path / "stick" / "real.db")
    for create in (False, True):
        with pytest.raises(FolderMissing, match="stick"):
            Archive.open(link, create=create)
    (tmp_path / "stick").mkdir()
    with Archive.open(link, create=True) as archive:
        assert archive.count() == 0
    with closing(sqlite3.connect(tmp_path / "stick" / "real.db")) as conn:
        assert conn.execute("SELECT count(*) FROM listing").fetchone() == (0,)
