"""How the query may go on: a line under the search box. Tab takes the first, a click any of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message

from tui.bidi.layout import fit
from tui.bidi.paint import Item
from tui.i18n import is_rtl
from tui.widgets.bar import Bar
from tui.widgets.wording import count

_CELLS = 30
"""Cells of an offer at most."""
_KEY = "Tab"


class Offer(NamedTuple):
    """A way to go on with the query: the whole query with it, what is shown of it, how many articles it is about."""

    query: str
    shown: str
    articles: int | None = None


class QueryOffers(Bar):
    """The offers side by side, as many as there is room for."""

    class Taken(Message):
        """An offer was clicked."""

        def __init__(self, offer: Offer) -> None:
            self.offer = offer
            super().__init__()

    def __init__(self) -> None:
        super().__init__(id="query-offers")
        self._places: list[tuple[range, Offer]] = []

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these instead."""
        items = [Item(_KEY, self.style("key"), "ltr")] if offers else []
        self._places = []
        used = len(_KEY) + 1
        for number, offer in enumerate(offers):
            style = self.style("quiet" if number else "strong")
            cells = fit(offer.shown, _CELLS).width
            articles = f"({count(offer.articles)}) " if offer.articles is not None else " "
            items += (Item(offer.shown, style, width=cells), Item(articles, self.style("quiet"), "ltr"))
            self._places.append((range(used, used + cells + 1 + len(articles)), offer))
            used += cells + len(articles) + 2
        self.show(items)

    def on_click(self, event: events.Click) -> None:
        """Take the offer under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        x = self.content_size.width - 1 - offset.x if is_rtl() else offset.x
        for place, offer in self._places:
            if x in place:
                event.stop()
                self.post_message(self.Taken(offer))
