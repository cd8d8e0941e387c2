"""Narrowing the results: filters put in and taken off, as chips above them and in the pane beside them."""

from __future__ import annotations

from textual import on

from store.errors import BadQuery
from tui.screens.searching import HitsReady, SearchingScreen
from tui.widgets.chips import Chips
from tui.widgets.facet_terms import filters, label, taken_off, term, toggled
from tui.widgets.facets import Facets
from tui.widgets.reader import Reader


class NarrowingScreen(SearchingScreen):
    """The part of the browser that changes what narrows the results."""

    @on(HitsReady)
    def _show_chips(self, event: HitsReady) -> None:
        if event.found.number == self._number:
            self.chips.show_chips([label(node) for node in filters(event.found.query)])

    def _search_for(self, text: str) -> None:
        """Search for another text; the article stays chosen if it is found."""
        self.search_box.put(text)
        self.search(keep=self.results.docid)

    @on(Facets.TermToggled)
    def _toggle_term(self, event: Facets.TermToggled) -> None:
        self._search_for(toggled(self.search_box.text, event.term))

    @on(Facets.RowChosen, "#facets")
    def _facet_clicked(self, event: Facets.RowChosen) -> None:
        event.stop()
        self.facets.action_toggle_facet()

    @on(Reader.TagClicked)
    def _tag_clicked(self, event: Reader.TagClicked) -> None:
        self._search_for(toggled(self.search_box.text, term("tag", event.tag)))

    @on(Chips.TakenOff)
    def _chip_clicked(self, event: Chips.TakenOff) -> None:
        self._take_off(event.number)

    @on(Facets.LastTakenOff)
    def _last_taken_off(self) -> None:
        self._take_off(-1)

    def _take_off(self, number: int) -> None:
        from store.finding.query import Query  # noqa: PLC0415 - the first screen is painted before the search is loaded

        try:
            query = Query.parse(self.search_box.text, typing=True)
        except BadQuery:
            return
        found = filters(query)
        if -len(found) <= number < len(found):
            self._search_for(taken_off(self.search_box.text, query, number))
