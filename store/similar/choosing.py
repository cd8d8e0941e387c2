"""Which version of an article is shown, chosen by a person against what would be shown by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.articles import reading
from store.log import changes
from store.log.changes import Change
from store.log.facts import Put, dumps, heads
from store.similar import versions

if TYPE_CHECKING:
    from store.archive import Archive


def choose(archive: Archive, ident: str, number: int | None) -> Change:
    """Show the version with this number from now on, or with None the one that is shown by itself.

    One step that can be taken back. Raises `NoSuchVersion`, `NoSuchArticle`, `AmbiguousId`.
    """
    with archive.write() as conn:
        full = reading.full_id(conn, ident)
        content = None
        if number is not None:
            content = versions.numbered(versions.of(conn, full), number).content
        standing = heads(conn, [full], ["version"])
        now = [fact.said for fact in standing if fact.value is not None]
        values = {"number": "" if number is None else str(number)}
        if now == ([] if content is None else [content]):
            return changes.Change("", "choose-version", values)
        said = None if content is None else dumps(content)
        put = Put(full, "version", "", said, tuple(fact.id for fact in standing))
        return changes.record(conn, "choose-version", values, [put], archive.operator)
