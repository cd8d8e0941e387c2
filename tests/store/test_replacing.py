"""While another file takes the place of an archive nobody opens it: what they wrote would go down with the old one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from making import fill, shown

from store import connection
from store.archive import Archive
from store.encryption import converting, files, keys
from store.errors import ArchiveAside, ArchiveMissing
from store.safekeeping import backup, doctor, purge

pytestmark = [
    pytest.mark.plain,
    pytest.mark.skipif(os.name == "nt", reason="Windows replaces no file that is open"),
]

_WRITE = """
import sys
from pathlib import Path
from store import connection
from store.archive import Archive
from store.encryption import files
connection.BUSY_SECONDS = 0.05
try:
    if files.is_encrypted(Path(sys.argv[1])):
        files.unlock(Path(sys.argv[1]), "x")
    with Archive.open(sys.argv[1]) as archive:
        archive.star([row[0] for row in archive.connection().execute("SELECT id FROM listing")])
        print("starred")
except Exception as error:
    print(type(error).__name__)
"""


def _purge(path: Path) -> None:
    with Archive.open(path) as archive:
        ident = min(shown(archive))
    purge.purge(path, [ident])


def _restore(path: Path) -> None:
    with Archive.open(path) as archive:
        backup.copy(archive.connection(), path.with_name("copy.db"))
    backup.restore(path.with_name("copy.db"), path)


def _encrypt(path: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")
    converting.encrypt(path, keys.new_key("x"))


def _decrypt(path: Path) -> None:
    _encrypt(path)
    files.unlock(path, "x")
    converting.decrypt(path)


@pytest.mark.parametrize("act", [_purge, _restore, _encrypt, _decrypt])
def test_what_another_program_is_told_is_saved_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], None]
) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
    said: list[str] = []
    replace = Path.replace

    def write_before(one: Path, target: Path) -> Path:
        """At the last moment, when the new file is whole."""
        if one.suffix == ".part" and target == path:
            done = subprocess.run([sys.executable, "-c", _WRITE, path], capture_output=True, text=True)
            said.append(done.stdout.strip() or done.stderr)
        return replace(one, target)

    monkeypatch.setattr(Path, "replace", write_before)
    act(path)
    assert set(said) == {"ArchiveLocked"}
    again = subprocess.run([sys.executable, "-c", _WRITE, path], capture_output=True, text=True)
    assert again.stdout == "starred\n", again.stderr
    with Archive.open(path) as archive:
        assert [check for check in doctor.examine(archive) if not check.ok] == []
        assert connection.pragma(archive.connection(), "page_count") > 0
    keys.forget()
    assert not list(tmp_path.glob("*-journal"))


@pytest.mark.parametrize("name", ["archive.db.12ab34cd.old", "archive.db.20260101T101010-ab12.bak"])
def test_the_power_goes_between_two_renames(tmp_path: Path, name: str) -> None:
    """On a stick without hard links the archive has no name for a moment; then no new one is begun in its place."""
    path, kept = tmp_path / "archive.db", tmp_path / name
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
    path.replace(kept)
    for create in (False, True):
        with pytest.raises(ArchiveAside, match=name):
            Archive.open(path, create=create)
    assert not path.exists()
    backup.restore(kept, path)
    with Archive.open(path) as archive:
        assert archive.count() == 3
    path.unlink()
    kept.replace(tmp_path / "elsewhere.db")
    with pytest.raises(ArchiveMissing):
        Archive.open(path)


def test_nothing_of_a_half_written_copy_stays(tmp_path: Path) -> None:
    part = tmp_path / "a.db.part"
    for ending in ("", "-journal", "-wal"):
        Path(f"{part}{ending}").touch()
    backup.take_away(part)
    assert not list(tmp_path.glob("a.db*"))
