"""`archive import`: what goes in, what does not, and what is said of both."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run, environment

CAPTURE = """{title}

هسبريس - الرباط

الأحد 29 شتنبر 2019 - 11:38

{body}
"""
BODY = "قال رئيس الجمعية المغربية لحقوق الإنسان، في ندوة صحفية عقدت بالرباط، إن أوضاع السجون تستدعي تدخلاً عاجلاً من الحكومة."
KEYS = ["format", "imported", "duplicates", "skipped", "failed", "review", "articles", "seconds"]


@pytest.fixture
def captures(folder: Path) -> Path:
    """A folder of three captures, one empty file and one picture."""
    where = folder / "captures"
    where.mkdir()
    for number, title in enumerate(
        ("الجمعية تنتقد أوضاع السجون", "إضراب الأساتذة يدخل أسبوعه الثاني", "ندوة حول حرية الصحافة")
    ):
        body = "\n\n".join(f"{BODY} وأضاف المتحدث رقم {number}-{line} أن الملف مطروح." for line in range(4))
        (where / f"{number}.txt").write_text(CAPTURE.format(title=title, body=body), encoding="utf-8")
    (where / "empty.txt").touch()
    (where / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return where


def test_a_folder_with_failures_is_3_and_every_failure_is_named(run: Run, captures: Path) -> None:
    done = run("import", "captures")
    assert done.code == 3
    assert "3 imported" in done.out
    assert "1 failed" in done.out
    assert "empty.txt" in done.err
    assert "The file is empty." in done.err


def test_the_json_is_that_of_the_contract(run: Run, captures: Path) -> None:
    done = run("import", "captures", "--json")
    report = done.json
    assert list(report) == KEYS
    assert (report["format"], report["imported"], report["failed"], report["duplicates"]) == (1, 3, 1, 0)
    assert len(report["articles"]) == 5
    for one in report["articles"]:
        assert set(one) == {"id", "path", "title", "status", "reason", "review"}
        assert one["status"] in {"imported", "duplicate", "failed", "skipped"}
        assert (one["reason"] is None) == (one["status"] in {"imported", "duplicate"})
    assert any(one["title"] == "الجمعية تنتقد أوضاع السجون" for one in report["articles"])
    assert "الجمعية تنتقد أوضاع السجون" in done.out


def test_again_they_are_duplicates_and_that_is_no_failure(run: Run, captures: Path) -> None:
    (captures / "empty.txt").unlink()
    assert run("import", "captures").code == 0
    again = run("import", "captures", "--json")
    assert again.code == 0
    assert (again.json["imported"], again.json["duplicates"]) == (0, 3)


def test_tags_are_given_to_what_is_new(run: Run, captures: Path) -> None:
    run("import", "captures/0.txt", "--tag", "presse", "--tag", "حرية التعبير")
    assert [tag["name"] for tag in run("tags", "--json").json["tags"]] == ["presse", "حرية التعبير"]


def test_a_dry_run_makes_nothing(run: Run, captures: Path, folder: Path, own_home: Path) -> None:
    before = sorted(folder.rglob("*"))
    done = run("import", "captures", "--dry-run", "--json")
    assert (done.code, done.json["imported"]) == (3, 3)
    assert "dry run" in run("import", "captures", "--dry-run").out
    assert sorted(folder.rglob("*")) == before
    assert not list(own_home.rglob("*.db"))


def test_the_first_import_makes_the_user_s_archive(run: Run, captures: Path) -> None:
    assert run("search", "x").code == 4
    assert run("import", "captures/0.txt").code == 0
    assert Path(run("paths", "--json").json["archive"]).is_file()
    assert len(run("tags").out) == 0
    assert run("undo", "--list").out.count("\n") == 1


def test_a_folder_that_is_not_there_is_not_made(run: Run, captures: Path, folder: Path) -> None:
    done = run("import", "captures", "--db", "no/such/folder/a.db")
    assert (done.code, done.stdout) == (4, b"")
    assert not (folder / "no").exists()


def test_one_step_that_undo_takes_back(run: Run, captures: Path) -> None:
    (ident, *_rest) = [one["id"] for one in run("import", "captures", "--json").json["articles"] if one["id"]]
    assert run("show", ident).code == 0
    assert "3 articles imported" in run("undo").out
    assert run("show", ident).code == 1


def test_a_missing_file_is_named_and_the_rest_goes_in(run: Run, captures: Path) -> None:
    done = run("import", "nowhere.txt", "captures/1.txt")
    assert done.code == 3
    assert "nowhere.txt" in done.err
    assert "1 imported" in done.out


def test_reasons_are_in_the_reader_s_language(run: Run, captures: Path) -> None:
    assert "الملف فارغ." in run("import", "captures", lang="ar").err
    assert "Le fichier est vide." in run("import", "captures", lang="fr").err


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are Unicode there")
def test_a_file_name_that_is_no_unicode(run: Run, captures: Path, folder: Path) -> None:
    odd = os.fsencode(captures) + b"/caf\xe9 \x1b[31m.txt"
    with open(odd, "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write((captures / "0.txt").read_bytes() + "خاتمة المقال هنا.".encode())
    done = run("import", "captures", "--json")
    assert done.code == 3
    assert b"\x1b" not in done.stdout + done.stderr
    assert any("caf" in one["path"] for one in done.json["articles"])
    assert run("import", os.fsdecode(odd)).code == 0


def test_no_progress_where_stderr_is_no_terminal(run: Run, captures: Path) -> None:
    done = run("import", "captures")
    assert "3 imported" in done.out
    assert "\r" not in done.err
    assert " of " not in done.err


def test_progress_on_a_terminal_is_taken_away_at_the_end(on_terminal: Run, captures: Path) -> None:
    shown = on_terminal("import", "captures").out
    assert "5 of 5" in shown
    assert shown.rindex("5 of 5") < shown.rindex("\r\x1b[K")


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGINT")
def test_an_interrupt_keeps_what_is_in(run: Run, captures: Path, folder: Path, root: Path) -> None:
    for number in range(400):
        text = (captures / "0.txt").read_text(encoding="utf-8").replace("رقم 0", f"رقم {number + 10}")
        (captures / f"more-{number:03}.txt").write_text(text, encoding="utf-8")
    code = (
        "import os, signal, sys\n"
        "from tui.cli import import_, main\n"
        "said, once = import_.progress_line, [signal.SIGINT]\n"
        "def interrupting(progress):\n"
        "    if progress.done >= 60 and once: os.kill(os.getpid(), once.pop())\n"
        "    return said(progress)\n"
        "import_.progress_line, import_._BY_LINES = interrupting, 0\n"
        "sys.exit(main(['import', 'captures', '--json']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(root, "en"),
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 130
    assert b"Traceback" not in done.stderr
    assert "Stopped." in done.stderr.decode()
    kept = run("undo", "--list").out
    assert "articles imported" in kept
    assert run("import", "captures", "--json").json["duplicates"] >= 59


def test_the_reference_captures_go_in(run: Run, shared: Path) -> None:
    done = run("import", shared / "captures", "--json")
    assert done.code == 0
    assert done.json["imported"] == 5


def test_what_the_person_says_fills_what_the_file_leaves_out(run: Run, folder: Path) -> None:
    (folder / "table.csv").write_text(
        "Kopf;text;source\nعنوان;نص المقال.;\nثان;نص آخر.;منبر\n", encoding="utf-8"
    )
    done = run("import", "table.csv", "--source", "Rif News", "--column", "title=Kopf", "--json")
    assert done.code == 0
    assert [one["title"] for one in done.json["articles"]] == ["عنوان", "ثان"]
    shown = [run("show", one["id"], "--json").json for one in done.json["articles"]]
    assert [one["source"] for one in shown] == ["Rif News", "منبر"]
    one = run("import", "table.csv", "--url", "https://example.ma/1", "--dry-run", "--json")
    assert one.code == 0


def test_url_is_for_one_file_and_columns_are_fields(run: Run, folder: Path) -> None:
    (folder / "a.csv").write_text("title\nعنوان\n", encoding="utf-8")
    assert run("import", "a.csv", "a.csv", "--url", "https://example.ma/1").code == 2
    assert run("import", ".", "--url", "https://example.ma/1").code == 2
    assert run("import", "a.csv", "--url", "ftp://x").code == 2
    assert run("import", "a.csv", "--column", "colour=x").code == 2
    assert run("import", "a.csv", "--column", "title").code == 2
    missing = run("import", "a.csv", "--column", "title=Nope")
    assert missing.code == 3
