"""The index is built anew in batches: killed anywhere it goes on, search answers meanwhile, and the end is that of a fresh one."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from making import fill, sample, visible

from store import schema
from store.archive import Archive
from store.article import PartialDate
from store.finding import analysing, index, reindex, stems, waiting
from store.safekeeping import doctor

_CHILD = """
import sys
from store.finding import reindex
from store.archive import Archive
with Archive.open(sys.argv[1]) as archive:
    while True:
        with archive.write() as conn:
            more = reindex.step(conn, 5)
        print(".", flush=True)
        if not more:
            break
"""


def begin(archive: Archive) -> None:
    with archive.write() as conn:
        reindex.begin(conn)


def steps(archive: Archive, count: int, batch: int = 5) -> None:
    for _step in range(count):
        with archive.write() as conn:
            reindex.step(conn, batch)


def indexed(archive: Archive) -> dict[str, Any]:
    """All that the index holds."""
    conn = archive.connection()
    return {
        "terms": waiting.counts(conn),
        "stems": sorted(stems.every(conn)),
        "docids": conn.execute("SELECT id, sz FROM search_docsize ORDER BY id").fetchall(),
        "hits": [
            archive.search(query).docids.tolist()
            for query in ("حقوق", "سجن محكمة", "رقم -بيان", '"في المغرب"')
        ],
    }


@pytest.mark.plain
@pytest.mark.parametrize("kills", [(1,), (3, 1), (2, 2, 4), (7,)])
def test_killed_anywhere_it_goes_on_and_ends_as_a_fresh_one(archive: Archive, kills: tuple[int, ...]) -> None:
    fill(archive, range(60))
    fresh, shown = indexed(archive), visible(archive)
    begin(archive)
    for after in kills:
        child = subprocess.Popen([sys.executable, "-c", _CHILD, str(archive.path)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        for _line in range(after):
            child.stdout.readline()
        child.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        child.wait()
        child.stdout.close()
        now = reindex.progress(archive.connection())
        assert now is None or 0 < now.done <= now.of == 60
    reindex.finish(archive)
    assert reindex.progress(archive.connection()) is None
    assert indexed(archive) == fresh
    assert visible(archive) == shown
    assert all(check.ok for check in doctor.examine(archive))


def test_search_answers_meanwhile_with_the_newest_and_says_that_it_is_not_all(archive: Archive) -> None:
    fill(archive, range(40))
    everything = archive.search("رقم", sort="newest")
    begin(archive)
    assert archive.search("رقم").total == 0
    found = []
    told = []
    steps(archive, 3)
    hits = archive.search("رقم", sort="newest")
    assert not hits.total_is_exact
    assert hits.docids == everything.docids[:15]
    assert (archive.search("").total, archive.search("").total_is_exact) == (40, True)
    reindex.finish(archive, lambda now: (told.append(now), found.append(archive.search("رقم").total)))
    assert found == [now.done for now in told]
    assert archive.search("رقم", sort="newest").docids == everything.docids
    assert archive.search("رقم").total_is_exact


def test_what_is_done_meanwhile_is_in_the_index_at_the_end(archive: Archive, tmp_path: Path) -> None:
    ids = fill(archive, range(30))
    order = [row.id for row in archive.hit_rows(archive.search("", sort="newest").docids)]
    begin(archive)
    steps(archive, 3)
    done, waiting = order[0], order[-1]
    for ident in (done, waiting):
        archive.edit(ident, "title", "عنوان مغيَّر")
        archive.tag([ident], add=["وسم"])
    archive.edit(order[1], "published", PartialDate("1999", "year"))
    archive.edit(order[-2], "published", PartialDate("2031", "year"))
    fill(archive, range(30, 33))
    archive.undo()
    batch = archive.start_batch(["/more"])
    archive.add(*sample(50), batch=batch)
    archive.finish_batch(batch)
    steps(archive, 1)
    archive.edit(order[2], "source", "AFP")
    reindex.finish(archive)
    assert all(check.ok for check in doctor.examine(archive))
    assert archive.search("مغير").total == 2
    assert archive.search("tag:وسم عنوان").total == 2
    assert archive.count() == len(ids) + 1
    after = indexed(archive)
    doctor.repair(archive)
    again = indexed(archive)
    assert (again["terms"], again["stems"], len(again["docids"])) == (
        after["terms"],
        after["stems"],
        len(after["docids"]),
    )


def test_an_index_of_another_analyser_is_built_at_once_where_that_is_quick(archive: Archive) -> None:
    fill(archive, range(10))
    _outdate(archive)
    with Archive.open(archive.path) as opened:
        assert reindex.progress(opened.connection()) is None
        assert opened.search("رقم").total == 10


def test_a_large_one_is_opened_at_once_and_built_by_steps(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(archive, range(10))
    _outdate(archive)
    monkeypatch.setattr(reindex, "AT_ONCE", 5)
    with Archive.open(archive.path) as opened:
        assert reindex.progress(opened.connection()) == (0, 10)
        steps(opened, 1)
    with Archive.open(archive.path) as opened:
        assert reindex.progress(opened.connection()) == (5, 10)
        reindex.finish(opened)
        assert opened.search("رقم").total == 10


def test_a_copy_that_can_not_be_written_is_searched_as_it_is(archive: Archive, tmp_path: Path) -> None:
    fill(archive, range(10))
    begin(archive)
    steps(archive, 1)
    archive.close()
    shutil.copy(archive.path, tmp_path / "copy.db")
    with Archive.open(tmp_path / "copy.db", read_only=True) as opened:
        assert opened.search("رقم").total == 5
        assert not opened.search("رقم").total_is_exact


def _outdate(archive: Archive) -> None:
    with archive.write() as conn:
        conn.execute("UPDATE local SET value = 'other' WHERE key = 'analyser'")
    archive.close()


_OLDER = (
    "CREATE VIRTUAL TABLE search USING fts5(title, body, author, source, content='', tokenize='ascii')",
    "CREATE TABLE terms(term TEXT PRIMARY KEY, df INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE stem_term(stem TEXT, term TEXT, doubt INTEGER NOT NULL, PRIMARY KEY(stem, term)) STRICT, WITHOUT ROWID",
)


@pytest.mark.parametrize("at_once", [5, 100])
def test_an_index_of_an_older_layout_is_built_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    fill(archive, range(10))
    before, shown = indexed(archive), visible(archive)
    with archive.write() as conn:
        for table in index.TABLES:
            conn.execute(f"DROP TABLE {table}")
        for statement in _OLDER:
            conn.execute(statement)
        conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'vocabulary'")
        conn.execute(f"PRAGMA user_version={schema.STEPS.index(('vocabulary', schema._vocabulary))}")
    archive.close()
    monkeypatch.setattr(reindex, "AT_ONCE", at_once)
    with Archive.open(archive.path) as opened:
        if at_once < 10:
            assert reindex.progress(opened.connection()) == (0, 10)
            assert not opened.search("رقم").total_is_exact
        reindex.finish(opened)
        assert indexed(opened) == before
        assert visible(opened) == shown
        assert all(check.ok for check in doctor.examine(opened))
    (copy,) = archive.path.parent.glob("*.bak")
    assert copy.stat().st_size > 0


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the archive were large: another process works out the terms, a few articles at a time."""
    monkeypatch.setattr(reindex, "AT_ONCE", 5)
    monkeypatch.setattr(reindex, "LARGE_BATCH", 7)


@pytest.mark.parametrize("lost", ["never", "at once", "later", "none to be had"])
def test_another_process_shares_the_work_and_may_be_lost(
    archive: Archive, large: None, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    fill(archive, range(40))
    fresh, shown = indexed(archive), visible(archive)
    sent = []
    send = analysing.Analysing.send

    def watched(self: analysing.Analysing, texts: Sequence[index.Texts]) -> None:
        send(self, texts)
        sent.append(self._process)
        if self._process is not None and len(sent) == {"at once": 1, "later": 3}.get(lost):
            self._process.kill()

    monkeypatch.setattr(analysing.Analysing, "send", watched)
    if lost == "none to be had":
        monkeypatch.setattr(sys, "executable", str(archive.path.with_name("no program")))
    begin(archive)
    told: list[int] = []
    reindex.finish(archive, lambda now: told.append(now.done))
    assert told == [7, 14, 21, 28, 35, 40]
    assert indexed(archive) == fresh
    assert visible(archive) == shown
    worked = [process for process in sent if process is not None]
    assert len(worked) == {"never": 6, "at once": 1, "later": 3, "none to be had": 0}[lost]
    assert all(process.poll() is not None for process in worked)


def test_what_others_write_meanwhile_is_seen(archive: Archive, large: None) -> None:
    ids = fill(archive, range(30))
    begin(archive)

    told = 0

    def meddle(_now: reindex.Progress) -> None:
        nonlocal told
        told += 1
        if told in {1, 3}:
            with Archive.open(archive.path, operator="other") as other:
                other.edit(ids[told], "title", "عنوان مغيَّر")
                other.edit(ids[20 + told], "published", PartialDate("1990", "year"))
                fill(other, range(100 + told, 101 + told))
                other.edit(ids[10], "source", f"AFP {told}")

    reindex.finish(archive, meddle)
    assert reindex.progress(archive.connection()) is None
    assert archive.search("مغير").total == 2
    assert archive.count() == 32
    assert all(check.ok for check in doctor.examine(archive))
