"""What a query finds, told by the first word of each title or body."""

from __future__ import annotations

from store.archive import Archive
from store.finding import search


def found(archive: Archive, query: str, **options: object) -> list[str]:
    """The titles of the hits, in their order."""
    conn = archive.connection()
    hits = search.run(conn, query, **options)  # type: ignore[arg-type]
    titles = dict(conn.execute("SELECT docid, title FROM listing"))
    return [titles[docid] for docid in hits.docids]
