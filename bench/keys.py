"""Every key of real queries, asked of a large archive as the app asks: the hits and the first rows with their snippets.

`ARCHIVE_RETRIEVAL_DB` is the archive (made by `python -m bench retrieval`, or larger by `python -m bench.enlarge`), whose index must be
tidied as the app tidies it; garbage is looked for as seldom as in the app. `ARCHIVE_BENCH_QUERIES` queries (200) are typed letter by
letter. Beside it, on the same index: FTS5 asked for all words, the last a beginning, the newest first, and the same ordered by rank,
which is what programs with an SQLite index usually do. Lucene and tantivy, where they are installed and the archive has at most
`MOST_INDEXED` articles, are asked as well: for all words, the last a beginning; tantivy, whose parser knows no beginnings, for all
words as they are. Processor time, second round.

Each table is printed when it is ready. A peer whose answers take seconds is asked keys drawn at random until
`ARCHIVE_BENCH_SECONDS` (120) of processor time are spent, and each table says how many it was asked.
"""

from __future__ import annotations

import os
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from bench import lucene
from bench.retrieval import DATABASE, asked, build
from bench.table import Table, percentile
from store.archive import Archive
from store.articles import revisions
from store.errors import BadQuery
from store.finding.query import Query
from store.text.analyser import pairs
from tui.garbage import keep_what_is_there

QUERIES = int(os.environ.get("ARCHIVE_BENCH_QUERIES", "200"))
SECONDS = float(os.environ.get("ARCHIVE_BENCH_SECONDS", "120"))
SCREEN = 10
"""Rows that a terminal of some 25 lines shows."""
PAGE = 20
MOST_INDEXED = int(os.environ.get("ARCHIVE_BENCH_INDEXED_BY_PEERS", "100000"))
SHARES = (0.5, 0.95, 0.99)
Ask = Callable[[str], object]


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


def milliseconds(ask: Ask, texts: Sequence[str]) -> list[float]:
    """Processor time of each; of a part of them, drawn at random, where all would take too long."""
    spent: list[float] = []
    end = time.process_time() + SECONDS
    for text in random.Random(2).sample(texts, len(texts)):
        start = time.process_time()
        ask(text)
        now = time.process_time()
        spent.append((now - start) * 1000)
        if now > end:
            break
    return spent


def fts5(conn: sqlite3.Connection, order: str) -> Ask:
    """All words, the last as a beginning, in the archive's own index; the first page in this order."""
    statement = f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY {order} LIMIT {PAGE}"

    def ask(text: str) -> object:
        words = [f'"{term}"' for _, term in pairs(text)]
        if not words:
            return None
        match = " ".join(words) + ("" if text[-1].isspace() else "*")
        return conn.execute(statement, (match,)).fetchall()

    return ask


def tantivy(opened: Archive) -> Ask:
    """The engine tantivy with its Arabic stemmer: all of the words as they are, the first page by BM25."""
    import tantivy as engine  # noqa: PLC0415 - a peer that need not be there

    letters = engine.TextAnalyzerBuilder(engine.Tokenizer.simple()).filter(engine.Filter.lowercase())
    index = engine.Index(engine.SchemaBuilder().add_text_field("text", tokenizer_name="ar").build())
    index.register_tokenizer("ar", letters.filter(engine.Filter.stemmer("arabic")).build())
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for one in texts(opened, "tantivy"):
        writer.add_document(engine.Document(text=f"{one['title']}\n{one['body']}"))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(text: str) -> object:
        words = " ".join(f"+{word}" for word in re.findall(r"\w+", text))
        return searcher.search(index.parse_query(words, ["text"]), PAGE).hits if words else None

    return ask


def lucene_keys(opened: Archive, keys: Sequence[str]) -> list[float]:
    """Processor time of each key in Lucene's own index of the same articles, as Java counts it."""
    spent = []
    with tempfile.TemporaryDirectory() as folder:
        peer = lucene.Lucene(texts(opened, "Lucene"), Path(folder))
        for again in (False, True):
            for key in keys:
                peer.key(key)
                if again:
                    spent.append(peer.milliseconds)
        peer.close()
    return spent


def texts(opened: Archive, peer: str) -> Iterator[dict[str, str]]:
    """Every article, telling how far a peer has read them."""
    conn = opened.connection()
    listed = conn.execute("SELECT docid, coalesce(title, ''), revision FROM listing").fetchall()
    for number, (docid, title, revision) in enumerate(listed, 1):
        yield {"id": str(docid), "title": title, "body": revisions.body(conn, revision)}
        if number % 25_000 == 0:
            sys.stderr.write(f"{peer} has {number:,} of {len(listed):,} articles\n")


class _Keys:
    """The keys in the archive: milliseconds until there is a screen of rows, a page of rows, and for the filters after that."""

    def __init__(self, opened: Archive) -> None:
        self.opened = opened
        self.screen: list[float] = []
        self.page: list[float] = []
        self.counted: list[float] = []

    def type(self, keys: Sequence[str]) -> None:
        """One key after the other, in their order."""
        for found in (self.screen, self.page, self.counted):
            found.clear()
        for text in keys:
            query = Query.parse(text, typing=True)
            start = time.process_time()
            hits = self.opened.search(query, typing=True)
            self.opened.hit_rows(hits.docids[:SCREEN], query)
            screen = time.process_time()
            self.opened.hit_rows(hits.docids[SCREEN:PAGE], query)
            page = time.process_time()
            self.opened.facets(hits)
            self.counted.append((time.process_time() - page) * 1000)
            self.screen.append((screen - start) * 1000)
            self.page.append((page - start) * 1000)


def _say(table: Table) -> None:
    sys.stdout.write(f"{table}\n")
    sys.stdout.flush()


def _beside(title: str, peer: str, ours: Sequence[float], theirs: Sequence[float]) -> None:
    table = Table(title, "ms", peer, f"{peer} was asked {len(theirs):,} keys")
    for share in SHARES:
        table.add(
            f"hits and {PAGE} rows, p{share * 100:.0f}", percentile(ours, share), percentile(theirs, share)
        )
    _say(table)


def _at_rest(opened: Archive, whole: Sequence[str]) -> None:
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
    table = Table("Whole queries at rest, first time", "ms", "no peer")
    for share in SHARES:
        table.add(f"hits, p{share * 100:.0f}", percentile(deep, share))
    table.add("filters counted, p95", percentile(more, 0.95))
    _say(table)


def run() -> str:
    """Type the queries, here and in the peers; then ask each of them at rest."""
    if not DATABASE.exists():
        build(DATABASE)
    whole = [query.text for query in random.Random(11).sample(asked(), QUERIES)]
    keys = typed(whole)
    with Archive.open(DATABASE) as opened:
        while opened.tidy():
            pass
        ours = _Keys(opened)
        keep_what_is_there()
        ours.type(keys)
        ours.type(keys)
        articles = opened.count()
        table = Table(
            f"Keys, {articles:,} articles", "ms", "no peer", f"{len(keys):,} keys of {len(whole)} queries"
        )
        for share in SHARES:
            table.add(f"hits and {SCREEN} rows, p{share * 100:.0f}", percentile(ours.screen, share))
        for share in SHARES:
            table.add(f"hits and {PAGE} rows, p{share * 100:.0f}", percentile(ours.page, share))
        letters = [spent for text, spent in zip(keys, ours.page, strict=True) if len(text) <= 2]
        table.add(f"the first two letters, {PAGE} rows, p95", percentile(letters, 0.95))
        table.add("filters counted, p95", percentile(ours.counted, 0.95))
        _say(table)
        page = list(ours.page)
        conn = sqlite3.connect(f"{Path(DATABASE).absolute().as_uri()}?mode=ro", uri=True)
        conn.execute("PRAGMA cache_size=-16384")
        newest = fts5(conn, "rowid DESC")
        milliseconds(newest, keys)
        _beside("Beside the newest first", "FTS5, newest first", page, milliseconds(newest, keys))
        _beside("Beside an order by rank", "FTS5 by rank", page, milliseconds(fts5(conn, "rank"), keys))
        conn.close()
        _at_rest(opened, whole)
        if articles > MOST_INDEXED:
            return f"Lucene and tantivy are asked of at most {MOST_INDEXED:,} articles."
        missing = []
        if find_spec("tantivy"):
            ask = tantivy(opened)
            milliseconds(ask, keys)
            _beside("Beside tantivy, whole words", "tantivy", page, milliseconds(ask, keys))
        else:
            missing.append("tantivy is not measured: install it from PyPI.")
        if lucene.class_path():
            _beside("Beside Lucene, whose hits have no rows", "Lucene", page, lucene_keys(opened, keys))
        else:
            missing.append(lucene.MISSING)
    return "\n".join(missing)
