"""Texts that several laptops have from bytes of their own, and what of them can be found in an archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from store.archive import Archive
from store.article import Article, Line, Provenance
from store.articles import originals, revisions

COPIES = 3


def words(text: int) -> str:
    """The body of the text with this number: it shares no word with any other."""
    return " ".join(f"كلمة{text}{number}" for number in range(40))


def source(text: int, copy: int) -> tuple[Article, Provenance, bytes]:
    """One of the texts, in the bytes of one of its copies."""
    raw = f"{words(text)}#{copy}".encode()
    digest = hashlib.sha256(raw).hexdigest()
    title = f"عنوان النص رقم {text}"
    article = Article(lines=(Line(title, "title"), Line(words(text))), title=title)
    return article, Provenance(f"/{text}/{copy}", digest, len(raw), "capture", "1"), raw


def ids_of(archive: Archive, text: int) -> list[str]:
    """The visible articles that have this text, among others perhaps."""
    body = words(text)
    rows = archive.connection().execute("SELECT id FROM listing ORDER BY id").fetchall()
    return [ident for (ident,) in rows if any(body in one for one in bodies(archive, ident))]


def bodies(archive: Archive, ident: str) -> Iterator[str]:
    """Every text that is stored of an article."""
    conn = archive.connection()
    for (number,) in conn.execute("SELECT revision FROM revision WHERE id = ?", (ident,)).fetchall():
        yield revisions.read(conn, number).body


def stored(archive: Archive, text: int) -> set[str]:
    """In which tables anything of this text can be found."""
    conn = archive.connection()
    found = set()
    wanted = words(text)
    for (digest,) in conn.execute("SELECT sha256 FROM original").fetchall():
        if wanted.encode() in originals.read(conn, digest):
            found.add("original")
    for (ident,) in conn.execute("SELECT DISTINCT id FROM revision").fetchall():
        if any(wanted in body for body in bodies(archive, ident)):
            found.add("revision")
    named = [wanted, f"رقم {text}", f"سر{text}", *(source(text, copy)[1].sha256 for copy in range(COPIES))]
    for table, column in (
        ("listing", "title"),
        ("listing", "id"),
        ("fact", "about"),
        ("fact", "slot"),
        ("fact", "value"),
        ("change", "summary"),
        ("tag", "name"),
        ("tag_name", "name"),
    ):
        for word in named:
            query = f"SELECT 1 FROM {table} WHERE instr({column}, ?) LIMIT 1"
            if conn.execute(query, (word,)).fetchone():
                found.add(f"{table}.{column}")
    return found


def at_rest(archive: Archive) -> Path:
    """Its file, with all that is in the log."""
    archive.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return archive.path
