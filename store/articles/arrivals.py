"""Articles coming in: bytes, what was read from them, and where they came from; an import is one step in the log.

Other bytes with a text that is here, or with a new text of a page that is here, are a further arrival of that article
(`store.similar`): both files are kept, and what people did with the article stays with it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from store import notes, stars, subjects, tagging, tags
from store.article import Article, Provenance, article_id
from store.articles import listing, originals, provenances, revisions
from store.articles.prepared import Prepared, prepare
from store.errors import BadTag, BadValue, WasPurged
from store.log import changes, clock
from store.log.changes import Change
from store.log.facts import Put, dumps, heads
from store.names import normalise
from store.safekeeping import purged
from store.similar import known, matching, sources
from store.subjects import Subject


class Met(NamedTuple):
    """What the archive knows of bytes that came up again: the article's title and id, and whether they were at this place."""

    title: str | None
    here: bool
    id: str


class Brought(NamedTuple):
    """What came with an article: the note, the star and the subjects it had elsewhere, and the id it was exported with."""

    note: str = ""
    same_as: str = ""
    starred: bool = False
    subjects: Sequence[tuple[Subject, Sequence[str]]] = ()


NOTHING = Brought()


class Added(NamedTuple):
    """What became of one article: new in the archive, or there already. `match` says how, when the bytes were others.

    A new version of an article is "imported", under the id that the article has.
    """

    status: Literal["imported", "duplicate"]
    id: str
    match: matching.Kind | None = None


@dataclass(slots=True)
class Batch:
    """An import under way. Its change is written with the first article that is new, so one that adds nothing is none."""

    paths: tuple[str, ...]
    tags: tuple[str, ...]
    change: str = ""
    hlc: int = 0
    seen: list[Put] = field(default_factory=list)
    purged_too: bool = False
    """Whether articles come back that were purged."""
    _checked: tuple[str, bytes] | None = None

    def hashed(self, sha256: str, original: bytes) -> None:
        """The caller has hashed these very bytes itself."""
        self._checked = (sha256, original)

    def holds(self, sha256: str, original: bytes) -> bool:
        """Whether the bytes have this digest; the same bytes object is hashed once, however many articles are in it."""
        if self._checked is None or self._checked[0] != sha256 or self._checked[1] is not original:
            if hashlib.sha256(original).hexdigest() != sha256:
                return False
            self._checked = (sha256, original)
        return True


def start(paths: Sequence[str], names: Sequence[str] = ()) -> Batch:
    """A batch of these paths (as shown) whose articles get these tags. Raises `BadTag`."""
    return Batch(tuple(paths), tuple(dict.fromkeys(map(normalise, names))))


def add(
    conn: sqlite3.Connection,
    article: Article,
    provenance: Provenance,
    original: bytes,
    *,
    batch: Batch,
    operator: str,
    brought: Brought = NOTHING,
    prepared: Prepared | None = None,
) -> Added:
    """Take one article in. The same bytes again are a duplicate; another path of theirs is remembered.

    The same text in other bytes is a duplicate too, and a further source; a new text of a page is a new version. What came
    with it is part of the import: taken back with it, and never over what a person wrote. The id that it has in the archive
    it was exported from it keeps, unless an article here has it. `prepared` is what `prepare` makes of the article.
    Needs an open write transaction. Raises `BadValue` when the bytes are not those of the provenance, `WasPurged`.
    """
    if not batch.holds(provenance.sha256, original):
        raise BadValue(value=provenance.path, reason="its bytes changed while it was read")
    ident = article_id(provenance.sha256, provenance.member)
    where = provenances.data(provenance)
    here = sources.article_of(conn, ident)
    if here is not None and sources.holder(conn, ident, provenance.sha256):
        _see_again(conn, Put(here, "path", provenance.path, dumps(where)), provenance.sha256, batch, operator)
        return Added("duplicate", here)
    prepared = prepared or prepare(article)
    compared = prepared.compared
    if here is not None:  # by an export of another archive, or by another source when this one was taken back
        match: matching.Match | None = matching.Match("same text", here)
    else:
        match = matching.match(conn, article, compared, provenance.sha256)
    again = match is not None and match.kind == "same text"
    _let_in(conn, (ident, compared.text), batch, again=again)
    exported = brought.same_as
    if exported and sources.article_of(conn, exported) is not None:
        exported = ""
    about = match.id if match else exported or ident
    extractor = f"{provenance.importer} {provenance.importer_version}".strip()
    kept = revisions.keep(conn, about, prepared.content, extractor, prepared.packed)
    if kept.number is not None:
        known.add(conn, kept.number, compared.keys)
    originals.keep(conn, provenance.sha256, original)
    fresh = kept.number is not None and conn.execute(_ANY, (about,)).fetchone() is None
    standing = () if fresh else _standing(conn, about, provenance)
    puts = [Put(about, "arrival", provenance.path, dumps({**where, "content": kept.sha256}), standing)]
    if about != ident:
        puts.append(sources.lead(ident, about))
    puts += tags.puts_for(conn, about, (*(() if again else batch.tags), *_usable(article.tags)))
    puts += _brought(conn, about, brought)
    hlc = _write(conn, batch, puts, operator)
    kinds = {put.kind for put in puts if put.about == about}
    if fresh and kept.number is not None:
        _show(conn, listing.row(about, kept.number, article, kinds, hlc), prepared, kinds)
    else:
        listing.refresh(conn, [about], kinds)
    return Added("duplicate" if again else "imported", about, match.kind if match else None)


def _let_in(conn: sqlite3.Connection, keys: Sequence[str | None], batch: Batch, *, again: bool) -> None:
    """Raises `WasPurged`, unless what was purged is to come too; from then on it was not purged.

    What was purged elsewhere asks only where it is not here already (`again`).
    """
    if purged.is_purged(conn, keys, heard=not again):
        if not batch.purged_too:
            raise WasPurged
        purged.forget(conn, keys)


def _show(conn: sqlite3.Connection, row: listing.Row, prepared: Prepared, kinds: Collection[str]) -> None:
    """An article of which nothing was known, in listing and index."""
    listing.enter(conn, row, prepared.columns)
    if "tag" in kinds:
        tagging.refresh(conn, [row.id])


_ANY = "SELECT 1 FROM fact WHERE about = ? LIMIT 1"


def _standing(conn: sqlite3.Connection, about: str, provenance: Provenance) -> tuple[str, ...]:
    """The arrivals of these bytes at this place, which the new one supersedes, and those that make no sense: so an import heals them."""
    return tuple(
        fact.id
        for fact in heads(conn, [about], ["arrival"])
        if fact.slot == provenance.path
        and (fact.value is None or not fact.makes_sense or fact.said["sha256"] == provenance.sha256)
    )


def _brought(conn: sqlite3.Connection, about: str, brought: Brought) -> list[Put]:
    """The facts of what came with an article; none where a person has said something of it."""
    puts = notes.puts_for(conn, about, brought.note)
    puts += stars.puts_for(conn, about) if brought.starred else []
    for field_, values in brought.subjects:
        puts += subjects.puts_brought(conn, about, field_, values)
    return puts


def finish(conn: sqlite3.Connection, batch: Batch, operator: str) -> Change | None:
    """The change of an import, or None when nothing new came; then only where articles were seen again is kept.

    Needs an open write transaction.
    """
    changes.record(conn, "paths", {"paths": list(batch.paths)}, batch.seen, operator)
    batch.seen.clear()
    return changes.read(conn, batch.change) if batch.change else None


def _write(conn: sqlite3.Connection, batch: Batch, puts: list[Put], operator: str) -> int:
    """Writes these facts as part of the import; the reading of the clock that the first of them has."""
    if not batch.change:
        batch.hlc = clock.tick(conn)
        batch.change = clock.new_id(batch.hlc)
    if not conn.execute(_WRITTEN, (batch.change,)).fetchone():
        values = {"paths": list(batch.paths), "tags": list(batch.tags)}
        changes.write_change(conn, batch.change, batch.hlc, kind="import", values=values, operator=operator)
    hlc = changes.write_facts(conn, batch.change, [*batch.seen, *puts]) + len(batch.seen)
    batch.seen.clear()
    return hlc


_WRITTEN = "SELECT 1 FROM change WHERE id = ?"


_KNOWN = """
SELECT 1 FROM fact AS f WHERE f.about = ? AND f.kind IN ('arrival', 'path') AND f.slot = ? AND f.value IS NOT NULL
AND CASE WHEN json_valid(f.value) THEN json_extract(f.value, '$.sha256') END = ? AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
"""


def met(conn: sqlite3.Connection, ident: str, path: str) -> Met | None:
    """What is known of the bytes with this digest at this place, when they are all of an article; else None.

    Reads no text of it.
    """
    about = sources.holder(conn, ident, ident)
    if about is None:
        return None
    row = conn.execute("SELECT title FROM listing WHERE id = ?", (about,)).fetchone()
    return Met(row[0], conn.execute(_KNOWN, (about, path, ident)).fetchone() is not None, about)


def _see_again(conn: sqlite3.Connection, put: Put, sha256: str, batch: Batch, operator: str) -> None:
    known_here = conn.execute(_KNOWN, (put.about, put.slot, sha256)).fetchone()
    if known_here or any(other[:3] == put[:3] for other in batch.seen):
        return
    if batch.change:
        _write(conn, batch, [put], operator)
    else:
        batch.seen.append(put)


def _usable(names: Sequence[str]) -> list[str]:
    """The tags a source states, without those that can't be names here."""
    usable = []
    for name in names:
        try:
            usable.append(normalise(name))
        except BadTag:
            continue
    return usable
