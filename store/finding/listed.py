"""The articles that fulfil a plan: their docids, in the order of their dates.

While somebody types no more are asked for than are wanted, and what was found for the keys before is used.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Sequence
from itertools import chain, filterfalse

from store.finding import narrowing, slices, vocabulary
from store.finding.narrowing import Asked, Found
from store.finding.phrases import rejected
from store.finding.plan import Plan

_FIRST_DATED = 1 << 20


class _Articles(list[int]):
    """The number of articles, once it was counted."""


def articles(conn: sqlite3.Connection) -> int:
    """The number of visible articles. SQLite counts them by walking along an index, 30 ms for a million, which is not done at every key."""
    known = vocabulary.remembered(conn, _Articles)
    if not known:
        known.append(int(conn.execute("SELECT count(*) FROM listing").fetchone()[0]))
    return known[0]


class Listed:
    """The articles that fulfil `plan`; what its expression can't tell (places of words) is looked up in the texts at once.

    While `typing`, at most `fetch` are asked for. `newest_first` says that older ones need not be looked for where enough are found.
    """

    def __init__(
        self, conn: sqlite3.Connection, plan: Plan, *, typing: bool, fetch: int, newest_first: bool
    ) -> None:
        self.conn = conn
        self.plan = plan
        self.typing = typing
        self.newest_first = newest_first
        docid = "listing.docid" if plan.match is None else "+search.rowid"
        dated = docid.removeprefix("+")
        where = " AND ".join(
            f"({part.replace('{docid}', dated if 'BETWEEN' in part else docid)})" for part in plan.where
        )
        self.where = where or "1"
        """Conditions beside the expression, in SQL; `values` are bound in them."""
        self.values = list(plan.values)
        self._checked = plan.exact
        self._looked_at_all = True
        if plan.match is not None and plan.to_check and not plan.nothing:
            self._reject(plan.match, fetch)

    def _reject(self, match: str, fetch: int) -> None:
        """Leave out what only the text shows to be no hit."""
        found = self.newest(fetch + 1) if self.typing else None
        wrong, all_checked = rejected(
            self.conn,
            match,
            self.plan.to_check,
            typing=self.typing,
            where=self.where,
            values=self.values,
            found=found,
        )
        self._checked = self._checked and all_checked
        if wrong:
            self.where += " AND +search.rowid NOT IN (SELECT value FROM json_each(?))"
            self.values.append(json.dumps(wrong))
        if wrong and found is not None and len(found) <= fetch:
            left = array("q", filterfalse(frozenset(wrong).__contains__, found))
            narrowing.keep(self.conn, self.asked(match), Found(left, self._looked_at_all))

    @property
    def is_whole(self) -> bool:
        """Whether what was found last is all there is, and nothing else."""
        return self._checked and self._looked_at_all

    def ids(self, tail: str, *values: object, match: str | None = None) -> array[int]:
        """Docids of the plan; `tail` is further conditions, order and limit on `{docid}`."""
        if self.plan.match is None:
            statement = (
                f"SELECT listing.docid FROM listing WHERE {self.where} {tail.format(docid='listing.docid')}"  # noqa: S608 - as below
            )
            rows = self.conn.execute(statement, (*self.values, *values))
        else:
            statement = (
                f"SELECT search.rowid FROM search WHERE search MATCH ? AND {self.where} "  # noqa: S608 - conditions of store.finding.plan; values are bound
                f"{tail.format(docid='search.rowid')}"
            )
            rows = self.conn.execute(statement, (match or self.plan.match, *self.values, *values))
        return array("q", chain.from_iterable(rows))

    def newest(self, most: int) -> array[int]:
        """The newest docids, those without a date last."""
        if not self.typing or self.plan.match is None:
            return self.ids("ORDER BY {docid} DESC LIMIT ?", most)
        asked = self.asked(self.plan.match)
        found = narrowing.known(self.conn, asked)
        if found is None:
            found = self._at_key(most)
            narrowing.keep(self.conn, asked, found)
        self._looked_at_all = found.whole or len(found.docids) == most
        return found.docids

    def _at_key(self, most: int) -> Found:
        """The newest docids, looked for among those with the finished words where these are all known."""
        among, last = None, self.plan.last
        if self.plan.finished is not None:
            among = narrowing.known(self.conn, self.asked(self.plan.finished))
        if among is None or last is None or not among.whole:
            return self._sliced(most)
        found = narrowing.narrowed(self.conn, among.docids, last)
        if found is None and self._is_sliced():
            return self._sliced(most)
        if found is None:
            found = slices.oldest_first(self.ids, among.docids[-1], among.docids[0])
        return Found(found, whole=True)

    def _is_sliced(self) -> bool:
        """Whether no older articles are looked for than are needed to find enough."""
        several = len(self.plan.wanted) > 1 and self.newest_first
        return several and len(slices.slices(self.conn)) > 1

    def _sliced(self, most: int) -> Found:
        """The newest docids, of as much of the archive as this takes."""
        return (slices.newest if self._is_sliced() else slices.at_once)(self.conn, most, self.ids)

    def asked(self, match: str) -> Asked:
        """The conditions of this search with an expression."""
        return Asked(match, self.where, json.dumps(self.values))

    def oldest(self, most: int) -> array[int]:
        """The oldest docids, those without a date last."""
        dated = self.ids("AND {docid} >= ? ORDER BY {docid} LIMIT ?", _FIRST_DATED, most)
        return dated + self.ids("AND {docid} < ? ORDER BY {docid} LIMIT ?", _FIRST_DATED, most - len(dated))

    def allowed(self, docids: Sequence[int]) -> set[int]:
        """Those of the docids for which everything holds that is asked beside the words and phrases."""
        if not self.plan.where and not self.plan.without:
            return set(docids)
        where = (
            " AND ".join(f"({part.replace('{docid}', 'listing.docid')})" for part in self.plan.where) or "1"
        )
        values = [json.dumps(list(docids)), *self.plan.values]
        if self.plan.without:
            where += " AND listing.docid NOT IN (SELECT rowid FROM search WHERE search MATCH ?)"
            values.append(self.plan.without)
        statement = f"SELECT docid FROM listing WHERE docid IN (SELECT value FROM json_each(?)) AND {where}"  # noqa: S608 - as above
        return {docid for (docid,) in self.conn.execute(statement, values)}
