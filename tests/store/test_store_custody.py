"""The custody log: everything leaves an entry, and nothing it covers can be altered, added or taken away unnoticed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import fill, sample, union

from store.archive import Archive
from store.safekeeping import custody, doctor


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a little of everything."""
    path = tmp_path_factory.mktemp("custody") / "made.db"
    with Archive.open(path, create=True, operator="ليلى") as archive:
        ids = fill(archive, range(6), ("سجن",))
        archive.tag(ids[:2], ["presse"], ["سجن"])
        archive.set_note(ids[0], "ملاحظة")
        archive.edit(ids[1], "title", "غيره")
        archive.star(ids[:1])
        archive.undo()
        fill(archive, range(4, 8))
    return path


def _found(path: Path) -> custody.Findings:
    with Archive.open(path) as archive:
        return custody.examine(archive.connection())


def test_everything_that_is_done_leaves_an_entry(made: Path) -> None:
    with Archive.open(made) as archive:
        conn = archive.connection()
        found = list(custody.entries(conn))
        kinds = [entry.kind for entry in found]
        assert kinds == ["creation", "import", "retag", "note", "edit", "star", "undo", "import"]
        assert [entry.seq for entry in found] == list(range(1, 9))
        assert all(entry.previous == before.hash for before, entry in pairwise(found))
        assert {entry.operator for entry in found[1:]} == {"ليلى"}
        assert custody.head(conn) == (8, found[-1].hash)
        assert custody.examine(conn).sound
        about = custody.about(conn, sample(0)[1].sha256)
        assert [entry.kind for entry in about] == ["import", "retag", "note", "star", "undo"]
        assert all(custody.holds(conn, entry) for entry in about)


def test_a_large_import_has_an_entry_for_each_transaction(archive: Archive) -> None:
    batch = archive.start_batch(["/captures"])
    for start in (0, 10, 20):
        with archive.write():
            for number in range(start, start + 10):
                archive.add(*sample(number), batch=batch)
    archive.finish_batch(batch)
    covered = [entry.facts for entry in custody.entries(archive.connection()) if entry.change]
    assert covered == [10, 10, 10]
    assert custody.examine(archive.connection()).sound


def test_what_is_rolled_back_leaves_none(archive: Archive) -> None:
    ids = fill(archive, range(2))
    before = custody.head(archive.connection())
    with pytest.raises(ZeroDivisionError), archive.write():  # noqa: PT012 - the block is what is tested
        archive.tag(ids, ["سجن"])
        raise ZeroDivisionError
    archive.tag(ids, ["presse"])
    assert custody.head(archive.connection())[0] == before[0] + 1
    assert custody.examine(archive.connection()).sound


ALTERATIONS: dict[str, Callable[[custody.Findings], object]] = {
    "UPDATE fact SET value = '\"غيرها\"' WHERE kind = 'note'": lambda found: found.changed,
    "UPDATE fact SET slot = 'x' WHERE id = (SELECT min(id) FROM fact WHERE kind = 'tag')": lambda found: (
        found.changed
    ),
    "UPDATE change SET operator = 'غيرها' WHERE kind = 'edit'": lambda found: found.changed,
    "UPDATE change SET hlc = hlc + 65536 WHERE kind = 'edit'": lambda found: found.changed,
    "DELETE FROM fact WHERE kind = 'note'": lambda found: found.changed,
    "DELETE FROM over WHERE by = (SELECT max(by) FROM over)": lambda found: found.changed,
    "INSERT INTO over SELECT min(id), max(id) FROM fact": lambda found: found.changed,
    "UPDATE custody SET operator = 'غيرها' WHERE seq = 4": lambda found: found.altered,
    "DELETE FROM custody WHERE seq = 4": lambda found: found.broken and found.uncovered,
    "DELETE FROM custody WHERE seq = 8": lambda found: found.headless,
    "UPDATE local SET value = '0123456789abcdef' WHERE key = 'replica'": lambda found: found.headless,
    "INSERT INTO fact SELECT 'f' || substr(id, 2), change, hlc + (1 << 40), about, kind, slot, value, restores FROM fact LIMIT 1": (
        lambda found: found.uncovered
    ),
    "INSERT INTO change SELECT 'f' || substr(id, 2), hlc, replica, operator, kind, summary, undoes FROM change LIMIT 1": (
        lambda found: found.uncovered
    ),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_an_alteration_is_noticed(made: Path, tmp_path: Path, alteration: str) -> None:
    path = Path(shutil.copy(made, tmp_path / "a.db"))
    assert _found(path).sound
    with closing(sqlite3.connect(path)) as conn, conn:
        assert conn.execute(alteration).rowcount > 0
    found = _found(path)
    assert not found.sound
    assert ALTERATIONS[alteration](found)
    with Archive.open(path) as archive:
        assert "custody" in [check.name for check in doctor.examine(archive) if not check.ok]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_field_of_an_entry_can_be_altered(made: Path, data: st.DataObject) -> None:
    with Archive.open(made, read_only=True) as archive:
        entry = data.draw(st.sampled_from(list(custody.entries(archive.connection()))))
    field = data.draw(st.sampled_from([name for name in entry._fields if name != "hash"]))
    value = getattr(entry, field)
    other = data.draw(
        (st.integers(0, 2**60) if isinstance(value, int) else st.text()).filter(lambda new: new != value)
    )
    assert entry._replace(**{field: other}).hashed() != entry.hash


def test_two_copies_go_on_from_the_same_entry_and_are_one_again(made: Path, tmp_path: Path) -> None:
    one, two = (Path(shutil.copy(made, tmp_path / f"{name}.db")) for name in ("one", "two"))
    for path, tag in ((one, "أ"), (two, "ب")):
        with Archive.open(path) as archive:
            archive.tag([sample(0)[1].sha256], [tag])
    union(one, two)
    found = _found(one)
    assert found.sound
    assert found.entries == 10


def test_an_archive_without_a_log_gets_one_that_covers_everything(made: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(made, tmp_path / "a.db"))
    with closing(sqlite3.connect(path)) as conn, conn:
        for table in ("custody", "redacted"):
            conn.execute(f"DROP TABLE {table}")
        conn.execute("DELETE FROM local WHERE key = 'custody'")
        conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'custody'")
        conn.execute("PRAGMA user_version = 1")
    with Archive.open(path) as archive:
        found = custody.examine(archive.connection())
        assert found.sound
        kinds = [entry.kind for entry in custody.entries(archive.connection())]
        assert kinds == ["import", "retag", "note", "edit", "star", "undo", "import", "migration"]
        migration = custody.last(archive.connection(), 1)[0]
        assert migration.values["from"] == 1
        assert (tmp_path / migration.values["copy"]).exists()


def test_the_operator_is_whom_the_person_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_OPERATOR", "  ليلى\n بنسالم ")
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        fill(archive, range(1))
        assert custody.last(archive.connection(), 1)[0].operator == "ليلى بنسالم"
    monkeypatch.delenv("ARCHIVE_OPERATOR")
    with Archive.open(tmp_path / "a.db") as archive:
        fill(archive, range(1, 2))
        assert custody.last(archive.connection(), 1)[0].operator == ""
