"""The search box: what is looked for, how many were found; under it what is wrong with the query, or how it may go on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from tui.bidi.layout import fit
from tui.bidi.paint import Item
from tui.commands.binding import bindings
from tui.editing.input import BidiInput
from tui.i18n import gettext as _
from tui.i18n import is_rtl
from tui.query_history import QueryHistory
from tui.widgets.bar import Bar
from tui.widgets.query_offers import Offer, QueryOffers


class _Wrong(Highlighter):
    """Underlines the part of the query that means nothing."""

    def __init__(self) -> None:
        self.span = (0, 0)

    def highlight(self, text: Text) -> None:
        """Mark it."""
        start, end = self.span
        if end > start:
            text.stylize(Style(underline=True, bold=True, reverse=True), start, min(end, len(text)))


class SearchBox(Vertical):
    """One line to type in, and a second one only when there is something to say about the query."""

    BINDINGS = bindings("search")
    DEFAULT_CSS = """
    SearchBox {
        height: auto;
        background: $panel;
        & > Horizontal { height: 1; }
        & Bar { width: auto; }
        & BidiInput { width: 1fr; height: 1; border: none; padding: 0; background: $boost; }
        & BidiInput:focus { border: none; background: $primary 30%; }
        & > #query-remark { width: 1fr; display: none; background: $surface; color: $text-muted; }
        & > #query-offers { width: 1fr; display: none; background: $surface; }
        &.-remark > #query-remark { display: block; }
        &.-refused > #query-remark { color: $text-error; }
        &.-offers.-typing > #query-offers { display: block; }
    }
    """

    class QueryTyped(Message):
        """The text of the query changed."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    class ResultsAsked(Message):
        """The person is done typing and wants the list."""

    def __init__(self) -> None:
        super().__init__()
        self.history: QueryHistory | None = None
        """What was searched for before."""
        self.offers: tuple[Offer, ...] = ()
        self._wrong = _Wrong()

    def compose(self) -> ComposeResult:
        """Prompt, box and count, in the direction of the interface."""
        parts = [
            Bar(id="query-prompt"),
            BidiInput(id="query", rtl=is_rtl, select_on_focus=False, highlighter=self._wrong),
            Bar(id="query-count"),
        ]
        with Horizontal():
            yield from reversed(parts) if is_rtl() else parts
        yield Bar(id="query-remark")
        yield QueryOffers()

    def on_mount(self) -> None:
        """Name the box."""
        bar = self.query_one("#query-prompt", Bar)
        self._say(bar, _("Search"))

    def on_descendant_focus(self) -> None:
        """What is offered is shown to whoever types."""
        self.add_class("-typing")

    def on_descendant_blur(self) -> None:
        """Elsewhere Tab does something else. The pseudo-class ":focus-within" does not style children anew."""
        self.remove_class("-typing")

    @property
    def input(self) -> BidiInput:
        """The box itself."""
        return self.query_one("#query", BidiInput)

    @property
    def text(self) -> str:
        """The query as it stands."""
        return self.input.value

    def put(self, text: str) -> None:
        """Put a query in without telling that it was typed."""
        self.show_offers(())
        with self.prevent(BidiInput.Changed):
            self.input.value = text
            self.input.cursor_position = len(text)

    def show_count(self, text: str) -> None:
        """How many were found, as a short text."""
        self._say(self.query_one("#query-count", Bar), text)

    def remark(self, text: str, *, wrong: tuple[int, int] | None = None) -> None:
        """Say something about the query under the box; an empty text closes the line. `wrong` is the part that means nothing."""
        self.query_one("#query-remark", Bar).say(text)
        self.set_class(bool(text), "-remark")
        self.set_class(wrong is not None, "-refused")
        if self._wrong.span != (wrong or (0, 0)):
            self._wrong.span = wrong or (0, 0)
            self.input.refresh()

    def show_offers(self, offers: Sequence[Offer], *, quietly: bool = False) -> None:
        """Show how the query may go on; Tab takes the first, whose letters stand behind the cursor where they go on so.

        `quietly`: only there, and not at all where they do not: a line under the box at every other word would be in the way.
        """
        first = offers[0].query if offers else ""
        grows = first.startswith(self.text) and self.input.cursor_position == len(self.text)
        self.offers = tuple(offers) if grows or not quietly else ()
        self.set_class(bool(offers) and not quietly, "-offers")
        self.input._suggestion = first if grows else ""
        self.query_one(QueryOffers).show_offers(offers)

    @staticmethod
    def _say(bar: Bar, text: str) -> None:
        bar.show([Item(text)])
        bar.styles.width = fit(text, 60).width + 2

    def _type(self, text: str) -> None:
        """Put a query in as if it had been typed."""
        self.put(text)
        self.post_message(self.QueryTyped(text))

    @on(BidiInput.Changed)
    def _tell(self, event: BidiInput.Changed) -> None:
        event.stop()
        self.show_offers(())
        self.post_message(self.QueryTyped(event.value))

    @on(BidiInput.Submitted)
    def _leave(self, event: BidiInput.Submitted) -> None:
        event.stop()
        self.action_leave_search()

    def action_leave_search(self) -> None:
        """To the results; what was searched for is remembered."""
        if self.history is not None:
            self.history.add(self.text)
        self.post_message(self.ResultsAsked())

    def action_complete_query(self) -> None:
        """Take the first of what is offered, or go to the results."""
        if self.offers and self.input.cursor_position == len(self.text):
            self._type(self.offers[0].query)
        else:
            self.action_leave_search()

    @on(QueryOffers.Taken)
    def _take(self, event: QueryOffers.Taken) -> None:
        event.stop()
        self._type(event.offer.query)

    def action_previous_query(self) -> None:
        """The query before."""
        before = self.history.before(self.text) if self.history is not None else None
        if before is not None:
            self._type(before)

    def action_next_query(self) -> None:
        """The query after; behind the last one are the results."""
        after = self.history.after() if self.history is not None else None
        if after is None:
            self.action_leave_search()
        else:
            self._type(after)
