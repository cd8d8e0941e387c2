"""Two articles that are one: all that came in under the others, and all that people did with them, goes to the one that is kept.

Imports never do this with what only looks alike. It is done by a person, or for articles with the same text that two archives
had each under an id of its own before they were merged. It is one step that can be taken back; the ids of the others lead
to the one that is kept from then on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from store import notes
from store.articles import reading, revisions
from store.log import changes
from store.log.changes import Change
from store.log.facts import Fact, Put, dumps, heads
from store.similar import fingerprint, known, matching, sources

if TYPE_CHECKING:
    from store.archive import Archive

_ARRIVALS = frozenset({"arrival", "path"})
_KINDS = "SELECT DISTINCT kind FROM fact WHERE about IN (SELECT value FROM json_each(?)) ORDER BY kind"
"""All that is said of an article goes along, whatever kinds of facts there will be. What the kept one has in a slot is not
replaced; notes are put one below the other."""


def join(archive: Archive, keep: str, others: Sequence[str]) -> Change:
    """Make one article of several; `keep` and the others may be prefixes of ids.

    Raises `NoSuchArticle`, `AmbiguousId`.
    """
    with archive.write() as conn:
        kept = reading.full_id(conn, keep)
        gone = [ident for ident in reading.full_ids(conn, others) if ident != kept]
        return _record(conn, [(kept, ident) for ident in gone], archive.operator)


def join_same_texts(archive: Archive) -> Change:
    """Join what a merge of archives left apart: articles with the same text, and work on an id that leads to another article.

    Of each text the article that came in first is kept. A change without id when there was nothing to do.
    """
    known.complete(archive)
    with archive.write() as conn:
        pairs = paired(_led(conn), same_texts(conn, known.text_keys(conn, 2)))
        return _record(conn, pairs, archive.operator)


def paired(led: Iterable[tuple[str, str]], same: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(kept, gone) for pairs that may share articles: each article that goes has one that is kept, which stays."""
    pairs = {gone: kept for kept, gone in led}
    for first, other in same:
        kept, gone = _last(first, pairs), _last(other, pairs)
        if kept != gone:
            pairs[gone] = kept
    return [(_last(kept, pairs), gone) for gone, kept in pairs.items()]


def _last(kept: str, pairs: dict[str, str]) -> str:
    """The article at the end of a chain; a circle ends where it began."""
    seen = {kept}
    while kept in pairs and pairs[kept] not in seen:
        kept = pairs[kept]
        seen.add(kept)
    return kept


def _record(conn: sqlite3.Connection, pairs: Iterable[tuple[str, str]], operator: str) -> Change:
    return changes.record(conn, "join", {}, puts(conn, pairs), operator)


def puts(conn: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> list[Put]:
    """The facts that join (kept, gone). Needs an open write transaction: texts come under the ids of the articles kept."""
    found: list[Put] = []
    kept_by: dict[str, list[str]] = {}
    for kept, gone in pairs:
        if kept != gone:
            kept_by.setdefault(kept, []).append(gone)
    for kept, others in kept_by.items():
        found += _moved(conn, kept, others)
    return found


def _moved(conn: sqlite3.Connection, kept: str, others: Sequence[str]) -> Iterable[Put]:
    """The facts that take from the others what stands about them, and give the kept article what it lacks of it."""
    kinds = [kind for (kind,) in conn.execute(_KINDS, (dumps([kept, *others]),))]
    mine = heads(conn, [kept], kinds)
    taken = {fact.place[1:] for fact in mine if fact.value is not None}
    texts = notes.notes(mine)
    before = len(texts)
    for gone in others:
        said = [fact for fact in heads(conn, [gone], kinds) if fact.value is not None]
        for _, kind, slot in dict.fromkeys(fact.place for fact in said):
            over = tuple(fact.id for fact in said if fact.place == (gone, kind, slot))
            yield Put(gone, kind, slot, None, over)
        for fact in said:
            if fact.kind == "note":
                texts += [] if fact.said in texts else [fact.said]
                continue
            if fact.kind == "arrival":
                _copy_revision(conn, kept, gone, fact.said["content"])
            if fact.kind in _ARRIVALS or fact.place[1:] not in taken:
                taken.add(fact.place[1:])
                over = tuple(one.id for one in mine if one.value is None and one.place[1:] == fact.place[1:])
                yield Put(kept, fact.kind, fact.slot, fact.value, over, _said_again(fact))
        leads = heads(conn, [sources.about(gone)], ["source"])
        if not any(fact.slot == kept and fact.value is not None for fact in leads):
            yield sources.lead(gone, kept)
    if len(texts) > before:
        yield Put(
            kept, "note", "", dumps("\n\n".join(texts)), tuple(one.id for one in mine if one.kind == "note")
        )


def _said_again(fact: Fact) -> str | None:
    """The fact that the kept article's one repeats: who takes that back elsewhere takes this back too (`store.merging.echoes`)."""
    return None if fact.kind in _ARRIVALS else fact.root


_COPY = """
INSERT INTO revision(id, sha256, extractor, data)
SELECT ?, sha256, extractor, data FROM revision WHERE id = ? AND sha256 = ? ON CONFLICT(id, sha256) DO NOTHING
"""


def _copy_revision(conn: sqlite3.Connection, kept: str, gone: str, content: str) -> None:
    """The text under the id of the kept article too: revisions are found by the article they are of."""
    done = conn.execute(_COPY, (kept, gone, content))
    if done.rowcount and done.lastrowid is not None:
        article = revisions.read(conn, done.lastrowid)
        known.add(conn, done.lastrowid, fingerprint.print_of(article).keys)


_LED = """
SELECT f.slot, substr(f.about, 8) FROM fact AS f WHERE f.kind = 'source' AND f.value IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
AND EXISTS (SELECT 1 FROM listing AS l WHERE l.id = f.slot)
AND EXISTS (SELECT 1 FROM fact AS g WHERE g.about = substr(f.about, 8) AND g.value IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = g.id))
ORDER BY f.hlc, f.id
"""


def _led(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """(article, id that leads to it) where something still stands about that id."""
    return conn.execute(_LED).fetchall()


_FIRST = "SELECT id FROM listing WHERE id IN (SELECT value FROM json_each(?)) ORDER BY imported_hlc, id"


def same_texts(conn: sqlite3.Connection, keys: Iterable[str]) -> list[tuple[str, str]]:
    """(article that came in first, other) for visible articles that share a text with one of these keys, and no headline against it."""
    pairs = []
    for key in keys:
        texts = {ident: article for ident, article, _ in matching.holders(conn, key)}
        order = [ident for (ident,) in conn.execute(_FIRST, (dumps(list(texts)),))]
        pairs += [
            (order[0], other) for other in order[1:] if matching.same_text(texts[order[0]], texts[other])
        ]
    return pairs
