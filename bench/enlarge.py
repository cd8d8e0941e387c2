"""A corpus of any size made of a real one: the real articles, and between them others put together of their sentences.

A made article takes sentences of an article and of its neighbours of the same source, and about one word in eighty of it is
changed (a letter, a prefix, an ending), so that the vocabulary grows as it does in life. All are in the order of their dates,
2005 to 2025, more of them in late years. Posting lists are as long as real ones; phrases recur more often than they would.
One number gives one article, whatever the size of the run or the number of processes.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import sqlite3
import sys
import time
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bench.retrieval import documents
from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance
from store.articles import listing, provenances, revisions
from store.finding import index
from store.log import changes, clock
from store.log.facts import Put, dumps
from store.text import fold

_SENTENCE = re.compile(r"(?<=[.!؟?])\s+|\n+")
_PREFIXES = ("و", "ب", "ل", "ف", "ك", "وال", "بال", "لل")
_ENDINGS = ("ه", "ها", "هم", "نا", "ي", "ات", "ين", "ون", "ية")
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_CHANGED = 0.012
_FIRST, _DAYS = date(2005, 1, 1), 7600
_GROWTH = 0.7
CHUNK = 1_000
"""Articles that a process makes at a time."""
WRITTEN = 10_000
"""Articles in a transaction."""


class _Corpus(NamedTuple):
    """The real articles: title, sentences, source; and the numbers of those of each source, in their order."""

    titles: list[str]
    sentences: list[list[str]]
    sources: list[str]
    by_source: dict[str, array[int]]


@cache
def corpus() -> _Corpus:
    """The real articles, read once in a process."""
    found = _Corpus([], [], [], defaultdict(lambda: array("L")))
    for number, one in enumerate(documents()):
        found.titles.append(one["title"] or "")
        found.sentences.append([part for part in _SENTENCE.split(one["body"]) if part.strip()] or [""])
        found.sources.append(one.get("source") or "")
        found.by_source[found.sources[-1]].append(number)
    return found


def _changed(choose: random.Random, word: str) -> str:
    if len(word) < 3:
        return word
    way = choose.random()
    if way < 0.3:
        return choose.choice(_PREFIXES) + word
    if way < 0.6:
        return word + choose.choice(_ENDINGS)
    at = choose.randrange(len(word))
    return word[:at] + choose.choice(_LETTERS) + word[at + 1 :]


def text(number: int, size: int) -> tuple[str, str, str]:
    """(title, body, source) of an article in a corpus of `size`. The real ones stand evenly among the others."""
    real = corpus()
    known = len(real.titles)
    if size <= known or number * known // size != (number + 1) * known // size:
        at = number if size <= known else number * known // size
        return real.titles[at], "\n".join(real.sentences[at]), real.sources[at]
    choose = random.Random(number)
    first = choose.randrange(known)
    source = real.sources[first]
    group = real.by_source[source]
    near = group.index(first)
    among = [
        first,
        *(group[(near + choose.randrange(1, 40)) % len(group)] for _ in range(choose.randint(1, 3))),
    ]
    wanted = max(3, int(choose.lognormvariate(2.0, 0.6)))
    body = [choose.choice(real.sentences[choose.choice(among)]).split(" ") for _ in range(wanted)]
    for _ in range(int(sum(map(len, body)) * _CHANGED) + 1):
        sentence = choose.choice(body)
        place = choose.randrange(len(sentence))
        sentence[place] = _changed(choose, sentence[place])
    title = real.titles[first].split(" ")
    title[choose.randrange(len(title))] = choose.choice(real.titles[among[-1]].split(" "))
    return " ".join(title), "\n".join(map(" ".join, body)), source


class Made(NamedTuple):
    """An article ready to be written: its day, its parts, its revision as stored, and what the index holds of it."""

    day: date
    id: str
    title: str
    source: str
    sha256: str
    data: bytes
    columns: index.Columns
    size: int


def make(first: int, last: int, size: int) -> list[Made]:
    """The articles of these numbers."""
    found = []
    for number in range(first, last):
        title, body, source = text(number, size)
        day = _FIRST + timedelta(int(_DAYS * (number / size) ** _GROWTH))
        lines = tuple(Line(line) for line in body.split("\n"))
        made = Article(
            lines=(Line(title, "title"), *lines) if title else lines,
            title=title or None,
            source=source or None,
            language="ar",
            published=PartialDate(day.isoformat(), "day"),
        )
        content = revisions.encode(made)
        found.append(
            Made(
                day,
                hashlib.sha256(str(number).encode()).hexdigest(),
                title,
                source,
                hashlib.sha256(content).hexdigest(),
                zlib.compress(content, 1),
                index.analysed(title, made.body, "", source),
                len(title.encode()) + len(body.encode()),
            )
        )
    return found


def build(path: Path, size: int, processes: int = 2) -> int:
    """An archive of `size` articles at `path`, without originals and keys of likeness: what searching reads. The bytes of its texts."""
    total = 0
    with Archive.open(path, create=True, operator="bench") as opened:
        conn = opened.connection()
        conn.execute("PRAGMA cache_size=-400000")
        conn.execute("PRAGMA synchronous=OFF")
        docid = 0
        waiting: list[tuple[int, Made]] = []
        for one in _all(size, processes):
            docid = max(docid + 1, listing.first_docid(one.day.isoformat()))
            total += one.size
            waiting.append((docid, one))
            if len(waiting) == WRITTEN:
                _write(opened, waiting)
        _write(opened, waiting)
    return total


def _all(size: int, processes: int) -> Iterator[Made]:
    """The articles in order, made by several processes, a little ahead of the writing."""
    spans = [(first, min(first + CHUNK, size), size) for first in range(0, size, CHUNK)]
    with ProcessPoolExecutor(processes) as pool:
        ahead = [pool.submit(make, *span) for span in spans[: 2 * processes]]
        for at in range(len(spans)):
            if at + len(ahead) < len(spans):
                ahead.append(pool.submit(make, *spans[at + len(ahead)]))
            yield from ahead.pop(0).result()


_REVISION = "INSERT INTO revision(revision, id, sha256, extractor, data) VALUES(?, ?, ?, 'bench', ?)"
_LISTED = """
INSERT INTO listing(docid, id, revision, title, source, language, published, published_precision, starred, has_note,
  in_review, source_folded, imported_hlc) VALUES(?, ?, ?, ?, ?, 'ar', ?, 'day', 0, 0, 0, ?, 0)
"""


def _write(opened: Archive, waiting: list[tuple[int, Made]]) -> None:
    start = time.perf_counter()
    with opened.write() as conn:
        last = conn.execute("SELECT coalesce(max(revision), 0) FROM revision").fetchone()[0]
        numbered = [(last + at, docid, one) for at, (docid, one) in enumerate(waiting, 1)]
        conn.executemany(_REVISION, ((number, one.id, one.sha256, one.data) for number, _, one in numbered))
        conn.executemany(
            _LISTED,
            (
                (docid, one.id, number, one.title, one.source, one.day.isoformat(), fold(one.source))
                for number, docid, one in numbered
            ),
        )
        for docid, one in waiting:
            index.put(conn, docid, one.columns)
        if waiting:
            arrive(conn, [(one.id, one.sha256, one.size) for _, one in waiting])
    if waiting:
        spent = time.perf_counter() - start
        sys.stderr.write(
            f"{numbered[-1][0]:,} articles; the last {len(waiting):,} written in {spent:.1f} s\n"
        )
    waiting.clear()


def arrive(conn: sqlite3.Connection, articles: Sequence[tuple[str, str, int]]) -> None:
    """Write down as one import that these articles came in: id, hash of what was read, bytes. An index is built anew of what came in."""
    hlc = clock.tick(conn)
    change = clock.new_id(hlc)
    values = {"paths": ["bench"], "tags": []}
    changes.write_change(conn, change, hlc, kind="import", values=values, operator="bench")
    puts = [
        Put(
            ident,
            "arrival",
            f"{ident[:12]}.txt",
            dumps(
                provenances.data(Provenance(f"{ident[:12]}.txt", ident, size, "bench", "1"))
                | {"content": content}
            ),
        )
        for ident, content, size in articles
    ]
    changes.write_facts(conn, change, puts)


def main() -> int:
    """`python -m bench.enlarge FILE SIZE [PROCESSES]`."""
    path, size = Path(sys.argv[1]), int(sys.argv[2])
    start, busy = time.perf_counter(), os.times()
    total = build(path, size, int(sys.argv[3]) if len(sys.argv) > 3 else 2)
    spent, after = time.perf_counter() - start, os.times()
    cpu = sum(after[:4]) - sum(busy[:4])
    sys.stdout.write(
        f"{size:,} articles of {total / size:.0f} bytes in {spent:.0f} s, {cpu:.0f} s of CPU: {total} bytes\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
