"""What an article is related to: its other versions, who else tells its story, and what is about the same matters."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.log.facts import heads
from store.similar import relatives, story, versions

if TYPE_CHECKING:
    from store.archive import Archive
    from store.similar.relatives import Relative
    from store.similar.story import Teller
    from store.similar.versions import Version

MOST_RELATED = 5


@dataclass(frozen=True, slots=True)
class Relations:
    """`versions` are the texts of the article, oldest first, empty where there is only one."""

    id: str
    versions: tuple[Version, ...] = ()
    story: tuple[Teller, ...] = ()
    related: tuple[Relative, ...] = ()


def relations(archive: Archive, ident: str) -> Relations:
    """The relations of an article. Raises `NoSuchArticle`, `ArchiveDamaged`, `store.finding.search.Interrupted`."""
    with archive.read() as conn:
        stored = archive.article(ident)
        return Relations(
            stored.id,
            tuple(_versions(conn, stored.id)),
            tuple(story.of(conn, stored.docid)),
            tuple(relatives.of(conn, stored.docid, MOST_RELATED)),
        )


def _versions(conn: sqlite3.Connection, ident: str) -> list[Version]:
    """The versions, read only where several texts came in."""
    arrived = heads(conn, [ident], ["arrival"])
    contents = {fact.said["content"] for fact in arrived if fact.value is not None and fact.makes_sense}
    found = versions.of(conn, ident) if len(contents) > 1 else []
    return found if len(found) > 1 else []
