"""Importing: captures from files into a new archive.

The peer only reads each file and puts its text into a plain FTS5 table through sqlite-utils: no fields, no original, no provenance,
no power-cut safety. ARCHIVE_BENCH_FILES sets how many files (1,000).
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from sqlite_utils import Database

from bench import corpus
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
        for number, (title, body, day) in enumerate(corpus.texts(FILES)):
            (captures / f"{number:06d}.txt").write_text(f"{title}\n\n{day.isoformat()}\n\n{body}.\n", "utf-8")
        start = time.perf_counter()
        plain = Database(Path(folder) / "plain.db", execute_plugins=False)
        rows = ({"path": path.name, "text": path.read_text("utf-8")} for path in sorted(captures.iterdir()))
        plain["article"].insert_all(rows)  # type: ignore[union-attr]  # a table, not a view
        plain["article"].enable_fts(["text"])  # type: ignore[union-attr]
        plain.close()
        peer = FILES / (time.perf_counter() - start)
        with Archive.open(Path(folder) / "archive.db", create=True, operator="bench") as opened:
            for what in ("first time", "again, nothing new"):
                start = time.perf_counter()
                report = ingest(opened, [captures])
                table.add(what, FILES / (time.perf_counter() - start), peer)
                if report.failed:
                    raise RuntimeError(f"{report.failed} captures failed")
        size = (Path(folder) / "archive.db").stat().st_size
        text = sum(path.stat().st_size for path in captures.iterdir())
        table.note = f"the archive, originals included, is {size / text:.2f} of the text's size"
    return table
