"""Checking: articles in which something was guessed, and a person's word that it is right.

A field is checked for the reasons it was marked for. The reasons stand in the fact, so that another reading of the article
(another encoding, another importer) that gives another reason asks again.

| kind | slot | value |
|---|---|---|
| checked | field | the reasons |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from store.articles import reading
from store.log import changes
from store.log.facts import Put, dumps, heads

if TYPE_CHECKING:
    from store.archive import Archive
    from store.article import StoredArticle
    from store.log.changes import Change


class Waiting(NamedTuple):
    """The articles that ask for a look: how many there are, and the first of them."""

    total: int
    articles: tuple[StoredArticle, ...]


_COUNT = "SELECT count(*) FROM listing WHERE in_review = 1"
_WAITING = "SELECT id FROM listing WHERE in_review = 1 ORDER BY imported_hlc DESC, docid DESC LIMIT ?"


def waiting(archive: Archive, limit: int = 200, first: Sequence[str] = ()) -> Waiting:
    """The articles in review, those with the ids `first` before all others, then the latest import first."""
    with archive.read() as conn:
        count = conn.execute(_COUNT).fetchone()[0]
        ids = [ident for (ident,) in conn.execute(_WAITING, (limit + len(first),))]
        known = {ident for (ident,) in conn.execute(_IN_REVIEW, (dumps(list(first)),))}
        order = dict.fromkeys([*(ident for ident in first if ident in known), *ids])
        return Waiting(count, tuple(reading.by_id(conn, ident) for ident in list(order)[:limit]))


_IN_REVIEW = "SELECT id FROM listing WHERE in_review = 1 AND id IN (SELECT value FROM json_each(?))"


def accept(archive: Archive, ids: Sequence[str]) -> Change:
    """Say that all that was guessed in these articles is right. One step that can be taken back; ids may be prefixes.

    Raises `NoSuchArticle`, `AmbiguousId`.
    """
    with archive.write() as conn:
        puts = []
        for ident in reading.full_ids(conn, ids):
            review = reading.by_id(conn, ident).article.review
            standing = heads(conn, [ident], ["checked"])
            for field in dict.fromkeys(item.field for item in review):
                mine = [fact for fact in standing if fact.slot == field]
                reasons = {reason for fact in mine if fact.value is not None for reason in fact.said}
                reasons |= {item.reason for item in review if item.field == field}
                over = tuple(fact.id for fact in mine)
                puts.append(Put(ident, "checked", field, dumps(sorted(reasons)), over))
        return changes.record(conn, "check", {}, puts, archive.operator)
