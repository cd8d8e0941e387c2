"""What a shell completes with: the tags, sources and saved searches of the archive that is meant.

Nobody waits for a shell, so nothing is asked, written or waited for: without an archive that can simply be read (it is
missing, damaged, encrypted, held by another program) there are no names. What a terminal could take for more than text
is left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from tui.cli.invocation import Invocation

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_MOST = 50

_Read = Callable[[sqlite3.Connection, str], Iterable[str]]


def _tags(conn: sqlite3.Connection, begun: str) -> Iterator[str]:
    """Names of tags in any language; each tag by the one name that goes on from what was typed."""
    from store.thesaurus.matching import complete  # noqa: PLC0415 - for a shell that completes

    for tag in complete(conn, begun, _MOST):
        yield tag.name if tag.name.startswith(begun) else tag.by


def _sources(conn: sqlite3.Connection, begun: str) -> Iterator[str]:
    rows = conn.execute(
        "SELECT source FROM listing WHERE substr(source, 1, length(?1)) = ?1 GROUP BY 1 ORDER BY count(*) DESC LIMIT ?2",
        (begun, _MOST),
    )
    return (source for (source,) in rows)


def _searches(conn: sqlite3.Connection, _begun: str) -> Iterator[str]:
    from store.saved import saved  # noqa: PLC0415 - as above

    return (one.name for one in saved(conn))


def _known(ctx: click.Context, read: _Read, begun: str) -> list[str]:
    """The names that begin with what was typed, each once; none where the archive can't be read at once."""
    from store.archive import Archive  # noqa: PLC0415 - as above
    from store.encryption.files import is_encrypted  # noqa: PLC0415 - as above
    from store.errors import ArchiveError  # noqa: PLC0415 - as above
    from tui.cli.location import locate  # noqa: PLC0415 - as above

    try:
        path = locate(ctx.ensure_object(Invocation).db).path
        if not path.is_file() or is_encrypted(path):
            return []
        with Archive.open(path, read_only=True) as archive, archive.read() as conn:
            names = [name for name in read(conn, begun) if name.startswith(begun) and name.isprintable()]
    except (ArchiveError, sqlite3.Error, OSError):
        return []
    return list(dict.fromkeys(names))


class _Name(click.ParamType[str]):
    """A name that is completed; any other is taken as well."""

    name = "name"

    def read(self, conn: sqlite3.Connection, begun: str) -> Iterable[str]:
        """The names that there are, with what may begin otherwise."""
        raise NotImplementedError

    def shell_complete(self, ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
        """The names that go on from what was typed."""
        return _items(_known(ctx, self.read, begun))


class Tag(_Name):
    """A tag by any of its names."""

    def read(self, conn: sqlite3.Connection, begun: str) -> Iterable[str]:
        """Those of the archive."""
        return _tags(conn, begun)


class Source(_Name):
    """A newspaper or site."""

    def read(self, conn: sqlite3.Connection, begun: str) -> Iterable[str]:
        """Those of the archive."""
        return _sources(conn, begun)


class SavedSearch(_Name):
    """A saved search."""

    def read(self, conn: sqlite3.Connection, begun: str) -> Iterable[str]:
        """Those of the archive."""
        return _searches(conn, begun)


class SignedTag(Tag):
    """A tag with ``+`` before it; those with ``-`` are completed beside the options."""

    def shell_complete(self, ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
        """Tags once the sign is there."""
        return signed(ctx, begun) if begun.startswith("+") else []


def signed(ctx: click.Context, begun: str) -> list[CompletionItem]:
    """The tags that go on from a sign and the beginning of a name, the sign before each."""
    sign, typed = begun[:1], begun[1:]
    return _items(sign + name for name in _known(ctx, _tags, typed))


def _items(names: Iterable[str]) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - as above

    return [CompletionItem(name) for name in names]
