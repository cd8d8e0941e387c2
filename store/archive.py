"""Archive: the only door to an archive file. It owns the connections; each verb is done by the module of its noun.

Those modules are loaded by the first verb that needs them: the app paints before it has searched or changed anything.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from store import connection, opening
from store.errors import ArchiveError, ArchiveOnNetwork, NoSpace
from store.links import real
from store.pool import Pool
from store.safekeeping import custody, network

if TYPE_CHECKING:
    from store.article import Article, Provenance, StoredArticle
    from store.articles.arrivals import Added, Batch, Brought, Met
    from store.articles.prepared import Prepared
    from store.articles.reading import Disagreement
    from store.edits import Value
    from store.finding.facets import Facets
    from store.finding.other_queries import Suggestion
    from store.finding.query import Query
    from store.finding.search import Hits, Sort
    from store.finding.snippets import HitRow
    from store.log.changes import Change
    from store.tags import TagCount
    from store.thesaurus.matching import TagMatch


class Archive:
    """An open archive. May be used from several threads; each gets a connection of its own, `close` closes all."""

    def __init__(
        self, path: Path, *, read_only: bool, operator: str, reading: connection.Reading = "shared"
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.operator = operator
        self._pool = Pool(path, read_only=read_only, reading=reading)

    @classmethod
    def open(
        cls, path: Path | str, *, create: bool = False, read_only: bool = False, operator: str | None = None
    ) -> Archive:
        """Open the archive at `path`; with `create`, make it when there is none. An older one is backed up and migrated.

        What can't be written is opened read-only. Raises what `store.errors` has for a file that can't be used.
        """
        path = real(Path(path).absolute())
        if not read_only and network.is_remote(path):
            raise ArchiveOnNetwork(path=path)
        if create and not read_only:
            connection.make_file(path)
        writable, reading = connection.preflight(path)
        operator = custody.operator() if operator is None else operator
        archive = cls(path, read_only=read_only or not writable, operator=operator, reading=reading)
        try:
            opening.prepare(archive, create=create)
        except NoSpace:
            if not (writable and connection.CAN_READ_ALONE):
                raise
            with suppress(ArchiveError):
                archive = cls(path, read_only=True, operator=operator, reading="alone")
                opening.prepare(archive)
                return archive
            raise
        return archive

    @property
    def is_full(self) -> bool:
        """Whether it can only be read because its disk had not a byte left when it was opened."""
        return self._pool.reading == "alone"

    def close(self) -> None:
        """Close the connections of all threads. Nothing is lost: what was written is on disk already."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def connection(self) -> sqlite3.Connection:
        """The calling thread's own connection, made on first use."""
        return self._pool.mine()

    def write(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction, on disk when the block is left, gone when it raises. A block inside another is part of it.

        Raises `store.errors`; see `store.pool`.
        """
        return self._pool.write()

    def interrupt(self, *, closing: bool = False) -> None:
        """Stop what is being read in other threads, inside SQLite. Writing is never stopped. See `Pool.interrupt`."""
        self._pool.interrupt(closing=closing)

    def generation(self) -> int:
        """A number that changes when another connection wrote to the file."""
        return connection.pragma(self.connection(), "data_version")

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """One state of the archive for all that is read inside, whatever others write meanwhile."""
        try:
            with connection.translated(self.path), self._pool.read() as conn:
                yield conn
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", None) != "SQLITE_INTERRUPT":
                raise
            from store.finding.search import Interrupted

            raise Interrupted from error

    # Importing

    def start_batch(self, paths: Sequence[str], tags: Sequence[str] = ()) -> Batch:
        """Begin an import of these paths, whose articles get these tags. Raises `BadTag`."""
        from store.articles import arrivals
        from store.thesaurus import matching

        with self.read() as conn:
            return arrivals.start(paths, matching.resolve_all(conn, tags) if tags else ())

    def add(
        self,
        article: Article,
        provenance: Provenance,
        original: bytes,
        *,
        batch: Batch,
        brought: Brought | None = None,
        prepared: Prepared | None = None,
    ) -> Added:
        """Take in an article with the bytes it was read from, and what came with it. `prepared` is `store.articles.prepared.prepare` of it.

        Many at once: put the calls into one `write()`. Raises `BadValue` and UnicodeEncodeError before anything is written.
        """
        from store.articles import arrivals

        with self.write() as conn:
            return arrivals.add(
                conn,
                article,
                provenance,
                original,
                batch=batch,
                operator=self.operator,
                brought=brought or arrivals.NOTHING,
                prepared=prepared,
            )

    def met(self, ident: str, path: str = "") -> Met | None:
        """What is known of the article with this full id, seen at this path; None when there is none. Quick."""
        from store.articles import arrivals

        with self.read() as conn:
            return arrivals.met(conn, ident, path)

    def finish_batch(self, batch: Batch) -> Change | None:
        """End an import; its change, or None when nothing new came in."""
        from store.articles import arrivals

        with self.write() as conn:
            return arrivals.finish(conn, batch, self.operator)

    def tidy(self) -> bool:
        """A step of tidying the index, while nobody waits (`store.finding.tidying`); whether there is more to do. Raises `store.errors`."""
        from store.finding import tidying

        with self.write() as conn:
            more = tidying.step(conn)
        if not more:
            self.connection().execute("PRAGMA wal_checkpoint(PASSIVE)")
        return more

    # Reading

    def search(
        self,
        query: str | Query,
        *,
        sort: Sort = "relevance",
        typing: bool = False,
        limit: int | None = None,
    ) -> Hits:
        """What a query finds. `typing`: its last word is a beginning, and the caps of a keystroke hold.

        Raises `BadQuery`, `store.finding.search.Interrupted`.
        """
        from dataclasses import replace

        from store.finding import index, search

        with self.read() as conn:
            hits = search.run(conn, query, sort=sort, typing=typing, limit=limit)
            known = hits.query.is_empty or index.is_complete(conn)
            return hits if known else replace(hits, total_is_exact=False)

    def finds(self, query: Query, docid: int) -> bool:
        """Whether an article has all that a query asks for. Raises `store.finding.search.Interrupted`."""
        from store.finding import search

        with self.read() as conn:
            return search.finds(conn, query, docid)

    def hit_rows(
        self, docids: Sequence[int], query: Query | None = None, scores: Sequence[float] | None = None
    ) -> list[HitRow]:
        """What a list shows of these hits, in their order; those that are gone are left out."""
        from store.finding import snippets

        with self.read() as conn:
            return snippets.rows(conn, docids, query, scores)

    def facets(self, hits: Hits) -> Facets:
        """How the hits spread over tags, sources, years and languages. Raises `store.finding.search.Interrupted`."""
        from store.finding import facets

        with self.read() as conn:
            return facets.count(conn, hits)

    def suggest(self, query: Query, hits: Hits) -> list[Suggestion]:
        """What else to search for when nothing was found. Raises `store.finding.search.Interrupted`."""
        from store.finding import other_queries

        with self.read() as conn:
            return other_queries.suggest(conn, query, hits)

    def match_spans(self, text: str, query: Query) -> list[tuple[int, int]]:
        """The words of a text that a query finds, as offsets into it."""
        from store.finding import matches

        with self.read() as conn:
            return matches.match_spans(conn, text, query)

    def why(self, docids: Sequence[int], query: Query) -> list[list[tuple[str, tuple[str, ...]]]]:
        """For each of these articles the parts of the query with the words that answer them, as they are written there."""
        from store.finding import analysed, matches

        with self.read() as conn:
            texts = analysed.read(conn, docids)
            empty: tuple[()] = ()
            return [
                matches.written_forms(conn, query, *(one.text for one in texts.get(docid, empty)))
                for docid in docids
            ]

    def count(self) -> int:
        """The number of visible articles."""
        from store.finding import listed

        with self.read() as conn:
            return listed.articles(conn)

    def article(self, ident: str) -> StoredArticle:
        """The article with this id, or the only one whose id begins so. Raises `NoSuchArticle`, `AmbiguousId`."""
        from store.articles import reading

        with self.read() as conn:
            return reading.by_id(conn, reading.full_id(conn, ident))

    def article_by_docid(self, docid: int) -> StoredArticle:
        """The article in this place of the listing. Raises `NoSuchArticle`."""
        from store.articles import reading

        with self.read() as conn:
            return reading.by_docid(conn, docid)

    def original(self, ident: str, sha256: str | None = None) -> bytes:
        """The bytes an article was read from, untouched; of several sources, those with this digest.

        Raises `NoSuchArticle`, `AmbiguousId`, `ArchiveDamaged`.
        """
        from store.articles import reading

        with self.read() as conn:
            return reading.original(conn, ident, sha256)

    def disagreements(self, ident: str) -> list[Disagreement]:
        """Where two laptops said different things of this article at the same time."""
        from store.articles import reading

        with self.read() as conn:
            return reading.disagreements(conn, reading.full_id(conn, ident))

    def tags(self) -> list[TagCount]:
        """All tags in use with the number of their articles, by name."""
        from store import tags

        with self.read() as conn:
            return tags.counts(conn)

    def complete_tag(self, prefix: str, limit: int = 20) -> list[TagMatch]:
        """The tags in one of whose names a word begins with `prefix`, what was used last and the most used first."""
        from store.thesaurus import matching

        with self.read() as conn:
            return matching.complete(conn, prefix, limit)

    # Changing: each call is one step that can be taken back; ids may be prefixes

    def tag(self, ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> Change:
        """Add and remove tags. Raises `BadTag`."""
        from store import tags
        from store.articles import reading

        with self.write() as conn:
            return tags.change(conn, reading.full_ids(conn, ids), add, remove, self.operator)

    def rename_tag(self, old: str, new: str) -> Change:
        """Rename a tag and its sub-tags. Raises `BadTag`."""
        from store.thesaurus import changing

        with self.write() as conn:
            return changing.rename(conn, old, new, self.operator)

    def merge_tags(self, from_: Sequence[str], into: str) -> Change:
        """Make one tag of several. Raises `BadTag`."""
        from store.thesaurus import changing

        with self.write() as conn:
            return changing.merge(conn, from_, into, self.operator)

    def delete_tag(self, name: str) -> Change:
        """Take a tag from all articles. Raises `BadTag`."""
        from store.thesaurus import changing

        with self.write() as conn:
            return changing.delete(conn, [name], self.operator)

    def star(self, ids: Sequence[str], on: bool = True) -> Change:
        """Star articles, or take their stars."""
        from store import stars
        from store.articles import reading

        with self.write() as conn:
            return stars.change(conn, reading.full_ids(conn, ids), self.operator, on=on)

    def set_note(self, ident: str, text: str) -> Change:
        """Write the note of an article; an empty one removes it. Raises `BadValue`."""
        from store import notes
        from store.articles import reading

        with self.write() as conn:
            return notes.write(conn, reading.full_id(conn, ident), text, self.operator)

    def edit(self, ident: str, field: str, value: Value) -> Change:
        """Set a field of the record, or with None empty it. Raises `BadValue`."""
        from store import edits
        from store.articles import reading

        with self.write() as conn:
            return edits.change(conn, reading.full_id(conn, ident), field, value, self.operator)

    def edit_back(self, ident: str, field: str) -> Change:
        """Give a field back the value it was imported with."""
        from store import edits
        from store.articles import reading

        with self.write() as conn:
            return edits.change_back(conn, reading.full_id(conn, ident), field, self.operator)

    def undo(self) -> Change:
        """Take back the last step. Raises `NothingToUndo`."""
        from store.log import undo

        with self.write() as conn:
            return undo.undo(conn, self.operator)

    def redo(self) -> Change:
        """Do again what was taken back last. Raises `NothingToUndo`."""
        from store.log import undo

        with self.write() as conn:
            return undo.redo(conn, self.operator)

    def history(self, limit: int = 50) -> list[Change]:
        """The last steps, newest first."""
        from store.log import undo

        with self.read() as conn:
            return undo.history(conn, limit)
