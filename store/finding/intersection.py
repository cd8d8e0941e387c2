"""How FTS5 is asked for the articles that have all of several things.

FTS5 moves along the lists of everything an AND joins at each step, also where two of them are seen to disagree; and it takes
brackets within an AND away. So the rarest are joined first, in an AND of their own that a NOT of what no article has keeps
apart: the long lists are then touched only where the rarer ones agree. At a million articles a question of four words takes
a third to a half of the time so, one of eleven words a tenth.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from store.finding.query import And, Field, Named, Node, Or, Phrase, Prefix, Value, Word
from store.finding.vocabulary import MOST_COMPLETIONS, beginnings_of, completions, forms

_NO_TERM = '"0x"'
"""What is never indexed: letters and digits are words of their own."""
_APART = 6
"""Things that are joined one after the other; FTS5's parser goes only so deep, and the matches of six are few."""


def all_of(parts: Iterable[tuple[int, str]]) -> str:
    """The expression that finds what all of the parts find; each comes with about how many articles it finds."""
    ordered = [f"({expression})" for _, expression in sorted(parts, key=lambda part: part[0])]
    first, rest = ordered[:_APART], ordered[_APART:]
    joined = first[0]
    for at, part in enumerate(first[1:], 2):
        joined = f"({joined} AND {part})"
        if at < len(ordered):
            joined = f"({joined} NOT {_NO_TERM})"
    return " AND ".join((joined, *rest))


def reach(conn: sqlite3.Connection, node: Node) -> int:
    """In about how many articles the words of a node stand."""
    if isinstance(node, (Word, Prefix)):
        known = forms(conn, node.text).total if isinstance(node, Word) else 0
        beginnings = beginnings_of(node.text) if isinstance(node, Prefix) or node.open else ()
        return known + sum(completions(conn, each, MOST_COMPLETIONS)[1] for each in beginnings)
    if isinstance(node, Phrase):
        return min((forms(conn, word).total for word in node.words), default=0)
    if isinstance(node, Named):
        return min(reach(conn, word) for word in node.asked)
    if isinstance(node, Field):
        return 0 if isinstance(node.leaf, Value) else reach(conn, node.leaf)
    if isinstance(node, (And, Or)):
        return (min if isinstance(node, And) else sum)(reach(conn, child) for child in node.children)
    return 0
