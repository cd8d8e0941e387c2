"""The names of the tags as a table to look them up in, derived from the facts.

A row for each label and alias, one for the name it is stored under (role `OWN`); for a sub-tag also its whole path in each language (``Droits/Logement``), under a role
that ends in a slash.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from store.text import fold
from store.thesaurus.names import LANGUAGES, Names, every, leaf, parent

SCHEMA = (
    """CREATE TABLE tag_name(tag TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
       PRIMARY KEY(tag, role, name)) STRICT, WITHOUT ROWID""",
    """CREATE INDEX tag_name_folded ON tag_name(folded)""",
)
ALIAS = "alias"
OWN = "own"


def folded(name: str) -> str:
    """The spelling under which two names are the same."""
    return " ".join(fold(name).split())


def path(tag: str, language: str, names: Mapping[str, Names]) -> str:
    """The whole name of a tag in a language; the parts that have no label there as they are stored."""
    above = parent(tag)
    own = names[tag].labels.get(language) if tag in names else None
    last = own or leaf(tag)
    return f"{path(above, language, names)}/{last}" if above else last


def rows(names: Mapping[str, Names]) -> Iterator[tuple[str, str, str, str]]:
    """(tag, role, name, folded) of every name."""
    for tag, own in names.items():
        yield tag, OWN, tag, folded(tag)
        for language, text in own.labels.items():
            yield tag, language, text, folded(text)
        if parent(tag):
            for language in LANGUAGES:
                whole = path(tag, language, names)
                if whole != tag:
                    yield tag, f"{language}/", whole, folded(whole)
        for alias in own.aliases:
            yield tag, ALIAS, alias, folded(alias)


def rebuild(conn: sqlite3.Connection) -> None:
    """Make the table anew. Needs an open write transaction. A thousand tags take 20 milliseconds."""
    conn.execute("DELETE FROM tag_name")
    conn.executemany("INSERT INTO tag_name(tag, role, name, folded) VALUES(?, ?, ?, ?)", rows(every(conn)))


def is_right(conn: sqlite3.Connection) -> bool:
    """Whether the table is as the facts say."""
    return set(conn.execute("SELECT tag, role, name, folded FROM tag_name")) == set(rows(every(conn)))


def read(conn: sqlite3.Connection) -> dict[str, Names]:
    """The names of every tag that has any."""
    labels: dict[str, dict[str, str]] = {}
    aliases: dict[str, list[str]] = {}
    for tag, role, name in conn.execute("SELECT tag, role, name FROM tag_name"):
        labels.setdefault(tag, {})
        if role in LANGUAGES:
            labels[tag][role] = name
        elif role == ALIAS:
            aliases.setdefault(tag, []).append(name)
    return {
        tag: Names({code: own[code] for code in LANGUAGES if code in own}, tuple(aliases.get(tag, ())))
        for tag, own in labels.items()
    }


def shown(conn: sqlite3.Connection, language: str) -> dict[str, str]:
    """For each tag that is called otherwise in this language: its name there, parents and all."""
    rows = conn.execute(
        "SELECT tag, name, role FROM tag_name WHERE role IN (?, ?)", (language, f"{language}/")
    )
    return {tag: name for tag, name, role in rows if name != tag and role.endswith("/") == bool(parent(tag))}
