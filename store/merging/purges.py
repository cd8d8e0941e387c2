"""What was purged stays out of the archive that purged it, whatever others have of it and in whichever order it is merged.

A purge binds the archive in which it was made, and no other. A source is purged by its own id or by the text that was read from
it. An article is out where its id was purged or the source was that it has its id from. Of another article the purged sources
alone are out, with what it took over from one that is. And an article that became part of one that is out goes on here by itself.

What others purged is heard (`store.safekeeping.purged`). It deletes nothing and keeps nothing out, or it would depend on
who is merged first; the person is told what is here of it (`here`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from store.article import article_id
from store.log import stated
from store.log.facts import is_article
from store.merging.incoming import Other
from store.safekeeping import purged
from store.safekeeping.custody import Covered
from store.safekeeping.purged import Purge
from store.similar import fingerprint, known, matching, sources

_LISTED = "SELECT id, title FROM listing ORDER BY docid DESC"
_PUT_TOGETHER = frozenset({"join", "merge"})
"""Steps by which an article becomes part of another one."""
_WHERE = frozenset({"arrival", "path"})
_DEEPEST = 20
"""Facts that say one another again; more has only a forged log."""


class Purges:
    """Tells of what another archive has what was purged here. `articles` are those that stayed out so far."""

    def __init__(self, conn: sqlite3.Connection, other: Other) -> None:
        self.articles: set[str] = set()
        self._conn = conn
        self._other = other
        self._any = purged.has_any(conn)
        self._left_out: dict[str, bool] = {}
        self._steps: dict[str, bool] = {}
        self._out: dict[str, bool] = {}
        self._sources: dict[str, dict[str, bool]] = {}

    def left_out(self, facts: Iterable[Covered]) -> set[str]:
        """The ids of those facts that must not come in."""
        return {fact[0] for fact in facts if self._is_left_out(fact)} if self._any else set()

    def _is_left_out(self, fact: Covered, depth: int = 0) -> bool:
        """Also where it says again what is left out, or takes back nothing else."""
        if fact[0] not in self._left_out:
            over: list[str] = json.loads(fact[8])
            repeats = [fact[7]] if fact[7] else over if fact[6] is None else []
            self._left_out[fact[0]] = self._is_of_what_is_out(fact) or (
                bool(repeats)
                and depth < _DEEPEST
                and all(self._is_one_left_out(ident, depth + 1) for ident in repeats)
            )
        return self._left_out[fact[0]]

    def _is_one_left_out(self, ident: str, depth: int) -> bool:
        fact = self._other.fact_with(ident)
        return fact is not None and self._is_left_out(fact, depth)

    def _is_of_what_is_out(self, fact: Covered) -> bool:
        _, change, _, about, kind, slot, value = fact[:7]
        if self._is_out(sources.ident(about)):
            return True
        if kind == "source":
            source = sources.ident(about)
            gone = (
                self._sources_of(slot).get(source, False) and sources.article_of(self._conn, source) is None
            )
            return gone or self._is_out(slot)
        if not is_article(about):
            return False
        if kind in _WHERE and value is not None and self._is_of_purged_source(about, kind, slot, value):
            return True
        if not self._put_together(change):
            return False
        return self._went_into_one_that_is_out(about) or (kind == "note" and self._took_over(about, change))

    def _put_together(self, change: str) -> bool:
        if change not in self._steps:
            self._steps[change] = self._other.kind(change) in _PUT_TOGETHER
        return self._steps[change]

    def _went_into_one_that_is_out(self, about: str) -> bool:
        return any(map(self._is_out, self._other.led_to(about)))

    def _took_over(self, about: str, change: str) -> bool:
        """Whether by this step something that is out became part of this article: its note may be among what was put together."""
        return any(map(self._is_out, self._other.taken_over(change, about)))

    def _is_of_purged_source(self, about: str, kind: str, slot: str, value: str) -> bool:
        source, sha256 = _source(kind, slot, value)
        if source is None or not self._sources_of(about).get(source, self._is_purged(source)):
            return False
        # One that was taken in again on purpose, or has the text of one that stayed.
        return sources.holder(self._conn, about, sha256) is None

    def _is_out(self, ident: str) -> bool:
        if not is_article(ident):
            return False
        if ident not in self._out:
            found = self._sources_of(ident)
            gone = self._is_purged(ident) or found.get(ident, bool(found) and all(found.values()))
            # What is said elsewhere of one that is here all the same comes in.
            self._out[ident] = gone and sources.article_of(self._conn, ident) is None
            if self._out[ident]:
                self.articles.add(ident)
        return self._out[ident]

    def _sources_of(self, ident: str) -> dict[str, bool]:
        """The ids of all that the other ever read this article from, and whether it was purged here."""
        if ident not in self._sources:
            found: dict[str, bool] = {}
            for slot, value in self._other.arrivals(ident):
                source, _ = _source("arrival", slot, value)
                if source is not None:
                    content = str(stated.of_act(value)["content"])
                    gone = self._is_purged(source) or self._is_purged(self._key(ident, content))
                    found[source] = found.get(source, False) or gone
            self._sources[ident] = found
        return self._sources[ident]

    def _key(self, ident: str, content: str) -> str | None:
        text = self._other.text(ident, content)
        return fingerprint.text_key(fingerprint.body_words(text.article.body)) if text else None

    def _is_purged(self, key: str | None) -> bool:
        return purged.is_purged(self._conn, (key,))


def _source(kind: str, slot: str, value: str) -> tuple[str | None, str]:
    """The id of what an arrival was read from and the hash of its file; None where that makes no sense."""
    try:
        said = stated.of_fact(kind, slot, value)
    except stated.Senseless:
        return None, ""
    return article_id(said["sha256"], said.get("member", "")), str(said["sha256"])


class Kept(NamedTuple):
    """An article that is here and was purged elsewhere."""

    id: str
    title: str | None


def of(conn: sqlite3.Connection) -> list[Kept]:
    """The articles here that were purged in an archive that was merged, however long ago; the newest first."""
    return here(conn, purged.heard(conn))


def here(conn: sqlite3.Connection, purges: Iterable[Purge]) -> list[Kept]:
    """The articles here that these purges, made elsewhere, speak of; the newest first."""
    by_salt: dict[str, set[str]] = {}
    for salt, digest in purges:
        by_salt.setdefault(salt, set()).add(digest)
    if not by_salt:
        return []
    ids: set[str] = set()
    for ident in _ids(conn):
        if _is_among(ident, by_salt) and (article := sources.article_of(conn, ident)):
            ids.add(article)
    for key in known.text_keys(conn):
        if _is_among(key, by_salt):
            ids.update(ident for ident, _, _ in matching.holders(conn, key))
    return [Kept(ident, title) for ident, title in conn.execute(_LISTED) if ident in ids] if ids else []


def _is_among(key: str, by_salt: dict[str, set[str]]) -> bool:
    return any(purged.hashed(salt, key) in hashes for salt, hashes in by_salt.items())


def _ids(conn: sqlite3.Connection) -> Iterator[str]:
    for (ident,) in conn.execute("SELECT id FROM listing"):
        yield ident
    for (about,) in conn.execute(
        "SELECT DISTINCT about FROM fact WHERE about >= 'source:' AND about < 'source;'"
    ):
        yield sources.ident(about)
