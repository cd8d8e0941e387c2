"""Importing saved pages: into a new archive, with everything that is kept of them, beside trafilatura alone on the same pages.

The peer only extracts: the text and the metadata it finds, nothing stored. Both sides get the same number of processes.
ARCHIVE_BENCH_PAGES names a folder of pages (those of the tests otherwise), ARCHIVE_BENCH_FILES how many are made of them
(400), each a copy with a number of its own in every paragraph and on a host of its own: copies of one text would count as
duplicates, and those of one address as versions of one page. Beside the pages a second on the clock stand those a second
of processor time, all processes together: a busy machine changes them less.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import processor
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
            workers = "one process" if jobs == 1 else "two processes"
            peer, its = _trafilatura(copies, jobs)
            with Archive.open(Path(folder) / f"{jobs}.db", create=True, operator="bench") as archive:
                for what in ("first time", "again, nothing new"):
                    start, before = time.perf_counter(), processor.spent()
                    report = ingest(archive, [Path(folder) / "in"], jobs=jobs)
                    seconds, mine = time.perf_counter() - start, processor.spent() - before
                    if report.failed or report.skipped:
                        raise RuntimeError(f"{report.failed + report.skipped} pages were not imported")
                    table.add(f"{what}, {workers}", len(copies) / seconds, len(copies) / peer)
                    if what == "first time":
                        table.add("… of processor time", len(copies) / mine, len(copies) / its)
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
        page = pages[number % len(pages)].replace(b"</p>", f" {number}</p>".encode())
        path.write_bytes(page.replace(b"://", f"://n{number}.".encode()))
        made.append(path)
    return made


def _trafilatura(pages: Sequence[Path], jobs: int) -> tuple[float, float]:
    """Seconds that trafilatura takes for them, once its processes are running, and of processor time with their start."""
    before = processor.spent()
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        pool.map(_extract, pages[: jobs * 4], chunksize=1)
        start = time.perf_counter()
        pool.map(_extract, pages, chunksize=8)
        seconds = time.perf_counter() - start
        pool.close()
        pool.join()
    return seconds, processor.spent() - before


def _extract(page: Path) -> str:
    from trafilatura import extract  # noqa: PLC0415 - loaded in the peer's processes only

    return extract(page.read_bytes(), favor_precision=True, include_comments=False, with_metadata=True) or ""
