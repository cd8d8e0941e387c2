"""Articles coming in: bytes, what was read from them, and where they came from; an import is one step in the log."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from store import changes, clock, listing, notes, originals, revisions, tags
from store.article import Article, Provenance, article_id
from store.changes import Change
from store.errors import BadTag, BadValue
from store.facts import Fact, Put, dumps, heads
from store.names import normalise


class Met(NamedTuple):
    """What the archive knows of an article that came up again: its title, and whether it was seen at this very place."""

    title: str | None
    here: bool


class Added(NamedTuple):
    """What became of one article: new in the archive, or there already."""

    status: Literal["imported", "duplicate"]
    id: str


@dataclass(slots=True)
class Batch:
    """An import under way. Its change is written with the first article that is new, so one that adds nothing is none."""

    paths: tuple[str, ...]
    tags: tuple[str, ...]
    change: str = ""
    hlc: int = 0
    seen: list[Put] = field(default_factory=list)
    _checked: tuple[str, bytes] | None = None

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
    note: str = "",
) -> Added:
    """Take one article in. The same bytes again are a duplicate; another path of theirs is remembered.

    Tags and note that came with it are part of the import: taken back with it, and never over what a person wrote.
    Needs an open write transaction. Raises `BadValue` when the bytes are not those of the provenance.
    """
    if not batch.holds(provenance.sha256, original):
        raise BadValue(value=provenance.path, reason="its bytes changed while it was read")
    ident = article_id(provenance.sha256, provenance.member)
    where = provenance_data(provenance)
    if conn.execute("SELECT 1 FROM listing WHERE id = ?", (ident,)).fetchone():
        _see_again(conn, Put(ident, "path", provenance.path, dumps(where)), batch, operator)
        return Added("duplicate", ident)
    extractor = f"{provenance.importer} {provenance.importer_version}".strip()
    content = revisions.keep(conn, ident, article, extractor)
    originals.keep(conn, provenance.sha256, original)
    standing = [fact for fact in heads(conn, [ident], ["arrival"]) if fact.slot == provenance.path]
    puts = [
        Put(
            ident,
            "arrival",
            provenance.path,
            dumps({**where, "content": content}),
            tuple(fact.id for fact in standing),
        )
    ]
    puts += tags.puts_for(conn, ident, (*batch.tags, *_usable(article.tags)))
    puts += notes.puts_for(conn, ident, note)
    _write(conn, batch, puts, operator)
    listing.refresh(conn, [ident], {"arrival", "tag", "note"})
    return Added("imported", ident)


def finish(conn: sqlite3.Connection, batch: Batch, operator: str) -> Change | None:
    """The change of an import, or None when nothing new came; then only where articles were seen again is kept.

    Needs an open write transaction.
    """
    changes.record(conn, "paths", {"paths": list(batch.paths)}, batch.seen, operator)
    batch.seen.clear()
    return changes.read(conn, batch.change) if batch.change else None


def _write(conn: sqlite3.Connection, batch: Batch, puts: list[Put], operator: str) -> None:
    if not batch.change:
        batch.hlc = clock.tick(conn)
        batch.change = clock.new_id(batch.hlc)
    values = {"paths": list(batch.paths), "tags": list(batch.tags)}
    changes.write_change(conn, batch.change, batch.hlc, kind="import", values=values, operator=operator)
    changes.write_facts(conn, batch.change, [*batch.seen, *puts])
    batch.seen.clear()


_KNOWN = """
SELECT 1 FROM fact AS f WHERE f.about = ? AND f.kind IN ('arrival', 'path') AND f.slot = ? AND f.value IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
"""


def met(conn: sqlite3.Connection, ident: str, path: str) -> Met | None:
    """What is known of the visible article with this full id at this place, or None. Reads no text of it."""
    row = conn.execute("SELECT title FROM listing WHERE id = ?", (ident,)).fetchone()
    return Met(row[0], conn.execute(_KNOWN, (ident, path)).fetchone() is not None) if row else None


def _see_again(conn: sqlite3.Connection, put: Put, batch: Batch, operator: str) -> None:
    known = conn.execute(_KNOWN, (put.about, put.slot)).fetchone()
    if known or any(other[:3] == put[:3] for other in batch.seen):
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


def provenance_data(provenance: Provenance) -> dict[str, object]:
    """A provenance as JSON data, empty fields left out, the time of import filled in."""
    data = {name: value for name, value in asdict(provenance).items() if value not in (None, "")}
    data.setdefault("imported_at", datetime.now(UTC).isoformat(timespec="seconds"))
    return data


def provenances(said: Sequence[Fact]) -> tuple[Provenance, ...]:
    """Where an article came from and was seen again, oldest first."""
    return tuple(
        Provenance(**{name: value for name, value in fact.said.items() if name != "content"})
        for fact in said
        if fact.kind in {"arrival", "path"} and fact.value is not None
    )
