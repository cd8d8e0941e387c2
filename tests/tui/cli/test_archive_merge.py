"""`archive merge`: what would come in, what comes in, what both said otherwise, and back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run


@pytest.fixture
def stick(run: Run, ids: list[str], folder: Path) -> Path:
    """A copy of the archive on a stick, on which somebody worked; the title of the first article was set on both."""
    run("tag", "+presse", "+grève", *ids)
    (folder / "stick").mkdir()
    there = Path(shutil.copy(folder / "archive.db", folder / "stick" / "archive.db"))
    run("tag", "-grève", ids[0], "--db", there)
    run("set", ids[0], "title=من هناك", "--db", there)
    (folder / "new.txt").write_text("عنوان جديد\n\nنص المقال الجديد عن حقوق الإنسان في المغرب.\n", "utf-8")
    assert run("import", "new.txt", "--db", there).code == 0
    run("set", ids[0], "title=من هنا")
    return there


def test_first_the_numbers_then_the_merge(run: Run, ids: list[str], stick: Path, folder: Path) -> None:
    before = stick.read_bytes()
    tried = run("merge", "stick/archive.db", "--dry-run")
    assert tried.code == 3, "both set one field"
    assert (
        tried.out.splitlines()[:5]
        == [
            "archive.db would be merged:",
            "  1 article is new",
            "  3 articles are in both",
            "  Tags: 1 deleted",
            "  Fields of records: 1 added or changed",
        ]
        or "  Tags: 1 deleted" in tried.out
    )
    assert "من هنا" in tried.out
    assert "من هناك" in tried.out
    assert run("show", ids[0], "--json").json["tags"] == ["grève", "presse"]
    done = run("merge", "stick/archive.db", "--json")
    assert done.code == 3
    assert (done.json["articles"], done.json["shared"], done.json["deleted"]) == (1, 3, {"tags": 1})
    (apart,) = done.json["conflicts"]
    assert (apart["here"], apart["there"], apart["shown"]) == ("من هنا", "من هناك", "من هنا")
    assert run("show", ids[0], "--json").json["tags"] == ["presse"]
    assert stick.read_bytes() == before
    (left,) = run("merge", "--unsettled", "--json").json["unsettled"]
    assert (left["about"], left["field"], left["values"]) == (ids[0], "title", ["من هناك", "من هنا"])
    assert "من هنا ✓" in run("merge", "--unsettled").out.replace("\u2068", "").replace("\u2069", "")
    again = run("merge", "stick/archive.db")
    assert (again.code, again.out.splitlines()[1]) == (0, "  Everything in it is here already.")
    assert run("merge", "archive.db", "--db", stick, "--json").json["articles"] == 0
    shown = [run("show", ids[0], "--json", "--db", path).json for path in (folder / "archive.db", stick)]
    assert shown[0] == shown[1]


def test_what_is_set_next_settles_it(run: Run, ids: list[str], stick: Path) -> None:
    run("merge", stick)
    assert run("merge", "--unsettled").code == 3
    run("set", ids[0], "title=ثالث")
    done = run("merge", "--unsettled")
    assert (done.code, done.out) == (0, "Nothing is said in two ways.\n")
    run("merge", "archive.db", "--db", stick)
    assert run("show", ids[0], "--json", "--db", stick).json["title"] == "ثالث"
    assert run("merge", stick, "--unsettled").code == 2
    assert run("merge").code == 2


def test_what_was_purged_there_is_named_and_stays(run: Run, ids: list[str], stick: Path) -> None:
    assert run("merge", "--purged").out == "Nothing that is here was deleted for good elsewhere.\n"
    assert run("purge", ids[1], "--yes", "--db", stick).code == 0
    tried, done = (run("merge", stick, *more, "--json").json for more in (["--dry-run"], []))
    assert [one["id"] for one in done["purged_elsewhere"]] == [ids[1]]
    assert {**tried, "dry_run": False, "change": done["change"]} == done
    assert run("show", ids[1], "--json").code == 0
    listed = run("merge", "--purged")
    assert (listed.code, ids[1][:12] in listed.out) == (3, True)
    assert f"archive purge {ids[1][:12]}" in listed.out
    assert run("merge", "--purged", "--json").json["purged"] == done["purged_elsewhere"]
    assert run("merge", "--purged", "--unsettled").code == 2
    assert run("merge", "--purged", "--dry-run").code == 2
    assert run("purge", ids[1], "--yes").code == 0
    assert run("merge", "--purged", "--json").json["purged"] == []


def test_the_history_names_it_and_it_is_taken_back(run: Run, ids: list[str], stick: Path) -> None:
    run("merge", stick)
    assert "Archive archive.db merged" in run("history").out
    assert "Archive archive.db merged" in run("custody").out
    assert "Archive archive.db merged" in run("undo").out
    assert run("show", ids[0], "--json").json["tags"] == ["grève", "presse"]
    assert run("doctor").code == 0
    assert "taken out" in run("custody").out
    assert run("merge", stick).code == 3


def test_into_an_archive_that_is_not_there(run: Run, ids: list[str], stick: Path, folder: Path) -> None:
    done = run("merge", stick, "--db", "new.db", "--json")
    assert (done.code, done.json["articles"]) == (0, 4)
    assert (
        run("show", ids[0], "--json", "--db", "new.db").json
        == run("show", ids[0], "--json", "--db", stick).json
    )


def test_what_can_not_be_merged(run: Run, ids: list[str], folder: Path) -> None:
    assert ids
    (folder / "text.db").write_text("hello", "utf-8")
    for name, code, said in (
        ("none.db", 2, "There is no file"),
        ("text.db", 4, "is not an archive of this program"),
        ("archive.db", 2, "is the archive itself"),
    ):
        done = run("merge", name)
        assert (done.code, done.out) == (code, "")
        assert said in done.err


def test_importing_an_archive_says_how_it_is_merged(run: Run, ids: list[str], stick: Path) -> None:
    done = run("import", stick)
    assert done.code == 3
    assert "archive merge" in done.err
    assert "merge" in run("import", stick, lang="fr").err


def test_an_encrypted_one_is_opened_with_its_passphrase_and_not_touched(
    run: Run, ids: list[str], stick: Path, folder: Path
) -> None:
    pytest.importorskip("sqlcipher3", reason="install archive-browser[encryption]")
    (folder / "secret").write_text("كلمة\n", "utf-8")
    (folder / "wrong").write_text("أخرى\n", "utf-8")
    known = {"ARCHIVE_PASSPHRASE_FILE": str(folder / "secret")}
    assert run("encrypt", "--db", stick, env=known).code == 0
    before = {file.name: file.read_bytes() for file in stick.parent.iterdir()}
    assert run("merge", stick).code == 4
    assert "ARCHIVE_PASSPHRASE_FILE" in run("merge", stick).err
    assert run("merge", stick, env={"ARCHIVE_PASSPHRASE_FILE": str(folder / "wrong")}).code == 4
    assert run("merge", stick, env=known).code == 3
    assert run("show", ids[0], "--json").json["tags"] == ["presse"]
    assert {file.name: file.read_bytes() for file in stick.parent.iterdir()} == before
