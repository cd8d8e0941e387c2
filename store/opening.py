"""What is done with an archive before anybody reads in it: it is looked at, brought to this version, and its index is begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import connection, schema
from store.errors import ArchiveDamaged, ArchiveMissing, ArchiveReadOnly

if TYPE_CHECKING:
    from store.archive import Archive


def prepare(archive: Archive, *, create: bool = False) -> None:
    """Make it ready, or close it and raise why it can't be used; one in which nothing was ever made only with `create`.

    Raises `store.errors`.
    """
    try:
        _prepare(archive, create=create)
    except BaseException as error:
        archive.close()
        elsewhere = (
            type(error) is ArchiveDamaged and error.values.get("path") != archive.path
        )  # one article of it
        if elsewhere or isinstance(error, schema.SENSELESS):
            raise ArchiveDamaged(path=archive.path) from error
        raise


def _prepare(archive: Archive, *, create: bool) -> None:
    conn, path = archive.connection(), archive.path
    with connection.translated(path):
        current = schema.check(conn, path)  # before anything in the file is run
        connection.require_search(conn)
        if not current and not create and schema.is_blank(conn):
            raise ArchiveMissing(path=path)
        if archive.read_only:
            if not current:
                raise ArchiveReadOnly(path=path)
            return
        if not current:
            schema.migrate(conn, path)
        schema.to_wal(conn)
        if not schema.is_analysed(conn):
            with archive.write() as writer:
                if not schema.is_analysed(writer):
                    from store.finding import reindex  # noqa: PLC0415 - seldom

                    reindex.make_ready(writer)
