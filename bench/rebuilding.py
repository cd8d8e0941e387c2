"""The index built anew while somebody kills it: `archive reindex` of a copy, ended by the system at moments drawn at random.

`ARCHIVE_RETRIEVAL_DB` is the archive that is copied. ARCHIVE_BENCH_QUERIES (100) real queries are asked of the copy before; then
`archive reindex` is killed ARCHIVE_BENCH_KILLS (5) times and begun again, and when it has come to its end the same queries are asked
again. Printed are how far it was at each kill and when it went on, and how many answers (articles, their order, scores) are the same.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import processor
from bench.retrieval import DATABASE, asked, build
from store.archive import Archive
from store.errors import BadQuery
from store.finding import index, reindex

QUERIES = int(os.environ.get("ARCHIVE_BENCH_QUERIES", "100"))
KILLS = int(os.environ.get("ARCHIVE_BENCH_KILLS", "5"))
LOOKED = 0.05
"""Seconds after which it is looked again how far the rebuild is."""
Answer = tuple[tuple[int, ...], tuple[float, ...]]


def answers(opened: Archive, queries: Sequence[str]) -> list[Answer | None]:
    """The articles that each query finds, with their scores; None for one that is no query."""
    found: list[Answer | None] = []
    for query in queries:
        try:
            hits = opened.search(query)
        except BadQuery:
            found.append(None)
        else:
            found.append((tuple(hits.docids), tuple(hits.scores or ())))
    return found


def _command(path: Path) -> subprocess.Popen[bytes]:
    argv = [sys.executable, "-m", "tui", "--db", str(path), "reindex"]
    return subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _done(opened: Archive) -> int | None:
    now = reindex.progress(opened.connection())
    return None if now is None else now.done


def _killed(opened: Archive, at: int) -> int | None:
    """Rebuild until `at` articles are in the index, and kill it somewhere in the batch after that; how many are in it then."""
    running = _command(opened.path)
    try:
        while running.poll() is None:
            done = _done(opened)
            if done is not None and done >= at:
                time.sleep(random.random())
                break
            time.sleep(LOOKED)
    finally:
        running.kill()
        running.wait()
    return _done(opened)


def run() -> str:
    """Ask, begin, kill, go on, ask again."""
    if not DATABASE.exists():
        build(DATABASE)
    queries = [query.text for query in random.Random(11).sample(asked(), QUERIES)]
    lines = []
    with tempfile.TemporaryDirectory(dir=DATABASE.parent) as folder:
        path = Path(folder) / "copy.db"
        shutil.copyfile(DATABASE, path)
        with Archive.open(path, operator="bench") as opened:
            before = answers(opened, queries)
            with opened.write() as conn:
                reindex.begin(conn)
            articles = opened.count()
            lines.append(f"A rebuild of {articles:,} articles that is killed")
            for at in sorted(random.sample(range(articles * 9 // 10), KILLS)):
                left = _killed(opened, at)
                lines.append(
                    "came to its end before it could be killed"
                    if left is None
                    else f"killed: {left:,} articles are in the index"
                )
            finishing = _command(path)
            if finishing.wait():
                raise RuntimeError("the rebuild that was not killed ended with an error")
            wrong = index.check(opened.connection())
            after = answers(opened, queries)
            same = sum(one == other for one, other in zip(before, after, strict=True))
            lines.append(f"at its end: {'nothing wrong with the index' if wrong is None else wrong}")
            lines.append(f"{same} of {len(queries)} queries have the same articles with the same scores")
    lines.append(f"{processor.spent():,.0f} s of processor time for all of it")
    return "\n".join(lines) + "\n"
