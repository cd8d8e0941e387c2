"""`archive export`: every format, what it refuses, and the way back through import."""

import csv
import json
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run


@pytest.mark.parametrize("ending", ["json", "jsonl", "csv", "md", "html"])
def test_the_ending_says_the_format(run: Run, ids: list[str], folder: Path, ending: str) -> None:
    done = run("export", "حقوق", "-o", f"out.{ending}")
    assert (done.code, done.err) == (0, "")
    assert "2 articles" in done.out
    text = (folder / f"out.{ending}").read_text(encoding="utf-8-sig")
    assert "حقوق الإنسان في المغرب" in text
    assert "grève" not in text


def test_the_format_may_be_named(run: Run, ids: list[str], folder: Path) -> None:
    assert run("export", "-o", "out.data", "--format", "jsonl").code == 0
    lines = (folder / "out.data").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [ids[2], ids[1], ids[0]]


def test_a_format_that_nobody_named_is_2(run: Run, ids: list[str], folder: Path) -> None:
    done = run("export", "x", "-o", "out.data")
    assert done.code == 2
    assert "--format" in done.err
    assert not (folder / "out.data").exists()


def test_to_the_standard_output(run: Run, ids: list[str]) -> None:
    done = run("export", "lang:fr", "--format", "json", "-o", "-")
    assert [one["id"] for one in done.json["articles"]] == [ids[1]]


def test_nothing_found_is_1_and_writes_no_file(run: Run, ids: list[str], folder: Path) -> None:
    done = run("export", "zzzz", "-o", "out.csv")
    assert (done.code, done.stdout) == (1, b"")
    assert not (folder / "out.csv").exists()


def test_the_archive_itself_is_never_overwritten(run: Run, ids: list[str], folder: Path) -> None:
    before = (folder / "archive.db").read_bytes()
    assert run("export", "-o", "archive.db", "--format", "json").code == 2
    assert (folder / "archive.db").read_bytes() == before


def test_a_folder_that_is_not_there_is_a_sentence(run: Run, ids: list[str]) -> None:
    done = run("export", "-o", "no/where/out.json")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "There is no folder" in done.err


def test_a_table_for_spreadsheets(run: Run, ids: list[str], folder: Path) -> None:
    run("tag", "+presse", ids[0])
    run("export", "tag:presse", "-o", "out.csv")
    data = (folder / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True))
    assert (row["id"], row["tags"]) == (ids[0], "presse")


def test_a_file_of_another_kind_is_left_as_it_is(run: Run, ids: list[str], folder: Path) -> None:
    script = folder / "count.py"
    script.write_text("print(1)")
    done = run("export", "-o", script, "--format", "csv")
    assert (done.code, done.stdout) == (2, b"")
    assert str(script) in done.err
    assert script.read_text() == "print(1)"
    for name in ("all.csv", "all", "all.txt"):
        (folder / name).write_text("before")
        assert run("export", "-o", folder / name, "--format", "csv").code == 0
        assert (folder / name).read_text() != "before"
