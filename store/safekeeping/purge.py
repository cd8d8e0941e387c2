"""Deleting for good: articles, their originals and everything that was said of them, so that no word of them is left.

In SQLite a deleted row leaves its words in the full-text index until its segments are merged, in the room pages have left,
and in the log. So the rows are deleted, the indexes merged, and the archive is written anew into another file, which takes
its place; the old one is overwritten first. What of it was in copies that the program made beside the archive is purged
there too. Copies elsewhere, and blocks that a disk keeps to itself (every solid-state disk does), can't be reached.

The custody log goes on: hashes of what was there stay, the purge is an entry, and nothing says what it was.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from store import connection
from store.archive import Archive
from store.articles import listing, reading, revisions
from store.connection import from_os_error, translated
from store.errors import ArchiveDamaged, ArchiveError
from store.finding import waiting
from store.links import real
from store.log import stated
from store.log.facts import dumps
from store.safekeeping import backup, copies, custody, purged, redacting
from store.salvage.shapes import KEPT
from store.similar import fingerprint, known

_CHUNK = 1 << 20
_STRUCTURE = frozenset({"listing", "tag", "tagging", *waiting.TABLES, "tag_name", *KEPT})
"""Tables that are brought up to date by themselves; the others are swept."""


class Purged(NamedTuple):
    """What was done. `articles` have gone from the archive, `copies` are the files beside it that they went from too.

    `shared` are the originals (hashes) that stay because other articles are in the same file. `unreached` are copies that
    still hold the articles, or may: those that can't be opened or are of an older version, those that were made elsewhere, as far
    as the custody log knows of them, what a killed program left beside the archive, and what a repair made.
    """

    articles: tuple[str, ...]
    shared: tuple[str, ...]
    copies: tuple[Path, ...]
    unreached: tuple[Path, ...]
    paths: tuple[str, ...]


def purge(path: Path, ids: Sequence[str], operator: str = "") -> Purged:
    """Purge articles (ids or beginnings of them) from the archive at `path`, which nobody else may have open.

    Raises `NoSuchArticle`, `AmbiguousId`, `ArchiveLocked` and the other `store.errors`; the archive is as it was then.
    """
    path = real(path)
    with Archive.open(path, operator=operator) as archive:
        named = _full_ids(archive.connection(), ids)
        wanted = _with_parts(archive.connection(), named)
        elsewhere = handed_out(archive.connection(), path)
    backup.fold_log(path)  # before anything is deleted: nobody else may have it open
    with Archive.open(path, operator=operator) as archive:
        shared, paths = _purge_in(archive, wanted)
    done, unreached = [], list(elsewhere)
    for copy in copies.beside(path):
        state = _purge_copy(copy.path, wanted, operator)
        if state is None:
            unreached.append(copy.path)
        elif state:
            done.append(copy.path)
    unreached += copies.left_behind(path)
    return Purged(tuple(named), shared, tuple(done), tuple(dict.fromkeys(unreached)), paths)


def _full_ids(conn: sqlite3.Connection, ids: Sequence[str]) -> list[str]:
    """The full ids; those of articles whose import was taken back, which are not shown, only when they are given in full."""
    return list(
        dict.fromkeys(ident if _is_here(conn, ident) else reading.full_id(conn, ident) for ident in ids)
    )


_PARTS = """
SELECT substr(f.about, 8) FROM fact AS f WHERE f.kind = 'source' AND f.slot = ?1 AND f.value IS NOT NULL
AND substr(f.about, 8) NOT IN (SELECT id FROM listing)
"""


def _with_parts(conn: sqlite3.Connection, named: Sequence[str]) -> list[str]:
    """These and all that became part of them and is shown nowhere: its text and its notes are theirs."""
    wanted = dict.fromkeys(named)
    waiting = list(named)
    while waiting:
        parts = [ident for (ident,) in conn.execute(_PARTS, (waiting.pop(),)) if ident not in wanted]
        wanted.update(dict.fromkeys(parts))
        waiting += parts
    return list(wanted)


def _is_here(conn: sqlite3.Connection, ident: str) -> bool:
    return (
        conn.execute("SELECT 1 FROM fact WHERE about = ? AND kind = 'arrival'", (ident,)).fetchone()
        is not None
    )


def handed_out(conn: sqlite3.Connection, path: Path) -> list[Path]:
    """The backups that were made elsewhere, as the custody log knows them."""
    found = (str(entry.values.get("path", "")) for entry in custody.of_kind(conn, "backup"))
    return [Path(name) for name in dict.fromkeys(found) if name and Path(name) != path]


def _purge_copy(copy: Path, wanted: Sequence[str], operator: str) -> bool | None:
    """Purge them from a copy beside the archive: whether they were in it; None where that can't be done."""
    try:
        with Archive.open(copy, read_only=True) as archive:
            here = [ident for ident in wanted if _is_here(archive.connection(), ident)]
        if here:
            with Archive.open(copy, operator=operator) as archive:
                _purge_in(archive, here)
    except (ArchiveError, sqlite3.Error, OSError):
        return None
    return bool(here)


def _purge_in(archive: Archive, wanted: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Purge from one file and close it: the originals that stay, and the paths the articles came from."""
    path = archive.path
    with archive.write() as conn:
        shared, paths = _delete(conn, wanted, archive.operator)
    with archive.write() as conn:
        waiting.fold(conn)  # words that no article has any more go
        for table in ("search", "likeness"):
            conn.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with translated(path):
            connection.make_file(part)
            archive.close()
            with backup.alone(path) as conn:
                conn.execute("PRAGMA temp_store=MEMORY")
                conn.execute("VACUUM INTO ?", (str(part),))
                backup.verify(part)
                backup.force(part)
                if not backup.HELD_WHILE_OPEN:
                    _replace(path, part)
        if backup.HELD_WHILE_OPEN:
            _replace(path, part)
    except OSError as error:
        raise from_os_error(error, path) from error
    finally:
        backup.take_away(part)
    return shared, paths


def _replace(path: Path, part: Path) -> None:
    """Put the new file in the place of the old one, whose bytes are overwritten: at every moment one of them is whole."""
    if backup.HELD_WHILE_OPEN:
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.old")
        path.replace(aside)
        part.replace(path)
        _overwrite(aside)
        aside.unlink()
    else:
        old = os.open(path, os.O_RDWR)
        try:
            part.replace(path)
            backup.force(path.parent)
            _zero(old)
        finally:
            os.close(old)


def _overwrite(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        _zero(handle)
    finally:
        os.close(handle)


def _zero(handle: int) -> None:
    size = os.lseek(handle, 0, os.SEEK_END)
    os.lseek(handle, 0, os.SEEK_SET)
    for at in range(0, size, _CHUNK):
        os.write(handle, bytes(min(_CHUNK, size - at)))
    os.fsync(handle)


_FACTS = """
SELECT id, change, hlc, slot, kind, value FROM fact
WHERE about IN (SELECT value FROM json_each(?1)) OR about IN (SELECT 'source:' || value FROM json_each(?1))
   OR (kind = 'source' AND slot IN (SELECT value FROM json_each(?1)))
"""
_ABOUT_SOURCES = (
    "SELECT substr(about, 8) FROM fact WHERE kind = 'source' AND slot IN (SELECT value FROM json_each(?))"
)


def _delete(
    conn: sqlite3.Connection, wanted: Sequence[str], operator: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Delete everything that is said of these articles. Needs an open write transaction."""
    ids = dumps(list(wanted))
    facts = conn.execute(_FACTS, (ids,)).fetchall()
    others = [ident for (ident,) in conn.execute(_ABOUT_SOURCES, (ids,))]
    arrivals = list(_places(facts))
    originals = {str(said["sha256"]) for said in arrivals}
    paths = tuple(dict.fromkeys(str(said["path"]) for said in arrivals))
    keys = {*wanted, *others, *_texts(conn, ids)}
    redacting.keep_hashes(
        conn, [hidden for row in facts for hidden in redacting.hashes(conn, row[1], row[2])]
    )
    gone = [row[0] for row in facts]
    for start in range(0, len(gone), 500):
        some = dumps(gone[start : start + 500])
        conn.execute("DELETE FROM over WHERE by IN (SELECT value FROM json_each(?))", (some,))
        conn.execute("DELETE FROM over WHERE fact IN (SELECT value FROM json_each(?))", (some,))
        conn.execute("DELETE FROM fact WHERE id IN (SELECT value FROM json_each(?))", (some,))
    listing.refresh(conn, list(wanted), {"arrival", "tag", "note", "edit"})
    _forget_revisions(conn, ids)
    shared = tuple(sorted(sha256 for sha256 in originals if not _forget_original(conn, sha256)))
    redacting.scrub(conn, sorted({row[1] for row in facts}))
    _sweep(conn, {*wanted, *others, *originals, *paths})
    purged.remember(conn, keys)
    custody.event(conn, "purge", {"articles": len(wanted), "facts": len(gone)}, operator)
    return shared, paths


def _places(facts: Sequence[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    """Where the articles came from, as far as that can be read."""
    for _, _, _, slot, kind, value in facts:
        if kind in {"arrival", "path"} and value is not None:
            with suppress(stated.Senseless):
                yield stated.of_fact(kind, slot, value)


def _texts(conn: sqlite3.Connection, ids: str) -> set[str]:
    """The fingerprints of the texts."""
    found: set[str] = set()
    rows = conn.execute("SELECT id, data FROM revision WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    for ident, data in rows.fetchall():
        with suppress(ArchiveDamaged):
            key = fingerprint.print_of(revisions.unpack(ident, data)).text
            if key:
                found.add(key)
    return found


def _forget_revisions(conn: sqlite3.Connection, ids: str) -> None:
    rows = conn.execute("SELECT revision FROM revision WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    for (number,) in rows.fetchall():
        with suppress(ArchiveDamaged):
            known.forget(conn, number)
        conn.execute("DELETE FROM revision WHERE revision = ?", (number,))


_STILL_USED = """
SELECT 1 FROM fact WHERE kind IN ('arrival', 'path') AND value IS NOT NULL
AND CASE WHEN json_valid(value) THEN json_extract(value, '$.sha256') END = ? LIMIT 1
"""


def _forget_original(conn: sqlite3.Connection, sha256: str) -> bool:
    """Delete an original, unless another article is in it: whether it has gone."""
    if conn.execute(_STILL_USED, (sha256,)).fetchone():
        return False
    conn.execute("DELETE FROM original WHERE sha256 = ?", (sha256,))
    return True


def _sweep(conn: sqlite3.Connection, gone: set[str]) -> None:
    """Delete the rows of other tables that name the articles, their originals or the files they came from."""
    tables = conn.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE '%sqlite%'"
    ).fetchall()
    named = dumps(sorted(text for text in gone if len(text) >= _LEAST))
    for (table,) in tables:
        if table in _STRUCTURE:
            continue
        columns = conn.execute(
            "SELECT name FROM pragma_table_info(?) WHERE type IN ('TEXT', 'BLOB')", (table,)
        ).fetchall()
        for (column,) in columns:
            conn.execute(_SWEEP.format(table=table, column=column), (named,))


_LEAST = 4
"""Characters of a path; shorter ones stand in others that have nothing to do with it."""
_SWEEP = """
DELETE FROM "{table}" WHERE EXISTS (SELECT 1 FROM json_each(?) AS g WHERE instr(CAST("{column}" AS TEXT), g.value))
"""
