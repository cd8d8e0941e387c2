"""The other file: a stranger's, of an older version, encrypted, on a stick that can't be written. It is never changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from store import connection, schema
from store.archive import Archive
from store.encryption import converting, files, keys
from store.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveNewer,
    ForeignSchema,
    LogBeside,
    NotAnArchive,
    OtherDamaged,
    OtherNotArchive,
    PassphraseNeeded,
    PassphraseWrong,
    SameArchive,
)
from store.merging import merging, other
from store.safekeeping import custody, doctor
from store.safekeeping.purge import purge
from tests.store.making import fill, sample, visible

IDS = [sample(number)[1].sha256 for number in range(8)]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """An archive, and another that began as a copy of it and went on."""
    one = tmp_path / "one.db"
    (tmp_path / "stick").mkdir()
    with Archive.open(one, create=True, operator="ليلى") as archive:
        fill(archive, range(4), ("سجن",))
    theirs = Path(shutil.copy(one, tmp_path / "stick" / "other.db"))
    with Archive.open(theirs, operator="سعيد") as archive:
        fill(archive, range(4, 6))
        archive.tag(IDS[:2], ["presse"], ["سجن"])
    return one, theirs


def _merge(into: Path, source: Path) -> merging.Merged:
    with Archive.open(into) as archive:
        return merging.merge(archive, source)


def _state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}


def _raw(path: Path) -> sqlite3.Connection:
    return connection.bare(path)


def test_the_other_file_and_its_folder_are_as_they_were(two: tuple[Path, Path]) -> None:
    one, theirs = two
    before = _state(theirs.parent)
    assert _merge(one, theirs).articles == 2
    assert _state(theirs.parent) == before


def test_one_that_somebody_has_open_is_read_with_its_log(two: tuple[Path, Path]) -> None:
    one, theirs = two
    with Archive.open(theirs) as archive:
        archive.star(IDS[:1])
        assert _merge(one, theirs).effect.added["stars"] == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may do everything may write")
def test_a_stick_that_can_only_be_read(two: tuple[Path, Path]) -> None:
    one, theirs = two
    theirs.parent.chmod(0o500)
    try:
        assert _merge(one, theirs).articles == 2
    finally:
        theirs.parent.chmod(0o700)


def test_a_change_that_was_stopped_half_way_is_not_taken_back_there(two: tuple[Path, Path]) -> None:
    one, theirs = two
    theirs.with_name(theirs.name + "-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + bytes(600))
    with pytest.raises(LogBeside):
        _merge(one, theirs)


@pytest.mark.plain
def test_one_of_an_older_version_is_read_from_a_copy(two: tuple[Path, Path], tmp_path: Path) -> None:
    one, theirs = two
    with closing(_raw(theirs)) as conn:
        for table in ("missed", "visited"):
            conn.execute(f"DROP TABLE {table}")
        conn.execute("DELETE FROM _sqlite_migrations WHERE name IN ('missed', 'visited', 'vocabulary')")
        conn.execute(f"PRAGMA user_version={schema.VERSION - 3}")
        conn.execute("PRAGMA journal_mode=DELETE")
    before = _state(theirs.parent)
    assert _merge(one, theirs).articles == 2
    assert _state(theirs.parent) == before
    assert sorted(file.name for file in tmp_path.iterdir() if file.name != "home") == ["one.db", "stick"]


@pytest.mark.plain
def test_what_is_none_says_so(two: tuple[Path, Path], tmp_path: Path) -> None:
    one, theirs = two
    text = tmp_path / "text.db"
    text.write_text("hello", "utf-8")
    blank = tmp_path / "blank.db"
    blank.touch()
    newer = Path(shutil.copy(theirs, tmp_path / "newer.db"))
    with closing(_raw(newer)) as conn:
        conn.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    cases: list[tuple[Path, type[ArchiveError]]] = [
        (text, NotAnArchive),
        (blank, NotAnArchive),
        (tmp_path, NotAnArchive),
        (newer, ArchiveNewer),
        (tmp_path / "none.db", ArchiveError),
        (one, SameArchive),
    ]
    for path, error in cases:
        with pytest.raises(error):
            _merge(one, path)


def _trigger(conn: sqlite3.Connection) -> None:
    conn.execute("CREATE TRIGGER quiet AFTER INSERT ON fact BEGIN SELECT 1; END")


def _view(conn: sqlite3.Connection) -> None:
    conn.execute("CREATE VIEW pragma_module_list AS SELECT 1")


@pytest.mark.parametrize("trap", [_trigger, _view])
def test_a_trap_in_it_is_not_stepped_into(
    two: tuple[Path, Path], trap: Callable[[sqlite3.Connection], None]
) -> None:
    one, theirs = two
    with closing(_raw(theirs)) as conn:
        trap(conn)
    with pytest.raises(ForeignSchema):
        _merge(one, theirs)


ALTERED = {
    "a fact": "UPDATE fact SET slot = 'x' WHERE kind = 'tag' AND slot = 'presse'",
    "who did it": "UPDATE change SET operator = 'x' WHERE kind = 'retag'",
    "an entry": "UPDATE custody SET operator = 'x' WHERE kind = 'retag'",
    "an entry that is gone": "DELETE FROM custody WHERE kind = 'import' AND seq > 2",
    "a fact that nobody said": "INSERT INTO fact SELECT substr(id, 1, 16) || 'abababababababab', change, hlc, about, kind, 'y', value, NULL FROM fact WHERE slot = 'presse' LIMIT 1",
    "a text": "UPDATE revision SET data = x'00' WHERE revision = 5",
    "another text": "UPDATE revision SET data = (SELECT data FROM revision WHERE revision = 1) WHERE revision = 5",
    "an original": "UPDATE original SET data = x'00', codec = 'raw'",
    "an original of no codec": "UPDATE original SET codec = 'x'",
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_is_not_as_it_was_does_not_come_in(two: tuple[Path, Path], what: str) -> None:
    one, theirs = two
    with closing(_raw(theirs)) as conn:
        assert conn.execute(ALTERED[what]).rowcount > 0
    with Archive.open(one) as archive:
        before = visible(archive)
        with pytest.raises(ArchiveDamaged) as caught:
            merging.merge(archive, theirs)
        assert caught.value.values["path"] == theirs
        assert visible(archive) == before
        assert custody.examine(archive.connection()).sound


@pytest.mark.plain
def test_what_is_wrong_with_the_other_is_not_said_of_this_one(two: tuple[Path, Path], tmp_path: Path) -> None:
    one, theirs = two
    cut = tmp_path / "cut.db"
    cut.write_bytes(theirs.read_bytes()[: theirs.stat().st_size // 2])
    text = tmp_path / "text.db"
    text.write_text("hello", "utf-8")
    for path, error in ((cut, OtherDamaged), (text, OtherNotArchive)):
        with pytest.raises(error) as caught:
            _merge(one, path)
        assert caught.value.values["path"] == path
        assert "archive restore" not in str(caught.value)


FORGED = {
    "a clock beyond all calendars": ("UPDATE change SET hlc = 9000000000000000000 WHERE kind = 'retag'",),
    "an undo in a circle": ("UPDATE change SET undoes = id WHERE kind = 'retag'",),
    "an id that is none": ("UPDATE fact SET id = substr(id, 1, 16) || 'nothing' WHERE slot = 'presse'",),
    "about nothing": ("UPDATE fact SET about = 'x' WHERE slot = 'presse'",),
    "it supersedes nothing": ("UPDATE over SET fact = 'x'",),
    "another step of the same id": (
        'UPDATE change SET summary = \'{"count":4,"paths":["x"],"tags":[]}\' WHERE kind = \'import\'',
    ),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_log_that_was_forged_whole_does_not_come_in(two: tuple[Path, Path], what: str) -> None:
    """Whoever forges the hashes too: nothing that this program never writes comes in, and nothing here is said otherwise."""
    one, theirs = two
    with Archive.open(theirs) as archive, archive.write() as conn:
        for statement in FORGED[what]:
            assert conn.execute(statement).rowcount > 0
        conn.execute("DELETE FROM custody")
        conn.execute("DELETE FROM local WHERE key = 'custody'")
        custody.cover(conn)
    with Archive.open(one) as archive:
        before = visible(archive)
        with pytest.raises(ArchiveDamaged):
            merging.merge(archive, theirs)
        assert visible(archive) == before


def test_what_was_purged_here_stays_out(two: tuple[Path, Path]) -> None:
    one, theirs = two
    with Archive.open(theirs) as archive:
        archive.set_note(IDS[0], "سر")
    _merge(one, theirs)
    purge(one, [IDS[0], IDS[4]])
    with Archive.open(theirs) as archive:
        archive.tag(IDS[:1], ["سري"])
        archive.star([IDS[4], IDS[5]])
    done = _merge(one, theirs)
    assert done.purged == 2
    with Archive.open(one) as archive:
        assert archive.count() == 4
        assert archive.article(IDS[5]).starred
        assert all(check.ok for check in doctor.examine(archive))
        assert "سري" not in {tag.name for tag in archive.tags()}
    assert _merge(one, theirs).purged == 0
    _merge(theirs, one)
    with Archive.open(theirs) as archive:
        assert archive.count() == 6, "what is here is never deleted by a merge"
        assert all(check.ok for check in doctor.examine(archive))


def test_what_was_purged_before_it_was_ever_here_stays_out(two: tuple[Path, Path]) -> None:
    one, theirs = two
    with Archive.open(one) as archive:
        fill(archive, range(5, 6))
    purge(one, [IDS[5]])
    assert _merge(one, theirs).articles == 1
    with Archive.open(one) as archive:
        assert archive.count() == 5
        assert all(check.ok for check in doctor.examine(archive))
    assert IDS[5].encode() not in one.read_bytes()


class TestEncrypted:
    """Either of the two may be encrypted, with whatever passphrase."""

    pytestmark = pytest.mark.plain

    @pytest.fixture(autouse=True)
    def installed(self) -> None:
        """Where encrypted files can be opened."""
        pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")

    @pytest.mark.parametrize("which", ["mine", "theirs", "both"])
    def test_each_way(self, two: tuple[Path, Path], which: str) -> None:
        """What comes in is the same."""
        for path, name in zip(two, ("mine", "theirs"), strict=True):
            if which in {name, "both"}:
                converting.encrypt(path, keys.new_key(f"كلمة {name}"))
        assert _merge(*two).articles == 2
        with Archive.open(two[0]) as one, Archive.open(two[1]) as theirs:
            assert visible(one) == visible(theirs)

    def test_its_passphrase_is_asked_for_and_the_file_is_not_touched(self, two: tuple[Path, Path]) -> None:
        """Without it a sentence, with a wrong one another."""
        one, theirs = two
        converting.encrypt(theirs, keys.new_key("كلمة"))
        keys.forget()
        before = _state(theirs.parent)
        assert files.is_encrypted(theirs)
        with pytest.raises(PassphraseNeeded):
            _merge(one, theirs)
        with pytest.raises(PassphraseWrong):
            other.unlock(theirs, "أخرى")
        other.unlock(theirs, "كلمة")
        assert _merge(one, theirs).articles == 2
        assert _state(theirs.parent) == before
