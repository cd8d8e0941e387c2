"""A damaged file: what is wrong is noticed, and everything that was not hit comes back in a new archive."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from making import fill, fill_with_work, shown

from store import errors
from store.archive import Archive
from store.safekeeping import custody, doctor
from store.salvage import finding, making
from store.salvage.pages import Pages
from store.salvage.shapes import KEPT, shapes

pytestmark = pytest.mark.plain
ARTICLES = 70


class Whole(NamedTuple):
    """A sound archive, its articles, and what a person sees of each."""

    path: Path
    ids: list[str]
    seen: dict[str, Any]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Seventy articles with a little work on them; three of the originals are longer than a page."""
    path = tmp_path_factory.mktemp("salvage") / "whole.db"
    with Archive.open(path, create=True, operator="ليلى") as archive:
        ids = fill_with_work(archive, ARTICLES - 3, 3, 60_000)
        return Whole(path, ids, shown(archive))


def _save(path: Path, target: Path) -> tuple[making.Saved, dict[str, Any]]:
    saved = making.save(path, target)
    with Archive.open(target) as archive:
        return saved, shown(archive)


def _came_back(whole: Whole, now: dict[str, Any]) -> set[str]:
    return {ident for ident in whole.ids if now.get(ident) == whole.seen[ident]}


def test_a_sound_file_is_saved_whole(whole: Whole, tmp_path: Path) -> None:
    saved, now = _save(whole.path, tmp_path / "new.db")
    assert now == whole.seen
    assert not saved.lost
    assert [check for check in saved.checks if not check.ok] == []
    with Archive.open(whole.path) as old, Archive.open(tmp_path / "new.db") as new:
        for table in KEPT[1:6]:
            rows = [set(each.connection().execute(f"SELECT * FROM {table}")) for each in (old, new)]
            assert rows[0] == rows[1], table
        kinds = [entry.kind for entry in custody.entries(new.connection())]
        assert kinds == [entry.kind for entry in custody.entries(old.connection())] + ["repair"]
        assert all(new.original(ident) == old.original(ident) for ident in whole.ids)
        assert new.undo().values["of"] == "edit"
    assert sorted(path.name for path in tmp_path.glob("new*")) == ["new.db"]


def test_what_is_only_in_the_log_is_saved_too(whole: Whole, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(Path(shutil.copy(whole.path, tmp_path / "open.db"))) as archive:
        archive.tag(whole.ids[60:], ["جديد"])
        then = shown(archive)
        for ending in ("", "-wal"):
            shutil.copy(tmp_path / f"open.db{ending}", f"{path}{ending}")
    log = path.with_name("a.db-wal")
    assert log.stat().st_size > 0
    assert _save(path, tmp_path / "new.db")[1] == then
    with log.open("r+b") as file:  # a torn last frame is no commit
        file.seek(-100, 2)
        file.write(b"\xff" * 100)
    assert _save(path, tmp_path / "newer.db")[1] == whole.seen


def _flipped(whole: Whole, target: Path, place: int, bit: int) -> Path:
    shutil.copy(whole.path, target)
    with target.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))
    return target


def test_a_flipped_bit_costs_one_article_at_most(whole: Whole, tmp_path: Path) -> None:
    luck = random.Random(5)
    size = whole.path.stat().st_size
    for turn in range(10):
        path = _flipped(whole, tmp_path / f"{turn}.db", luck.randrange(size), luck.randrange(8))
        saved, now = _save(path, tmp_path / f"{turn}-new.db")
        missing = set(whole.ids) - _came_back(whole, now)
        assert len(missing) <= 1
        assert [check.name for check in saved.checks if not check.ok] == []
        if missing:
            assert saved.lost


PLACES: dict[str, Callable[[Path], int]] = {
    "magic": lambda path: 3,
    "page size": lambda path: 16,
    "application id": lambda path: 70,
    "kind of the first page": lambda path: 100,
    "cells of the first page": lambda path: 104,
    "root of the originals": lambda path: path.read_bytes().index(b"original") + 16,
    "what the table of tables calls a table": lambda path: path.read_bytes().index(b"tableoverover"),
    "the name of a table": lambda path: path.read_bytes().index(b"tablefactfact") + 5,
    "kind of a page of facts": lambda path: (_page_of(path, "fact") - 1) * 8192,
    "cells of a page of facts": lambda path: (_page_of(path, "fact") - 1) * 8192 + 4,
    "kind of a page of texts": lambda path: (_page_of(path, "revision") - 1) * 8192,
    "a pointer in a page of texts": lambda path: (_page_of(path, "revision") - 1) * 8192 + 8,
}


def _page_of(path: Path, table: str) -> int:
    """The last page of a table that holds rows."""
    with Pages(path) as pages:
        owners = finding._owners(pages)
        return max(page for page, owner in owners.items() if owner == table and pages.cells(page)[0])


@pytest.mark.parametrize("place", PLACES)
def test_pages_whose_own_account_is_wrong(whole: Whole, tmp_path: Path, place: str) -> None:
    path = _flipped(whole, tmp_path / "a.db", PLACES[place](whole.path), 2)
    saved, now = _save(path, tmp_path / "new.db")
    assert len(_came_back(whole, now)) >= ARTICLES - 1
    assert [check.name for check in saved.checks if not check.ok] == []


def test_a_page_of_rubbish_costs_what_was_on_it(whole: Whole, tmp_path: Path) -> None:
    for number, table in enumerate(("revision", "original", "fact", "custody", "change", "over", "local")):
        page = _page_of(whole.path, table)
        with Pages(whole.path) as pages, Archive.open(whole.path) as archive:
            cells = pages.cells(page)[0]
            rows = [
                row for cell in cells if (row := shapes(archive.connection())[table].row(cell)) is not None
            ]
        path = Path(shutil.copy(whole.path, tmp_path / f"{number}.db"))
        with path.open("r+b") as file:
            file.seek((page - 1) * 8192)
            file.write(b"\xa5" * 8192)
        saved, now = _save(path, tmp_path / f"{number}-new.db")
        assert [(check.name, check.detail) for check in saved.checks if not check.ok] == []
        hit = {str(value) for row in rows for value in row}
        untouched = {ident for ident in whole.ids if ident not in hit}
        if table in {"revision", "original"}:
            assert untouched <= _came_back(whole, now), table
        assert set(now) >= untouched, table
        if table == "original":
            assert set(saved.lost.originals) == set(whole.ids) - untouched
        if table == "revision":
            assert set(saved.lost.articles) == set(whole.ids) - untouched
            assert all(path.startswith("/") for path in saved.lost.articles.values())


def test_an_arrival_that_names_another_importer_is_kept_and_admitted(whole: Whole, tmp_path: Path) -> None:
    data = whole.path.read_bytes()
    named = b'"importer":"capture","importer_version":"1","path":"/captures/41.txt'
    place = data.rindex(named) + named.index(b"capture")
    saved, now = _save(_flipped(whole, tmp_path / "a.db", place, 2), tmp_path / "new.db")
    assert len(_came_back(whole, now)) >= ARTICLES - 1
    assert [check for check in saved.checks if not check.ok] == []
    assert saved.lost.changes


def test_half_a_file(whole: Whole, tmp_path: Path) -> None:
    path = Path(shutil.copy(whole.path, tmp_path / "a.db"))
    with path.open("r+b") as file:
        file.truncate(whole.path.stat().st_size * 3 // 5)
    saved, now = _save(path, tmp_path / "new.db")
    assert set(saved.lost.articles).isdisjoint(now)
    assert 0 < saved.articles == len(now) <= ARTICLES
    assert [check.name for check in saved.checks if not check.ok] == []


def test_what_is_no_archive_gives_none(tmp_path: Path) -> None:
    for data in (
        b"",
        b"Dear reader\n" * 4000,
        b"SQLite format 3\0" + b"\0" * 20_000,
        random.Random(2).randbytes(40_000),
    ):
        path = tmp_path / "a.db"
        path.write_bytes(data)
        with pytest.raises(errors.ArchiveDamaged):
            making.save(path, tmp_path / "new.db")
        assert [file.name for file in tmp_path.glob("new*")] == []


@pytest.mark.plain
def test_every_table_is_either_saved_or_made_anew(archive: Archive, tmp_path: Path) -> None:
    """A table that is neither would be lost in a repair: put it into KEPT, or see to it that `listing.rebuild` fills it."""
    fill(archive, range(5), ("سجن",))
    conn = archive.connection()
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    tables = {name for (name,) in conn.execute(query)} - set(KEPT)
    counts = {table: conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    making.save(archive.path, tmp_path / "new.db")
    with closing(sqlite3.connect(tmp_path / "new.db")) as new:
        lost = [
            table
            for table, count in counts.items()
            if count and not new.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        ]
    assert lost == []


def test_what_was_lost_is_known_from_then_on(whole: Whole, tmp_path: Path) -> None:
    path = Path(shutil.copy(whole.path, tmp_path / "a.db"))
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE original SET data = zeroblob(length(data)) WHERE sha256 = ?", (whole.ids[7],))
        conn.execute("UPDATE revision SET data = zeroblob(length(data)) WHERE id = ?", (whole.ids[8],))
        conn.execute("UPDATE fact SET value = '\"غيرها\"' WHERE kind = 'note'")
    saved, now = _save(path, tmp_path / "new.db")
    assert saved.lost.originals == {whole.ids[7]: "/captures/7.txt"}
    assert saved.lost.articles == {whole.ids[8]: "/captures/8.txt"}
    assert len(saved.lost.changes) == 1
    assert set(whole.ids) - set(now) == {whole.ids[8]}
    with Archive.open(tmp_path / "new.db") as archive:
        assert [check for check in doctor.examine(archive) if not check.ok] == []
        archive.tag(whole.ids[:1], ["بعد"])
        assert custody.examine(archive.connection()).sound
