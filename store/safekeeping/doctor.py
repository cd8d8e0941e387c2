"""The examination of an archive: everything that can be checked, and the repair of what is derived.

SQLite's own integrity check notices a twelfth of flipped bits; with the check of the index and a hash of every original and
every revision, nearly all that hit anything are found. What people and imports put in is never "repaired": a damaged
original is named, and a backup is the way back. What is derived is built anew.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store import locks, schema, tagging
from store.articles import listing, originals, revisions
from store.connection import APPLICATION_ID, HEADER, pragma, translate
from store.encryption import keys
from store.errors import ArchiveDamaged, ArchiveError
from store.finding import index, index_check, reindex
from store.log import clock, stated
from store.safekeeping import custody, network, senseless
from store.text import fold
from store.thesaurus import table

if TYPE_CHECKING:
    from store.archive import Archive

NAMED = 5  # damaged things named in a detail; the others are counted
CLOCK_SECONDS = 86400.0
"""How far ahead of this computer's clock the archive may be."""
LOOKED_AT = 1 << 20
"""Bytes at the beginning of a file in which its tables are looked for; their names stand on the first page."""
LEAST_FREE = 1  # times the size of the file: room for a backup beside it


class Check(NamedTuple):
    """One thing that was looked at: `detail` says what was found, in English."""

    name: str
    ok: bool
    detail: str


def examine(archive: Archive) -> list[Check]:
    """Look at everything; takes as long as reading the whole file. Writes nothing that stays."""
    found: list[Check] = []
    try:
        with archive.read() as conn:
            found += [_run(archive, name, check, conn) for name, check in _CHECKS]
    except ArchiveDamaged:  # SQLCipher ends no transaction in which a page was not what was written
        if all(check.ok for check in found):
            raise
    conn = archive.connection()
    return [*found, _run(archive, "index", _index, conn)]


DEEP = frozenset(
    {"opens", "identity", "integrity", "keys", "originals", "articles", "log", "custody", "whole"}
)
"""The checks of what can't be built anew: where one of them fails, a repair saves what it can into a new file."""


def needs_saving(checks: Sequence[Check]) -> bool:
    """Whether something is damaged that is not derived from anything else."""
    return any(not check.ok and check.name in DEEP for check in checks)


def unopenable(path: Path) -> list[Check]:
    """What can be said of a file that can't be opened as an archive; nothing where it does not look like one at all.

    An archive whose first bytes were hit is known by the names of its tables, an encrypted one by its passphrase.
    """
    if keys.key_of(path) is not None:
        return [Check("opens", False, "SQLite can't open it")]
    try:
        head = locks.read(path, LOOKED_AT)
    except OSError:
        return []
    if not (head.startswith(HEADER) and APPLICATION_ID.to_bytes(4) in head) and not all(
        f"TABLE {name}(".encode() in head for name in ("original", "revision")
    ):
        return []
    return [Check("opens", False, "SQLite can't open it")]


def repair(archive: Archive) -> list[Check]:
    """Build listing, tags and index anew from what is immutable, then examine again. Raises `store.errors`."""
    try:
        with archive.write() as conn:
            unreadable = listing.rebuild(conn)
            custody.event(conn, "rebuild", {}, archive.operator)
    except (ArchiveError, sqlite3.DatabaseError):
        with archive.write() as conn:
            _drop_index(conn)
            unreadable = listing.rebuild(conn)
            custody.event(conn, "rebuild", {}, archive.operator)
    found = examine(archive)
    if unreadable:
        found.append(Check("left out", False, _some(unreadable, "articles can't be read and were left out")))
    return found


def _drop_index(conn: sqlite3.Connection) -> None:
    """A malformed index can't even be emptied; it is thrown away and made anew."""
    for name in index.TABLES:
        conn.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in index.SCHEMA:
        conn.execute(statement)


def _run(
    archive: Archive,
    name: str,
    check: Callable[[Archive, sqlite3.Connection], Check],
    conn: sqlite3.Connection,
) -> Check:
    """One check; an error of SQLite is a finding, not the end of the examination."""
    try:
        return check(archive, conn)
    except (sqlite3.Error, ArchiveError) as error:
        meaning = translate(error, archive.path) if isinstance(error, sqlite3.Error) else error
        if isinstance(meaning, ArchiveDamaged):
            return Check(name, False, f"a part of the file can't be read ({error})")
        return Check(name, False, f"{meaning} ({error})" if meaning is not error else str(error))
    except Exception as error:  # noqa: BLE001 - stored values that are no longer what any code expects are a finding too
        return Check(name, False, f"what is stored makes no sense ({type(error).__name__})")


def _some(ids: Sequence[str], what: str, longest: int = 16) -> str:
    shown = ", ".join(ident[:longest] for ident in ids[:NAMED])
    return f"{len(ids)} {what}: {shown}{' …' if len(ids) > NAMED else ''}"


def _identity(archive: Archive, conn: sqlite3.Connection) -> Check:
    found = pragma(conn, "application_id")
    return Check("identity", found == APPLICATION_ID, f"{archive.path}, application id {found:#x}")


def _version(_archive: Archive, conn: sqlite3.Connection) -> Check:
    found = pragma(conn, "user_version")
    return Check("version", found == schema.VERSION, f"format {found}, SQLite {sqlite3.sqlite_version}")


def _journal(_archive: Archive, conn: sqlite3.Connection) -> Check:
    mode = conn.execute("PRAGMA journal_mode").fetchone()[0]
    return Check("journal", mode in {"wal", "off", "delete"}, f"journal mode {mode}")


def _space(archive: Archive, _conn: sqlite3.Connection) -> Check:
    size = archive.path.stat().st_size
    free = shutil.disk_usage(archive.path.parent).free
    detail = f"{free / 1e6:.0f} MB free, the archive has {size / 1e6:.1f} MB"
    return Check("space", free > LEAST_FREE * size, detail)


def _place(archive: Archive, _conn: sqlite3.Connection) -> Check:
    remote = network.is_remote(archive.path)
    kind = network.kind_of(archive.path)
    return Check("place", not remote, "on a network drive" if remote else f"on this computer {kind}".strip())


def _clock(_archive: Archive, conn: sqlite3.Connection) -> Check:
    """Clocks decide nothing, but people read them: a last change that lies ahead means that one of them was wrong."""
    row = conn.execute("SELECT value FROM local WHERE key = 'hlc'").fetchone()
    ahead = (clock.milliseconds(int(row[0])) / 1000 if row else 0) - time.time()
    if ahead > CLOCK_SECONDS:
        return Check(
            "clock", False, f"the last change is {ahead / 3600:.0f} hours ahead of this computer's clock"
        )
    return Check("clock", True, "the last change is in the past")


def _integrity(_archive: Archive, conn: sqlite3.Connection) -> Check:
    found = [str(row[0]) for row in conn.execute("PRAGMA integrity_check(5)")]
    return Check("integrity", found == ["ok"], "; ".join(found))


def _keys(_archive: Archive, conn: sqlite3.Connection) -> Check:
    wrong = conn.execute("PRAGMA foreign_key_check").fetchall()
    return Check("keys", not wrong, f"{len(wrong)} facts without their change" if wrong else "all there")


def _index(archive: Archive, conn: sqlite3.Connection) -> Check:
    if (far := reindex.progress(conn)) is not None:
        return Check("index", False, f"it is being built: {far.done} of {far.of} articles are in it")
    missing = conn.execute(
        "SELECT (SELECT count(*) FROM listing WHERE docid NOT IN (SELECT id FROM search_docsize))"
        " + (SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT docid FROM listing))"
    ).fetchone()[0]
    if missing:
        return Check("index", False, f"{missing} articles are listed but not indexed, or the other way round")
    if not schema.is_analysed(conn):
        return Check("index", False, "made by another version of the analyser")
    if archive.read_only:
        return Check("index", True, "all articles are in it; its inside can't be checked without writing")
    wrong = index.check(conn)
    if wrong is None and index.is_complete(conn):
        others = index_check.disagreements(conn)
        if others:
            return Check(
                "index", False, _some(others, "articles are indexed otherwise than they are written")
            )
        misread = index_check.misread_terms(conn)
        if misread:
            return Check("index", False, f"{misread} words are indexed under other stems than theirs")
    return Check("index", wrong is None, wrong or "sound")


def _originals(_archive: Archive, conn: sqlite3.Connection) -> Check:
    wrong = originals.damaged(conn)
    count = conn.execute("SELECT count(*) FROM original").fetchone()[0]
    return Check(
        "originals", not wrong, _some(wrong, "originals are damaged") if wrong else f"{count} are sound"
    )


OTHER_IMPORTER = """
SELECT DISTINCT r.id FROM fact AS f JOIN revision AS r
  ON r.id = f.about AND r.sha256 = json_extract(f.value, '$.content')
WHERE f.kind = 'arrival' AND f.value IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM fact AS g WHERE g.about = f.about AND g.kind = 'arrival' AND json_extract(g.value, '$.content') = r.sha256
  AND trim(json_extract(g.value, '$.importer') || ' ' || json_extract(g.value, '$.importer_version')) = r.extractor)
"""
"""Two importers that read the same from two files gave one revision, which names the first of them."""


def _revisions(_archive: Archive, conn: sqlite3.Connection) -> Check:
    wrong = revisions.damaged(conn)
    if not wrong:
        known = _admitted(conn, "importers")
        wrong = [ident for (ident,) in conn.execute(OTHER_IMPORTER) if ident not in known]
    count = conn.execute("SELECT count(*) FROM revision").fetchone()[0]
    return Check(
        "articles", not wrong, _some(wrong, "articles are damaged") if wrong else f"{count} are readable"
    )


def _log(_archive: Archive, conn: sqlite3.Connection) -> Check:
    wrong = list(senseless.rows(conn))
    if wrong:
        return Check("log", False, _some(wrong, "rows make no sense and are passed over", longest=40))
    return Check("log", True, "every step, and all that was said in it")


def _custody(_archive: Archive, conn: sqlite3.Connection) -> Check:
    found = custody.examine(conn)
    if found.sound:
        return Check(
            "custody", True, f"{found.entries} entries, the last is {custody.head(conn)[1][:16] or '-'}"
        )
    wrong = [
        (found.altered, "entries of the custody log were altered"),
        (found.broken, "entries of the custody log lack the one before them"),
        (found.changed, "changes are not what the custody log says"),
    ]
    for names, what in wrong:
        if names:
            return Check("custody", False, _some(names, what))
    if found.uncovered:
        return Check("custody", False, f"{found.uncovered} changes and facts are not in the custody log")
    return Check("custody", False, "the last entry of the custody log is missing")


LOST = """
SELECT DISTINCT f.about FROM fact AS f WHERE f.kind = 'arrival' AND f.value IS NOT NULL AND (
  NOT EXISTS (SELECT 1 FROM original AS o WHERE o.sha256 = json_extract(f.value, '$.sha256'))
  OR NOT EXISTS (SELECT 1 FROM revision AS r WHERE r.id = f.about AND r.sha256 = json_extract(f.value, '$.content')))
AND NOT EXISTS (SELECT 1 FROM over AS w WHERE w.fact = f.id AND w.by >= '-' AND w.by < '.')
"""
"""What waits for a merge to be done again (`store.log.waiting`) lacks nothing."""
_LOOSE = "SELECT count(*) FROM over WHERE by NOT IN (SELECT id FROM fact) AND NOT (by >= '-' AND by < '.')"


def _admitted(conn: sqlite3.Connection, *what: str) -> set[str]:
    """The articles of which a repair could not save this: that is known. See `store.salvage.making`."""
    found: set[str] = set()
    for entry in custody.of_kind(conn, "repair"):
        found.update(*(stated.names_in(entry.values, one) for one in what))
    return found


def _orphans(_archive: Archive, conn: sqlite3.Connection) -> Check:
    admitted = _admitted(conn, "articles", "originals")
    lost = [ident for (ident,) in conn.execute(LOST) if ident not in admitted]
    loose = conn.execute(_LOOSE).fetchone()[0]
    if lost:
        return Check("whole", False, _some(lost, "articles lack their original or text"))
    return Check(
        "whole", not loose, f"{loose} facts are superseded by none that is here" if loose else "all there"
    )


def _derived(_archive: Archive, conn: sqlite3.Connection) -> Check:
    ids = {ident for (ident,) in conn.execute("SELECT DISTINCT about FROM fact WHERE kind = 'arrival'")}
    ids |= {ident for (ident,) in conn.execute("SELECT id FROM listing")}
    wrong: list[str] = []
    for batch in listing.batches(sorted(ids)):
        present = listing.rows(conn, batch)
        for ident, row, _body in listing.compute(conn, batch, []):
            seen = present.get(ident)
            if (row and (row.revision, listing.fields_of(row))) != (
                seen and (seen.revision, listing.fields_of(seen))
            ):
                wrong.append(ident)
        if tagging.wanted(conn, batch) != tagging.present(conn, batch):
            wrong += [ident for ident in batch if ident not in wrong and _tags_differ(conn, ident)]
    miscounted = conn.execute(_MISCOUNTED).fetchone()[0]
    miscounted += sum(
        fold(name) != folded for name, folded in conn.execute("SELECT name, folded FROM tag").fetchall()
    )
    if wrong:
        return Check("derived", False, _some(wrong, "articles are shown otherwise than their facts say"))
    if miscounted:
        return Check("derived", False, f"{miscounted} tags are counted or spelled wrong")
    if not table.is_right(conn):
        return Check("derived", False, "the names of the tags are not those that were given")
    return Check("derived", True, f"{len(ids)} articles are shown as their facts say")


_MISCOUNTED = """
SELECT count(*) FROM tag WHERE count IS NOT (SELECT count(*) FROM tagging AS t WHERE t.tag = tag.tag)
"""


def _tags_differ(conn: sqlite3.Connection, ident: str) -> bool:
    return tagging.wanted(conn, [ident]) != tagging.present(conn, [ident])


_CHECKS = (
    ("identity", _identity),
    ("version", _version),
    ("journal", _journal),
    ("space", _space),
    ("place", _place),
    ("clock", _clock),
    ("integrity", _integrity),
    ("keys", _keys),
    ("originals", _originals),
    ("articles", _revisions),
    ("log", _log),
    ("custody", _custody),
    ("whole", _orphans),
    ("derived", _derived),
)
