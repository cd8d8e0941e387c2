"""Importing: captures from files into a new archive.

The peer only reads each file and puts its text into a plain FTS5 table through sqlite-utils: no fields, no original, no provenance,
no power-cut safety. "Of processor time": files a second of it, all processes together. ARCHIVE_BENCH_FILES sets how many files (1,000).
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from sqlite_utils import Database

from bench import corpus, processor
from bench.table import Table
from importers.ingest import ingest
from store.archive import Archive

FILES = int(os.environ.get("ARCHIVE_BENCH_FILES", "1000"))


def run() -> Table:
    """Import the same files both ways, then ours again: nothing is new."""
    table = Table(f"Importing {FILES:,} captures", "files a second", "plain FTS5 by sqlite-utils")
    with tempfile.TemporaryDirectory() as folder:
        captures = Path(folder) / "captures"
        captures.mkdir()
        an_hour_ago = time.time() - 3600
        for number, (title, body, day) in enumerate(corpus.texts(FILES)):
            path = captures / f"{number:06d}.txt"
            path.write_text(f"{title}\n\n{day.isoformat()}\n\n{body}.\n", "utf-8")
            os.utime(
                path, (an_hour_ago, an_hour_ago)
            )  # what was written just now is never taken for unchanged
        start, before = time.perf_counter(), processor.spent()
        plain = Database(Path(folder) / "plain.db", execute_plugins=False)
        rows = ({"path": path.name, "text": path.read_text("utf-8")} for path in sorted(captures.iterdir()))
        plain["article"].insert_all(rows)  # type: ignore[union-attr]  # a table, not a view
        plain["article"].enable_fts(["text"])  # type: ignore[union-attr]
        plain.close()
        peer, its = FILES / (time.perf_counter() - start), processor.spent() - before
        with Archive.open(Path(folder) / "archive.db", create=True, operator="bench") as opened:
            for what in ("first time", "again, nothing new"):
                start, before = time.perf_counter(), processor.spent()
                report = ingest(opened, [captures])
                seconds, busy = time.perf_counter() - start, processor.spent() - before
                table.add(what, FILES / seconds, peer)
                if report.failed:
                    raise RuntimeError(f"{report.failed} captures failed")
                if what == "first time":
                    table.add("… of processor time", FILES / busy, FILES / its)
        size = (Path(folder) / "archive.db").stat().st_size
        text = sum(path.stat().st_size for path in captures.iterdir())
        table.note = f"the archive, originals included, is {size / text:.2f} of the text's size"
    return table
