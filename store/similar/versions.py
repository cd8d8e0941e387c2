"""The sources and versions of one article: what came in under it, which of its texts is shown, and why.

All arrivals of an article with the same folded text are one *version* with several *sources*. The newest version is shown,
by the day its page was fetched as the file says, else by the time of its import. A text that is only a cut of an older one (what a
paywall leaves) does not hide the longer; a person may choose another version, which is a fact of the kind `version`.
Everything is worked out from facts and revisions, so merged archives agree. A version whose revision is damaged is left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from store.article import Article, Provenance, article_id
from store.articles import provenances, revisions
from store.errors import ArchiveDamaged, NoSuchVersion
from store.log.facts import Fact, heads
from store.similar import fingerprint

if TYPE_CHECKING:
    from store.archive import Archive
    from store.similar.wording import Piece

_CUT_LENGTH = 0.6
_CUT_SHARED = 0.8
"""A version is a cut of another when it has less than so much of its words, and so much of it stands there."""


class Source(NamedTuple):
    """One file (or part of one) that a version came from, with what it states of the publication."""

    provenance: Provenance
    title: str | None
    source: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article. `number` counts from 1, the oldest; `content` names it (the hash of its revision).

    `at` is when its page was fetched as far as known, else when it was imported: ISO 8601, a day or a moment. `words` is the
    length of the body. Of its `sources` the first is the one that gave the article its id, if it is among them;
    `content` and `article` are of the one with the fullest record. `cut_of` is the number of the longer version that a newer, shorter one does not hide.
    """

    number: int
    content: str
    at: str
    words: int
    shown: bool
    chosen: bool
    cut_of: int | None
    sources: tuple[Source, ...]
    article: Article


def shown_content(conn: sqlite3.Connection, ident: str, said: Sequence[Fact]) -> str:
    """The hash of the revision that is shown of an article. `said` has its standing arrivals and choices, oldest first.

    Raises `ArchiveDamaged`. Reads texts only where there are several.
    """
    arrivals = _latest_readings(said)
    contents = {fact.said["content"] for fact in arrivals}
    if len(contents) == 1:
        return str(arrivals[-1].said["content"])
    return next(version.content for version in _versions(conn, ident, said) if version.shown)


def shown_origin(conn: sqlite3.Connection, ident: str, said: Sequence[Fact]) -> Provenance:
    """Where the text that is shown came from: of several sources the one that gave the article its id, else the first."""
    arrivals = _latest_readings(said)
    if len({fact.said["content"] for fact in arrivals}) == 1:
        return min(map(provenances.of, arrivals), key=lambda origin: not _is_of(origin, ident))
    shown = next(version for version in _versions(conn, ident, said) if version.shown)
    return shown.sources[0].provenance


def _is_of(origin: Provenance, ident: str) -> bool:
    return article_id(origin.sha256, origin.member) == ident


def _latest_readings(said: Sequence[Fact]) -> list[Fact]:
    """The standing arrivals, of the same bytes under the same path only the last: they may have been read anew."""
    kept: dict[tuple[str, str], Fact] = {}
    for fact in said:
        if fact.kind == "arrival" and fact.value is not None and fact.makes_sense:
            data = fact.said
            key = data["sha256"], data.get("member", "")
            if key not in kept or kept[key].said["content"] != data["content"]:
                kept.pop(key, None)
                kept[key] = fact
    return list(kept.values())


def _versions(conn: sqlite3.Connection, ident: str, said: Sequence[Fact]) -> list[Version]:
    texts: dict[str, list[tuple[str, Fact, Article]]] = {}
    prints: dict[str, list[str]] = {}
    for fact in _latest_readings(said):
        try:
            article = revisions.arrived(conn, ident, fact.said["content"])[1]
        except ArchiveDamaged:
            continue
        words = fingerprint.body_words(article.body)
        key = fingerprint.fingerprint(words)
        prints[key] = words
        texts.setdefault(key, []).append((_at(fact), fact, article))
    if not texts:
        raise ArchiveDamaged(path=ident)
    order = sorted(texts, key=lambda key: (max(at for at, _, _ in texts[key]), texts[key][0][1].id))
    cuts = {key: _cut_of(key, order[:at], prints) for at, key in enumerate(order)}
    choices = [fact.said for fact in said if fact.kind == "version" and fact.value is not None]
    standing = {arrival.said["content"] for parts in texts.values() for _, arrival, _ in parts}
    choice = next((content for content in reversed(choices) if content in standing), None)
    shown = next(key for key in reversed(order) if cuts[key] is None)
    found = []
    for number, key in enumerate(order, 1):
        parts = texts[key]
        chosen = any(arrival.said["content"] == choice for _, arrival, _ in parts)
        longer = cuts[key]
        _, arrival, article = _fullest(parts)
        parts = sorted(parts, key=lambda part: not _is_of(provenances.of(part[1]), ident))
        found.append(
            Version(
                number=number,
                content=arrival.said["content"],
                at=max(at for at, _, _ in parts),
                words=len(prints[key]),
                shown=chosen if choice else key == shown,
                chosen=chosen,
                cut_of=None if longer is None else order.index(longer) + 1,
                sources=tuple(source for _, one, read in parts for source in _sources(one, read, said)),
                article=article,
            )
        )
    return found


def _fullest(parts: Sequence[tuple[str, Fact, Article]]) -> tuple[str, Fact, Article]:
    """Of the sources of one text the one whose record is shown: the first, or one that says the same and more.

    A headline is what an article is called: where the first has none, and nothing that agrees with it, the first that has one is shown.
    """
    agreeing = [part for part in parts if _agrees(part[2], parts[0][2])]
    if not any(part[2].title for part in agreeing) and (titled := [part for part in parts if part[2].title]):
        agreeing = [part for part in titled if _agrees(part[2], titled[0][2])]
    return max(agreeing, key=lambda part: sum(getattr(part[2], name) is not None for name in _STATED))


_STATED = ("title", "author", "source", "url", "published")


def _agrees(article: Article, first: Article) -> bool:
    """Whether it states whatever the first states of source and author alike, and its date as exactly or more so."""
    if first.published and not (
        article.published and article.published.value.startswith(first.published.value)
    ):
        return False
    return all(
        getattr(first, name) is None or getattr(article, name) == getattr(first, name)
        for name in ("source", "author", "url")
    )


def _at(fact: Fact) -> str:
    data = fact.said
    return str(data.get("captured_at") or data.get("imported_at") or "")


def _cut_of(key: str, older: Sequence[str], texts: dict[str, list[str]]) -> str | None:
    """The longest older text that this one is only a cut of."""
    words = texts[key]
    hashes = fingerprint.sequences(words)
    for other in sorted(older, key=lambda one: -len(texts[one])):
        if len(words) >= _CUT_LENGTH * len(texts[other]):
            return None
        if fingerprint.shared(hashes, fingerprint.sequences(texts[other])) >= _CUT_SHARED:
            return other
    return None


def _sources(arrival: Fact, article: Article, said: Sequence[Fact]) -> list[Source]:
    """The places where these bytes were seen: the file they came from first."""
    mine = provenances.of(arrival)
    seen = [
        provenances.of(fact)
        for fact in said
        if fact.kind in {"arrival", "path"} and fact.value is not None and fact.id != arrival.id
    ]
    also = [
        one
        for one in seen
        if (one.sha256, one.member) == (mine.sha256, mine.member) and one.path != mine.path
    ]
    published = article.published.value if article.published else None
    return [Source(where, article.title, article.source, article.url, published) for where in (mine, *also)]


KINDS = ("arrival", "path", "version")
"""The facts that versions are worked out from."""


def of(conn: sqlite3.Connection, ident: str) -> list[Version]:
    """The versions of the article with this full id, oldest first. Raises `ArchiveDamaged`."""
    return _versions(conn, ident, heads(conn, [ident], KINDS))


def versions(archive: Archive, ident: str) -> list[Version]:
    """The versions of an article, oldest first; its id may be a prefix. Raises `NoSuchArticle`, `AmbiguousId`."""
    with archive.read() as conn:
        return of(conn, archive.article(ident).id)


def numbered(found: Sequence[Version], number: int) -> Version:
    """The version with this number. Raises `NoSuchVersion`."""
    if not 1 <= number <= len(found):
        raise NoSuchVersion(number=number, count=len(found))
    return found[number - 1]


def between(archive: Archive, ident: str, old: int, new: int) -> list[Piece]:
    """What changed in the body from one version (by number) to another. Raises `NoSuchVersion`, `NoSuchArticle`."""
    from store.similar.wording import difference  # noqa: PLC0415 - every program loads this module, few compare

    found = versions(archive, ident)
    return difference(numbered(found, old).article.body, numbered(found, new).article.body)
