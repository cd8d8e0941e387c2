"""All articles that a search found, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from store.archive import Archive
from store.article import StoredArticle
from store.finding.search import Hits


def articles_found(archive: Archive, hits: Hits) -> Iterator[StoredArticle]:
    """The articles of these hits, in their order; read one by one, so that a large export needs little memory."""
    for docid in hits.docids:
        yield archive.article_by_docid(docid)
