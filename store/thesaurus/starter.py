"""The starter vocabulary: concepts of the field in three languages, which may be taken in or left out.

`starter.tsv` has a concept a line: the tag, its French and its English label, and aliases with ``;`` between them. The
Arabic label is the last part of the tag. What an archive has already under one of these names keeps its place and its
name: it is given the labels it lacks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from store.log import changes
from store.log.changes import Change
from store.log.facts import Put
from store.names import normalise
from store.thesaurus import matching, names
from store.thesaurus.names import Names, in_force, leaf

FILE = Path(__file__).with_name("starter.tsv")


class Concept(NamedTuple):
    """One concept of the starter vocabulary."""

    tag: str
    names: Names


class State(NamedTuple):
    """How much of the starter vocabulary is in an archive: concepts there are, taken, and in use by articles."""

    concepts: int
    taken: int
    used: int


def concepts() -> list[Concept]:
    """The concepts of the file, a group above its members."""
    return list(_read(FILE.read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Concept]:
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        tag, french, english, more = (*line.split("\t"), "")[:4]
        aliases = tuple(sorted(normalise(alias) for alias in more.split(";") if alias.strip()))
        yield Concept(tag, Names({"ar": leaf(tag), "fr": french, "en": english}, aliases))


def state(conn: sqlite3.Connection) -> State:
    """How much of it is in this archive, under whatever tag."""
    wanted = concepts()
    called = {
        name: tag for tag, own in names.every(conn).items() for name in (*own.labels.values(), *own.aliases)
    }
    taken = [called[name] for concept in wanted if (name := concept.names.labels["fr"]) in called]
    return State(len(wanted), len(taken), sum(_in_use(conn, tag) for tag in taken))


def take(conn: sqlite3.Connection, operator: str) -> Change:
    """Put the whole of it into the archive, as one step; what is there already is left as it is."""
    puts: list[Put] = []
    wanted = concepts()
    places = _places(conn, wanted)
    standing = names.standing(conn, places.values())
    for concept in wanted:
        tag = places[concept.tag]
        before = standing.get(tag, {})
        now = in_force(before)
        labels = {**concept.names.labels, **now.labels}
        more = {*now.aliases, *concept.names.aliases, *concept.names.labels.values()}
        puts += names.puts(tag, before, Names(labels, tuple(sorted(more - {*labels.values(), tag}))))
    return changes.record(conn, "take-starter", {"concepts": len(wanted)}, puts, operator)


def _places(conn: sqlite3.Connection, wanted: Sequence[Concept]) -> dict[str, str]:
    """The tag that stands for each concept: one of the archive's own that is called so, or else the concept's."""
    meant = matching.resolver(conn)
    places = {}
    for concept in wanted:
        called = [concept.tag, *concept.names.labels.values()]
        places[concept.tag] = next((tag for tag in map(meant, called) if _in_use(conn, tag)), concept.tag)
    return places


def leave(conn: sqlite3.Connection, operator: str) -> Change:
    """Take out, as one step, the concepts that no article has and nobody has renamed or named otherwise."""
    wanted = [concept for concept in concepts() if not _in_use(conn, concept.tag)]
    standing = names.standing(conn, [concept.tag for concept in wanted])
    puts: list[Put] = []
    for concept in wanted:
        before = standing.get(concept.tag, {})
        if in_force(before) == concept.names:
            puts += names.puts(concept.tag, before, Names())
    return changes.record(conn, "leave-starter", {}, puts, operator)


def _in_use(conn: sqlite3.Connection, tag: str) -> bool:
    return conn.execute("SELECT 1 FROM tag WHERE name = ?", (tag,)).fetchone() is not None
