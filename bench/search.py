"""Search: every keystroke of a set of queries, and the whole queries at rest.

The peer is what programs with an SQLite index usually do: FTS5 with its own tokeniser on the raw text, every word required, the
last as a prefix, `ORDER BY rank`. It is faster to ask and finds less; the share of queries that find nothing stands beside the times.
ARCHIVE_BENCH_ARTICLES sets the size of the corpus (10,000).
"""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import corpus
from bench.table import Table, percentile
from store.archive import Archive
from store.errors import BadQuery
from store.finding.query import OPERATORS, Query

ARTICLES = int(os.environ.get("ARCHIVE_BENCH_ARTICLES", "10000"))
QUERIES = 40


def queries() -> list[str]:
    """One to three neighbouring words of the corpus, as written there, clitics and all."""
    choose = random.Random(7)
    found = []
    for _, body, _ in corpus.texts(QUERIES, seed=99):
        words = [word.strip('،.؛:()«»"“”') for word in body.split()]
        at = choose.randrange(len(words) - 3)
        chosen = [word for word in words[at : at + choose.randint(1, 3)] if word and word not in OPERATORS]
        found += [" ".join(chosen)] if chosen else []
    return found


def _parses(text: str) -> bool:
    """Whether a half-typed query is one: `أو` alone, on the way to a longer word, is not."""
    try:
        Query.parse(text, typing=True)
    except BadQuery:
        return False
    return True


def _naive(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path)
    conn.execute("CREATE VIRTUAL TABLE f USING fts5(title, body, content='')")
    with conn:
        conn.executemany(
            "INSERT INTO f(rowid, title, body) VALUES(?, ?, ?)",
            ((number, title, body) for number, (title, body, _) in enumerate(corpus.texts(ARTICLES))),
        )
    return conn


def _times(ask: Callable[[str], int], typed: list[str]) -> tuple[list[float], int]:
    """Milliseconds of each, and how many found nothing. The second of two rounds counts: both sides warm."""
    for text in typed:
        ask(text)
    spent = []
    empty = 0
    for text in typed:
        start = time.perf_counter()
        empty += not ask(text)
        spent.append((time.perf_counter() - start) * 1000)
    return spent, empty


def run() -> Table:
    """Build both, ask both the same."""
    whole = queries()
    typed = [text[:end] for text in whole for end in range(1, len(text) + 1) if _parses(text[:end])]
    table = Table(f"Search, {ARTICLES:,} articles", "ms", "FTS5 unicode61, rank")
    with tempfile.TemporaryDirectory() as folder:
        corpus.archive(Path(folder) / "archive.db", ARTICLES)
        naive = _naive(Path(folder) / "naive.db")

        def peer(text: str, prefix: bool) -> int:
            words = ['"' + word.replace('"', "") + '"' for word in text.split()]
            match = " ".join(words) + ("*" if prefix else "")
            return len(
                naive.execute(
                    "SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 50", (match,)
                ).fetchall()
            )

        with Archive.open(Path(folder) / "archive.db", read_only=True) as opened:

            def screen(text: str) -> int:
                hits = opened.search(text, typing=True)
                opened.hit_rows(hits.docids[:20], hits.query)
                opened.facets(hits)
                return hits.total

            keys, _ = _times(lambda text: opened.search(text, typing=True).total, typed)
            shown, _ = _times(screen, typed)
            rest, missed = _times(lambda text: opened.search(text).total, whole)
        peer_keys, _ = _times(lambda text: peer(text, prefix=True), typed)
        peer_rest, peer_missed = _times(lambda text: peer(text, prefix=False), whole)
        naive.close()
    for share in (0.5, 0.95, 0.99):
        table.add(f"each key, p{share * 100:.0f}", percentile(keys, share), percentile(peer_keys, share))
    table.add(
        "each key with 20 rows, snippets and facets, p95",
        percentile(shown, 0.95),
        percentile(peer_keys, 0.95),
    )
    for share in (0.5, 0.95):
        table.add(
            f"whole query at rest, p{share * 100:.0f}", percentile(rest, share), percentile(peer_rest, share)
        )
    table.note = f"{len(typed)} keystrokes of {len(whole)} queries; without a hit: archive {missed}, peer {peer_missed}"
    return table
