"""The sources of an article: every file that its text came from, under which other ids it is known, and who joined them.

An article has the id of the bytes it first came from. Other bytes with the same text, or with a newer text of the same page,
are further arrivals of it, each with its own original and revision. A fact of the kind `source` about `source:` and *their*
id leads to the article, so an id that a person noted on another laptop still finds it.
"""

from __future__ import annotations

import sqlite3

from store.log.facts import Fact, Put, dumps, heads

_ABOUT = "source:"
_VISIBLE = "SELECT 1 FROM listing WHERE id = ?"
_LEADS = """
SELECT f.slot FROM fact AS f WHERE f.about = ? AND f.kind = 'source' AND f.value IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id) ORDER BY f.hlc, f.id
"""
_DEEPEST = 8


def article_of(conn: sqlite3.Connection, ident: str) -> str | None:
    """The visible article with this full id, or the one it is a source of; None when there is none."""
    waiting, seen = [ident], {ident}
    while waiting and len(seen) <= _DEEPEST:
        one = waiting.pop(0)
        if conn.execute(_VISIBLE, (one,)).fetchone():
            return one
        further = [slot for slot in leads(conn, one) if slot not in seen]
        seen.update(further)
        waiting += further
    return None


def leads(conn: sqlite3.Connection, ident: str) -> list[str]:
    """The ids of the articles that the bytes with this id are said to belong to, oldest first."""
    return [slot for (slot,) in conn.execute(_LEADS, (_ABOUT + ident,))]


_HOLDS = """
SELECT 1 FROM fact AS f WHERE f.about = ? AND f.kind = 'arrival' AND f.value IS NOT NULL
AND CASE WHEN json_valid(f.value) THEN json_extract(f.value, '$.sha256') END = ? AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
"""


def holder(conn: sqlite3.Connection, ident: str, sha256: str) -> str | None:
    """As `article_of`, but only where the bytes with this digest are among the article's sources.

    They are not when their import was taken back and the article stayed by another source.
    """
    article = article_of(conn, ident)
    return article if article and conn.execute(_HOLDS, (article, sha256)).fetchone() else None


_BEGINNING_SO = """
SELECT DISTINCT f.about FROM fact AS f WHERE f.about >= ?1 AND f.about < ?1 || 'g' AND f.kind = 'source'
AND f.value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id)
"""


def beginning_so(conn: sqlite3.Connection, prefix: str) -> list[str]:
    """The visible articles one of whose other ids begins so, each once."""
    begin = conn.execute(_BEGINNING_SO, (_ABOUT + prefix,)).fetchall()
    found = (article_of(conn, name.removeprefix(_ABOUT)) for (name,) in begin)
    return sorted({ident for ident in found if ident is not None})


def about(ident: str) -> str:
    """What facts are about that say which article the bytes with this id belong to."""
    return _ABOUT + ident


def ident(about: str) -> str:
    """The id in what facts are about: of an article, or of bytes that belong to one."""
    return about.removeprefix(_ABOUT)


def lead(ident: str, article: str) -> Put:
    """The fact that the bytes (or part of a file) with this id belong to that article."""
    return Put(about(ident), "source", article, dumps(True))


def standing(conn: sqlite3.Connection, ident: str) -> list[Fact]:
    """The arrivals of an article that are in force, oldest first; those that make no sense are left out."""
    return [fact for fact in heads(conn, [ident], ["arrival"]) if fact.value is not None and fact.makes_sense]
