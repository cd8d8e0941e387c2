"""`archive backup`, `restore` and `doctor` on real files, sound and damaged ones."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run


def test_there_and_back(run: Run, ids: list[str], folder: Path) -> None:
    done = run("backup", "copy.db")
    assert (done.code, done.err) == (0, "")
    assert "3 articles" in done.out
    run("tag", "+later", ids[0])
    back = run("restore", "copy.db")
    assert (back.code, back.err) == (0, "")
    assert run("show", ids[0], "--json").json["tags"] == []
    kept = list(folder.glob("archive.db.*.bak"))
    assert len(kept) == 1
    assert run("show", ids[0], "--json", "--db", kept[0]).json["tags"] == ["later"]


def test_in_a_folder_the_copy_is_named_by_the_day(run: Run, ids: list[str], folder: Path) -> None:
    (folder / "stick").mkdir()
    assert run("backup", "stick").code == 0
    (copy,) = (folder / "stick").iterdir()
    assert copy.name.startswith("archive-20")
    assert run("show", ids[0], "--db", copy).code == 0


def test_a_backup_replaces_an_older_one_and_nothing_else(run: Run, ids: list[str], folder: Path) -> None:
    assert run("backup", "copy.db").code == 0
    assert run("backup", "copy.db").code == 0
    (folder / "thesis.txt").write_text("years of work")
    assert run("backup", "thesis.txt").code == 4
    assert (folder / "thesis.txt").read_text() == "years of work"
    with closing(sqlite3.connect(folder / "other.db")) as other:
        other.execute("CREATE TABLE precious(x)")
    assert run("backup", "other.db").code == 4
    assert run("backup", "archive.db").code == 2


def test_restoring_what_is_no_archive_changes_nothing(run: Run, ids: list[str], folder: Path) -> None:
    (folder / "letter.txt").write_text("Dear reader")
    for name, code in (("letter.txt", 4), ("nowhere.db", 2)):
        done = run("restore", name)
        assert (done.code, done.stdout) == (code, b"")
        assert name in done.err
        assert "Import something" not in done.err
        assert done.err.count("\n") == 1
    assert run("show", ids[0]).code == 0


def test_restore_makes_an_archive_where_there_is_none(run: Run, ids: list[str], folder: Path) -> None:
    run("backup", "copy.db")
    assert run("restore", "copy.db", "--db", "new.db").code == 0
    assert run("show", ids[1], "--db", "new.db").code == 0


def test_a_sound_archive_is_said_to_be_sound(run: Run, ids: list[str]) -> None:
    assert run("doctor").code == 0
    found = run("doctor", "--json").json
    assert set(found) == {"format", "ok", "checks"}
    assert found["ok"] is True
    assert all(set(check) == {"name", "ok", "detail"} and check["ok"] for check in found["checks"])


@pytest.mark.parametrize(
    ("lang", "found"),
    [("ar", ("السليمة: 3", "الأصول التالفة: 1")), ("fr", ("intacts : 3", "originaux endommagés : 1"))],
)
def test_what_was_found_is_said_in_the_reader_s_language(
    run: Run, ids: list[str], folder: Path, lang: str, found: tuple[str, str]
) -> None:
    assert len(ids) == 3
    assert found[0] in run("doctor", lang=lang).out
    with closing(sqlite3.connect(folder / "archive.db")) as conn, conn:
        conn.execute("UPDATE original SET data = zeroblob(length(data)) WHERE sha256 = ?", (ids[0],))
    assert found[1] in run("doctor", lang=lang).out


def test_a_damaged_original_is_found_and_is_4(run: Run, ids: list[str], folder: Path) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as conn, conn:
        conn.execute("UPDATE original SET data = zeroblob(length(data)) WHERE sha256 = ?", (ids[0],))
    done = run("doctor", "--json")
    assert done.code == 4
    assert done.json["ok"] is False
    wrong = [check for check in done.json["checks"] if not check["ok"]]
    assert any(ids[0][:12] in check["detail"] for check in wrong)
    assert "archive restore" in done.err
    assert run("doctor", "--repair").code == 4


def test_a_lost_index_is_built_anew(run: Run, ids: list[str], folder: Path) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as conn, conn:
        conn.execute("INSERT INTO search(search) VALUES('delete-all')")
    assert run("doctor").code == 4
    repaired = run("doctor", "--repair")
    assert (repaired.code, repaired.err) == (0, "")
    assert run("doctor").code == 0


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0" + b"\0" * 84, b"Dear reader", b"\xff" * 4096])
def test_what_is_no_archive_is_4_with_a_sentence(run: Run, folder: Path, data: bytes) -> None:
    (folder / "archive.db").write_bytes(data)
    for words in (("doctor",), ("show", "abcd"), ("tags",), ("undo",)):
        done = run(*words)
        assert (done.code, done.stdout) == (4, b""), words
        assert done.err.count("\n") == 1
        assert "Traceback" not in done.err
    assert (folder / "archive.db").read_bytes() == data


def test_a_newer_archive_is_4_and_left_alone(run: Run, ids: list[str], folder: Path) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as conn:
        conn.execute("PRAGMA user_version = 99")
    done = run("tags")
    assert done.code == 4
    assert "newer version" in done.err


def test_the_copies_are_listed_with_their_state(run: Run, ids: list[str], folder: Path) -> None:
    assert "no copy yet" in run("backup", "--list").out
    assert run("backup", "copy.db").code == 0
    done = run("backup", "--list")
    assert (done.code, "whole" in done.out, str(folder / "copy.db") in done.out) == (0, True, True)
    (folder / "copy.db").write_bytes((folder / "copy.db").read_bytes()[:9000])
    done = run("backup", "--list", "--json")
    assert (done.code, done.json["copies"][0]["state"]) == (4, "damaged")
    assert run("backup").code == 2
    assert run("backup", "copy.db", "--list").code == 2
