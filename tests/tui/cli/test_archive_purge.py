"""`archive purge`: asks, says what it can't reach, and keeps an import from bringing it back."""

from pathlib import Path

from tests.tui.cli.conftest import Run


def test_it_wants_a_yes(run: Run, ids: list[str]) -> None:
    assert run("purge", ids[0]).code == 2
    assert run("purge", "ffff", "--yes").code == 1
    assert run("show", ids[0]).code == 0


def test_it_is_gone_and_what_is_not_reached_is_named(run: Run, ids: list[str], folder: Path) -> None:
    run("backup", "stick.db")
    done = run("purge", ids[0][:10], "--yes", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["purged"] == [ids[0]]
    assert done.json["unreached"] == [str(folder / "stick.db")]
    assert run("show", ids[0]).code == 1
    assert run("show", ids[1]).code == 0
    assert run("doctor").code == 0
    said = run("custody").out
    assert "1 article purged" in said
    second = run("purge", ids[1], "--yes")
    assert second.code == 0
    assert "stick.db" in second.out


def test_an_import_passes_it_over(run: Run, folder: Path) -> None:
    (folder / "in").mkdir()
    text = "عنوان المقال الأول\n\n" + "نص طويل عن حقوق الإنسان في المغرب وعن لجان التحقيق والعدالة. " * 10
    (folder / "in" / "one.txt").write_text(text, "utf-8")
    ident = run("import", "in", "--json").json["articles"][0]["id"]
    assert run("purge", ident, "--yes").code == 0
    again = run("import", "in", "--json").json
    assert (again["imported"], again["skipped"], again["articles"][0]["reason"]) == (0, 1, "purged")
    assert run("import", "in", "--json", "--purged-too").json["imported"] == 1


def test_what_a_killed_dry_run_left_is_named(run: Run, ids: list[str], folder: Path) -> None:
    left = folder / ".archive-abcd" / "archive.db"
    left.parent.mkdir()
    left.write_bytes(b"x")
    assert str(left) in run("purge", ids[0], "--yes", "--json").json["unreached"]


def test_a_dry_run_reads_into_no_other_folder(run: Run, folder: Path) -> None:
    done = run("import", str(folder), "--dry-run", "--db", str(folder / "no" / "such.db"))
    assert done.code == 4
    assert "There is no folder" in done.err
