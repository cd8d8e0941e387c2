"""Importing saved pages: into a new archive, with everything that is kept of them, beside trafilatura alone on the same pages.

The peer only extracts: the text and the metadata it finds, nothing stored. Both sides get the same number of processes.
ARCHIVE_BENCH_PAGES names a folder of pages (those of the tests otherwise), ARCHIVE_BENCH_FILES how many are made of them
(400), each a copy with a number of its own in every paragraph: copies of one text would count as duplicates.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.table import Table
from importers.ingest import ingest
from store.archive import Archive

FILES = int(os.environ.get("ARCHIVE_BENCH_FILES", "400"))
_OWN = Path(__file__).resolve().parent.parent / "tests" / "importers" / "pages"
PAGES = Path(os.environ.get("ARCHIVE_BENCH_PAGES", str(_OWN)))


def run() -> Table:
    """Import the pages with one worker and with two, then again: nothing is new."""
    table = Table(f"Importing {FILES:,} saved pages of {PAGES.name}", "pages a second", "trafilatura alone")
    with tempfile.TemporaryDirectory() as folder:
        copies = _copies(Path(folder) / "in")
        for jobs in (1, 2):
            peer = len(copies) / _trafilatura(copies, jobs)
            with Archive.open(Path(folder) / f"{jobs}.db", create=True, operator="bench") as archive:
                for what in ("first time", "again, nothing new"):
                    start = time.perf_counter()
                    report = ingest(archive, [Path(folder) / "in"], jobs=jobs)
                    seconds = time.perf_counter() - start
                    if report.failed or report.skipped:
                        raise RuntimeError(f"{report.failed + report.skipped} pages were not imported")
                    workers = "one process" if jobs == 1 else "two processes"
                    table.add(f"{what}, {workers}", len(copies) / seconds, peer)
    return table


def _copies(folder: Path) -> list[Path]:
    """The pages, each so often and so little changed that all are different files."""
    folder.mkdir()
    pages = [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]
    if not pages:
        raise RuntimeError(f"there are no pages in {PAGES}")
    made: list[Path] = []
    for number in range(FILES):
        path = folder / f"{number:06d}.html"
        path.write_bytes(pages[number % len(pages)].replace(b"</p>", f" {number}</p>".encode()))
        made.append(path)
    return made


def _trafilatura(pages: Sequence[Path], jobs: int) -> float:
    """Seconds that trafilatura takes for them, once its processes are running."""
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        pool.map(_extract, pages[: jobs * 4], chunksize=1)
        start = time.perf_counter()
        pool.map(_extract, pages, chunksize=8)
        return time.perf_counter() - start


def _extract(page: Path) -> str:
    from trafilatura import extract  # noqa: PLC0415 - loaded in the peer's processes only

    return extract(page.read_bytes(), favor_precision=True, include_comments=False, with_metadata=True) or ""
