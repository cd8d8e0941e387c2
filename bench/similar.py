"""What it costs to know the same text, the same story and related articles, in the archive of the retrieval corpus.

Times are the processor's: the disk is asked for what an import and a search ask it for anyway.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TypeVar

from bench.retrieval import DATABASE, FOLDER, article, build, documents
from bench.table import Table, middle, percentile
from store.archive import Archive
from store.similar import fingerprint, known, matching, relatives, story
from store.text.analyser import terms

SAMPLE = 400
Thing = TypeVar("Thing")
_BYTES = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE 'likeness%'"


def run() -> str:
    """Milliseconds an article beside its analysis, bytes an article, and milliseconds of the two questions."""
    if not (FOLDER / "docs.jsonl.zst").exists():
        return f"Similar articles: there is no corpus in {FOLDER}.\n"
    if not DATABASE.exists():
        build(DATABASE)
    made = [article(one)[0] for one in islice(documents(), 4 * SAMPLE)]
    with Archive.open(DATABASE) as opened:
        known.complete(opened)
        with opened.read() as conn:
            count = conn.execute("SELECT count(*) FROM revision").fetchone()[0]
            kept = conn.execute(_BYTES).fetchone()[0] / count
            chosen = random.Random(1).sample(
                [docid for (docid,) in conn.execute("SELECT docid FROM listing")], SAMPLE
            )
            table = Table(
                f"Similar articles, {count:,} texts",
                "ms",
                "its analysis",
                f"{kept:.0f} bytes an article for the keys; medians, and what 95 of 100 stay below",
            )
            analysis = _times(made, lambda one: terms(one.body))
            prints = {id(one): fingerprint.print_of(one) for one in made}
            table.add("keys of an article", middle(_times(made, fingerprint.print_of)), middle(analysis))
            asking = _times(made, lambda one: matching.match(conn, one, prints[id(one)], "new"))
            table.add("is it here already?", middle(asking), middle(analysis))
            for what, ask in (
                ("same story", lambda docid: story.of(conn, docid)),
                ("related, ten", lambda docid: relatives.of(conn, docid, 10)),
            ):
                times = _times(chosen, ask)
                table.add(f"{what}, p50", middle(times))
                table.add(f"{what}, p95", percentile(times, 0.95))
    return str(table)


def _times(things: Sequence[Thing], act: Callable[[Thing], object]) -> list[float]:
    """Milliseconds of the processor for each of the things."""
    found = []
    for thing in things:
        start = time.process_time()
        act(thing)
        found.append((time.process_time() - start) * 1e3)
    return found
