"""`archive custody`: who did what to an article, in words and as data."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.tui.cli.conftest import Run

LEILA = {"ARCHIVE_OPERATOR": "ليلى"}


def test_an_article_s_history_from_its_import_on(run: Run, ids: list[str]) -> None:
    assert run("tag", "+presse", ids[0], env=LEILA).code == 0
    done = run("custody", ids[0][:8], "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["id"] == ids[0]
    assert done.json["origins"][0]["sha256"] == ids[0]
    entries = done.json["entries"]
    assert [(entry["kind"], entry["operator"], entry["holds"]) for entry in entries] == [
        ("import", "", True),
        ("tag", "ليلى", True),
    ]
    assert entries[-1]["hash"] == done.json["last"]
    said = run("custody", ids[0]).out
    assert "presse" in said
    assert "ليلى" in said
    assert done.json["last"] in said
    assert len(run("custody", ids[1], "--json").json["entries"]) == 1


def test_the_whole_archive_newest_first(run: Run, ids: list[str]) -> None:
    run("tag", "+presse", ids[0])
    found = run("custody", "--json").json
    assert [entry["kind"] for entry in found["entries"]] == ["tag", "import", "creation"]
    assert found["entries"][0]["previous"] == found["entries"][1]["hash"]
    assert len(run("custody", "--limit", "1", "--json").json["entries"]) == 1
    assert run("custody", lang="ar").code == run("custody", lang="fr").code == 0


def test_what_was_altered_is_4(run: Run, ids: list[str], folder: Path) -> None:
    run("tag", "+presse", ids[0], env=LEILA)
    with closing(sqlite3.connect(folder / "archive.db")) as conn, conn:
        conn.execute("UPDATE change SET operator = 'غيرها' WHERE operator = 'ليلى'")
    done = run("custody", ids[0], "--json")
    assert done.code == 4
    assert [entry["holds"] for entry in done.json["entries"]] == [True, False]
    assert run("doctor").code == 4
    assert run("custody", "ffff").code == 1
