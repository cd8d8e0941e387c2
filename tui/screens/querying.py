"""Searching as a habit: how a query may go on, what was searched for before, and what to search for where nothing was found."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from tui.i18n import gettext as _
from tui.i18n import ngettext
from tui.query_history import QueryHistory
from tui.screens.narrowing import NarrowingScreen
from tui.screens.searching import steadily
from tui.tag_labels import label
from tui.widgets.offers import Offers
from tui.widgets.query_offers import Offer
from tui.widgets.results import Results
from tui.widgets.search_box import SearchBox
from tui.widgets.wording import count, ltr


class CompletionsReady(Message):
    """How the query in the box may go on."""

    def __init__(self, text: str, offers: Sequence[Offer]) -> None:
        self.text = text
        self.offers = offers
        super().__init__()


class QueryingScreen(NarrowingScreen):
    """The part of the browser that helps with the query."""

    def on_mount(self) -> None:
        """What was searched for before is at hand."""
        self.search_box.history = QueryHistory(self.archive.path, self.archive_app.state_folder)

    @on(SearchBox.QueryTyped)
    def _offer_more(self, event: SearchBox.QueryTyped) -> None:
        from store.finding import completing  # noqa: PLC0415 - not needed for the first screen

        text = event.text
        if text != self.search_box.text or not text.strip():
            return
        if completing.ends_in_value(text):
            self._complete(text)
        elif found := completing.names(text):
            self.search_box.show_offers([Offer(one.put(text), one.text) for one in found], quietly=True)

    @work(thread=True, exclusive=True, group="completing", exit_on_error=False)
    def _complete(self, text: str) -> None:
        from store.finding import completing  # noqa: PLC0415 - as above

        def read() -> list[Offer]:
            with self.archive.read() as conn:
                found = completing.values(conn, text)
            tags = completing.field_at_end(text) == "tag"
            return [
                Offer(
                    _finished(one.put(text)), label(one.text.strip('"')) if tags else one.text, one.articles
                )
                for one in found
            ]

        offers = steadily(read)
        if not get_current_worker().is_cancelled:
            self.post_message(CompletionsReady(text, offers))

    @on(CompletionsReady)
    def _show_completions(self, event: CompletionsReady) -> None:
        if event.text == self.search_box.text:
            self.search_box.show_offers(event.offers)

    def action_forget_queries(self) -> None:
        """Forget what was searched for before."""
        number = self.search_box.history.clear() if self.search_box.history is not None else 0
        said = ngettext("{count} query forgotten.", "{count} queries forgotten.", number)
        self.notice.tell(said.format(count=ltr(count(number))))

    def take_suggestion(self) -> bool:
        """Search for the suggestion under the cursor instead, if there is one."""
        offer = self.offers.chosen
        if self.results.docids or offer is None:
            return False
        self.search_box.put(f"{offer.query} ")
        self.search()
        return True

    @on(Results.MovedWithoutHits)
    def _move_in_offers(self, event: Results.MovedWithoutHits) -> None:
        event.stop()
        self.offers.move(event.rows)

    @on(Offers.RowHighlighted, "#offers")
    def _offer_highlighted(self, event: Offers.RowHighlighted) -> None:
        event.stop()

    @on(Offers.RowChosen, "#offers")
    def _offer_clicked(self, event: Offers.RowChosen) -> None:
        event.stop()
        self.take_suggestion()

    def action_why_found(self) -> None:
        """Show which words of the article under the cursor answer the search."""
        if not self.allowed("why_found") or self.results.docid is None:
            return
        if self.shown_query is None or self.shown_query.is_empty:
            self.notice.tell(_("Nothing is searched for: these are all articles."))
            return
        from tui.screens.why import WhyScreen  # noqa: PLC0415 - not needed for the first screen

        self.app.push_screen(WhyScreen(self.archive, self.results.docid, self.shown_query))


def _finished(query: str) -> str:
    """A query with a value put in goes on with another word; one that ends in a field's name or in a date does not."""
    last = query.rsplit(None, 1)[-1]
    return query if last.endswith(":") or last.partition(":")[2][:4].isdigit() else f"{query} "
