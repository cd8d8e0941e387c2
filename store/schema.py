"""The tables of an archive, and how an older file becomes one of today's.

What people and imports put in is immutable: `original`, `revision`, `change`, `fact`, `over`. What is visible is derived
from it and can be built anew at any time: `listing`, `tag`, `tagging`, the search index and its `terms`
(`store.articles.listing.rebuild`). `local` holds what belongs to this copy of the file alone.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from store import errors, guard, subjects
from store.articles import missed, visited
from store.connection import APPLICATION_ID, pragma, translated
from store.finding import index
from store.safekeeping import custody, purged
from store.similar import known
from store.thesaurus import table

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

PAGE_BYTES = 8192
KEPT_BACKUPS = 3

IMMUTABLE = (
    """CREATE TABLE local(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE original(sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, codec TEXT NOT NULL, data BLOB NOT NULL)
       STRICT""",
    """CREATE TABLE revision(revision INTEGER PRIMARY KEY, id TEXT NOT NULL, sha256 TEXT NOT NULL, extractor TEXT NOT NULL,
       data BLOB NOT NULL, UNIQUE(id, sha256)) STRICT""",
    """CREATE TABLE change(id TEXT PRIMARY KEY, hlc INTEGER NOT NULL, replica TEXT NOT NULL, operator TEXT NOT NULL,
       kind TEXT NOT NULL, summary TEXT NOT NULL, undoes TEXT) STRICT, WITHOUT ROWID""",
    """CREATE INDEX change_hlc ON change(hlc, id)""",
    """CREATE TABLE fact(id TEXT PRIMARY KEY, change TEXT NOT NULL REFERENCES change(id), hlc INTEGER NOT NULL,
       about TEXT NOT NULL, kind TEXT NOT NULL, slot TEXT NOT NULL, value TEXT, restores TEXT) STRICT, WITHOUT ROWID""",
    """CREATE INDEX fact_about ON fact(about, kind, slot)""",
    """CREATE INDEX fact_change ON fact(change, kind)""",
    """CREATE TABLE over(fact TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY(fact, by)) STRICT, WITHOUT ROWID""",
    """CREATE INDEX over_by ON over(by)""",
)
DERIVED = (
    """CREATE TABLE listing(docid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, title TEXT,
       author TEXT, source TEXT, section TEXT, language TEXT, url TEXT, published TEXT, published_precision TEXT,
       event_date TEXT, starred INTEGER NOT NULL, has_note INTEGER NOT NULL, in_review INTEGER NOT NULL,
       source_folded TEXT, author_folded TEXT, section_folded TEXT, imported_hlc INTEGER NOT NULL) STRICT""",
    """CREATE TABLE tag(tag INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL, count INTEGER NOT NULL)
       STRICT""",
    """CREATE TABLE tagging(docid INTEGER NOT NULL, tag INTEGER NOT NULL, PRIMARY KEY(tag, docid)) STRICT, WITHOUT ROWID""",
    """CREATE INDEX tagging_docid ON tagging(docid)""",
)


def _made(*statements: str) -> Callable[[Database], None]:
    """A step that makes new tables and nothing else."""

    def step(db: Database) -> None:
        for statement in statements:
            db.execute(statement)

    return step


def _first(db: Database) -> None:
    _made(*IMMUTABLE, *DERIVED, *index.SCHEMA)(db)
    db.execute("INSERT INTO local(key, value) VALUES('replica', ?)", [secrets.token_hex(8)])
    db.execute("INSERT INTO local(key, value) VALUES('analyser', ?)", [str(index.ANALYSER_VERSION)])


def _custody(db: Database) -> None:
    _made(*custody.SCHEMA)(db)
    custody.cover(db.conn)


def _vocabulary(db: Database) -> None:
    """The index with the body first, stems a row each, and counts that wait: made anew, as no table is of use any more."""
    if not db["stem_term"].exists():
        return
    for name in ("search", "terms", "stem_term"):
        db.execute(f"DROP TABLE {name}")
    _made(*index.SCHEMA)(db)
    index.note_empty(db.conn)


STEPS: tuple[tuple[str, Callable[[Database], None]], ...] = (
    ("first", _first),
    ("custody", _custody),
    ("purged", _made(*purged.SCHEMA)),
    ("subjects", _made(*subjects.SCHEMA)),
    ("tag names", _made(*table.SCHEMA)),
    ("likeness", _made(*known.SCHEMA)),
    ("visited", _made(*visited.SCHEMA)),
    ("missed", _made(*missed.SCHEMA)),
    ("vocabulary", _vocabulary),
)
VERSION = len(STEPS)
STATEMENTS = (
    *IMMUTABLE,
    *DERIVED,
    *index.SCHEMA,
    *custody.SCHEMA,
    *purged.SCHEMA,
    *subjects.SCHEMA,
    *table.SCHEMA,
    *known.SCHEMA,
    *visited.SCHEMA,
    *missed.SCHEMA,
)
"""All that the steps make."""


SENSELESS = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a step raises where what is stored is no longer what any code expects. Nothing of the step is kept then."""


def _migrations() -> Migrations:
    from sqlite_utils import Migrations  # noqa: PLC0415 - costs 60 to 90 ms, needed only where a file is behind

    migrations = Migrations("archive")
    for name, step in STEPS:
        migrations(name=name)(step)
    return migrations


def is_blank(conn: sqlite3.Connection) -> bool:
    """True for a database in which nothing was ever made, as a creation cut short leaves it."""
    return (
        pragma(conn, "application_id") == 0
        and conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    )


def is_analysed(conn: sqlite3.Connection) -> bool:
    """True when the index was made by the analyser of this version of the program; else it must be rebuilt."""
    row = conn.execute("SELECT value FROM local WHERE key = 'analyser'").fetchone()
    return row is not None and row[0] == str(index.ANALYSER_VERSION)


def check(conn: sqlite3.Connection, path: Path) -> bool:
    """True when the file is an archive of this version, False when it is an older one or blank.

    Nothing that stands in the file is run before it was looked at (`store.guard`). Raises `NotAnArchive`, `ArchiveNewer`,
    `ForeignSchema`, `ArchiveDamaged`.
    """
    if pragma(conn, "application_id") != APPLICATION_ID:
        if is_blank(conn):
            return False
        raise errors.NotAnArchive(path=path)
    found = pragma(conn, "user_version")
    if found > VERSION:
        raise errors.ArchiveNewer(path=path, found=found, known=VERSION)
    guard.look(conn, path, STATEMENTS, complete=found == VERSION)
    return found == VERSION


def migrate(conn: sqlite3.Connection, path: Path) -> Path | None:
    """Bring the file to this version, all steps in one transaction; the backup that was made of an older archive before.

    Safe when several processes do it at once: the version is read again under the write lock. Raises `store.errors`.
    """
    with translated(path):
        blank = is_blank(conn)
        backup = None if blank else _backup_before(conn, path)
        if blank:
            conn.execute(f"PRAGMA page_size={PAGE_BYTES}")
        to_wal(conn)
        conn.execute("BEGIN IMMEDIATE")
        try:
            if not check(conn, path):
                before = pragma(conn, "user_version")
                _take_steps(conn, path)
                conn.execute(f"PRAGMA application_id={APPLICATION_ID}")
                conn.execute(f"PRAGMA user_version={VERSION}")
                kept = {"copy": backup.name} if backup else {}
                custody.event(
                    conn, "migration" if before else "creation", {"from": before, "to": VERSION, **kept}
                )
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise
    return backup


def to_wal(conn: sqlite3.Connection) -> None:
    """Write-ahead logging, so that readers and one writer never wait for each other."""
    if conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        conn.execute("PRAGMA journal_mode=WAL")


def _take_steps(conn: sqlite3.Connection, path: Path) -> None:
    """The steps that are lacking. Raises `ArchiveDamaged` where the file says that it lacks one whose tables it has."""
    from sqlite_utils import Database  # noqa: PLC0415 - as above

    try:
        _migrations().apply(Database(conn, execute_plugins=False, recursive_triggers=False))
    except sqlite3.OperationalError as error:
        if "already exists" not in str(error):
            raise
        raise errors.ArchiveDamaged(path=path, detail=str(error)) from error


def _backup_before(conn: sqlite3.Connection, path: Path) -> Path:
    from store.safekeeping import backup  # noqa: PLC0415 - as above

    if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
        raise errors.NoSpace(path=path)
    version = pragma(conn, "user_version")
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    target = path.with_name(f"{path.name}.v{version}-{stamp}-{secrets.token_hex(2)}.bak")
    backup.copy(conn, target)
    copies = path.parent.glob(f"{escape(path.name)}.v*.bak")
    for old in sorted(copies, key=lambda file: file.stat().st_mtime_ns)[:-KEPT_BACKUPS]:
        old.unlink(missing_ok=True)
    return target
