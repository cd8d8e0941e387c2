"""The listing: one row for each visible article, derived from arrivals, revisions and facts.

An article is visible while one of its arrivals stands. Its row number, the *docid*, is in date order, so that "newest
first" is a descending walk and a span of dates a span of docids: ``days since 0001-01-01 << 20 | sequence``, day 0 for
articles without a date. A new date moves the article to another docid, with its tags and its place in the index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from store import subjects, tagging
from store.article import Article
from store.articles import record, revisions
from store.errors import ArchiveDamaged
from store.finding import index
from store.log import clock
from store.log.facts import Fact, dumps, heads, is_article
from store.similar import known, versions
from store.text import fold
from store.thesaurus import names as tag_names
from store.thesaurus import table

SEQUENCE_BITS = 20
BATCH = 500  # articles unpacked at once
_SHOWN = ("arrival", "version", "edit", "checked", "note", "star")
_FLAGS = frozenset({"note", "star"})
_NOT_LISTED = frozenset({"path", "refusal", *subjects.SUBJECTS})


class Row(NamedTuple):
    """A row of the table `listing`, in the order of its columns."""

    docid: int
    id: str
    revision: int
    title: str | None
    author: str | None
    source: str | None
    section: str | None
    language: str | None
    url: str | None
    published: str | None
    published_precision: str | None
    event_date: str | None
    starred: int
    has_note: int
    in_review: int
    source_folded: str | None
    author_folded: str | None
    section_folded: str | None
    imported_hlc: int

    @property
    def indexed(self) -> tuple[str, str, str]:
        """Title, author and source as the index holds them."""
        return self.title or "", self.author or "", self.source or ""


def day_number(published: str | None) -> int:
    """Days from 0001-01-01 to the first day of this ISO date, which may be cut short; 0 when there is none, or no such day."""
    if not published:
        return 0
    try:
        year, month, day = (int(part) for part in (published[:10] + "-01-01")[:10].split("-"))
        return (date(year, month, day) - date.min).days
    except ValueError:  # 0000, or 2019-02-30, from a file or a merge
        return 0


def first_docid(published: str | None) -> int:
    """The lowest docid of that day."""
    return day_number(published) << SEQUENCE_BITS


def refresh(
    conn: sqlite3.Connection,
    ids: Sequence[str],
    kinds: Collection[str],
    unreadable: list[str] | None = None,
) -> None:
    """Bring what is visible of these articles up to date after facts of these kinds. Needs an open write transaction.

    Articles that can't be read are left out where there is a list for their ids. Raises `ArchiveDamaged` at one where there is none.
    """
    if not set(tag_names.KINDS).isdisjoint(kinds):
        table.rebuild(conn)
        kinds = set(kinds).difference(tag_names.KINDS)
    ids = [ident for ident in ids if is_article(ident)]
    if set(kinds) - _FLAGS - _NOT_LISTED - {"tag"}:
        for batch in batches(ids):
            _refresh_rows(conn, batch, unreadable)
            tagging.refresh(conn, batch)
        return
    if _FLAGS & set(kinds):
        conn.execute(_REFRESH_FLAGS, (dumps(list(ids)),))
    if "tag" in kinds:
        tagging.refresh(conn, ids)


def try_rows(conn: sqlite3.Connection, ids: Sequence[str]) -> None:
    """The rows alone of these articles, without index and tags, for a transaction that is rolled back."""
    present = rows(conn, ids)
    for ident, wanted, _ in compute(conn, ids, []):
        old = present.get(ident)
        _swap(conn, old, wanted and _of_its_day(conn, old, wanted))


def batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in groups small enough to be held in memory with their articles."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


_ARRIVED = "SELECT about FROM fact WHERE kind = 'arrival' GROUP BY about ORDER BY min(hlc), about"


def rebuild(conn: sqlite3.Connection) -> list[str]:
    """Everything visible made anew from the immutable tables. Needs an open write transaction.

    The ids of articles that can't be read any more; they are left out.
    """
    for statement in ("DELETE FROM tagging", "DELETE FROM tag", "DELETE FROM listing"):
        conn.execute(statement)
    table.rebuild(conn)
    index.clear(conn)
    known.clear(conn)
    while known.catch_up(conn):
        pass
    index.note_complete(conn)
    unreadable: list[str] = []
    for batch in batches([ident for (ident,) in conn.execute(_ARRIVED)]):
        _refresh_rows(conn, batch, unreadable)
        tagging.refresh(conn, batch)
    return unreadable


def compute(
    conn: sqlite3.Connection, ids: Sequence[str], unreadable: list[str] | None
) -> Iterator[tuple[str, Row | None, str]]:
    """(id, its row, its body) as the immutable tables say; the docid is that of its day's beginning. None: not visible.

    Raises `ArchiveDamaged` at an article that can't be read, or adds its id to `unreadable` when there is such a list.
    """
    about: dict[str, list[Fact]] = {ident: [] for ident in ids}
    for fact in heads(conn, ids, _SHOWN):
        about[fact.about].append(fact)
    for ident, said in about.items():
        arrivals = [fact for fact in said if fact.kind == "arrival" and fact.value is not None]
        if not arrivals:
            yield ident, None, ""
            continue
        try:
            revision, read = revisions.arrived(conn, ident, versions.shown_content(conn, ident, said))
        except ArchiveDamaged:
            if unreadable is None:
                raise
            unreadable.append(ident)
            yield ident, None, ""
            continue
        article = record.apply(read, said)
        has = {fact.kind for fact in said if fact.value is not None}
        arrived = min(clock.of_id(fact.root) for fact in arrivals)
        yield ident, row(ident, revision, article, has, arrived), article.body


def row(ident: str, revision: int, article: Article, has: Collection[str], arrived: int) -> Row:
    """The row of an article as it is shown; the docid is that of its day's beginning.

    `has` are the kinds of what people gave it (star, note), `arrived` the clock's reading when it came in.
    """
    published = article.published
    return Row(
        docid=first_docid(published.value if published else None),
        id=ident,
        revision=revision,
        title=article.title,
        author=article.author,
        source=article.source,
        section=article.section,
        language=article.language,
        url=article.url,
        published=published.value if published else None,
        published_precision=published.precision if published else None,
        event_date=article.event_date.value if article.event_date else None,
        starred=int("star" in has),
        has_note=int("note" in has),
        in_review=int(bool(article.review)),
        source_folded=_folded(article.source),
        author_folded=_folded(article.author),
        section_folded=_folded(article.section),
        imported_hlc=arrived,
    )


def enter(conn: sqlite3.Connection, new: Row, columns: index.Columns) -> None:
    """Put an article into listing and index of which nothing was known. Needs an open write transaction."""
    new = new._replace(docid=_free_docid(conn, new.docid))
    _swap(conn, None, new)
    index.put(conn, new.docid, columns)


def _folded(text: str | None) -> str | None:
    return None if text is None else fold(text)


def rows(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Row]:
    """The rows of these articles that are there, by id."""
    return {row.id: row for row in map(Row._make, conn.execute(_SELECT, (dumps(list(ids)),)))}


_REFRESH_FLAGS = """
UPDATE listing SET
  starred = EXISTS (SELECT 1 FROM fact AS f WHERE f.about = listing.id AND f.kind = 'star' AND f.value IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)),
  has_note = EXISTS (SELECT 1 FROM fact AS f WHERE f.about = listing.id AND f.kind = 'note' AND f.value IS NOT NULL
                     AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id))
WHERE id IN (SELECT value FROM json_each(?))
"""
_SELECT = "SELECT l.* FROM json_each(?) AS a CROSS JOIN listing AS l WHERE l.id = a.value"
_INSERT = "INSERT INTO listing VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def _refresh_rows(conn: sqlite3.Connection, ids: Sequence[str], unreadable: list[str] | None) -> None:
    present = rows(conn, ids)
    for ident, wanted, body in compute(conn, ids, unreadable):
        _replace(conn, present.get(ident), wanted, body)


def _replace(conn: sqlite3.Connection, old: Row | None, new: Row | None, body: str) -> None:
    """Put the row `new` where `old` was, and the index with it."""
    if new is not None:
        new = _of_its_day(conn, old, new)
    if old is not None and new is not None:
        if new == old:
            return
        if new[:3] == old[:3] and new.indexed == old.indexed:
            _swap(conn, old, new)
            return
    if old is not None:
        index.remove(conn, old.docid, old.indexed[0], _body(conn, old), *old.indexed[1:])
    _swap(conn, old, new)
    if new is not None:
        index.add(conn, new.docid, new.indexed[0], body, *new.indexed[1:])


def _of_its_day(conn: sqlite3.Connection, old: Row | None, new: Row) -> Row:
    """The row with a docid of its day: that of `old`, which it replaces, if that is of the same."""
    stays = old is not None and old.docid >> SEQUENCE_BITS == new.docid >> SEQUENCE_BITS
    return new._replace(docid=old.docid if old is not None and stays else _free_docid(conn, new.docid))


def put_row(conn: sqlite3.Connection, old: Row, new: Row) -> None:
    """Put the row `new` in the place of `old`, which has its docid. What the index holds is the caller's matter."""
    if new != old:
        _swap(conn, old, new)


def _swap(conn: sqlite3.Connection, old: Row | None, new: Row | None) -> None:
    if old is not None:
        conn.execute("DELETE FROM listing WHERE docid = ?", (old.docid,))
    if new is not None:
        conn.execute(_INSERT, new)
    if old is not None and (new is None or new.docid != old.docid):
        tagging.move(conn, old.docid, new.docid if new else None)


def _body(conn: sqlite3.Connection, row: Row) -> str:
    return revisions.read(conn, row.revision).body


def _free_docid(conn: sqlite3.Connection, first: int) -> int:
    """The next docid of the day that begins at `first`. Past a million articles on one day they spill into the next."""
    last = first + (1 << SEQUENCE_BITS) - 1
    found = conn.execute(
        "SELECT max(docid) FROM listing WHERE docid BETWEEN ? AND ?", (first, last)
    ).fetchone()[0]
    docid = first if found is None else found + 1
    while docid > last and conn.execute("SELECT 1 FROM listing WHERE docid = ?", (docid,)).fetchone():
        docid += 1
    return docid


def fields_of(row: Row) -> dict[str, Any]:
    """What of a row is the same on every machine: all but the sequence in the docid and the revision's number."""
    return {**row._asdict(), "docid": row.docid >> SEQUENCE_BITS, "revision": None}
