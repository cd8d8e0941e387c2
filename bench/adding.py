"""One article more in a large archive, each in a transaction of its own that is on disk when it ends.

`ARCHIVE_RETRIEVAL_DB` is the archive that is copied; the copy gets ARCHIVE_BENCH_ADDED (300) articles, and now and then, as when nobody types, its
index is tidied. Beside it: a row in a table of SQLite with the same settings, which is what the disk costs.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from itertools import islice
from pathlib import Path

from bench.retrieval import DATABASE, article, build, documents
from bench.table import Table, percentile
from store.archive import Archive

ARTICLES = int(os.environ.get("ARCHIVE_BENCH_ADDED", "300"))
TIDIED = 50
"""Articles after which nobody types for a while."""


def run() -> Table:
    """Add, tidy, add."""
    if not DATABASE.exists():
        build(DATABASE)
    spent, busy, steps = [], [], []
    with tempfile.TemporaryDirectory(dir=DATABASE.parent) as folder:
        path = Path(folder) / "copy.db"
        shutil.copyfile(DATABASE, path)
        plain = sqlite3.connect(Path(folder) / "plain.db", isolation_level=None)
        plain.execute("PRAGMA journal_mode=WAL")
        plain.execute("PRAGMA synchronous=FULL")
        plain.execute("CREATE TABLE t(a)")
        peer = []
        with Archive.open(path, operator="bench") as opened:
            table = Table(f"One article more, {opened.count():,} articles", "ms", "a row in SQLite")
            while opened.tidy():
                pass
            batch = opened.start_batch(["bench"])
            for number, one in enumerate(islice(documents(), ARTICLES), 1):
                made, provenance, data = article(one | {"body": f"{one['body']} {number}"})
                start, at = time.perf_counter(), time.process_time()
                opened.add(made, provenance, data, batch=batch)
                spent.append((time.perf_counter() - start) * 1000)
                busy.append((time.process_time() - at) * 1000)
                start = time.perf_counter()
                plain.execute("INSERT INTO t VALUES(zeroblob(3000))")
                peer.append((time.perf_counter() - start) * 1000)
                more = number % TIDIED == 0
                while more:
                    start = time.perf_counter()
                    more = opened.tidy()
                    steps.append((time.perf_counter() - start) * 1000)
            opened.finish_batch(batch)
        plain.close()
    for share in (0.5, 0.95, 0.99):
        table.add(f"added, p{share * 100:.0f}", percentile(spent, share), percentile(peer, share))
    table.add("processor time, p95", percentile(busy, 0.95))
    table.add("a step of tidying, p95", percentile(steps, 0.95))
    return table
