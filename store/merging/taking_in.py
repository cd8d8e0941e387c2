"""Writing here what another archive has and this one lacks: nothing that stands here is changed, and nothing comes in twice.

What was purged here stays out: of it the hashes alone are kept, as after the purge, so that the other's custody log holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from store.articles import originals
from store.errors import ArchiveDamaged
from store.log import stated, waiting
from store.log.facts import is_article
from store.merging.incoming import Other, Span
from store.safekeeping import custody, purge, purged
from store.safekeeping.custody import Covered, Entry
from store.similar import fingerprint, known, sources

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
_IS_REDACTED = "SELECT 1 FROM redacted WHERE change = ? AND hlc = ? AND leaf = ?"
_HAS_TOP = "SELECT 1 FROM redacted WHERE change = ? AND hlc = 0"
_ORIGINAL = "INSERT INTO original(sha256, bytes, codec, data) VALUES(?, ?, ?, ?)"
_REVISION = (
    "INSERT INTO revision(id, sha256, extractor, data) VALUES(?, ?, ?, ?) ON CONFLICT(id, sha256) DO NOTHING"
)
_REVISION_HERE = "SELECT 1 FROM revision WHERE id = ? AND sha256 = ?"
_PURGED = "INSERT INTO purged(salt, hash) VALUES(?, ?) ON CONFLICT DO NOTHING"
MOST_SALTS = 100
"""Of archives in which something was purged: whoever imports compares with each."""

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class TakenIn:
    """What came in.

    `facts` are ids, `kinds` of facts by what they are about, `texts` the keys of new texts by article. `spans` are those of the
    `entries` none of whose facts was here, `purged` the articles that stayed out, `purges` what was new in the other's list of purged ones.
    """

    facts: set[str] = field(default_factory=set)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)
    texts: dict[str, set[str]] = field(default_factory=dict)
    purged: set[str] = field(default_factory=set)
    purges: list[str] = field(default_factory=list)
    hlc: int = 0

    @property
    def articles(self) -> list[str]:
        """The ids of the articles of which something is said that was not known."""
        return sorted(about for about in self.kinds if is_article(about))


class Taking:
    """One merge under way. Needs an open write transaction. `trying`: originals are left out, as nothing will stay."""

    def __init__(self, conn: sqlite3.Connection, other: Other, *, trying: bool) -> None:
        self.conn = conn
        self.other = other
        self.trying = trying
        self.found = TakenIn()
        self._purges = conn.execute("SELECT 1 FROM purged LIMIT 1").fetchone() is not None
        self._is_purged: dict[str, bool] = {}

    def all(self, entries: list[Entry], progress: Progress) -> TakenIn:
        """Take in what these entries of the other cover. Raises `ArchiveDamaged` where it is not what it says."""
        for number, entry in enumerate(entries):
            self._span(self.other.span(entry))
            progress(number + 1, len(entries))
        self._purges_of_other()
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
        left_out = [fact for fact in span.facts if not self._fact(fact)]
        if not any(self._was_here(fact[0]) for fact in span.facts):
            self.found.spans.append(entry.hash)
        if left_out:
            self._redact(entry.change, left_out)
        if not custody.holds(conn, entry) and custody.holds(self.other.conn, entry):
            raise ArchiveDamaged(
                path=self.other.path, detail="it says of one step another thing than this archive"
            )

    def _fact(self, fact: Covered) -> bool:
        """Write a fact down; False where it is about what was purged here."""
        ident, change, hlc, about, kind = fact[:5]
        if self._purges:
            if self.conn.execute(_IS_REDACTED, (change, hlc, custody.leaf_of(fact))).fetchone():
                return True
            if self._was_purged(about.removeprefix("source:")):
                return False
        if not self.conn.execute(_FACT, fact[:8]).rowcount:
            return True
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
        return True

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
        if self.trying:
            words = fingerprint.body_words(text.article.body)
            keys.update(filter(None, (fingerprint.text_key(words),)))
        elif done.lastrowid is not None:
            compared = fingerprint.print_of(text.article)
            known.add(self.conn, done.lastrowid, compared.keys)
            keys.update(filter(None, (compared.text,)))

    def _shows_again(self, about: str, content: str) -> None:
        """A text that is here of an article that is not shown: it may be that of another one all the same."""
        text = self.other.text(about, content)
        if text is not None and (key := fingerprint.text_key(fingerprint.body_words(text.article.body))):
            self.found.texts.setdefault(about, set()).add(key)

    def _was_purged(self, ident: str) -> bool:
        if not is_article(ident):
            return False
        if ident not in self._is_purged:
            gone = purged.is_purged(self.conn, (ident,)) or any(
                purged.is_purged(self.conn, (fingerprint.print_of(text.article).text,))
                for text in self.other.texts(ident)
            )
            # One that was taken in again on purpose stays open to what is said of it elsewhere.
            self._is_purged[ident] = gone and sources.article_of(self.conn, ident) is None
            if self._is_purged[ident]:
                self.found.purged.add(ident)
        return self._is_purged[ident]

    def _redact(self, change: str, facts: list[Covered]) -> None:
        """Keep the hashes alone of facts about what was purged, and nothing in the step's own words that only they said."""
        for fact in facts:
            self.conn.execute(_REDACTED, (change, fact[2], custody.leaf_of(fact)))
        if not self.conn.execute(_HAS_TOP, (change,)).fetchone():
            self.conn.execute(_REDACTED, (change, 0, custody.change_leaf(self.conn, change)))
        purge.scrub_changes(self.conn, [change])

    def _purges_of_other(self) -> None:
        """What was purged there is not imported here either, as long as it is not here."""
        rows = self.other.purged()
        salts = sorted({salt for salt, _ in rows})[:MOST_SALTS]
        for salt, digest in rows:
            if salt in salts and self.conn.execute(_PURGED, (salt, digest)).rowcount:
                self.found.purges.append(f"{salt} {digest}")
