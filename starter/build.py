"""Builds the starter archive from the captures and from what a person added to them: ``python -m starter.build archive.db``.

The archive goes through the same doors as anybody's: `importers.ingest` and the changes of `store.archive`. It is made in
a temporary file beside the target, which it replaces in one step at the end, so that a failed build leaves the old one.
Two builds have the same content; the ids of changes are random and the times are those of the build.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import tomllib
from contextlib import chdir, closing
from pathlib import Path
from typing import Any

from importers.ingest import ingest
from store import newness, schema
from store.archive import Archive
from store.safekeeping import copies, custody

ROOT = Path(__file__).resolve().parent.parent
CAPTURES = Path("starter", "captures")  # relative to ROOT: the archive keeps the path as its provenance
HUMAN = Path(__file__).with_name("human.toml")
OPERATOR = "archive"


class BuildFailed(Exception):
    """A capture was refused, or the person's additions name one that is not there."""


def build(target: Path) -> None:
    """Make the starter archive at `target`, replacing what is there. Raises `BuildFailed`, `store.errors`, OSError."""
    target = target.absolute()
    with tempfile.TemporaryDirectory(prefix=".starter-", dir=target.parent) as folder:
        made = Path(folder, "archive.db")
        with chdir(ROOT), Archive.open(made, create=True, operator=OPERATOR) as archive:
            ids = _import(archive)
            _add_human_work(archive, ids)
        _settle(made)
        made.chmod(0o644)
        made.replace(target)


def _import(archive: Archive) -> dict[str, str]:
    """The ids of the articles by the name of their file."""
    report = ingest(archive, sorted(CAPTURES.glob("*.txt")))
    refused = [
        f"{one.path}: {one.status}, {one.reason}" for one in report.articles if one.status != "imported"
    ]
    if refused:
        raise BuildFailed("\n".join(refused))
    return {Path(one.path).name: one.id for one in report.articles if one.id}


def _add_human_work(archive: Archive, ids: dict[str, str]) -> None:
    human: dict[str, dict[str, Any]] = tomllib.loads(HUMAN.read_text("utf-8"))
    if strange := human.keys() - ids.keys():
        raise BuildFailed(f"{HUMAN.name} names files that were not imported: {', '.join(sorted(strange))}")
    for name, additions in human.items():
        archive.tag([ids[name]], add=additions.get("tags", ()))
    for name, additions in human.items():
        for field, value in additions.get("edits", {}).items():
            archive.edit(ids[name], field, value)
        if note := additions.get("note"):
            archive.set_note(ids[name], note.strip())
    archive.star([ids[name] for name, additions in human.items() if additions.get("starred")], on=True)


def _settle(path: Path) -> None:
    """Everything in the one file: pages packed, the write-ahead log emptied and gone, its mode kept.

    The copy gets a name of its own, so that the first undo of a reader is not of the builder's work, and an entry under that name in
    the custody log, which else would not end where this copy says that it does. The mode stays in the header, all of it counts as looked
    at, and no copy is due as long as nobody changed anything: so opening the app on it and leaving again changes no byte of it.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE local SET value = lower(hex(randomblob(8))) WHERE key = 'replica'")
        made = custody.event(conn, "creation", {"from": 0, "to": schema.VERSION}, OPERATOR)
        newness.look(conn, newness.ARCHIVE)
        copies.note_copied(conn, 0, made.hash)
        conn.execute("COMMIT")
        conn.execute("VACUUM")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    left = [file.name for file in path.parent.iterdir() if file != path]
    if left:
        raise BuildFailed(f"files were left beside the archive: {', '.join(left)}")


def main(arguments: list[str]) -> int:
    """The shell's door; the exit code."""
    if len(arguments) != 1:
        print("usage: python -m starter.build PATH", file=sys.stderr)
        return 2
    target = Path(arguments[0])
    build(target)
    print(f"{target}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
