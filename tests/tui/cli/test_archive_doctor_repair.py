"""`archive doctor` on files that are damaged deeper than the index: the damaged one is left alone, a new one is made."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Run


def _new(folder: Path) -> list[Path]:
    return list(folder.glob("archive.repaired-*.db"))


def test_a_lost_original_is_named_and_the_text_is_saved(run: Run, ids: list[str], folder: Path) -> None:
    path = folder / "archive.db"
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE original SET data = zeroblob(length(data)) WHERE sha256 = ?", (ids[0],))
    before = path.read_bytes()
    done = run("doctor", "--repair", "--json")
    assert done.code == 4
    saved = done.json["saved"]
    assert (saved["articles"], saved["ok"]) == (3, True)
    assert saved["lost"]["originals"] == [{"id": ids[0], "path": "captures/0.txt"}]
    assert saved["lost"]["articles"] == saved["lost"]["changes"] == []
    assert path.read_bytes() == before
    assert "archive restore" in done.err
    (new,) = _new(folder)
    assert saved["path"] == str(new)
    assert run("doctor", "--db", new).code == 0
    assert run("show", ids[0], "--db", new).code == 0
    assert run("restore", new).code == 0
    assert run("doctor").code == 0


@pytest.mark.parametrize("place", [3, 17, 70, 100, 102])
def test_a_file_that_does_not_open_is_saved(run: Run, ids: list[str], folder: Path, place: int) -> None:
    path = folder / "archive.db"
    data = bytearray(path.read_bytes())
    data[place] ^= 0x54
    path.write_bytes(data)
    checks = run("doctor", "--json")
    assert checks.code == 4
    assert not checks.json["ok"]
    done = run("doctor", "--repair")
    assert done.code == 4
    assert "3 articles" in done.out
    (new,) = _new(folder)
    assert run("doctor", "--db", new).code == 0
    assert run("show", ids[2], "--db", new).code == 0


def test_nothing_is_made_of_a_file_of_another_kind(run: Run, folder: Path) -> None:
    (folder / "archive.db").write_bytes(b"Dear reader\n" * 1000)
    done = run("doctor", "--repair")
    assert (done.code, done.stdout) == (4, b"")
    assert _new(folder) == []


def test_everything_is_said_in_the_reader_s_language(run: Run, ids: list[str], folder: Path) -> None:
    for lang in ("ar", "fr"):
        assert run("doctor", lang=lang).code == 0
    with closing(sqlite3.connect(folder / "archive.db")) as conn, conn:
        conn.execute("UPDATE revision SET data = zeroblob(length(data)) WHERE id = ?", (ids[0],))
    for lang in ("ar", "fr"):
        done = run("doctor", "--repair", lang=lang)
        assert done.code == 4
        assert ids[0][:16] in done.out


def test_an_index_that_cannot_even_be_thrown_away_is_left_behind(
    run: Run, ids: list[str], folder: Path
) -> None:
    with closing(sqlite3.connect(folder / "archive.db")) as conn, conn:
        conn.execute("UPDATE search_config SET v = 0")
    done = run("search", "حقوق")
    assert (done.code, done.stdout) == (4, b"")
    assert "archive doctor" in done.err
    done = run("doctor", "--repair", "--json")
    assert done.code == 4
    assert (done.json["saved"]["articles"], done.json["saved"]["ok"]) == (3, True)
    (new,) = _new(folder)
    assert run("search", "حقوق", "--db", new).code == 0


@pytest.mark.parametrize("repair", [(), ("--repair",)])
def test_a_clock_that_is_behind_is_set_and_nothing_is_repaired(
    run: Run, ids: list[str], folder: Path, repair: tuple[str, ...]
) -> None:
    """As on a laptop whose battery ran down: the last change lies a year ahead."""
    with closing(sqlite3.connect(folder / "archive.db")) as conn, conn:
        conn.execute("UPDATE local SET value = value + ? WHERE key = 'hlc'", (365 * 24 * 3600 * 1000 << 16,))
    done = run("doctor", *repair)
    assert done.code == 4
    assert "clock right" in done.err
    assert "restore" not in done.err
    assert _new(folder) == []
    assert run("tag", "+later", ids[0]).code == 0
