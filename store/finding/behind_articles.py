"""Words behind an article that the index term keeps, or takes too much from: what is certain of letters, and what counts decide.

The term of a word is without its article where three letters remain and no hamza is in the way (`store.text.arabic.term`). So
الحق and للأمم keep theirs, and of للاجئين, which is ل + اللاجئين, the lam of the word goes with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping

from store.finding import stems
from store.finding.waiting import frequencies
from store.text import arabic
from store.text.arabic import Doubt, believable

_OTHERS = 0.04
"""Share of the articles with what is left of a word behind its lam that may have that as a word of its own: of جان (للجان) it is
more, as that is a name."""


def behind_articles(
    conn: sqlite3.Connection, bases: Iterable[str], family: Collection[str], known: Mapping[str, int]
) -> dict[str, int]:
    """More terms, with their frequencies, of a word that is indexed under `bases`.

    `family` are all terms that it may have, `known` those of them that there are, with their frequencies.
    """
    longer = [term for term in family if len(term) > arabic.SHORTEST]
    short = [base for base in bases if len(base) == arabic.SHORTEST]
    found = frequencies(
        conn, dict.fromkeys(more for term in (*longer, *short) for more in arabic.with_article(term))
    )
    for base in short:
        own = known.get(base, 0) + sum(found.get(more, 0) for more in arabic.with_article(base))
        counts = frequencies(conn, arabic.around_short(base))
        found |= {term: df for term, df in counts.items() if believable(Doubt.SHORT, own, df)}
    return found | _without_lam(conn, known)


def _without_lam(conn: sqlite3.Connection, known: Mapping[str, int]) -> dict[str, int]:
    """What is left of words that begin with ل behind لل, where hardly anything else has it."""
    rests = {
        term[1:]: df
        for term, df in known.items()
        if term[0] == "ل" and len(term) > arabic.LEAST_AFTER_ARTICLE and term[1:] not in known
    }
    left = {rest: df for rest, df in frequencies(conn, rests).items() if df <= rests[rest]}
    others = dict.fromkeys(left, 0)
    members = [one for one in stems.read(conn, list(left)) if one[1].lstrip("وف")[:1] != "ل"]
    counts = frequencies(conn, dict.fromkeys(term for _stem, term, _doubt in members))
    for stem, term, doubt in members:
        if term in counts and believable(doubt, left[stem], counts[term]):
            others[stem] += counts[term]
    return {rest: df for rest, df in left.items() if others[rest] <= _OTHERS * df}
