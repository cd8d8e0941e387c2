"""The full-text index alone: one process works out the terms of real articles, the other writes them, as `archive reindex` does.

ARCHIVE_BENCH_INDEXED (20,000) articles of the corpus of `python -m bench retrieval`, `reindex.LARGE_BATCH` in a transaction that is on
disk. On a machine that does other things as well, the processor time of the two tells what they could do alone: all of it, from
the first text that is sent to the end of the process. Beside it: FTS5's own tokeniser over the raw texts, in one process.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench.retrieval import FOLDER, documents
from bench.table import Table
from store import connection
from store.finding import index, waiting
from store.finding.analysing import Analysing
from store.finding.reindex import LARGE_BATCH
from store.schema import PAGE_BYTES

ARTICLES = int(os.environ.get("ARCHIVE_BENCH_INDEXED", "20000"))
Texts = tuple[str, str]


def _texts() -> Iterator[Texts]:
    return ((one["title"] or "", one["body"]) for one in islice(documents(), ARTICLES))


def _batches() -> Iterator[list[Texts]]:
    waiting = _texts()
    while some := list(islice(waiting, LARGE_BATCH)):
        yield some


class _Spent(NamedTuple):
    """Seconds by the clock, and of processor time of the writing and of the analysing process; bytes of the index itself."""

    clock: float
    writing: float
    analysing: float
    bytes: int


def _ours(path: Path) -> _Spent:
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute(f"PRAGMA page_size={PAGE_BYTES}")
    conn.execute("PRAGMA journal_mode=WAL")
    conn.execute("PRAGMA synchronous=FULL")
    conn.execute("PRAGMA secure_delete=ON")
    conn.execute("PRAGMA temp_store=MEMORY")
    conn.execute(f"PRAGMA cache_size=-{connection.CACHE_KIB}")
    conn.execute(f"PRAGMA wal_autocheckpoint={connection.WAL_PAGES}")
    for statement in index.SCHEMA:
        conn.execute(statement)
    batches = [[(title, body, "", "") for title, body in batch] for batch in _batches()]
    done = 0
    clock, writing, others = time.perf_counter(), time.process_time(), _others()
    with Analysing() as analysing:
        analysing.send(batches[0])
        for following in [*batches[1:], None]:
            batch = analysing.take()
            if following is not None:
                analysing.send(following)
            conn.execute("BEGIN IMMEDIATE")
            index.put_batch(conn, range(done + 1, done + len(batch.texts) + 1), batch)
            done += len(batch.texts)
            index.flush(conn)
            conn.execute("COMMIT")
    waiting.fold(conn)
    spent = time.perf_counter() - clock, time.process_time() - writing, _others() - others
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (alone,) = conn.execute("SELECT sum(length(block)) FROM search_data").fetchone()
    conn.close()
    return _Spent(*spent, alone)


def _others() -> float:
    """Seconds of processor time of the processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _plain(path: Path) -> float:
    """Seconds of processor time for FTS5 with its own tokeniser."""
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA journal_mode=WAL")
    conn.execute("CREATE VIRTUAL TABLE f USING fts5(title, body, content='')")
    spent = 0.0
    for some in _batches():
        at = time.process_time()
        conn.execute("BEGIN")
        conn.executemany("INSERT INTO f(title, body) VALUES(?, ?)", some)
        conn.execute("COMMIT")
        spent += time.process_time() - at
    conn.close()
    return spent


def run() -> Table | str:
    """Index the articles both ways."""
    if not (FOLDER / "docs.jsonl.zst").exists():
        return f"Indexing: there is no corpus in {FOLDER}.\n"
    table = Table(f"Indexing {ARTICLES:,} articles", "articles a second", "FTS5, one process")
    size = sum(len(f"{title}{body}".encode()) for title, body in _texts())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.db"
        spent = _ours(path)
        share = path.stat().st_size / size
        plain = _plain(Path(folder) / "plain.db")
    table.add("two processes, by the clock", ARTICLES / spent.clock)
    table.add("the slower of the two alone", ARTICLES / max(spent.writing, spent.analysing), ARTICLES / plain)
    table.add("one process alone", ARTICLES / (spent.writing + spent.analysing), ARTICLES / plain)
    table.note = (
        f"articles of {size / ARTICLES:,.0f} bytes; milliseconds of processor time for each: {spent.writing / ARTICLES * 1000:.2f} "
        f"writing, {spent.analysing / ARTICLES * 1000:.2f} analysing; the index is {spent.bytes / size:.2f} of the text, "
        f"with vocabulary and stems {share:.2f}"
    )
    return table
