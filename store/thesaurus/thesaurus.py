"""Thesaurus: the tags of an open archive as a vocabulary. Every change is one step in the log, which `undo` takes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from store.thesaurus import changing, effects, entries, matching, moving, starter, table

if TYPE_CHECKING:
    from store.archive import Archive
    from store.log.changes import Change
    from store.thesaurus.effects import Effect
    from store.thesaurus.entries import Entry
    from store.thesaurus.matching import TagMatch
    from store.thesaurus.starter import State


class Thesaurus:
    """What can be read of the vocabulary and done to it. Names are those the tags are stored under, unless it is said."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    # Reading

    def entries(self) -> list[Entry]:
        """The whole vocabulary, each tag above its sub-tags."""
        with self.archive.read() as conn:
            return entries.entries(conn)

    def shown(self, language: str) -> dict[str, str]:
        """The tags that are called otherwise in a language, with their whole names there."""
        with self.archive.read() as conn:
            return table.shown(conn, language)

    def resolve(self, typed: Iterable[str]) -> list[str]:
        """The tags that are meant by names as typed: any of their names, in any spelling. Raises `BadTag`."""
        with self.archive.read() as conn:
            return matching.resolve_all(conn, typed)

    def near(self, name: str) -> list[TagMatch]:
        """Tags that are called nearly so, where none is called so."""
        with self.archive.read() as conn:
            return matching.near(conn, name)

    # What a change would do

    def if_renamed(self, old: str, new: str) -> Effect:
        """Raises `BadTag`."""
        with self.archive.read() as conn:
            return effects.of(conn, moving.renamed(conn, old, new))

    def if_merged(self, from_: Iterable[str], into: str) -> Effect:
        """Raises `BadTag`."""
        with self.archive.read() as conn:
            return effects.of(conn, moving.merged(conn, from_, into))

    def if_moved(self, names: Iterable[str], under: str) -> Effect:
        """Raises `BadTag`."""
        with self.archive.read() as conn:
            return effects.of(conn, moving.moved(conn, names, under))

    def if_deleted(self, names: Iterable[str]) -> Effect:
        """Raises `BadTag`."""
        with self.archive.read() as conn:
            return effects.of(conn, moving.deleted(conn, names))

    # Changing

    def rename(self, old: str, new: str) -> Change:
        """Rename a tag and its sub-tags; the old name becomes an alias. Raises `BadTag`."""
        with self.archive.write() as conn:
            return changing.rename(conn, old, new, self.archive.operator)

    def merge(self, from_: Iterable[str], into: str) -> Change:
        """Make one tag of several; the others' names become its aliases. Raises `BadTag`."""
        with self.archive.write() as conn:
            return changing.merge(conn, from_, into, self.archive.operator)

    def move(self, names: Iterable[str], under: str) -> Change:
        """Put tags under another, or to the top where `under` is empty. Raises `BadTag`."""
        with self.archive.write() as conn:
            return changing.move(conn, names, under, self.archive.operator)

    def delete(self, names: Iterable[str]) -> Change:
        """Take tags from all articles, with their other names; sub-tags stay. Raises `BadTag`."""
        with self.archive.write() as conn:
            return changing.delete(conn, names, self.archive.operator)

    def name(
        self,
        tag: str,
        *,
        labels: Mapping[str, str] | None = None,
        aliases: Iterable[str] = (),
        drop: Iterable[str] = (),
    ) -> Change:
        """Say what a tag is called: labels by language (an empty one goes), more aliases, those to drop. Raises `BadTag`."""
        with self.archive.write() as conn:
            return changing.name(conn, tag, self.archive.operator, labels=labels, aliases=aliases, drop=drop)

    # The starter vocabulary

    def starter(self) -> State:
        """How much of the starter vocabulary is in the archive."""
        with self.archive.read() as conn:
            return starter.state(conn)

    def take_starter(self) -> Change:
        """Take the starter vocabulary in."""
        with self.archive.write() as conn:
            return starter.take(conn, self.archive.operator)

    def leave_starter(self) -> Change:
        """Take out of it what no article uses."""
        with self.archive.write() as conn:
            return starter.leave(conn, self.archive.operator)
