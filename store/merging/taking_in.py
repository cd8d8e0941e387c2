"""Writing here what another archive has and this one lacks: nothing that stands here is changed, and nothing comes in twice.

What was purged here stays out (`purges`): of it the hashes alone are kept, as after the purge, so that the other's custody log
holds. The same is kept of what another archive had purged before it came from there; who has it whole fills it in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from store.articles import originals
from store.errors import ArchiveDamaged
from store.log import stated, waiting
from store.log.facts import is_article
from store.merging.incoming import Other, Span
from store.merging.purges import Purges
from store.safekeeping import custody, purged, redacting
from store.safekeeping.custody import Covered, Entry
from store.safekeeping.purged import Purge
from store.safekeeping.redacting import Hidden
from store.similar import fingerprint, known

_CHANGE = (
    "INSERT INTO change(id, hlc, replica, operator, kind, summary, undoes) VALUES(?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT(id) DO NOTHING"
)
_FACT = (
    "INSERT INTO fact(id, change, hlc, about, kind, slot, value, restores) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT(id) DO NOTHING"
)
_OVER = "INSERT INTO over(fact, by) VALUES(?, ?) ON CONFLICT DO NOTHING"
_PLACE = "SELECT about, kind FROM fact WHERE id = ? AND about <> ?"
_ENTRY = "INSERT INTO custody VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_REDACTED = "INSERT INTO redacted(change, hlc, leaf) VALUES(?, ?, ?) ON CONFLICT DO NOTHING"
_WHOLE = "DELETE FROM redacted WHERE change = ? AND hlc = ? AND leaf = ?"
_HIDDEN = "SELECT change, hlc, leaf FROM redacted WHERE hlc > 0 ORDER BY change, hlc, leaf"
_STILL_HIDDEN = "SELECT 1 FROM redacted WHERE change = ? AND hlc > 0"
_TOP = "SELECT leaf FROM redacted WHERE change = ? AND hlc = 0"
_HAS_TOP = "SELECT 1 FROM redacted WHERE change = ? AND hlc = 0"
_ORIGINAL = "INSERT INTO original(sha256, bytes, codec, data) VALUES(?, ?, ?, ?)"
_REVISION = (
    "INSERT INTO revision(id, sha256, extractor, data) VALUES(?, ?, ?, ?) ON CONFLICT(id, sha256) DO NOTHING"
)
_REVISION_HERE = "SELECT 1 FROM revision WHERE id = ? AND sha256 = ?"
MOST_SALTS = 100
"""Of archives in which something was purged: whoever imports compares with each."""

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class TakenIn:
    """What came in.

    `facts` are ids, `kinds` of facts by what they are about, `texts` the keys of new texts by article. `spans` are those of the
    `entries` none of whose facts was here, `purged` the articles that stayed out, `purges` what was new in the other's list of
    purged ones. `filled` are the facts of which the hash alone was here before.
    """

    facts: set[str] = field(default_factory=set)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)
    texts: dict[str, set[str]] = field(default_factory=dict)
    purged: set[str] = field(default_factory=set)
    purges: list[Purge] = field(default_factory=list)
    filled: list[Hidden] = field(default_factory=list)
    hlc: int = 0

    @property
    def articles(self) -> list[str]:
        """The ids of the articles of which something is said that was not known."""
        return sorted(about for about in self.kinds if is_article(about))


class Taking:
    """One merge under way. Needs an open write transaction. `trying`: what nobody asks for before it is rolled back is left out."""

    def __init__(self, conn: sqlite3.Connection, other: Other, *, trying: bool) -> None:
        self.conn = conn
        self.other = other
        self.trying = trying
        self.found = TakenIn()
        self._purges = Purges(conn, other)
        self._hides = conn.execute(_HIDDEN).fetchone() is not None

    def all(self, entries: list[Entry], progress: Progress) -> TakenIn:
        """Take in what these entries of the other cover, and what of older ones it has whole. Raises `ArchiveDamaged` where it lies."""
        for number, entry in enumerate(entries):
            self._span(self.other.span(entry))
            progress(number + 1, len(entries))
        self.found.purged = set(self._purges.articles)
        self._fill_in()
        for one in self.other.purged(MOST_SALTS):
            if purged.hear(self.conn, one):
                self.found.purges.append(one)
        return self.found

    def _span(self, span: Span) -> None:
        entry, conn = span.entry, self.conn
        conn.execute(_ENTRY, entry)
        self.found.entries.append(entry.hash)
        self.found.hlc = max(self.found.hlc, entry.hlc)
        if span.change is not None and conn.execute(_CHANGE, span.change).rowcount:
            self.found.changes.append(entry.change)
        for hlc, leaf in span.redacted:
            if hlc == 0:
                if not conn.execute(_HAS_TOP, (entry.change,)).fetchone():
                    conn.execute(_REDACTED, (entry.change, 0, leaf))
            elif (hlc, leaf) not in custody.leaves(conn, entry.change, hlc, hlc):
                conn.execute(_REDACTED, (entry.change, hlc, leaf))
        out = self._purges.left_out(span.facts)
        for fact in span.facts:
            if fact[0] not in out:
                self._fact(fact)
        if not any(self._was_here(fact[0]) for fact in span.facts):
            self.found.spans.append(entry.hash)
        if out:
            hidden = [
                Hidden(fact[1], fact[2], custody.leaf_of(fact)) for fact in span.facts if fact[0] in out
            ]
            redacting.hide(conn, hidden)
        if not custody.holds(conn, entry) and custody.holds(self.other.conn, entry):
            raise ArchiveDamaged(
                path=self.other.path, detail="it says of one step another thing than this archive"
            )

    def _fact(self, fact: Covered) -> None:
        """Write a fact down."""
        ident, change, hlc, about, kind = fact[:5]
        if not self.conn.execute(_FACT, fact[:8]).rowcount:
            return
        if self._hides:
            hidden = Hidden(change, hlc, custody.leaf_of(fact))
            if self.conn.execute(_WHOLE, hidden).rowcount:
                self.found.filled.append(hidden)
        over = json.loads(fact[8])
        self.conn.executemany(_OVER, [(one, ident) for one in over])
        for one in over:
            for elsewhere, of_kind in self.conn.execute(_PLACE, (one, about)):
                self.found.kinds.setdefault(elsewhere, set()).add(of_kind)
        self.found.facts.add(ident)
        for elsewhere, of_kind in waiting.came(self.conn, ident):
            self.found.kinds.setdefault(elsewhere, set()).add(of_kind)
        self.found.kinds.setdefault(about, set()).add(kind)
        self.found.hlc = max(self.found.hlc, hlc)
        if kind == "arrival" and fact[6] is not None:
            self._came_with(about, fact[5], fact[6])
            if fact[7] and self._lacks_text(about, fact[6]) and not self._is_here(fact[7]):
                waiting.note(self.conn, ident, fact[7])

    def _is_here(self, fact: str) -> bool:
        return self.conn.execute("SELECT 1 FROM fact WHERE id = ?", (fact,)).fetchone() is not None

    def _was_here(self, fact: str) -> bool:
        return fact not in self.found.facts and self._is_here(fact)

    def _lacks_text(self, about: str, value: str) -> bool:
        """Whether an arrival names a text that neither has: a merge was taken back there, and with it the text went."""
        bound = (about, str(stated.of_act(value).get("content")))
        return self.conn.execute(_REVISION_HERE, bound).fetchone() is None

    def _came_with(self, about: str, slot: str, value: str) -> None:
        """The bytes and the text that an arrival names."""
        try:
            said = stated.of_fact("arrival", slot, value)
        except stated.Senseless:
            return
        digest = str(said["sha256"])
        if (
            not self.trying
            and not originals.holds(self.conn, digest)
            and (row := self.other.original(digest))
        ):
            self.conn.execute(_ORIGINAL, (digest, *row))
        if self.conn.execute(_REVISION_HERE, (about, said["content"])).fetchone():
            if not self.conn.execute("SELECT 1 FROM listing WHERE id = ?", (about,)).fetchone():
                self._shows_again(about, str(said["content"]))
            return
        text = self.other.text(about, str(said["content"]))
        if text is None:
            return
        done = self.conn.execute(_REVISION, text[:4])
        keys = self.found.texts.setdefault(about, set())
        if done.lastrowid is None:
            return
        if self.trying:
            key = fingerprint.text_key(fingerprint.body_words(text.article.body))
            known.add(self.conn, done.lastrowid, [key] if key else [])
        else:
            compared = fingerprint.print_of(text.article)
            key = compared.text
            known.add(self.conn, done.lastrowid, compared.keys)
        keys.update(filter(None, (key,)))

    def _shows_again(self, about: str, content: str) -> None:
        """A text that is here of an article that is not shown: it may be that of another one all the same."""
        text = self.other.text(about, content)
        if text is not None and (key := fingerprint.text_key(fingerprint.body_words(text.article.body))):
            self.found.texts.setdefault(about, set()).add(key)

    def _fill_in(self) -> None:
        """What stands here by its hash alone and the other has whole: it was purged by somebody, but not here."""
        if not self._hides:
            return
        hidden = map(Hidden._make, self.conn.execute(_HIDDEN).fetchall())
        for change, some in groupby(hidden, key=lambda one: one.change):
            facts = [fact for one in some if (fact := self.other.fact(*one)) is not None]
            row = self.other.change(change) if facts else None
            out = self._purges.left_out(facts)
            for fact in facts:
                if fact[0] not in out:
                    self._fact(fact)
            if row and len(out) < len(facts):
                self._tell_again(change, row)

    def _tell_again(self, change: str, row: tuple[Any, ...]) -> None:
        """The step's own words, as far as it is whole again."""
        top = self.conn.execute(_TOP, (change,)).fetchone()
        if top is None or top[0] != custody.change_leaf(self.other.conn, change):
            return
        self.conn.execute("UPDATE change SET summary = ? WHERE id = ?", (row[5], change))
        if self.conn.execute(_STILL_HIDDEN, (change,)).fetchone():
            redacting.scrub(self.conn, [change])
        else:
            self.conn.execute("DELETE FROM redacted WHERE change = ? AND hlc = 0", (change,))
