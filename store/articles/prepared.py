"""What the archive works out of an article before it writes it: everything that needs neither the file nor a transaction.

An import lets the process that reads the files do it (`importers.worker`), so that the one process that writes has only to
write. It is a short cut: what is not handed over is worked out when the article is added.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple

from store.article import Article
from store.articles import revisions
from store.finding import index
from store.similar import fingerprint
from store.text import words


class Prepared(NamedTuple):
    """An article as it is written: its revision (canonical JSON and that packed), what is compared of it, and its index terms."""

    content: bytes
    packed: bytes
    compared: fingerprint.Print
    columns: index.Columns


def prepare(article: Article) -> Prepared:
    """All of it. Raises UnicodeEncodeError for lone surrogates."""
    content = revisions.encode(article)
    body = article.body
    return Prepared(
        content,
        zlib.compress(content, revisions.LEVEL),
        fingerprint.print_of(article, words(body)),
        index.analysed(article.title or "", body, article.author or "", article.source or ""),
    )
