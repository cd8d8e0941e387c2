"""What is read belongs together, though others write meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from making import fill

from store.archive import Archive
from store.errors import NoSuchArticle
from store.finding.search import Interrupted


def test_a_reading_sees_one_state(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as mine, Archive.open(path) as theirs:
        ids = fill(mine, range(3))
        with mine.read():
            assert mine.count() == 3
            theirs.tag(ids, ["سجن"])
            theirs.undo()
            theirs.undo()
            assert theirs.count() == 0
            assert mine.count() == 3
            assert mine.article(ids[0]).provenance[0].path == "/captures/0.txt"
        assert mine.count() == 0
        with pytest.raises(NoSuchArticle):
            mine.article(ids[0])


def test_articles_are_whole_while_others_withdraw_and_bring_them(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, create=True) as archive:
        ids = fill(archive, range(3), ("سجن",))
        done = threading.Event()

        def flicker() -> None:
            for _ in range(40):
                archive.undo()
                archive.redo()
            done.set()

        thread = threading.Thread(target=flicker)
        thread.start()
        while not done.is_set():
            try:
                stored = archive.article(ids[1])
            except NoSuchArticle:
                continue
            assert stored.provenance
            assert stored.tags == ("سجن",)
        thread.join()
        assert archive.count() == 3


def test_a_reading_that_is_stopped_says_so(tmp_path: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        fill(archive, range(2))
        started = threading.Event()
        stopped: list[Exception] = []

        def read() -> None:
            try:
                with archive.read() as conn:
                    conn.set_progress_handler(started.set, 100)
                    conn.execute(endless)
            except Interrupted as error:
                stopped.append(error)
            assert archive.count() == 2

        thread = threading.Thread(target=read)
        thread.start()
        assert started.wait(30)
        archive.interrupt()
        thread.join(30)
        assert len(stopped) == 1


def test_a_write_inside_a_reading_is_refused(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", create=True) as archive:
        ids = fill(archive, range(2))
        with archive.read(), pytest.raises(RuntimeError):
            archive.tag(ids, ["سجن"])
        archive.tag(ids, ["سجن"])
        assert archive.tags()[0].count == 2
