"""What another archive has and this one does not, and whether it can be what it says.

The custody log names what there is: each of its entries covers a change and some of its facts by their hashes. An entry that
is here too covers nothing new. Of the others the hash, the place in the chain and all that they cover are checked before
anything is taken over; an original and a text come in only as the bytes that their hashes name.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from store.article import Article
from store.articles import originals, revisions
from store.articles.unpacking import unpacked
from store.connection import translated
from store.errors import ArchiveDamaged, ArchiveError
from store.log import clock, stated
from store.safekeeping import custody, purged
from store.safekeeping.custody import Covered, Entry
from store.safekeeping.purged import Purge
from store.similar import sources

_ID = re.compile("[0-9a-f]{32}")
_ARTICLE = re.compile("[0-9a-f]{64}")
_CHANGE = "SELECT id, hlc, replica, operator, kind, summary, undoes FROM change WHERE id = ?"
_REDACTED = "SELECT hlc, leaf FROM redacted WHERE change = ? AND (hlc BETWEEN ? AND ? OR hlc = 0)"
_ARRIVALS = "SELECT slot, value FROM fact WHERE about = ? AND kind = 'arrival' AND value IS NOT NULL"
_LED_TO = "SELECT slot FROM fact WHERE about = ? AND kind = 'source' AND value IS NOT NULL"
_TAKEN_OVER = "SELECT about FROM fact WHERE change = ? AND kind = 'source' AND slot = ?"
_HERE = "SELECT 1 FROM custody WHERE replica = ? AND seq = ? AND hash = ?"


class Span(NamedTuple):
    """An entry that is new here, with the row of its change, the facts it covers and the hashes of those that were purged."""

    entry: Entry
    change: tuple[Any, ...] | None
    facts: list[Covered]
    redacted: list[tuple[int, str]]


class Text(NamedTuple):
    """A revision as it is stored, its number left out, and what it says."""

    id: str
    sha256: str
    extractor: str
    data: bytes
    article: Article


class Other:
    """The other archive, read through a connection that is its own. What is wrong in it is raised as its damage."""

    def __init__(self, conn: sqlite3.Connection, path: Path) -> None:
        self.conn = conn
        self.path = path
        self._seqs: dict[str, int] = {}
        self._admitted: set[str] = set()

    def new_entries(self, mine: sqlite3.Connection) -> list[Entry]:
        """The entries of its custody log that this archive lacks, each in its place. Raises `ArchiveDamaged`."""
        found = []
        with self._its_fault():
            for entry in custody.entries(self.conn):
                self._seqs[entry.hash] = entry.seq
                if entry.kind == "repair" and entry.hashed() == entry.hash:
                    self._admitted.update(
                        *(stated.names_in(entry.values, name) for name in ("changes", "gaps"))
                    )
                if mine.execute(_HERE, (entry.replica, entry.seq, entry.hash)).fetchone() is None:
                    found.append(entry)
            for entry in found:
                before = self._seqs.get(entry.previous) if entry.previous else 0
                if entry.hashed() != entry.hash:
                    raise self._damaged("an entry of the custody log was altered")
                if before != entry.seq - 1 and entry.hash not in self._admitted:
                    raise self._damaged("the custody log has a gap")
            if found and custody.uncovered(self.conn):
                raise self._damaged("the custody log does not cover everything")
        return found

    def span(self, entry: Entry) -> Span:
        """What an entry covers. Raises `ArchiveDamaged` where it is not what it was, or nothing that the program writes."""
        if not entry.change:
            return Span(entry, None, [], [])
        with self._its_fault():
            change = self.conn.execute(_CHANGE, (entry.change,)).fetchone()
            facts = list(custody.facts_of(self.conn, entry.change, entry.first, entry.last))
            redacted = self.conn.execute(_REDACTED, (entry.change, entry.first, entry.last)).fetchall()
            if not custody.holds(self.conn, entry) and entry.change not in self._admitted:
                raise self._damaged("what was done is not what it was")
            if change is not None:
                self._look_at(change[0], change[1])
                undone = change[6]
                if undone is not None and not (_ID.fullmatch(undone) and clock.of_id(undone) < change[1]):
                    raise self._damaged("a step")
            for fact in facts:
                self._look_at_fact(fact)
        return Span(entry, change, facts, redacted)

    def _look_at_fact(self, fact: Covered) -> None:
        self._look_at(fact[0], fact[2])
        if not (":" in fact[3] or _ARTICLE.fullmatch(fact[3])):
            raise self._damaged("a fact")
        if any(not _ID.fullmatch(one) for one in (*json.loads(fact[8]), *filter(None, (fact[7],)))):
            raise self._damaged("a fact")

    def _look_at(self, ident: str, hlc: int) -> None:
        if not (_ID.fullmatch(ident) and clock.of_id(ident) == hlc and clock.can_be(hlc)):
            raise self._damaged("a reading of the clock")

    def fact(self, change: str, hlc: int, leaf: str) -> Covered | None:
        """The fact of this step and reading that has this hash; None where it is not here either. Raises `ArchiveDamaged`."""
        with self._its_fault():
            for fact in custody.facts_of(self.conn, change, hlc, hlc):
                if custody.leaf_of(fact) == leaf:
                    self._look_at_fact(fact)
                    return fact
        return None

    def fact_with(self, ident: str) -> Covered | None:
        """The fact with this id. Raises `ArchiveDamaged`."""
        with self._its_fault():
            row = self.conn.execute("SELECT change, hlc FROM fact WHERE id = ?", (ident,)).fetchone()
            found = custody.facts_of(self.conn, row[0], row[1], row[1]) if row else iter(())
            return next((fact for fact in found if fact[0] == ident), None)

    def arrivals(self, ident: str) -> list[tuple[str, str]]:
        """Place and value of all arrivals that an article ever had. Raises `ArchiveDamaged`."""
        with self._its_fault():
            return self.conn.execute(_ARRIVALS, (ident,)).fetchall()

    def led_to(self, ident: str) -> list[str]:
        """The articles of which this one was ever said to be a part. Raises `ArchiveDamaged`."""
        with self._its_fault():
            return [slot for (slot,) in self.conn.execute(_LED_TO, (sources.about(ident),))]

    def taken_over(self, change: str, ident: str) -> list[str]:
        """The articles that became part of this one by this step. Raises `ArchiveDamaged`."""
        with self._its_fault():
            rows = self.conn.execute(_TAKEN_OVER, (change, ident)).fetchall()
        return [sources.ident(about) for (about,) in rows]

    def change(self, ident: str) -> tuple[Any, ...] | None:
        """The row of a step. Raises `ArchiveDamaged`."""
        with self._its_fault():
            row: tuple[Any, ...] | None = self.conn.execute(_CHANGE, (ident,)).fetchone()
        return row

    def kind(self, step: str) -> str:
        """What was done by a step; of one that takes back or does again, what it takes back or does. Raises `ArchiveDamaged`."""
        row = self.change(step)
        while row is not None and row[6] is not None and (undone := self.change(row[6])) is not None:
            row = undone
        return str(row[4]) if row else ""

    def original(self, sha256: str) -> tuple[int, str, bytes] | None:
        """The bytes with this digest as they are stored: length, codec, data; None where it has lost them. Raises `ArchiveDamaged`."""
        with self._its_fault():
            row: tuple[int, str, bytes] | None = self.conn.execute(
                "SELECT bytes, codec, data FROM original WHERE sha256 = ?", (sha256,)
            ).fetchone()
            if row is None:
                return None
            if row[1] not in {"zlib", "raw"}:
                raise self._damaged("an original")
            originals.read(self.conn, sha256)
        return row

    def text(self, ident: str, sha256: str) -> Text | None:
        """A revision, read and found sound; None where it has lost it. Raises `ArchiveDamaged`."""
        with self._its_fault():
            row = self.conn.execute(
                "SELECT id, sha256, extractor, data FROM revision WHERE id = ? AND sha256 = ?",
                (ident, sha256),
            ).fetchone()
            if row is None:
                return None
            try:
                content = unpacked(row[3])
                article = revisions.decode(content)
            except revisions.UNREADABLE:
                raise self._damaged("a text") from None
            if hashlib.sha256(content).hexdigest() != sha256:
                raise self._damaged("a text")
            return Text(row[0], row[1], row[2], row[3], article)

    def purged(self, most: int) -> list[Purge]:
        """What was purged there, or it has heard of, by at most so many archives."""
        with self._its_fault():
            found = [one for one in purged.everywhere(self.conn) if one.makes_sense]
        salts = sorted({one.salt for one in found})[:most]
        return [one for one in found if one.salt in salts]

    def _damaged(self, detail: str) -> ArchiveDamaged:
        return ArchiveDamaged(path=self.path, detail=detail)

    @contextmanager
    def _its_fault(self) -> Iterator[None]:
        try:
            with translated(self.path):
                yield
        except ArchiveDamaged as error:
            if error.values.get("path") == self.path:
                raise
            raise self._damaged(str(error.values.get("path"))) from error
        except ArchiveError:
            raise
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise self._damaged("a value") from error
