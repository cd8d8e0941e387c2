"""The custody log: who did what to this archive and when, as a chain in which nothing can be altered unnoticed.

Every import, every other change and every act on the file itself (made, migrated, restored, repaired, purged, copied)
leaves an entry. An entry names the hash of the one before it, and the digest of what it covers: the row of the change and
each of its facts with the facts they supersede, as they were written. So a bit that flipped, a row edited by hand or a row
that is gone is noticed, wherever it is, from the hash of the last entry alone; who writes that hash down elsewhere can
prove later that nothing was altered since. The chain can't prove who sat at the keyboard.

Entries are identified by what they say. A copy of the archive on a second laptop goes on from the same entry, and a merge
is a union: the chain forks there, and both branches hold. An import that is written in many transactions has an entry for
each. Where an article was purged, the hashes of its facts stay (`redacted`), which say nothing about them, so that the
chain holds.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from store.log import clock, stated
from store.log.facts import dumps

SCHEMA: tuple[str, ...] = (
    """CREATE TABLE custody(replica TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, previous TEXT NOT NULL,
       hlc INTEGER NOT NULL, operator TEXT NOT NULL, kind TEXT NOT NULL, change TEXT NOT NULL, first INTEGER NOT NULL,
       last INTEGER NOT NULL, facts INTEGER NOT NULL, digest TEXT NOT NULL, said TEXT NOT NULL,
       PRIMARY KEY(replica, seq, hash)) STRICT, WITHOUT ROWID""",
    """CREATE INDEX custody_change ON custody(change, first)""",
    """CREATE TABLE redacted(change TEXT NOT NULL, hlc INTEGER NOT NULL, leaf TEXT NOT NULL,
       PRIMARY KEY(change, hlc, leaf)) STRICT, WITHOUT ROWID""",
)
"""`first` and `last` are the readings of the clock between which the facts of `change` are covered. `redacted` has the
leaves of what was purged, under the reading of the fact, or 0 for the change itself."""


class Entry(NamedTuple):
    """One entry, in the order of the columns. `change` is empty for an act on the file; `said` is JSON."""

    replica: str
    seq: int
    hash: str
    previous: str
    hlc: int
    operator: str
    kind: str
    change: str
    first: int
    last: int
    facts: int
    digest: str
    said: str

    @property
    def at(self) -> str:
        """When it was written: UTC, ISO 8601."""
        return clock.iso(self.hlc)

    @property
    def values(self) -> dict[str, Any]:
        """What an act on the file says of itself."""
        return stated.of_act(self.said)

    def hashed(self) -> str:
        """The hash that an entry saying this has."""
        rest = [value for name, value in self._asdict().items() if name != "hash"]
        return _sha256(dumps(rest))


def _sha256(text: str) -> str:
    from hashlib import sha256  # noqa: PLC0415 - nothing is hashed while the app starts

    return sha256(text.encode()).hexdigest()


LONGEST_NAME = 100
_DIGITS = 19
"""Of a number that SQLite can't keep any more."""


def operator() -> str:
    """Who is at work, as the person says in $ARCHIVE_OPERATOR; "" if they don't. The name of the account is never taken."""
    said = os.environ.get("ARCHIVE_OPERATOR", "").encode("utf-8", "replace").decode()
    return " ".join(said.split())[:LONGEST_NAME]


_pending: dict[sqlite3.Connection, dict[str, tuple[int, int]]] = {}


def note(conn: sqlite3.Connection, change: str, first: int = 1, last: int = 0) -> None:
    """These facts of a change were written; `flush` makes the entry. Without a span only the change itself was."""
    spans = _pending.setdefault(conn, {})
    known = spans.get(change)
    if known is None or known[1] == 0:
        spans[change] = (first, last)
    elif last:
        spans[change] = (min(first, known[0]), max(last, known[1]))


def flush(conn: sqlite3.Connection) -> None:
    """Write an entry for each change noted. Must be called before COMMIT; after a ROLLBACK call `discard`."""
    for change, (first, last) in _pending.pop(conn, {}).items():
        _append_change(conn, change, first, last)


def discard(conn: sqlite3.Connection) -> None:
    """Forget what was noted; for a transaction that is rolled back."""
    _pending.pop(conn, None)


def event(
    conn: sqlite3.Connection, kind: str, said: Mapping[str, object] | None = None, operator: str = ""
) -> Entry:
    """An entry for an act on the file itself. Needs an open write transaction."""
    return _append(conn, kind, operator, "", (1, 0), 0, "", dumps(dict(said or {})))


_CHANGE = "SELECT id, hlc, replica, operator, kind, summary, undoes FROM change WHERE id = ?"


def _append_change(conn: sqlite3.Connection, change: str, first: int, last: int) -> None:
    operator, kind = conn.execute("SELECT operator, kind FROM change WHERE id = ?", (change,)).fetchone()
    count, digest = digest_of(conn, change, first, last)
    _append(conn, kind, operator, change, (first, last), count, digest, "{}")


def _append(  # noqa: PLR0917 - the columns of an entry, in their order
    conn: sqlite3.Connection,
    kind: str,
    operator: str,
    change: str,
    span: tuple[int, int],
    facts: int,
    digest: str,
    said: str,
) -> Entry:
    seq, previous = head(conn)
    entry = Entry(
        replica=clock.replica(conn),
        seq=seq + 1,
        hash="",
        previous=previous,
        hlc=clock.tick(conn),
        operator=operator,
        kind=kind,
        change=change,
        first=span[0],
        last=span[1],
        facts=facts,
        digest=digest,
        said=said,
    )
    entry = entry._replace(hash=entry.hashed())
    conn.execute("INSERT INTO custody VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entry)
    conn.execute(
        "INSERT INTO local(key, value) VALUES('custody', ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (f"{entry.seq} {entry.hash}",),
    )
    return entry


def head(conn: sqlite3.Connection) -> tuple[int, str]:
    """Number and hash of the last entry of this copy; (0, "") where there is none yet."""
    row = conn.execute("SELECT value FROM local WHERE key = 'custody'").fetchone()
    if row is None:
        return 0, ""
    seq, _, digest = row[0].partition(" ")
    return int(seq) if seq.isdecimal() and len(seq) < _DIGITS else -1, digest


def cover(conn: sqlite3.Connection) -> int:
    """Entries for the changes that none covers, one each; how many. Needs an open write transaction.

    So an archive from before the custody log gets one.
    """
    open_ = uncovered(conn)
    rows = conn.execute("SELECT id FROM change ORDER BY hlc, id").fetchall()
    for (change,) in rows:
        if change in open_:
            _append_change(conn, change, *(open_[change][1:] if open_[change].facts else (1, 0)))
    return len(open_)


class Open(NamedTuple):
    """So many facts of a change that no entry covers, and between which readings of the clock they were written."""

    facts: int
    first: int
    last: int


def uncovered(conn: sqlite3.Connection) -> dict[str, Open]:
    """The changes of which something is not covered by any entry. Walks once along all facts and entries."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for change, first, last in conn.execute(
        "SELECT change, first, last FROM custody WHERE change <> '' ORDER BY first"
    ):
        spans.setdefault(change, []).append((first, last))
    found = {
        change: Open(0, 0, 0) for (change,) in conn.execute("SELECT id FROM change") if change not in spans
    }
    before, covered_to, place = "", 0, 0
    for change, hlc in conn.execute("SELECT change, hlc FROM fact ORDER BY change, hlc"):
        if change != before:
            before, covered_to, place = change, 0, 0
        of_change = spans.get(change, [])
        while place < len(of_change) and of_change[place][0] <= hlc:
            covered_to = max(covered_to, of_change[place][1])
            place += 1
        if hlc > covered_to:
            known = found.get(change)
            first = known.first if known and known.facts else hlc
            found[change] = Open(known.facts + 1 if known else 1, first, hlc)
    return found


_FACTS = """
SELECT f.id, f.change, f.hlc, f.about, f.kind, f.slot, f.value, f.restores,
       (SELECT json_group_array(fact) FROM (SELECT o.fact FROM over AS o WHERE o.by = f.id ORDER BY o.fact))
FROM fact AS f WHERE f.id BETWEEN ? AND ? AND +f.change = ? AND f.hlc BETWEEN ? AND ?
"""
_REDACTED = "SELECT hlc, leaf FROM redacted WHERE change = ? AND hlc BETWEEN ? AND ?"


Covered = tuple[str, str, int, str, str, str, str | None, str | None, str]
"""A row of `fact` as an entry covers it, and behind it the ids of the facts that it supersedes, as JSON."""


def facts_of(conn: sqlite3.Connection, change: str, first: int, last: int) -> Iterator[Covered]:
    """The facts of a change in this span that are there.

    Ids begin with the reading, so they are found without looking at the other facts of a long import.
    """
    bound = (f"{first:016x}", f"{last:016x}g", change, first, last)
    return conn.execute(_FACTS, bound)


def leaf_of(fact: Covered) -> str:
    """The hash of a fact as an entry covers it."""
    return _sha256(dumps(fact))


def leaves(conn: sqlite3.Connection, change: str, first: int, last: int) -> list[tuple[int, str]]:
    """(reading, hash) of the facts of a change in this span that are there."""
    return [(row[2], leaf_of(row)) for row in facts_of(conn, change, first, last)]


def change_leaf(conn: sqlite3.Connection, change: str) -> str:
    """The hash of the row of a change; empty when it is not there."""
    row = conn.execute(_CHANGE, (change,)).fetchone()
    return _sha256(dumps(row)) if row else ""


def digest_of(conn: sqlite3.Connection, change: str, first: int, last: int) -> tuple[int, str]:
    """The number of facts of a change in this span, purged ones included, and the digest of them and of the change."""
    redacted = conn.execute("SELECT leaf FROM redacted WHERE change = ? AND hlc = 0", (change,)).fetchone()
    found = leaves(conn, change, first, last)
    found += conn.execute(_REDACTED, (change, first, last)).fetchall() if last else []
    found.sort()
    top = redacted[0] if redacted else change_leaf(conn, change)
    return len(found), _sha256(top + "".join(leaf for _, leaf in found))


def entries(conn: sqlite3.Connection) -> Iterator[Entry]:
    """All entries, by copy of the archive and number."""
    return map(Entry._make, conn.execute("SELECT * FROM custody ORDER BY replica, seq, hash"))


def last(conn: sqlite3.Connection, limit: int) -> list[Entry]:
    """The last entries of all copies, newest first."""
    query = "SELECT * FROM custody ORDER BY hlc DESC, replica, seq DESC LIMIT ?"
    return [Entry._make(row) for row in conn.execute(query, (limit,))]


def of_kind(conn: sqlite3.Connection, kind: str) -> list[Entry]:
    """The entries of this kind that say what they said."""
    query = "SELECT * FROM custody WHERE kind = ? ORDER BY hlc"
    return [entry for entry in map(Entry._make, conn.execute(query, (kind,))) if entry.hashed() == entry.hash]


_ABOUT = """
SELECT DISTINCT c.* FROM fact AS f CROSS JOIN custody AS c
WHERE f.about = ? AND c.change = f.change AND f.hlc BETWEEN c.first AND c.last ORDER BY c.hlc, c.replica, c.seq
"""


def about(conn: sqlite3.Connection, ident: str) -> list[Entry]:
    """The entries that cover what was said of the article with this full id, oldest first."""
    return [Entry._make(row) for row in conn.execute(_ABOUT, (ident,))]


def holds(conn: sqlite3.Connection, entry: Entry) -> bool:
    """Whether the entry says what it said when it was written, and what it covers is as it was."""
    if entry.hashed() != entry.hash:
        return False
    if not entry.change:
        return True
    return (entry.facts, entry.digest) == digest_of(conn, entry.change, entry.first, entry.last)


class Findings(NamedTuple):
    """What an examination of the chain found: the number of entries, and what is wrong, as (sentence, how often)."""

    entries: int
    altered: list[str]
    """The hashes of entries that don't say what they said."""
    broken: list[str]
    """The hashes of entries whose predecessor is not here, or has another number. A repair admits to those it left."""
    changed: list[str]
    """Changes whose row or facts are not what they were; a repair admits to those it could not save whole."""
    uncovered: int
    """Changes and facts that no entry covers."""
    headless: bool
    """The last entry of this copy is not here, or not the last."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.altered or self.broken or self.changed or self.uncovered or self.headless)


def examine(conn: sqlite3.Connection) -> Findings:
    """Go through the whole chain and everything it covers."""
    known: dict[str, int] = {}
    links: list[tuple[str, int, str]] = []
    altered, changed = [], []
    newest = 0
    admitted: set[str] = set()
    replica = clock.replica(conn)
    for entry in entries(conn):
        known[entry.hash] = entry.seq
        links.append((entry.hash, entry.seq, entry.previous))
        if entry.hashed() != entry.hash:
            altered.append(entry.hash)
        elif not holds(conn, entry):
            changed.append(entry.change)
        elif entry.kind == "repair":
            admitted.update(*(stated.names_in(entry.values, name) for name in ("changes", "gaps")))
        if entry.replica == replica:
            newest = max(newest, entry.seq)
    broken = [
        digest
        for digest, seq, previous in links
        if (seq != 1 if not previous else known.get(previous) != seq - 1) and digest not in admitted
    ]
    changed = [change for change in changed if change not in admitted]
    seq, digest = head(conn)
    headless = known.get(digest, 0) != seq or (bool(digest) and not newest)
    lacking = sum(max(1, one.facts) for one in uncovered(conn).values())
    return Findings(len(links), altered, broken, changed, lacking, headless)
