"""Tidying the index while nobody waits: fewer segments, the same answers, nothing to do when it is done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.archive import Archive
from store.article import Article, Line, Provenance
from store.finding import index, tidying


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Twenty articles, each brought in by a transaction of its own; FTS5 was kept from merging."""
    with Archive.open(tmp_path / "archive.db", create=True, operator="test") as opened:
        with opened.write() as conn:
            conn.execute("INSERT INTO search(search, rank) VALUES('automerge', 0)")
        batch = opened.start_batch(["made"])
        for number in range(20):
            raw = f"المدرسة رقم {number}".encode()
            digest = hashlib.sha256(raw).hexdigest()
            article = Article(lines=(Line(raw.decode()),))
            opened.add(article, Provenance("a.txt", digest, len(raw), "test", "1"), raw, batch=batch)
        opened.finish_batch(batch)
        yield opened


def test_all_segments_become_one_and_the_answers_stay(archive: Archive) -> None:
    conn = archive.connection()
    before = archive.search("مدرسة").docids
    assert len(before) == 20
    assert len(tidying.segments(conn)) > 3
    steps = 0
    while archive.tidy():
        steps += 1
        assert steps < 50
    assert len(tidying.segments(conn)) == 1
    assert archive.search("مدرسة").docids == before
    assert index.check(conn) is None
    assert not archive.tidy()


def test_it_goes_on_where_it_was_left_off(archive: Archive) -> None:
    conn = archive.connection()
    with archive.write():
        tidying.step(conn, pages=1)
    path = archive.path
    archive.close()
    with Archive.open(path) as again:
        while again.tidy():
            pass
        assert len(tidying.segments(again.connection())) == 1
        assert again.search("مدرسة").total == 20


def test_a_large_segment_is_not_written_again_for_a_few_articles(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying, "segments", lambda _conn: [9_000, 1, 1, 1, 1])
    assert not tidying.wanted(archive.connection())
    monkeypatch.setattr(tidying, "segments", lambda _conn: [9_000, 3_000, 3_000, 1])
    assert tidying.wanted(archive.connection())
