"""Every key of 200 real queries, asked of a large archive as the app asks: the hits and twenty rows with their snippets.

`ARCHIVE_RETRIEVAL_DB` is the archive (made by `python -m bench retrieval`, or larger by `python -m bench.enlarge`), whose index must be
tidied as the app tidies it. Beside it, on the same index: FTS5 asked for all words, the last a beginning, the newest first, and
the same ordered by rank, which is what programs with an SQLite index usually do. Lucene and tantivy, where they are installed and
the archive has at most `MOST_INDEXED` articles, are asked as well: Lucene for all words, the last a beginning, at each key; tantivy
for all words as they are. Processor time, second round.
"""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from bench import lucene
from bench.retrieval import DATABASE, asked, build
from bench.retrieval_peers import tantivy
from bench.table import Table, percentile
from store.archive import Archive
from store.errors import BadQuery
from store.finding import analysed
from store.finding.query import Query
from store.text.analyser import pairs

QUERIES = int(os.environ.get("ARCHIVE_BENCH_QUERIES", "200"))
PAGE = 20
SLOW = 300
"""Keys, evenly among all, that the peer is asked which orders by rank: some of its answers take seconds."""
MOST_INDEXED = 100_000
SHARES = (0.5, 0.95, 0.99)


def typed(queries: Iterable[str]) -> list[str]:
    """What stands in the box after each key, without what is no query yet."""
    found = []
    for query in queries:
        for end in range(1, len(query) + 1):
            try:
                Query.parse(query[:end], typing=True)
            except BadQuery:
                continue
            found.append(query[:end])
    return found


def milliseconds(ask: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Processor time of each."""
    spent = []
    for text in texts:
        start = time.process_time()
        ask(text)
        spent.append((time.process_time() - start) * 1000)
    return spent


def fts5(conn: sqlite3.Connection, order: str) -> Callable[[str], object]:
    """All words, the last as a beginning, in the archive's own index; the first page in this order."""
    statement = f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY {order} LIMIT {PAGE}"

    def ask(text: str) -> object:
        words = [f'"{term}"' for _, term in pairs(text)]
        if not words:
            return None
        match = " ".join(words) + ("" if text[-1].isspace() else "*")
        return conn.execute(statement, (match,)).fetchall()

    return ask


def lucene_keys(opened: Archive, keys: Sequence[str]) -> list[float]:
    """Processor time of each key in Lucene's own index of the same articles; nothing where Lucene is missing."""
    if not lucene.class_path():
        return []
    spent = []
    with tempfile.TemporaryDirectory() as folder:
        peer = lucene.Lucene(_texts(opened), Path(folder))
        for again in (False, True):
            for key in keys:
                peer.key(key)
                if again:
                    spent.append(peer.milliseconds)
        peer.close()
    return spent


def _texts(opened: Archive) -> Iterable[dict[str, str]]:
    conn = opened.connection()
    for (docid,) in conn.execute("SELECT docid FROM listing").fetchall():
        for title, body in analysed.read(conn, [docid]).values():
            yield {"id": str(docid), "title": title.text, "body": body.text}


def run() -> str:
    """Type the queries; then ask each of them at rest."""
    if not DATABASE.exists():
        build(DATABASE)
    whole = [query.text for query in random.Random(11).sample(asked(), QUERIES)]
    keys = typed(whole)
    shown: list[float] = []
    counted: list[float] = []
    with Archive.open(DATABASE) as opened:
        while opened.tidy():
            pass
        table = Table(f"Keys, {opened.count():,} articles", "ms", "FTS5 newest first")
        slow = Table("The same beside an order by rank", "ms", "FTS5 by rank")
        other = Table("The same beside Lucene, whose hits have no rows", "ms", "Lucene")
        rest = Table("Whole queries at rest, first time", "ms", "tantivy, all words")

        def key(text: str) -> None:
            query = Query.parse(text, typing=True)
            start = time.process_time()
            hits = opened.search(query, typing=True)
            opened.hit_rows(hits.docids[:PAGE], query)
            then = time.process_time()
            opened.facets(hits)
            shown.append((then - start) * 1000)
            counted.append((time.process_time() - then) * 1000)

        deep, more = [], []
        for text in whole:
            try:
                query = Query.parse(text)
            except BadQuery:
                continue
            start = time.process_time()
            hits = opened.search(query)
            then = time.process_time()
            opened.facets(hits)
            deep.append((then - start) * 1000)
            more.append((time.process_time() - then) * 1000)
        milliseconds(key, keys)
        shown.clear()
        counted.clear()
        milliseconds(key, keys)
        conn = sqlite3.connect(f"{Path(DATABASE).absolute().as_uri()}?mode=ro", uri=True)
        conn.execute("PRAGMA cache_size=-16384")
        newest = fts5(conn, "rowid DESC")
        milliseconds(newest, keys)
        peer = milliseconds(newest, keys)
        some = keys[:: max(1, len(keys) // SLOW)]
        ranked = milliseconds(fts5(conn, "rank"), some)
        conn.close()
        whole_by_peer: list[float] = []
        by_lucene = lucene_keys(opened, keys) if opened.count() <= MOST_INDEXED else []
        if find_spec("tantivy") and opened.count() <= MOST_INDEXED:
            whole_by_peer = milliseconds(tantivy(_texts(opened)), whole)
    for share in SHARES:
        table.add(
            f"hits and {PAGE} rows, p{share * 100:.0f}", percentile(shown, share), percentile(peer, share)
        )
        slow.add(
            f"hits and {PAGE} rows, p{share * 100:.0f}", percentile(shown, share), percentile(ranked, share)
        )
        if by_lucene:
            other.add(
                f"hits and {PAGE} rows, p{share * 100:.0f}",
                percentile(shown, share),
                percentile(by_lucene, share),
            )
        by_peer = percentile(whole_by_peer, share) if whole_by_peer else None
        rest.add(f"hits, p{share * 100:.0f}", percentile(deep, share), by_peer)
    table.add("filters counted, p95", percentile(counted, 0.95))
    letters = [spent for text, spent in zip(keys, shown, strict=True) if len(text) <= 2]
    table.add("the first two letters, p95", percentile(letters, 0.95))
    rest.add("filters counted, p95", percentile(more, 0.95))
    table.note = f"{len(keys)} keys of {len(whole)} queries; ordered by rank: {len(some)} of them"
    if not by_lucene:
        other.note = f"more than {MOST_INDEXED:,} articles" if lucene.class_path() else lucene.MISSING
    return f"{table}\n{slow}\n{other}\n{rest}"
