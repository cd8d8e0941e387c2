"""Whom and what an article is about, as people wrote it down: people, institutions, places, and the kind of event or text.

Each value is a fact of its own (its kind is the field, its slot the value), so that what two laptops wrote about one
article comes together when they meet. No importer fills these fields: they hold nothing that nobody looked at.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, get_args

from store.errors import BadValue
from store.log.facts import Fact, Put, dumps, heads
from store.text import fold

Subject = Literal["people", "institutions", "places", "kind"]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
LONGEST = 200
"""Characters of one value."""
MOST = 200
"""Values of one field of one article."""

SCHEMA = (
    """CREATE INDEX fact_subject ON fact(kind, slot) WHERE kind IN ('people', 'institutions', 'places', 'kind')""",
)
"""The values in use are found without looking at the facts of other kinds, of which each article has some."""

_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
_SEPARATORS = (re.compile(r"[;؛\n]"), re.compile(r"[,،]"))
_TRUE = dumps(True)


class InUse(NamedTuple):
    """A value that stands in a field of so many `articles`."""

    value: str
    articles: int


def normalise(value: str) -> str:
    """The value as it is kept: composed, without tatweel and signs that print nothing, its blanks single.

    Raises `BadValue`.
    """
    text = _PRESENTATION.sub(lambda found: unicodedata.normalize("NFKC", found[0]), value)
    text = unicodedata.normalize("NFC", text).replace("\u0640", "")
    text = " ".join(text.split())
    if any(unicodedata.category(char) in {"Cc", "Cs", "Cn"} for char in text):
        raise BadValue(value=ascii(text[:20]), reason="it holds control characters")
    text = "".join(
        char for char in text if unicodedata.category(char) not in {"Cf", "Co"} or char == "\u200c"
    )
    if len(text) > LONGEST:
        raise BadValue(value=f"{text[:20]}…", reason=f"it is longer than {LONGEST} characters")
    return text


def split(text: str) -> list[str]:
    """The values typed in one line, each once: between semicolons, or where there are none, between commas.

    Raises `BadValue`.
    """
    separator = next((one for one in _SEPARATORS if one.search(text)), None)
    parts = separator.split(text) if separator else [text]
    return list(dict.fromkeys(value for part in parts if (value := normalise(part))))


def joined(values: Iterable[str], mark: str = "; ") -> str:
    """The values on one line, as `split` reads them."""
    values = list(values)
    return mark.join(values) + (mark.strip() if len(values) == 1 and re.search("[,،]", values[0]) else "")


def standing(said: Iterable[Fact], field: str) -> tuple[str, ...]:
    """The values in force among these facts, in the order in which they were written down."""
    return tuple(dict.fromkeys(fact.slot for fact in said if fact.kind == field and fact.value is not None))


def puts_for(conn: sqlite3.Connection, ident: str, field: Subject, values: Sequence[str]) -> list[Put]:
    """The facts after which exactly these values stand in the field; none where they do already. Raises `BadValue`."""
    wanted = list(dict.fromkeys(value for each in values if (value := normalise(each))))
    if len(wanted) > MOST:
        raise BadValue(value=len(wanted), reason=f"a field holds at most {MOST} values")
    slots: dict[str, list[Fact]] = {}
    for fact in heads(conn, [ident], [field]):
        slots.setdefault(fact.slot, []).append(fact)
    stands = {slot for slot, facts in slots.items() if any(fact.value is not None for fact in facts)}
    puts = [
        Put(ident, field, slot, None, tuple(fact.id for fact in slots[slot]))
        for slot in slots
        if slot in stands and slot not in wanted
    ]
    puts += [
        Put(ident, field, value, _TRUE, tuple(fact.id for fact in slots.get(value, ())))
        for value in wanted
        if value not in stands
    ]
    return puts


def puts_brought(conn: sqlite3.Connection, ident: str, field: Subject, values: Sequence[str]) -> list[Put]:
    """The facts of values that come with an article; none of those that a person wrote or took out, and none that can't be kept."""
    usable = []
    for value in values:
        try:
            usable.append(normalise(value))
        except BadValue:
            continue
    wanted = list(dict.fromkeys(filter(None, usable)))[:MOST]
    said = {fact.slot for fact in heads(conn, [ident], [field])} if wanted else set()
    return [Put(ident, field, value, _TRUE) for value in wanted if value not in said]


ONE_OF = "f.kind IN ('people', 'institutions', 'places', 'kind')"
"""The condition of the index, word for word: only so SQLite sees that it can be used."""
_IN_USE = f"""
SELECT f.slot, count(DISTINCT f.about) FROM fact AS f WHERE {ONE_OF} AND f.kind = ? AND f.value IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM over AS o WHERE o.fact = f.id) GROUP BY f.slot
"""  # noqa: S608 - a constant
FOLD = "folded_subject"
"""The name under which `teach_folding` makes folding known to SQLite."""


def teach_folding(conn: sqlite3.Connection) -> None:
    """Let the statements of this connection compare values as they are folded: words with blanks between them."""
    conn.create_function(FOLD, 1, _folded, deterministic=True)


def _folded(value: str) -> str:
    return fold(value).replace("'", " ").replace("-", " ")


_OF_LISTING = {
    "author": "SELECT author, count(*) FROM listing WHERE author IS NOT NULL GROUP BY author",
    "source": "SELECT source, count(*) FROM listing WHERE source IS NOT NULL GROUP BY source",
    "section": "SELECT section, count(*) FROM listing WHERE section IS NOT NULL GROUP BY section",
    "language": "SELECT language, count(*) FROM listing WHERE language IS NOT NULL GROUP BY language",
}


def in_use(conn: sqlite3.Connection, field: str) -> list[InUse]:
    """The values that stand in this field of any article, the most frequent first; empty for fields that never repeat."""
    if field in SUBJECTS:
        rows = conn.execute(_IN_USE, (field,)).fetchall()
    elif field in _OF_LISTING:
        rows = conn.execute(_OF_LISTING[field]).fetchall()
    else:
        return []
    return sorted((InUse(*row) for row in rows), key=lambda one: (-one.articles, one.value))


def complete(known: Sequence[InUse], typed: str, limit: int) -> list[InUse]:
    """Those of the known values in which a word begins as typed, folded, its ال aside; those that begin so come first."""
    wanted = fold(" ".join(typed.split()))
    if not wanted:
        return list(known[:limit])
    found: list[tuple[bool, int, InUse]] = []
    for number, one in enumerate(known):
        folded = fold(one.value)
        begins = folded.startswith((wanted, f"ال{wanted}"))
        if begins or f" {wanted}" in folded or f" ال{wanted}" in folded:
            found.append((not begins, number, one))
    return [one for _, _, one in sorted(found, key=lambda each: each[:2])[:limit]]
