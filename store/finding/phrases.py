"""Phrases to the letter: the index knows the terms of a phrase, only the text knows how its words are spelled."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from store.finding import analysed
from store.finding.analysed import AnalysedText
from store.finding.matches import phrase_starts
from store.finding.query import Phrase
from store.text import words

_NOTHING = AnalysedText("")
_BATCH = 200
MOST_CHECKED = 2_000
"""Articles whose text is read to check a phrase, the newest first; 60 of them while typing. The others are believed."""
_MOST_WHILE_TYPING = 60


def stands_in(phrase: Phrase, text: AnalysedText) -> bool:
    """Whether the words of a phrase stand side by side in a text, spelled so after folding."""
    wanted = tuple(word for each in phrase.words for word in words(each))
    return bool(phrase_starts(text, wanted, open_=phrase.open))


def rejected(
    conn: sqlite3.Connection,
    match: str,
    phrases: Sequence[tuple[str | None, Phrase]],
    *,
    typing: bool = False,
    where: str = "1",
    values: Sequence[object] = (),
    found: Sequence[int] | None = None,
) -> tuple[list[int], bool]:
    """The docids that match but lack one of the phrases (each with its field or None), and whether all were looked at.

    `where` holds further conditions on `search.rowid`; `found` is what matches, the newest first, where that is known.
    """
    most = _MOST_WHILE_TYPING if typing else MOST_CHECKED
    if found is None:
        rows = conn.execute(
            f"SELECT search.rowid FROM search WHERE search MATCH ? AND {where} ORDER BY search.rowid DESC LIMIT ?",  # noqa: S608 - conditions of store.finding.plan, values are bound
            (match, *values, most + 1),
        )
        found = [docid for (docid,) in rows]
    docids = list(found[: most + 1])
    complete = len(docids) <= most
    wrong: list[int] = []
    for at in range(0, min(len(docids), most), _BATCH):
        batch = docids[at : min(at + _BATCH, most)]
        texts = analysed.read(conn, batch)
        people = _people(conn, batch) if any(name != "title" for name, _ in phrases) else {}
        for docid in batch:
            title, body = texts.get(docid, (_NOTHING, _NOTHING))
            author, source = (analysed.line(text) for text in people.get(docid, ("", "")))
            columns = {"title": title, "author": author, "source": source}
            everywhere = (body, title, author, source)
            for name, phrase in phrases:
                fields = everywhere if name is None else (columns[name],)
                if not any(stands_in(phrase, text) for text in fields):
                    wrong.append(docid)
                    break
    return wrong, complete


def _people(conn: sqlite3.Connection, docids: Sequence[int]) -> dict[int, tuple[str, str]]:
    return {
        docid: (author or "", source or "")
        for docid, author, source in conn.execute(
            "SELECT docid, author, source FROM listing WHERE docid IN (SELECT value FROM json_each(?))",
            (json.dumps(docids),),
        )
    }
