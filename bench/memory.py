"""The memory that importing takes, whatever the file: each kind of large or swelling files into a new archive by `archive import`.

Beside the megabytes of the files stand those of the largest process, and of the command and its workers together at one moment, in
megabytes of 2**20 bytes. ARCHIVE_BENCH_ONLY measures only the kinds whose names hold that text, or one of several with ``|`` between them.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from bench import large_files, process_tree

MOST = 300
"""Megabytes that an import may take with its workers."""
_ARCHIVE = "import sys; from tui.cli import main; sys.exit(main())"
_ROOT = Path(__file__).resolve().parent.parent


def run() -> str:
    """Import each kind and give the table. Raises RuntimeError where memory can't be measured, or an import ends in an error."""
    if not process_tree.can_measure():
        raise RuntimeError("memory is measured through /proc, which only Linux has")
    wanted = os.environ.get("ARCHIVE_BENCH_ONLY", "").split("|")
    rows = [
        "Memory of an import and its workers, in MB",
        f"{'':38} {'files':>7} {'largest':>8} {'all':>6} {'s':>6}  what came of it",
    ]
    for name, make in large_files.KINDS.items():
        if not any(part in name for part in wanted):
            continue
        with tempfile.TemporaryDirectory() as place:
            rows.append(_measure(Path(place), name, make))
        sys.stderr.write(rows[-1] + "\n")
    return "\n".join(rows) + "\n"


def _measure(place: Path, name: str, make: large_files.Making) -> str:
    folder = place / "in"
    folder.mkdir()
    make(folder)
    size = sum(path.stat().st_size for path in folder.iterdir()) / (1 << 20)
    peak = importing(folder, place / "t.db")
    counts, reasons = outcome(peak.output)
    mark = "!" if peak.together > MOST else " "
    return f"{name:38} {size:7.1f} {peak.process:8.0f} {peak.together:6.0f}{mark}{peak.seconds:6.1f}  {counts} {', '.join(reasons)}"


def importing(folder: Path, archive: Path) -> process_tree.Peak:
    """Import a folder by the command itself and give what it took; its report is the output. Raises RuntimeError if it failed."""
    command = [
        sys.executable,
        "-c",
        _ARCHIVE,
        "import",
        str(folder),
        "--db",
        str(archive),
        "--json",
        "--lang",
        "en",
    ]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    peak = process_tree.run(command, archive.with_suffix(".report"), environment)
    if not peak.output.startswith("{"):  # where files fail, the command's code says so
        raise RuntimeError(f"the import ended with {peak.code}: {peak.output[-500:]}")
    return peak


def outcome(report: str) -> tuple[str, list[str]]:
    """The counts of a report in words, and the reasons it gives, each once."""
    said = json.loads(report)
    counts = ", ".join(
        f"{said[what]} {what}" for what in ("imported", "duplicates", "skipped", "failed") if said.get(what)
    )
    reasons = dict.fromkeys(one["reason"] for one in said["articles"] if one.get("reason"))
    return counts, list(reasons)[:4]
