"""Searching in the browser: every key starts a search in a thread, the one before is stopped, late answers are dropped."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sqlite3 import SQLITE_INTERRUPT, OperationalError
from typing import TYPE_CHECKING, TypeVar

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from store.errors import BadQuery, NoSuchArticle
from tui import reasons, tag_labels
from tui.i18n import N_, ngettext
from tui.i18n import gettext as _
from tui.screens.panes import PanesScreen
from tui.widgets.pane_title import PaneTitle
from tui.widgets.results import PAGE, Results
from tui.widgets.search_box import SearchBox
from tui.widgets.wording import count, ltr, named, own

if TYPE_CHECKING:
    from store.archive import Archive
    from store.finding.facets import Facets as Counts
    from store.finding.other_queries import Suggestion
    from store.finding.query import Query
    from store.finding.search import Hits, Sort
    from store.finding.snippets import HitRow

ORDERS: dict[Sort, str] = {
    "relevance": N_("by relevance"),
    "newest": N_("newest first"),
    "oldest": N_("oldest first"),
    "source": N_("by source"),
}
_TRIES = 5
_AT_REST = 0.3
"""Seconds without a key after which a search is done thoroughly."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, with the rows of the page that will be seen first and the place of the cursor."""

    number: int
    query: Query
    hits: Hits
    rows: Sequence[HitRow]
    page: int
    cursor: int
    total: int
    deep: bool


class HitsReady(Message):
    """A search has its hits."""

    def __init__(self, found: Found) -> None:
        self.found = found
        super().__init__()


class CountsReady(Message):
    """The tags, sources and years of the hits are counted."""

    def __init__(self, number: int, counts: Counts, suggestions: Sequence[Suggestion]) -> None:
        self.number = number
        self.counts = counts
        self.suggestions = suggestions
        super().__init__()


class QueryRefused(Message):
    """The query means nothing; the results before it stay."""

    def __init__(self, number: int, text: str, error: BadQuery) -> None:
        self.number = number
        self.text = text
        self.error = error
        super().__init__()


class RowsFetched(Message):
    """The rows of a page are here."""

    def __init__(self, search: int, page: int, rows: Sequence[HitRow]) -> None:
        self.search = search
        self.page = page
        self.rows = rows
        super().__init__()


def steadily(read: Callable[[], T]) -> T:
    """Read from the archive again when the stop of a search caught this reading, which nobody wanted stopped."""
    from store.finding.search import Interrupted  # noqa: PLC0415 - as above

    for _try in range(_TRIES):
        try:
            return read()
        except (Interrupted, OperationalError) as error:
            stopped = isinstance(error, Interrupted) or error.sqlite_errorcode == SQLITE_INTERRUPT
            if not stopped or get_current_worker().is_cancelled:
                raise
    return read()


def _remark(hits: Hits) -> str:
    """What is said under the search box when not every hit has every word."""
    if hits.partial:
        return ngettext(
            "{count} more article has most of the words.",
            "{count} more articles have most of the words.",
            hits.partial,
        ).format(count=ltr(count(hits.partial)))
    return "" if hits.total else _("No results. In the list, Backspace shows the whole archive again.")


class SearchingScreen(PanesScreen):
    """The part of the browser that searches and fills the results and the filters."""

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self.archive = archive
        self.shown_query: Query | None = None
        """The query of the results that are shown."""
        self.order: Sort = "relevance"
        self.total = 0
        """Articles in the archive."""
        self.found: Hits | None = None
        self._number = 0
        self._answered = 0
        """The number of the last search that was answered, with hits or a refusal."""
        self._finished: str | None = None
        """The query with which the box was left: its end counts as it stands, not as the beginning of more."""

    @property
    def pending(self) -> bool:
        """Whether the results are not yet those of what is in the box."""
        return self._answered != self._number

    def search(self, *, keep: int | str | None = None) -> None:
        """Search for what is in the box. The cursor stays on the article `keep` (a docid or an id) if it is found."""
        self._number += 1
        self.archive.interrupt()
        self._find(self._number, self.search_box.text, self.order, keep, deep=False)

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _find(self, number: int, text: str, order: Sort, keep: int | str | None, *, deep: bool) -> None:
        from store.finding.query import Query  # noqa: PLC0415 - the first screen is painted before the search is loaded
        from store.finding.search import Interrupted  # noqa: PLC0415 - as above

        worker = get_current_worker()
        try:
            hits = self._at_rest(text, order) if deep else None
            if hits is None:
                query = Query.parse(text, typing=True)
                hits = self.archive.search(query, sort=order, typing=not deep)
            if not deep and keep is not None and self._is_further_on(hits, order, keep):
                hits = self._at_rest(text, order) or self.archive.search(query, sort=order)
                deep = True
            query = hits.query
            cursor = self._place(hits.docids, keep) or 0
            page = cursor // PAGE
            listed = hits.docids[page * PAGE : (page + 1) * PAGE]
            # A key is answered with what is in sight, the rest of the page comes behind it.
            first = PAGE if deep or cursor else self.results.page + 1
            rows = self.archive.hit_rows(listed[:first], query)
            # Counting takes a while in a large archive: while somebody types, the number is the one that was shown last.
            total = self.archive.count() if deep or keep is not None or not self.total else self.total
            if number == 1 or keep is not None:  # not while somebody types
                tag_labels.read(self.archive)
            if worker.is_cancelled:
                return
            self.post_message(HitsReady(Found(number, query, hits, rows, page, cursor, total, deep)))
            if listed[first:]:
                rest = steadily(lambda: self.archive.hit_rows(listed[first:], query))
                self.post_message(RowsFetched(number, page, [*rows, *rest]))
            counts = self.archive.facets(hits)
            suggestions = () if hits.total or hits.partial else self.archive.suggest(query, hits)
            if not worker.is_cancelled:
                self.post_message(CountsReady(number, counts, suggestions))
        except BadQuery as error:
            self.post_message(QueryRefused(number, text, error))
        except Interrupted:
            return

    def _at_rest(self, text: str, order: Sort) -> Hits | None:
        """What `archive search` finds; None where that is nothing, so that the last word may still be the beginning of one.

        So it may where nothing has all of a few words.
        """
        from store.finding.query import Query  # noqa: PLC0415 - as above
        from store.finding.search import MANY_WORDS  # noqa: PLC0415 - as above

        try:
            hits = self.archive.search(Query.parse(text), sort=order)
            few = hits.partial and not hits.total and len(hits.query.constraints) < MANY_WORDS
            if few and self.archive.search(text, sort=order, typing=True).total:
                return None
        except BadQuery:
            return None
        return hits if hits.total or hits.partial else None

    def _is_further_on(self, hits: Hits, order: Sort, wanted: int | str) -> bool:
        """Whether the first hits, which are answered with while somebody types, say nothing of the place of the article.

        By source they are the first of others than those that come first. The place of an article that is not found need not be
        looked for; one that has most of many words is found by a thorough search alone.
        """
        from store.finding.search import MANY_WORDS  # noqa: PLC0415 - as above

        whole = hits.total_is_exact and len(hits.docids) >= hits.total
        if whole or not (order == "source" or self._place(hits.docids, wanted) is None):
            return False
        docid = self._docid(wanted)
        many = len(hits.query.constraints) >= MANY_WORDS
        return docid is not None and (many or self.archive.finds(hits.query, docid))

    def _docid(self, wanted: int | str) -> int | None:
        """The docid of an article; None where there is none with this id."""
        try:
            return self.archive.article(wanted).docid if isinstance(wanted, str) else wanted
        except NoSuchArticle:
            return None

    def _place(self, docids: array[int], wanted: int | str | None) -> int | None:
        """The place of an article among the hits; None if it is not among them."""
        docid = None if wanted is None else self._docid(wanted)
        try:
            return docids.index(docid) if docid is not None else None
        except ValueError:
            return None

    @on(SearchBox.QueryTyped)
    def _search_typed(self) -> None:
        self.search()

    @on(HitsReady)
    def _show_hits(self, event: HitsReady) -> None:
        found = event.found
        if found.number != self._number:
            return
        self._answered = found.number
        self.shown_query, self.found, self.total = found.query, found.hits, found.total
        self.offers.show(())
        self.search_box.remark(_remark(found.hits) if found.total else "")
        self._refuse_unfinished()
        if found.deep and found.hits.docids == self.results.docids:
            self._show_numbers()
            return
        self.results.show(found.number, found.hits.docids, found.rows, found.page, found.cursor)
        self._show_numbers()
        self.hits_shown()
        if not found.deep:
            self.set_timer(_AT_REST, lambda: self._search_deeply(found.number))

    def _search_deeply(self, number: int) -> None:
        """Nobody typed for a while: count everything and rank more. Where one went to a row, the cursor stays on it."""
        if number == self._number and self.is_attached:
            keep = self.results.docid if self.results.cursor else None
            self._find(number, self.search_box.text, self.order, keep, deep=True)

    def hits_shown(self) -> None:
        """Called when other results are shown."""

    def _show_numbers(self) -> None:
        hits = self.found
        if hits is None:
            return
        more = "" if hits.total_is_exact else "+"
        self.search_box.show_count(f"{count(hits.total)}{more} / {count(self.total)}")
        listed = hits.total + hits.partial
        place = f"{count(self.results.cursor + 1)} / {count(listed)}{more}" if listed else ""
        # Where no word was looked for, nothing has more to do with it than another, and the newest come first.
        order: Sort = "newest" if self.order == "relevance" and hits.scores is None else self.order
        self.title_of("results", _("Results"), place, _(ORDERS[order]))

    @on(CountsReady)
    def _show_counts(self, event: CountsReady) -> None:
        if event.number != self._number:
            return
        self.facets.show(event.counts, self.search_box.text)
        if event.suggestions:
            self.offers.show(event.suggestions)
            self.search_box.remark(_("No results. Enter searches what is chosen instead."))

    @on(QueryRefused)
    def _show_refusal(self, event: QueryRefused) -> None:
        if event.number != self._number:
            return
        self._answered = event.number
        self._refuse(event.text, event.error)

    def _refuse(self, text: str, error: BadQuery) -> None:
        start, end = error.span
        said = reasons.say(str(error.values["reason"]))
        self.search_box.remark(named(said, own(text[start:end])), wrong=(start, end))

    @on(SearchBox.ResultsAsked)
    def _finish(self) -> None:
        self._finished = self.search_box.text
        self._refuse_unfinished()

    def _refuse_unfinished(self) -> None:
        """Say what was left out of the search: while it was typed, an end that means nothing yet asked for nothing."""
        from store.finding.query import Query  # noqa: PLC0415 - the first screen is painted before the search is loaded

        text = self.search_box.text
        if text == self._finished:
            try:
                Query.parse(text)
            except BadQuery as error:
                self._refuse(text, error)

    # Rows

    @on(Results.RowsWanted)
    def _fetch_rows(self, event: Results.RowsWanted) -> None:
        event.stop()
        self._fetch(event.search, event.page, event.docids, self.shown_query)

    @work(thread=True, group="rows", exit_on_error=False)
    def _fetch(self, search: int, page: int, docids: Sequence[int], query: Query | None) -> None:
        if search in {self._number, self.results.search}:
            rows = steadily(lambda: self.archive.hit_rows(docids, query))
            self.post_message(RowsFetched(search, page, rows))

    @on(RowsFetched)
    def _put_rows(self, event: RowsFetched) -> None:
        self.results.put_rows(event.search, event.page, event.rows)

    # Commands

    def action_clear_search(self) -> None:
        """Show the whole archive again; the article stays chosen."""
        self.search_box.put("")
        self.search(keep=self.results.docid)

    @on(PaneTitle.Clicked)
    def _order_clicked(self, event: PaneTitle.Clicked) -> None:
        """The order is the last thing that the title of the results says."""
        parts = [text for text in self._titles["results"] if text]
        if event.pane == "results" and event.part and event.part == len(parts) - 1:
            self.action_change_order()

    def action_change_order(self) -> None:
        """The next order: by relevance, newest first, oldest first, by source."""
        orders = list(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.notice.tell(_(ORDERS[self.order]))
        self.search(keep=self.results.docid)
