"""What is said of an article that is here already in other bytes: a further source of one text, or a version of one page."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from store.archive import Archive
from store.article import Article
from store.similar import fingerprint, matching, versions


class Repeated(NamedTuple):
    """In what way it is here: `reason` for programs, `message` for people; both empty when it is new."""

    reason: str
    message: str


SAME_TEXT = Repeated(
    "same text", "It has the text of an article that is here already, and was kept as a further source of it."
)
OTHER_ADDRESS = Repeated(
    "other address",
    "It has the text of an article that is here already, and was kept as a further source of it; but its address is that of another article here. Check which it belongs to.",
)
NEW_VERSION = Repeated(
    "new version", "It is a new version of an article that is here already, and is the one that is shown now."
)
OLDER_VERSION = Repeated(
    "older version",
    "It is an older version of an article that is here already; the newer one is still shown.",
)
SHORTER_VERSION = Repeated(
    "shorter version",
    "It is a shorter version of an article that is here already; the longer one is still shown.",
)


def how(
    archive: Archive, ident: str, kind: matching.Kind | None, sha256: str, article: Article
) -> Repeated | None:
    """What to say of bytes that were taken in as part of the article `ident`; None of an article that is new."""
    if kind is None:
        return None
    if kind == "same text":
        return same_text(archive, ident, article)
    for version in versions.versions(archive, ident):
        if any(source.provenance.sha256 == sha256 for source in version.sources) and not version.shown:
            return SHORTER_VERSION if version.cut_of else OLDER_VERSION
    return NEW_VERSION


def same_text(archive: Archive, ident: str, article: Article) -> Repeated:
    """What to say of another source of the text of the article `ident`.

    Its text decides what it belongs to: a copy on the page of another article is no version of that one. That is said, as
    either the address or the text may be the slip.
    """
    address = fingerprint.address_key(article.url)
    if address is None:
        return SAME_TEXT
    with archive.read() as conn:
        found = {
            other
            for other, text, _files in matching.holders(conn, address)
            if fingerprint.address_key(text.url) == address and not matching.same_text(article, text)
        }
    return OTHER_ADDRESS if found - {ident} else SAME_TEXT


class Foretelling:
    """What a dry run would find here already, what it met itself among it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._texts: dict[str, list[tuple[str, Article]]] = {}

    def match(self, ident: str, article: Article, sha256: str) -> matching.Match | None:
        """The article that this one would become a source or version of; else it is remembered as new."""
        compared = fingerprint.print_of(article)
        with self._archive.read() as conn:
            found = matching.match(conn, article, compared, sha256)
        if found is None and compared.text is not None:
            met = self._texts.setdefault(compared.text, [])
            for first, other in met:
                if not matching.headlines_differ(article, other):
                    return None if first == ident else matching.Match("same text", first)
            met.append((ident, replace(article, lines=())))
        return found
