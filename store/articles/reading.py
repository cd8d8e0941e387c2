"""Finding an article by its id and putting together all that is known of it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from store import notes, subjects
from store.article import Provenance, StoredArticle, article_id
from store.articles import furniture, originals, provenances, record, revisions
from store.errors import AmbiguousId, IdTooShort, NoSuchArticle
from store.log.facts import Fact, dumps, heads
from store.similar import sources, versions

SHORTEST_PREFIX = 4
_KINDS = ("arrival", "path", "version", "edit", "checked", "note", *subjects.SUBJECTS)


def full_id(conn: sqlite3.Connection, prefix: str) -> str:
    """The id of the one visible article whose id, or that of another of its sources, begins so.

    Raises `NoSuchArticle`, `IdTooShort`, `AmbiguousId`.
    """
    typed = prefix.strip().lower()
    if not re.fullmatch("[0-9a-f]{1,64}", typed):
        raise NoSuchArticle(id=prefix)
    if len(typed) < SHORTEST_PREFIX:
        raise IdTooShort(id=prefix, least=SHORTEST_PREFIX)
    query = "SELECT count(*), min(id) FROM listing WHERE id >= ? AND id < ?"
    count, found = conn.execute(query, (typed, typed + "g")).fetchone()
    if count == 0:
        others = sources.beginning_so(conn, typed)
        count, found = len(others), min(others, default="")
    if count == 0:
        raise NoSuchArticle(id=prefix)
    if count > 1:
        raise AmbiguousId(id=prefix, count=count)
    ident: str = found
    return ident


_VISIBLE = "SELECT l.id FROM json_each(?) AS a CROSS JOIN listing AS l WHERE l.id = a.value"


def full_ids(conn: sqlite3.Connection, ids: Sequence[str]) -> list[str]:
    """The full ids of visible articles for ids and prefixes, in their order. Raises `NoSuchArticle`, `AmbiguousId`."""
    visible = {ident for (ident,) in conn.execute(_VISIBLE, (dumps(list(ids)),))}
    return list(dict.fromkeys(ident if ident in visible else full_id(conn, ident) for ident in ids))


_LISTED = "SELECT docid, id, revision, starred FROM listing WHERE "
_TAGS = "SELECT tag.name FROM tagging AS t JOIN tag ON tag.tag = t.tag WHERE t.docid = ? ORDER BY tag.folded, tag.name"


def by_id(conn: sqlite3.Connection, ident: str) -> StoredArticle:
    """The article with this full id. Raises `NoSuchArticle`, `ArchiveDamaged`."""
    return _stored(conn, conn.execute(_LISTED + "id = ?", (ident,)).fetchone(), ident)


def by_docid(conn: sqlite3.Connection, docid: int) -> StoredArticle:
    """The article in this place of the listing. Raises `NoSuchArticle`, `ArchiveDamaged`."""
    return _stored(conn, conn.execute(_LISTED + "docid = ?", (docid,)).fetchone(), str(docid))


def _stored(conn: sqlite3.Connection, row: tuple[int, str, int, int] | None, asked: str) -> StoredArticle:
    if row is None:
        raise NoSuchArticle(id=asked)
    docid, ident, revision, starred = row
    said = heads(conn, [ident], _KINDS)
    standing = notes.notes(said)
    return StoredArticle(
        id=ident,
        docid=docid,
        article=record.apply(furniture.hide(conn, revisions.read(conn, revision)), said),
        provenance=_origins(conn, ident, said),
        tags=tuple(name for (name,) in conn.execute(_TAGS, (docid,))),
        note=standing[-1] if standing else "",
        starred=bool(starred),
        edited=record.fields_edited(said),
        **{field: subjects.standing(said, field) for field in subjects.SUBJECTS},
    )


def _origins(conn: sqlite3.Connection, ident: str, said: Sequence[Fact]) -> tuple[Provenance, ...]:
    """Where the article came from, oldest first, but before all others the arrival of what is shown."""
    found = provenances.standing(said)
    if len({origin.sha256 for origin in found}) == 1:
        return found
    shown = versions.shown_origin(conn, ident, said)
    return (shown, *(origin for origin in found if origin != shown))


def original(conn: sqlite3.Connection, asked: str, sha256: str | None = None) -> bytes:
    """The bytes that what is shown of an article was read from; by the id of another of its sources, those of that source.

    With `sha256`, those of its sources' bytes that have this digest. Raises `NoSuchArticle`, `AmbiguousId`, `ArchiveDamaged`.
    """
    ident = full_id(conn, asked)
    said = heads(conn, [ident], versions.KINDS)
    wanted = asked.strip().lower()
    for fact in said:
        if fact.kind != "arrival" or fact.value is None:
            continue
        origin = provenances.of(fact)
        other = not ident.startswith(wanted) and article_id(origin.sha256, origin.member).startswith(wanted)
        if origin.sha256 == sha256 or (sha256 is None and other):
            return originals.read(conn, origin.sha256)
    return originals.read(conn, versions.shown_origin(conn, ident, said).sha256)


class Disagreement(NamedTuple):
    """What two people set at the same time without knowing of each other: `field` and all values, the shown one last."""

    field: str
    values: tuple[Any, ...]


def disagreements(conn: sqlite3.Connection, ident: str) -> list[Disagreement]:
    """The note and fields for which several values stand after a merge; empty nearly always."""
    said = heads(conn, [ident], ["edit", "note"])
    values: dict[str, list[Any]] = dict(record.edited(said))
    values["note"] = list(notes.notes(said))
    return [Disagreement(field, tuple(standing)) for field, standing in values.items() if len(standing) > 1]
