"""A new archive of what was found in the pages of a damaged one, and the list of what was not.

Originals and texts are taken only if their bytes have the hash they are stored under. Changes and facts are held against
the custody log afterwards: what does not fit it is kept and named. An article whose text is there and whose arrival is not
comes back with an arrival that says so.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from store.archive import Archive
from store.articles import listing
from store.connection import from_os_error
from store.encryption import keys
from store.errors import ArchiveDamaged
from store.log import changes, clock
from store.log.facts import Put, dumps
from store.safekeeping import custody, doctor
from store.safekeeping.backup import force, take_away
from store.salvage import finding, readings
from store.salvage.pages import Pages
from store.salvage.sense import makes_sense
from store.salvage.shapes import shapes


@dataclass(slots=True)
class Lost:
    """What could not be saved. Articles are named by id, with the path they were imported from where that is known."""

    articles: dict[str, str] = field(default_factory=dict)
    """Those whose text is gone."""
    originals: dict[str, str] = field(default_factory=dict)
    """Those whose text is there, and their original is gone."""
    arrivals: list[str] = field(default_factory=list)
    """Those of which it is no longer known where they came from."""
    changes: list[str] = field(default_factory=list)
    """Changes that are not what the custody log says: something of them is gone or altered."""
    entries: int = 0
    """Entries that are missing in the custody log."""

    def __bool__(self) -> bool:
        return bool(self.articles or self.originals or self.arrivals or self.changes or self.entries)


@dataclass(frozen=True, slots=True)
class Saved:
    """The new archive, the number of its articles, what is not in it, and what an examination of it found."""

    path: Path
    articles: int
    lost: Lost
    checks: list[doctor.Check]


def target_beside(path: Path) -> Path:
    """A name for the new archive that no file has."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    return path.with_name(f"{path.stem}.repaired-{stamp}-{secrets.token_hex(2)}{path.suffix or '.db'}")


def save(path: Path, target: Path, operator: str = "") -> Saved:
    """Read what can be read of the file at `path` and make an archive of it at `target`; the file itself is only read.

    That of an encrypted file, whose passphrase must be known, is encrypted with the same one.

    Raises `ArchiveDamaged` when nothing of an archive is in it, and `store.errors`.
    """
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        _begin(part, path)
        with Archive.open(part, create=True, operator=operator) as archive:
            with Pages(path) as pages, archive.write() as conn:
                lost = _fill(conn, pages)
            with archive.write() as conn:
                _note(conn, path, lost, operator)
            articles = archive.count()
            if not articles and conn.execute("SELECT 1 FROM change LIMIT 1").fetchone() is None:
                raise ArchiveDamaged(path=path)
            checks = doctor.examine(archive)
        force(part)
        part.replace(target)
        force(target.parent)
    except OSError as error:
        raise from_os_error(error, target) from error
    finally:
        for ending in ("", "-wal", "-shm"):
            take_away(part.with_name(part.name + ending))
    return Saved(target, articles, lost, checks)


def _begin(part: Path, path: Path) -> None:
    key = keys.key_of(path)
    if key is not None:
        from store.encryption import files  # noqa: PLC0415 - an extra

        files.begin(part, key)


def _fill(conn: sqlite3.Connection, pages: Pages) -> Lost:
    """Put in every row that was found and make what is derived of it. Needs an open write transaction."""
    known = shapes(conn)
    ours = dict(conn.execute("SELECT key, value FROM local").fetchall())
    conn.execute("DELETE FROM custody")
    conn.execute("PRAGMA defer_foreign_keys=ON")
    local: dict[str, str] = {}
    for table, row in finding.rows(pages, known):
        if table == "local":
            local.setdefault(str(row[0]), str(row[1]))
        elif makes_sense(
            table, dict(zip((column.name for column in known[table].columns), row, strict=True))
        ):
            marks = ", ".join("?" * len(row))
            conn.execute(f"INSERT OR IGNORE INTO {table} VALUES({marks})", row)
    readings.settle(conn)
    _settle_local(conn, local, ours)
    _stand_in(conn)
    # What a lost fact took the place of is shown again: it may have been taken back, but nothing better is known.
    conn.execute("DELETE FROM over WHERE by NOT IN (SELECT id FROM fact) AND NOT (by >= '-' AND by < '.')")
    lost = Lost()
    _adopt(conn, lost)
    lost.articles = dict.fromkeys(listing.rebuild(conn), "")
    _name_lost(conn, lost)
    _settle_chain(conn, lost)
    return lost


def _settle_local(conn: sqlite3.Connection, found: dict[str, str], ours: dict[str, str]) -> None:
    """What belongs to this copy of the file: its name, its clock, the end of its chain."""
    replica = found.get("replica", "")
    row = conn.execute(
        "SELECT replica FROM custody WHERE replica = ? UNION ALL SELECT * FROM (SELECT replica FROM custody ORDER BY hlc DESC LIMIT 1)",
        (replica,),
    ).fetchone()
    replica = row[0] if row else ours["replica"]
    hlc = conn.execute(
        "SELECT max(coalesce((SELECT max(hlc) FROM fact), 0), coalesce((SELECT max(hlc) FROM change), 0),"
        " coalesce((SELECT max(hlc) FROM custody), 0), ?)",
        (int(ours.get("hlc", "0")),),
    ).fetchone()[0]
    last = conn.execute(
        "SELECT seq, hash FROM custody WHERE replica = ? ORDER BY seq DESC, hlc DESC LIMIT 1", (replica,)
    ).fetchone()
    settled = {**found, "analyser": ours["analyser"], "replica": replica, "hlc": str(hlc)}
    settled["custody"] = f"{last[0]} {last[1]}" if last else "0 "
    conn.execute("DELETE FROM local")
    conn.executemany("INSERT INTO local(key, value) VALUES(?, ?)", settled.items())


_WITHOUT_CHANGE = """
SELECT named.change, min(named.hlc) FROM (
  SELECT change, hlc FROM fact UNION ALL SELECT undoes, hlc FROM change WHERE undoes IS NOT NULL) AS named
WHERE NOT EXISTS (SELECT 1 FROM change AS c WHERE c.id = named.change) GROUP BY named.change
"""


def _stand_in(conn: sqlite3.Connection) -> None:
    """A row for each change of which only facts are left, or what took it back: no step is thrown away for want of its title."""
    for change, hlc in conn.execute(_WITHOUT_CHANGE).fetchall():
        conn.execute(
            "INSERT INTO change(id, hlc, replica, operator, kind, summary, undoes) VALUES(?, ?, ?, '', 'recovered', '{}', NULL)",
            (change, hlc, clock.replica(conn)),
        )


_WITHOUT_ARRIVAL = """
SELECT r.id, r.sha256, r.extractor, (SELECT o.bytes FROM original AS o WHERE o.sha256 = r.id) FROM revision AS r
WHERE NOT EXISTS (SELECT 1 FROM fact AS f WHERE f.about = r.id AND f.kind = 'arrival')
GROUP BY r.id HAVING r.revision = max(r.revision) ORDER BY r.revision
"""


def _adopt(conn: sqlite3.Connection, lost: Lost) -> None:
    """An arrival for each article that has none; all of them are one change. Without members the id is the original's hash."""
    puts = []
    for ident, content, extractor, size in conn.execute(_WITHOUT_ARRIVAL).fetchall():
        importer, _, version = str(extractor).partition(" ")
        where = {"path": "?", "sha256": ident, "bytes": size or 0}
        where |= {"importer": importer, "importer_version": version, "content": content}
        puts.append(Put(ident, "arrival", "?", dumps(where)))
        lost.arrivals.append(ident)
    if puts:
        hlc = clock.tick(conn)
        change = clock.new_id(hlc)
        changes.write_change(conn, change, hlc, kind="recovered", values={"count": len(puts)}, operator="")
        changes.write_facts(conn, change, puts)
        custody.flush(conn)


_ARRIVED = "SELECT about, slot FROM fact WHERE kind = 'arrival' AND value IS NOT NULL ORDER BY hlc"


def _name_lost(conn: sqlite3.Connection, lost: Lost) -> None:
    """The articles without their text or original, with the paths they came from."""
    paths: dict[str, str] = dict(conn.execute(_ARRIVED).fetchall())
    lost.articles = {ident: paths.get(ident, "") for ident in lost.articles}
    gone = [ident for (ident,) in conn.execute(doctor.LOST) if ident not in lost.articles]
    lost.originals = {ident: paths.get(ident, "") for ident in gone}


def _settle_chain(conn: sqlite3.Connection, lost: Lost) -> None:
    found = custody.examine(conn)
    lost.changes = found.changed
    lost.entries = len(found.broken)
    custody.cover(conn)


def _note(conn: sqlite3.Connection, path: Path, lost: Lost, operator: str) -> None:
    """What the repair could not save, in the custody log: it is known from now on, and no reason to look again."""
    said: dict[str, Any] = {
        "name": os.fsencode(path.name).decode("utf-8", "backslashreplace"),
        "articles": sorted(lost.articles),
        "originals": sorted(lost.originals),
        "changes": sorted(lost.changes),
        "gaps": sorted(custody.examine(conn).broken),
        "importers": sorted(ident for (ident,) in conn.execute(doctor.OTHER_IMPORTER)),
    }
    custody.event(conn, "repair", said, operator)
