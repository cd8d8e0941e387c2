"""`archive dump` and `archive load`, and the copy of the day that a command leaves."""

import json
from pathlib import Path

from tests.tui.cli.conftest import Run


def test_there_and_back(run: Run, ids: list[str], folder: Path) -> None:
    run("tag", "+presse", ids[0], ids[1])
    done = run("dump")
    assert (done.code, done.err) == (0, "")
    assert [json.loads(line)["slot"] for line in done.out.splitlines()] == ["presse", "presse"]
    assert run("dump", "-o", "work.jsonl").code == 0
    assert (folder / "work.jsonl").read_text("utf-8") == done.out
    run("backup", "copy.db")
    run("tag", "-presse", ids[0], "--db", "copy.db")
    left = run("load", "work.jsonl", "--db", "copy.db", "--json")
    assert (left.code, left.json["new"], left.json["known"], left.json["deleted"]) == (0, 0, 2, 1)
    assert "--deleted-too" in run("load", "work.jsonl", "--db", "copy.db").out
    assert run("show", ids[0], "--json", "--db", "copy.db").json["tags"] == []
    loaded = run("load", "work.jsonl", "--deleted-too", "--db", "copy.db", "--json")
    assert (loaded.code, loaded.json["new"], loaded.json["known"]) == (0, 1, 1)
    assert run("show", ids[0], "--json", "--db", "copy.db").json["tags"] == ["presse"]
    assert "2" in run("load", "work.jsonl", "--db", "copy.db").out


def test_lines_that_are_none_are_named_and_are_3(run: Run, ids: list[str], folder: Path) -> None:
    line = json.dumps({"format": 1, "about": ids[0], "kind": "tag", "slot": "x", "value": True})
    (folder / "work.jsonl").write_bytes(b"hello\n\xff\xfe\n" + line.encode())
    done = run("load", "work.jsonl")
    assert done.code == 3
    assert done.err.splitlines() == [
        "Line 1: this is no line of a dump.",
        "Line 2: this is no line of a dump.",
    ]
    assert run("show", ids[0], "--json").json["tags"] == ["x"]
    assert run("load", "nowhere.jsonl").code == 2
    assert run("load", ".").code == 2


def test_an_import_leaves_the_copy_of_the_day(run: Run, ids: list[str], folder: Path) -> None:
    (folder / "in").mkdir()
    for number in range(2):
        (folder / "in" / f"{number}.txt").write_text(
            f"عنوان {number}\n\nنص المقال رقم {number} عن حقوق الإنسان.\n", "utf-8"
        )
        assert run("import", "in").code in {0, 3}
    assert len(list(folder.glob("archive.db.daily-*.bak"))) == 1
    assert run("import", "in", "--dry-run", "--db", "none.db").code in {0, 3}
    assert list(folder.glob("none*")) == []
