"""The same story told elsewhere: articles that share much of their wording. They are shown, never merged.

Candidates share sampled sequences of words; the texts of both decide. Two articles tell the same story when half of the
shorter one's sequences of four words stand in the other. The threshold was read off 106 pairs of 75,000 news articles: from
0.5 on, 4 of 60 random pairs were wrong or doubtful; between 0.45 and 0.6 a quarter, between 0.3 and 0.45 four fifths.
Most of the wrong ones were templates (congratulations, verdicts, weather): an article of whose sequences a third stands in
more than thirty texts is one, and tells the story of another only when nine tenths agree.

A group is what such pairs connect, as far as it still shares wording with the article that is asked about.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from store.finding import analysed
from store.similar import fingerprint, known

if TYPE_CHECKING:
    from store.archive import Archive

SAME = 0.5
"""Which part of the shorter text's sequences the other has."""
SAME_TEMPLATE = 0.9
_TEMPLATE = 1 / 3
_COMMON = 30
"""A sequence in more texts than that is a phrase of the trade."""
_LEAST_KEYS = 2
_TOUCHING = 0.2
"""What an article that only another of the group leads to still shares with the one that is asked about."""
_CANDIDATES = 24
MOST = 40
"""Articles of a group at most."""


class Teller(NamedTuple):
    """An article that tells the same story. `shared` is the part of the shorter text that stands in both, 0 to 1."""

    id: str
    docid: int
    title: str | None
    source: str | None
    published: str | None
    shared: float


class _Text(NamedTuple):
    sequences: set[int]
    keys: list[str]


def same_story(archive: Archive, ident: str) -> list[Teller]:
    """The other articles that tell the story of this one, those that share most first.

    Raises `NoSuchArticle`, `AmbiguousId`, `store.finding.search.Interrupted`.
    """
    with archive.read() as conn:
        return of(conn, archive.article(ident).docid)


def of(conn: sqlite3.Connection, docid: int) -> list[Teller]:
    """The same for the article in this place of the listing."""
    texts = _Texts(conn)
    asked = texts.of(docid)
    shares = {docid: 1.0}
    waiting = [docid]
    while waiting and len(shares) < MOST:
        one = waiting.pop(0)
        for other in texts.tellers(one):
            if other in shares:
                continue
            share = fingerprint.shared(asked.sequences, texts.of(other).sequences)
            if share >= _TOUCHING:
                shares[other] = share
                waiting.append(other)
    del shares[docid]
    found = [Teller(*row, round(shares[row[1]], 3)) for row in rows(conn, list(shares))]
    return sorted(found, key=lambda teller: (-teller.shared, -teller.docid))


_ROWS = """
SELECT l.id, l.docid, l.title, l.source, l.published FROM json_each(?) AS wanted
CROSS JOIN listing AS l ON l.docid = wanted.value
"""


def rows(
    conn: sqlite3.Connection, docids: list[int]
) -> list[tuple[str, int, str | None, str | None, str | None]]:
    """Id, docid, title, source and date of these articles, in the order of the docids."""
    return conn.execute(_ROWS, (json.dumps(docids),)).fetchall()


_SHOWN = """
SELECT wanted.key, l.docid FROM json_each(?) AS wanted CROSS JOIN revision AS r ON r.revision = wanted.key
CROSS JOIN listing AS l ON l.id = r.id WHERE l.revision = r.revision
"""


class _Texts:
    """The texts that are compared for one question, each analysed once."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._texts: dict[int, _Text] = {}

    def of(self, docid: int) -> _Text:
        found = self._texts.get(docid)
        if found is None:
            read = analysed.read(self._conn, [docid]).get(docid)
            words = read[1].spelled if read else []
            sequences = fingerprint.sequences(words) if len(words) >= fingerprint.LEAST_WORDS else set()
            keys = [fingerprint.sequence_key(hash_) for hash_ in fingerprint.sample(sequences)]
            found = self._texts[docid] = _Text(sequences, keys)
        return found

    def tellers(self, docid: int) -> list[int]:
        """The articles that share enough with this one, by their docids."""
        mine = self.of(docid)
        counts, common = known.shares(self._conn, mine.keys, _COMMON)
        needed = SAME_TEMPLATE if common > len(mine.keys) * _TEMPLATE else SAME
        least = min(_LEAST_KEYS, len(mine.keys) - common)
        likely = sorted(
            (number for number, count in counts.items() if count >= least > 0), key=lambda one: -counts[one]
        )
        wanted = json.dumps(dict.fromkeys(likely[: _CANDIDATES + 1], 0))
        shown = dict(self._conn.execute(_SHOWN, (wanted,)).fetchall())
        return [
            other
            for other in shown.values()
            if other != docid and fingerprint.shared(mine.sequences, self.of(other).sequences) >= needed
        ]
