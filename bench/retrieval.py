"""How well search finds: queries whose right article is known, asked of an archive of 75,000 real articles.

For each set of queries (questions, headlines, keywords, English) the mean reciprocal rank and nDCG of the first ten and the recall
of the first ten and hundred; then the reciprocal rank of the queries written in other ways (`bench.spellings`). The corpus is not part of the project: `docs.jsonl.zst` and `queries.jsonl` are looked for in
ARCHIVE_RETRIEVAL or in ../shared/data/retrieval, and the archive made of them is kept in ARCHIVE_RETRIEVAL_DB to be asked again.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from bench import spellings
from bench.retrieval_peers import Ask, missing, peers
from store.archive import Archive
from store.article import Article, Line, PartialDate, Provenance
from store.errors import BadQuery
from store.similar import versions

FOLDER = Path(
    os.environ.get("ARCHIVE_RETRIEVAL")
    or Path(__file__).resolve().parents[2] / "shared" / "data" / "retrieval"
)
DATABASE = Path(os.environ.get("ARCHIVE_RETRIEVAL_DB", "retrieval.db"))
SETS = ("qa", "head", "kw", "en")
DEPTH = 100
TOP = 10
SAMPLE = int(os.environ.get("ARCHIVE_RETRIEVAL_SAMPLE", "300"))
SPELLED = int(os.environ.get("ARCHIVE_RETRIEVAL_SPELLED", "50"))
"""Queries of each set that are asked in every way to write them."""
_READ_TWICE = (
    """SELECT docid, id FROM listing WHERE id IN (SELECT id FROM revision GROUP BY id HAVING count(*) > 1)"""
)
_DAY = re.compile(r"[12]\d{3}-[01]\d-[0-3]\d")


class Asked(NamedTuple):
    """One query, the set it belongs to and the ids of the articles that answer it."""

    set: str
    text: str
    right: frozenset[str]


def documents() -> Iterator[dict[str, str]]:
    """Every article of the corpus: id, title, body, source, date."""
    program = shutil.which("zstd")
    if program is None:
        raise SystemExit("The corpus is compressed: install zstd.")
    with subprocess.Popen(
        [program, "-dc", str(FOLDER / "docs.jsonl.zst")], stdout=subprocess.PIPE
    ) as unpacking:
        assert unpacking.stdout is not None
        for line in unpacking.stdout:
            yield json.loads(line)


def asked(most: int | None = None) -> list[Asked]:
    """The queries; of every set a fixed sample of `most`."""
    found = []
    for line in (FOLDER / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        found.append(Asked(one["set"], one["query"], frozenset(map(str, one["rel"]))))
    if most is None:
        return found
    choose = random.Random(3)
    return [
        query
        for name in SETS
        if (own := [query for query in found if query.set == name])
        for query in choose.sample(own, min(most, len(own)))
    ]


def article(one: dict[str, str]) -> tuple[Article, Provenance, bytes]:
    """An article of the corpus as an importer would hand it over; its id is kept as its address."""
    data = f"{one['id']}\n{one['title'] or ''}\n\n{one['body']}\n".encode()
    lines = [Line(one["title"], "title"), Line("", "blank")] if one["title"] else []
    lines += [Line(text) if text.strip() else Line("", "blank") for text in one["body"].split("\n")]
    day = (one.get("date") or "")[:10]
    made = Article(
        lines=tuple(lines),
        title=one["title"] or None,
        source=one.get("source") or None,
        language="ar",
        url=one["id"],
        published=PartialDate(day, "day") if _DAY.fullmatch(day) else None,
    )
    digest = hashlib.sha256(data).hexdigest()
    return made, Provenance(f"{digest[:12]}.txt", digest, len(data), "bench", "1"), data


def build(path: Path, most: int | None = None) -> None:
    """The archive of the corpus, or of its first `most` articles."""
    with Archive.open(path, create=True, operator="bench") as opened:
        run = opened.start_batch([str(FOLDER)])
        waiting = islice(documents(), most)
        while some := list(islice(waiting, 500)):
            with opened.write():
                for one in some:
                    made, provenance, data = article(one)
                    opened.add(made, provenance, data, batch=run)
        opened.finish_batch(run)


class Quality(NamedTuple):
    """Means over queries: reciprocal rank and nDCG of the first ten, recall of the first ten and hundred."""

    mrr: float
    ndcg: float
    recall_10: float
    recall_100: float


def quality(ranked: Sequence[str], right: Collection[str]) -> Quality:
    """How well one list of ids answers."""
    places = [place for place, name in enumerate(ranked[:DEPTH]) if name in right]
    first = [place for place in places if place < TOP]
    gain = sum(1 / math.log2(place + 2) for place in first)
    most = sum(1 / math.log2(place + 2) for place in range(min(TOP, len(right))))
    return Quality(
        1 / (first[0] + 1) if first else 0.0,
        gain / most,
        len(first) / min(TOP, len(right)),
        len(places) / len(right),
    )


def measured(queries: Sequence[Asked], ask: Ask) -> Quality:
    """The means over these queries."""
    each = [quality(ask(query.text), query.right) for query in queries]
    return Quality(*(mean(values) for values in zip(*each, strict=True)))


def _names(opened: Archive) -> dict[int, Sequence[str]]:
    """The ids in the corpus of each article, by docid: those with the same text are one article, and rows of their own to the peers."""
    conn = opened.connection()
    names: dict[int, Sequence[str]] = {
        docid: (url,) for docid, url in conn.execute("SELECT docid, url FROM listing")
    }
    for docid, ident in conn.execute(_READ_TWICE).fetchall():
        found = versions.of(conn, ident)
        names[docid] = [source.url for version in found for source in version.sources if source.url]
    return names


def archive_asker(opened: Archive) -> Ask:
    """Asks the archive as `archive search` does."""
    names = _names(opened)

    def ask(query: str) -> list[str]:
        try:
            found = opened.search(query, limit=DEPTH).docids
        except BadQuery:
            return []
        return list(islice(chain.from_iterable(names[docid] for docid in found), DEPTH))

    return ask


def of_sets(engines: Mapping[str, Ask], queries: Sequence[Asked]) -> list[str]:
    """A line for each engine and set of queries."""
    lines = [f"{'':34}  {'MRR@10':>7} {'nDCG@10':>8} {'R@10':>6} {'R@100':>6}"]
    for engine, ask in engines.items():
        for name in SETS:
            found = measured([query for query in queries if query.set == name], ask)
            numbers = f"{found.mrr:7.3f} {found.ndcg:8.3f} {found.recall_10:6.3f} {found.recall_100:6.3f}"
            lines.append(f"{engine:26} {name:>6}   {numbers}")
    return lines


def of_spellings(engines: Mapping[str, Ask], queries: Sequence[Asked]) -> list[str]:
    """MRR@10 of the Arabic queries in each of the ways to write them: a line for each, a column for each engine."""
    arabic = [query for query in queries if query.set != "en"]
    lines = [f"{'MRR@10':18}" + "".join(f"{engine:>26}" for engine in engines)]
    for name in spellings.WAYS:
        texts = spellings.written([query.text for query in arabic], name)
        asked_so = [query._replace(text=text) for query, text in zip(arabic, texts, strict=True)]
        lines.append(
            f"{name:18}" + "".join(f"{measured(asked_so, ask).mrr:26.3f}" for ask in engines.values())
        )
    return lines


def run() -> str:
    """Every set of queries and every way to write them, asked of the archive and of the peers."""
    if not (FOLDER / "docs.jsonl.zst").exists():
        return f"Retrieval: there is no corpus in {FOLDER}.\n"
    if not DATABASE.exists():
        build(DATABASE)
    with Archive.open(DATABASE, read_only=True) as opened, tempfile.TemporaryDirectory() as folder:
        engines = {"archive": archive_asker(opened), **peers(documents, Path(folder))}
        lines = [
            f"Retrieval, {SAMPLE} queries of each set",
            *of_sets(engines, asked(SAMPLE)),
            "",
            f"Ways to write them, {SPELLED} queries of each Arabic set",
            *of_spellings(engines, asked(SPELLED)),
        ]
    return "\n".join([*lines, *missing()]) + "\n"
