"""What the record of an article shows beside the article: what its source says, who edited what, and who imported it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from store import subjects
from store.article import Article, Provenance
from store.articles import reading, revisions
from store.articles.reading import Disagreement
from store.errors import NoSuchArticle
from store.log.clock import iso
from store.log.facts import dumps

_ROW = "SELECT revision FROM listing WHERE id = ?"
_LATEST = """
SELECT f.kind, f.slot, c.operator, f.hlc FROM json_each(?) AS k CROSS JOIN fact AS f JOIN change AS c ON c.id = f.change
WHERE f.about = ? AND f.kind = k.value AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
ORDER BY f.hlc, f.id
"""
_KINDS = ("arrival", "path", "edit", *subjects.SUBJECTS)


@dataclass(frozen=True, slots=True)
class Edit:
    """The last change of a field: by whom, and when (UTC, ISO 8601)."""

    operator: str
    at: str


@dataclass(frozen=True, slots=True)
class Details:
    """`imported` is the article as its importer read it, `edits` the last change of each field a person set.

    `operators` says who brought the article from a path in; a path that came with no name is not in it.
    """

    id: str
    imported: Article
    edits: Mapping[str, Edit] = field(default_factory=dict)
    operators: Mapping[str, str] = field(default_factory=dict)
    disagreements: tuple[Disagreement, ...] = ()

    def operator_of(self, origin: Provenance) -> str:
        """Who brought it in from there, or ""."""
        return self.operators.get(origin.path, "")


def details(conn: sqlite3.Connection, ident: str) -> Details:
    """The details of the article with this full id. Raises `NoSuchArticle`, `ArchiveDamaged`."""
    row = conn.execute(_ROW, (ident,)).fetchone()
    if row is None:
        raise NoSuchArticle(id=ident)
    edits: dict[str, Edit] = {}
    operators: dict[str, str] = {}
    for kind, slot, operator, hlc in conn.execute(_LATEST, (dumps(list(_KINDS)), ident)):
        if kind in {"arrival", "path"}:
            operators[slot] = operator
        else:
            edits[slot if kind == "edit" else kind] = Edit(operator, iso(hlc))
    return Details(
        ident,
        revisions.read(conn, row[0]),
        edits,
        {path: who for path, who in operators.items() if who},
        tuple(reading.disagreements(conn, ident)),
    )
